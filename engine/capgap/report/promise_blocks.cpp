#include <capgap/report/sections.hpp>

#include <algorithm>

namespace capgap {

namespace {

/// Of changed settings; the files hold all.
constexpr std::size_t most_changes = 100;

class Promise {
public:
    Promise(ReportSection& section, const ReportView& view) : section_(section), view_(view), input_(view.input()) {}

    void add() {
        section_.blocks.emplace_back(ReportHeading{say("promise.title")});
        add_notice();
        if (!input_.assessment.opening) {
            paragraph(say("promise.not_opened"));
            return;
        }
        add_opening(*input_.assessment.opening);
        if (input_.assessment.reanalysis) add_reanalysis(*input_.assessment.reanalysis);
    }

private:
    std::string say(const std::string& id, const Texts::Values& values = {}) const { return view_.say(id, values); }
    void paragraph(std::string text) { section_.blocks.emplace_back(ReportParagraph{std::move(text)}); }
    std::string list_of(const std::vector<std::string>& texts) const { return phrase::list_of(texts, view_.texts()); }

    void add_notice() {
        const NoticeStatement& notice = input_.notice;
        if (!notice.sha256.empty()) {
            paragraph(say("promise.notice", {{"sha256", notice.sha256}}));
        } else if (notice.missing.empty()) {
            paragraph(say("promise.no_notice_language"));
        } else {
            paragraph(say("promise.no_notice", {{"missing", list_of(notice.missing)}}));
        }
    }

    void add_opening(const Opening& opening) {
        std::string said = say("promise.opened", {{"date", phrase::date(opening.on, view_.texts())}, {"sha256", opening.sha256}});
        if (changes().empty()) said += ' ' + say("promise.kept");
        paragraph(std::move(said));
        if (opening.notice_sha256 != input_.notice.sha256) paragraph(say("promise.notice_at_opening", {{"sha256", opening.notice_sha256}}));
        if (opening.drafts.empty()) return;
        const auto count = static_cast<std::int64_t>(opening.drafts.size());
        paragraph(view_.texts().say_count("promise.drafts", count, {{"list", list_of(opening.drafts)}}));
    }

    void add_reanalysis(const Reanalysis& reanalysis) {
        paragraph(say("promise.reanalysis", {{"name", phrase::quoted(view_.in_language(reanalysis.name), view_.texts())},
                                             {"date", phrase::date(reanalysis.date, view_.texts())},
                                             {"reason", view_.in_language(reanalysis.reason)}}));
        if (changes().empty()) return;
        ReportTable table;
        table.id = "changed-settings-table";
        table.caption = say("promise.changed_caption");
        table.head = say("promise.setting");
        for (const char* column : {"promise.promised", "promise.used"}) table.columns.push_back({say(column), "", "", false});
        const std::size_t shown = std::min(changes().size(), most_changes);
        for (std::size_t i = 0; i < shown; ++i) table.rows.push_back(row(changes()[i]));
        const auto more = static_cast<std::int64_t>(changes().size() - shown);
        if (more > 0) table.notes.push_back(view_.texts().say_count("promise.changed_more", more));
        section_.blocks.emplace_back(std::move(table));
    }

    ReportRow row(const ChangedSetting& change) const {
        ReportRow out{part(change.part) + ": " + key(change.key), "", 0, false, {}};
        for (const std::string& value : {change.promised, change.used}) {
            out.cells.emplace_back();
            out.cells.back().kind = ReportCell::Kind::text;
            out.cells.back().text = value.empty() ? say("promise.absent") : value;
        }
        return out;
    }

    /// "targets 2" is that of another instrument.
    std::string part(const std::string& name) const {
        const std::size_t number = name.find(' ');
        const std::string id = "promise.part." + name.substr(0, number);
        if (!view_.texts().has(id)) return name;
        return say(id) + (number == std::string::npos ? "" : name.substr(number));
    }

    /// Of targets and pools the key is the profile with the competency, or the pool.
    std::string key(const std::string& name) const { return view_.texts().has("promise.key." + name) ? say("promise.key." + name) : name; }

    const std::vector<ChangedSetting>& changes() const {
        static const std::vector<ChangedSetting> none;
        return input_.changed == nullptr ? none : *input_.changed;
    }

    ReportSection& section_;
    const ReportView& view_;
    const ReportInput& input_;
};

}  // namespace

void add_promise(ReportSection& section, const ReportView& view) {
    Promise(section, view).add();
}

std::optional<ReportBanner> reanalysis_banner(const ReportView& view) {
    const AssessmentContent& round = view.input().assessment;
    if (!round.reanalysis || !round.opening || view.input().changed == nullptr || view.input().changed->empty()) return std::nullopt;
    const auto& texts = view.texts();
    const std::string name = phrase::quoted(view.in_language(round.reanalysis->name), texts);
    return ReportBanner{
        view.say("promise.reanalysis",
                 {{"name", name}, {"date", phrase::date(round.reanalysis->date, texts)}, {"reason", view.in_language(round.reanalysis->reason)}}),
        view.say("promise.reanalysis_banner",
                 {{"date", phrase::date(round.opening->on, texts)}, {"sources", phrase::quoted(view.say("sources.title"), texts)}})};
}

}  // namespace capgap
