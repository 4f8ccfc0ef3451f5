#include <capgap/report/brief.hpp>

#include <capgap/report/finished_cells.hpp>
#include <capgap/report/phrases.hpp>

#include <algorithm>
#include <utility>

namespace capgap {

namespace {

/// Two columns of shares leave room for names; of a larger tie none stands out.
constexpr std::size_t most_columns_of_shares = 2;

/// What the paper says of the round beside its sentences: the rest stands in the report.
constexpr std::size_t first_facts = 3;

class BriefMaker {
public:
    BriefMaker(const FinishedRound& round, const ReportHead& head, const Texts& texts) : round_(round), head_(head), texts_(texts) {
        for (const std::string& id : round.named) {
            if (const auto index = round.competency(id)) named_.push_back(*index);
        }
        if (named_.size() > most_columns_of_shares) named_.clear();
    }

    Brief make() {
        Brief out;
        out.language = head_.language;
        out.title = head_.title;
        out.kind = say("brief.kind");
        out.banners = head_.banners;
        out.facts.assign(head_.facts.begin(), head_.facts.begin() + static_cast<std::ptrdiff_t>(std::min(first_facts, head_.facts.size())));
        out.opening_title = head_.opening_title;
        out.opening = head_.opening;
        ask(out);
        list_institutions(out);
        out.footer = {head_.footer, texts_.say("brief.hash", {{"hash", round_.sha256}})};
        return out;
    }

private:
    std::string say(std::string_view id) const { return texts_.say(id); }
    std::string quoted(std::size_t competency) const { return phrase::quoted(round_.competencies[competency].title.in(texts_.language()), texts_); }

    void ask(Brief& out) const {
        if (!round_.approved) out.asked.push_back(say("brief.asked.levels"));
        if (!head_.advice.empty()) out.asked.push_back(say(round_.approved ? "brief.asked.lead_approved" : "brief.asked.lead"));
        if (out.asked.empty()) return;
        out.asked_title = say("brief.asked.title");
        if (head_.advice.empty()) return;
        ReportTable& table = out.asked_table;
        out.asked_widths = {28, 36, 12, 12, 12};
        table.head = say("advice.head");
        table.columns = {{say("brief.asked.for"), "", "", false},
                         {say("advice.people"), "", "", false},
                         {say("advice.hours"), "", "", false},
                         {say("advice.cost"), "", head_.currency, false}};
        bool estimated = false;
        for (const AdvisedLine& line : head_.advice) {
            table.rows.push_back({line.title, line.note, 0, false, asked_cells(line)});
            estimated = estimated || line.estimated;
        }
        out.asked_notes.push_back(texts_.say("brief.asked.more", {{"title", say("advice.title")}}));
        if (estimated) out.asked_notes.push_back(estimate_mark + (' ' + say("advice.mostly_estimated")));
    }

    static std::vector<ReportCell> asked_cells(const AdvisedLine& line) {
        using Kind = ReportCell::Kind;
        const std::string people = line.estimated ? estimate_mark + (' ' + line.people) : line.people;
        return {report_cell(Kind::text, line.text), report_cell(Kind::number, people), report_cell(Kind::number, line.hours),
                report_cell(Kind::number, line.cost)};
    }

    void list_institutions(Brief& out) const {
        const ChosenFinished chosen = choose_places(round_, most_institutions_of_a_brief);
        ReportTable& table = out.institutions;
        out.institutions_title = say("institutions.title");
        table.caption = texts_.say("institutions.caption", {{"level", level_of_job(round_, texts_)}});
        table.head = say("institutions.head");
        table.columns.push_back({say("institutions.answered"), "", "", false});
        const std::string interval = say(round_.volunteers ? "brief.institutions.share_note_volunteer" : "brief.institutions.share_note");
        for (const std::size_t c : named_)
            table.columns.push_back({texts_.say("brief.institutions.share", {{"title", quoted(c)}}), "", interval, false});
        table.columns.push_back({say("brief.institutions.most"), "", "", false});
        out.institution_widths = named_.empty()       ? std::vector<int>{40, 14, 46}
                                 : named_.size() == 1 ? std::vector<int>{34, 12, 18, 36}
                                                      : std::vector<int>{30, 10, 14, 14, 32};
        for (const FinishedPlace* place : chosen.places) table.rows.push_back(row_of(*place));
        out.institution_notes = {say("institutions.note_order") + ' ' + say("institutions.note_need"), say("brief.institutions.most_note"),
                                 say(round_.volunteers   ? "intervals.volunteer"
                                     : round_.calibrated ? "intervals.measured"
                                                         : "intervals.census")};
        if (chosen.cut) out.institution_notes.insert(out.institution_notes.begin(), cut_note(round_, chosen.places, texts_));
    }

    ReportRow row_of(const FinishedPlace& place) const {
        ReportRow row{round_.title(place, head_, texts_), note_of(round_, place, head_, texts_), place.depth, false, {}};
        row.cells.push_back(report_cell(ReportCell::Kind::number, answered_of(place, texts_)));
        for (const std::size_t c : named_) {
            const FinishedShare share = share_of(place.gaps[c], texts_);
            const std::string words = in_one_sentence(share.words, texts_);
            row.cells.push_back(share.text.empty()
                                    ? report_cell(ReportCell::Kind::text, words)
                                    : report_cell(ReportCell::Kind::share, share.text, in_one_sentence({share.interval, words}, texts_)));
        }
        row.cells.push_back(report_cell(ReportCell::Kind::text, most_of(place)));
        return row;
    }

    std::string most_of(const FinishedPlace& place) const {
        const MostReported most = most_reported(round_, place);
        if (most.low_response) return say("brief.institutions.low_response");
        if (!most.competency) return {};
        const FinishedShare share = share_of(place.gaps[*most.competency], texts_);
        const std::string shown = share.interval.empty() ? share.text : share.text + " (" + share.interval + ')';
        if (most.others == 0) return texts_.say("brief.institutions.most_alone", {{"title", quoted(*most.competency)}, {"share", shown}});
        return texts_.say_count("brief.institutions.most_others", static_cast<std::int64_t>(most.others),
                                {{"title", quoted(*most.competency)}, {"share", shown}});
    }

    static constexpr const char* estimate_mark = "≈";

    const FinishedRound& round_;
    const ReportHead& head_;
    const Texts& texts_;
    std::vector<std::size_t> named_;  ///< with a column of their own
};

}  // namespace

Brief make_brief(const FinishedRound& round, const ReportHead& head, const Texts& texts) {
    return BriefMaker(round, head, texts).make();
}

}  // namespace capgap
