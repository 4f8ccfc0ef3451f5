#include <capgap/report/figures.hpp>
#include <capgap/report/sections.hpp>

#include <algorithm>

namespace capgap {

namespace {

std::string alpha_note(std::size_t competency, const ReportView& view) {
    const auto alpha = view.alpha(competency);
    if (!alpha || *alpha >= ReportView::alpha_low) return {};
    return view.say(*alpha < ReportView::alpha_very_low ? "quality.alpha_note_very_low" : "quality.alpha_note_low",
                    {{"alpha", phrase::decimal(*alpha, 2, view.texts())}});
}

ReportTable table(const ReportView& view) {
    ReportTable out;
    out.id = "whole-table";
    out.caption = view.say("whole.caption", {{"level", view.level_of_job()}});
    out.head = view.say("whole.competency");
    out.columns = figure_columns(view);
    GapCells shares(view);
    const Framework& framework = view.input().framework;
    std::optional<std::size_t> domain;
    for (const std::size_t c : view.assessed()) {
        const Competency& competency = framework.competencies()[c];
        if (domain != competency.domain) {
            domain = competency.domain;
            out.rows.push_back({view.in_language(framework.content().domains[*domain].title), "", 0, true, {}});
        }
        out.rows.push_back({view.competency_title(c), alpha_note(c, view), 0, false, figure_cells(view.gap(ReportView::whole, c), c, shares, view)});
        out.rows.back().language = view.other_language(c);
    }
    out.legend = shares.legend();
    out.notes = {interval_note(view)};
    return out;
}

/// The competencies of the order in tie groups, as points of a list. One that may not be shown alone is not named.
ReportPoints order_points(const ReportView& view) {
    ReportPoints out{{}, true};
    const auto& order = view.tables().order;
    for (std::size_t first = 0; first < order.size();) {
        std::size_t end = first + 1;
        while (end < order.size() && order[end].tie_group == order[first].tie_group) ++end;
        std::vector<std::string> others;
        for (std::size_t i = first + 1; i < end; ++i) others.push_back(view.quoted_competency(order[i].competency));
        const std::string leader = view.quoted_competency(order[first].competency);
        out.points.push_back(others.empty() ? view.say("whole.order_one", {{"first", leader}})
                                            : view.say("whole.order_tie", {{"first", leader}, {"others", phrase::list_of(others, view.texts())}}));
        first = end;
    }
    return out;
}

void add_order(ReportSection& section, const ReportView& view) {
    const auto& order = view.tables().order;
    if (order.size() < 2) return;
    const auto has_status = [&](Status status) {
        return std::any_of(order.begin(), order.end(), [&](const OrderedGap& gap) {
            const ShownGap* row = view.gap(ReportView::whole, gap.competency);
            return row == nullptr || row->status == status;
        });
    };
    if (has_status(Status::suppressed)) return;
    section.blocks.emplace_back(ReportHeading{view.say("whole.order_title")});
    if (has_status(Status::low_response)) {
        section.blocks.emplace_back(ReportParagraph{view.say("whole.order_low_response")});
        return;
    }
    section.blocks.emplace_back(ReportParagraph{view.say(view.volunteers() ? "whole.order_lead_volunteer" : "whole.order_lead")});
    section.blocks.emplace_back(order_points(view));
}

}  // namespace

std::string interval_note(const ReportView& view) {
    switch (view.input().assessment.design) {
        case Design::census: return view.say(view.calibrated() ? "intervals.measured" : "intervals.census");
        case Design::probability: return view.say(view.calibrated() ? "intervals.measured" : "intervals.probability");
        case Design::volunteer: return view.say("intervals.volunteer");
    }
    return {};
}

std::vector<ReportColumn> competency_columns(const ReportView& view, const std::vector<std::size_t>& competencies) {
    const Framework& framework = view.input().framework;
    std::vector<ReportColumn> out;
    for (const std::size_t c : competencies) {
        const std::string& domain = view.in_language(framework.content().domains[framework.competencies()[c].domain].title);
        const auto alpha = view.alpha(c);
        const bool warns = alpha && *alpha < ReportView::alpha_low;
        const std::string note = warns ? view.say("quality.alpha_short", {{"alpha", phrase::decimal(*alpha, 2, view.texts())}}) : "";
        ReportColumn column{view.competency_title(c), domain, note, true};
        column.figure = out.size();
        column.language = view.other_language(c);
        out.push_back(std::move(column));
    }
    return out;
}

ReportSection whole_section(const ReportView& view) {
    ReportSection section{"whole", view.say("whole.title"), {}};
    section.blocks.emplace_back(ReportParagraph{view.say("whole.lead", {{"level", view.level_of_job()}})});
    section.blocks.emplace_back(table(view));
    add_order(section, view);
    return section;
}

std::optional<ReportSection> levels_section(const ReportView& view) {
    const LevelShares shares(view);
    ReportDistribution levels = shares.distribution();
    levels.id = "levels-table";
    const Framework& framework = view.input().framework;
    std::optional<std::size_t> domain;
    for (const std::size_t c : view.assessed()) {
        auto of_competency = shares.of(ReportView::whole, c);
        if (of_competency.empty()) continue;
        if (domain != framework.competencies()[c].domain) {
            domain = framework.competencies()[c].domain;
            levels.rows.push_back({view.in_language(framework.content().domains[*domain].title), "", {}, true});
        }
        levels.rows.push_back({view.competency_title(c), "", std::move(of_competency), false, view.other_language(c)});
    }
    if (levels.rows.empty()) return std::nullopt;
    ReportSection section{"levels", view.say("levels.title"), {}};
    section.blocks.emplace_back(ReportParagraph{view.say(view.tested() ? "levels.lead_tests" : "levels.lead")});
    section.blocks.emplace_back(std::move(levels));
    return section;
}

}  // namespace capgap
