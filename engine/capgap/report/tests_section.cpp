#include <capgap/disclosure/tested_mask.hpp>
#include <capgap/report/gap_marks.hpp>
#include <capgap/report/sections.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace capgap {

namespace {

using Statistic = ShownTested::Statistic;

/// What tests say: in no table, sum or order with self-ratings.
class TestsSection {
public:
    explicit TestsSection(const ReportView& view) : view_(view) {
        for (const ShownTested& row : view.tables().tested) {
            rows_[{row.group, row.competency}][row.statistic == Statistic::mean_result_0_100 ? 0 : 1] = &row;
            const std::size_t competency = row.competency;
            if (std::find(competencies_.begin(), competencies_.end(), competency) == competencies_.end()) competencies_.push_back(competency);
        }
        std::sort(competencies_.begin(), competencies_.end());
    }

    ReportSection make() const {
        ReportSection section{"tests", say("tested.title"), {}};
        section.blocks.emplace_back(ReportParagraph{say("tested.lead")});
        section.blocks.emplace_back(of_all());
        section.blocks.emplace_back(ReportPoints{{say("tested.limits.drawn"), say("tested.limits.test"), say("tested.limits.of_whom"),
                                                  texts().say_count("tested.limits.least", least_tested(view_.input().assessment.min_cell))}});
        for (const Statistic statistic : {Statistic::mean_result_0_100, Statistic::below_target_share}) {
            ReportTable table = by_institution(statistic);
            if (!table.rows.empty()) section.blocks.emplace_back(std::move(table));
        }
        return section;
    }

private:
    const Texts& texts() const { return view_.texts(); }
    std::string say(const std::string& id, const Texts::Values& values = {}) const { return view_.say(id, values); }

    const ShownTested* row(std::size_t group, std::size_t competency, Statistic statistic) const {
        const auto found = rows_.find({group, competency});
        return found == rows_.end() ? nullptr : found->second.at(statistic == Statistic::mean_result_0_100 ? 0 : 1);
    }

    std::string footer() const {
        const ProfilesContent& targets = view_.input().profiles.content();
        const std::string state =
            targets.approved ? say("targets.short.approved", {{"date", phrase::date(targets.approved_on, texts())}}) : say("targets.short.proposed");
        return say("tested.footer", {{"title", view_.in_language(view_.input().assessment.title)},
                                     {"dates", view_.dates()},
                                     {"targets", state},
                                     {"licence", say("report.licence", {{"name", view_.licences(view_.input().framework)}})}});
    }

    static ReportCell number_cell(std::string text, std::string detail = {}) {
        return report_cell(ReportCell::Kind::number, std::move(text), std::move(detail));
    }

    ReportCell figure(const ShownTested& row) const {
        const std::optional<Interval>& interval = row.interval;
        if (row.statistic == Statistic::below_target_share)
            return number_cell(phrase::in_100(*row.test_corrected, texts()), interval ? phrase::in_100(*interval, texts()) : "");
        const auto digits = [this](double value) { return phrase::decimal(value, 1, texts()); };
        return number_cell(digits(*row.test_corrected),
                           interval ? say("format.interval", {{"low", digits(interval->low)}, {"high", digits(interval->high)}}) : "");
    }

    /// What its marks mean is added to the legend of the table.
    ReportCell value_cell(const ShownTested* found, ReportTable& of) const {
        if (found == nullptr || !found->test_corrected) {
            ReportCell out = report_cell(ReportCell::Kind::mark, sign_of(GapMark::suppressed));
            explain(GapMark::suppressed, out, of);
            return out;
        }
        ReportCell out = figure(*found);
        if (found->status != Status::low_response) return out;
        out.mark = sign_of(GapMark::low_response);
        explain(GapMark::low_response, out, of);
        return out;
    }

    void explain(GapMark mark, ReportCell& cell, ReportTable& of) const {
        cell.spoken = say(std::string("marks.spoken.") + name_of(mark));
        const bool known = std::any_of(of.legend.begin(), of.legend.end(), [mark](const LegendEntry& one) { return one.mark == sign_of(mark); });
        if (!known) of.legend.push_back({sign_of(mark), std::nullopt, say(std::string("marks.") + name_of(mark))});
    }

    ReportCell people_cell(const std::optional<std::int64_t>& people) const { return number_cell(people ? phrase::number(*people, texts()) : ""); }

    ReportTable begun(std::string id, std::string caption, std::string head) const {
        ReportTable out;
        out.id = std::move(id);
        out.caption = std::move(caption);
        out.head = std::move(head);
        out.footer = footer();
        out.notes = {say(view_.volunteers() ? "tested.intervals_volunteer" : "tested.intervals")};
        return out;
    }

    ReportTable of_all() const {
        ReportTable out = begun("tests-table", say("tested.caption"), say("whole.competency"));
        out.columns = {{say("tested.mean"), "", "", false, "columns.tested.test_corrected"},
                       {say("tested.share", {{"level", view_.level_of_job()}}), "", "", false, "columns.tested.test_corrected"},
                       {say("tested.tested"), "", "", false, "columns.tested.tested"},
                       {say("tested.rated"), "", "", false, "columns.tested.rated"},
                       {say("tested.correlation"), "", "", false, "columns.tested.correlation"}};
        for (const std::size_t c : competencies_) {
            const ShownTested* const mean = row(ReportView::whole, c, Statistic::mean_result_0_100);
            if (mean == nullptr) continue;
            ReportRow one{view_.competency_title(c), "", 0, false, {}};
            one.language = view_.other_language(c);
            one.cells = {value_cell(mean, out), value_cell(row(ReportView::whole, c, Statistic::below_target_share), out), people_cell(mean->tested),
                         people_cell(mean->rated), number_cell(mean->correlation ? phrase::decimal(*mean->correlation, 2, texts()) : "")};
            out.rows.push_back(std::move(one));
        }
        return out;
    }

    /// Institutions of which something is told, in the order of the organisation; no rows where there is none beside the whole.
    ReportTable by_institution(Statistic statistic) const {
        const bool of_share = statistic == Statistic::below_target_share;
        ReportTable out =
            begun(of_share ? "tests-share-table" : "tests-mean-table",
                  of_share ? say("tested.share_caption", {{"level", view_.level_of_job()}}) : say("tested.mean_caption"), say("institutions.head"));
        for (const std::size_t c : competencies_) {
            ReportColumn column{view_.competency_title(c), "", "", true, "columns.tested.test_corrected"};
            column.language = view_.other_language(c);
            out.columns.push_back(std::move(column));
        }
        std::int64_t all = 0;
        for (const std::size_t group : view_.places()) {
            if (group == ReportView::whole || !tells(group, statistic) || ++all > static_cast<std::int64_t>(most_institutions)) continue;
            const Group& keys = view_.tables().groups[group].keys;
            ReportRow one{view_.place_title(keys), "", view_.depth(keys), false, {}};
            for (const std::size_t c : competencies_) one.cells.push_back(value_cell(row(group, c, statistic), out));
            out.rows.push_back(std::move(one));
        }
        out.notes.push_back(say("tested.no_row"));
        if (all > static_cast<std::int64_t>(most_institutions)) {
            out.notes.push_back(
                texts().say_count("tested.cut", static_cast<std::int64_t>(most_institutions), {{"all", phrase::number(all, texts())}}));
        }
        return out;
    }

    bool tells(std::size_t group, Statistic statistic) const {
        return std::any_of(competencies_.begin(), competencies_.end(), [&](std::size_t c) {
            const ShownTested* const found = row(group, c, statistic);
            return found != nullptr && found->test_corrected;
        });
    }

    const ReportView& view_;
    std::map<std::pair<std::size_t, std::size_t>, std::array<const ShownTested*, 2>> rows_;  ///< by group and competency: mean, share
    std::vector<std::size_t> competencies_;
};

}  // namespace

std::optional<ReportSection> tests_section(const ReportView& view) {
    if (view.tables().tested.empty() || view.whole_hidden()) return std::nullopt;
    return TestsSection(view).make();
}

}  // namespace capgap
