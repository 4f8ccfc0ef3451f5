#include <capgap/report/advice_table.hpp>
#include <capgap/report/figures.hpp>
#include <capgap/report/gap_cells.hpp>
#include <capgap/report/sections.hpp>

#include <algorithm>

namespace capgap {

namespace {

const ShownChoice* wanted(std::size_t competency, const ReportView& view) {
    const auto& rows = view.tables().wanted;
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const ShownChoice& row) { return row.group == ReportView::whole && row.of == competency; });
    return found == rows.end() || found->share.kind == ShownShare::Kind::undefined ? nullptr : &*found;
}

ReportCell wanted_cell(const ShownChoice* row, const ReportView& view) {
    if (row == nullptr) return {};
    const bool value = row->share.kind == ShownShare::Kind::value;
    return report_cell(value ? ReportCell::Kind::share : ReportCell::Kind::bound, share_text(row->share, view));
}

/// What people lack beside what they would like: two columns that are never added. Nothing where nobody was asked what they want.
std::optional<ReportTable> needed_and_wanted(const ReportView& view) {
    const auto competencies = view.assessed();
    if (std::none_of(competencies.begin(), competencies.end(), [&](std::size_t c) { return wanted(c, view) != nullptr; })) return std::nullopt;
    ReportTable table;
    table.id = "needed-wanted-table";
    table.caption = view.say("advice.both.caption", {{"level", view.level_of_job()}});
    table.head = view.say("whole.competency");
    table.columns = {{view.say("advice.both.needed"), "", view.say("advice.both.needed_note"), false},
                     {view.say("advice.both.wanted"), "", view.say("advice.both.wanted_note"), false}};
    GapCells cells(view);
    bool bounds = false;
    for (const std::size_t c : competencies) {
        ReportCell needed = cells.cell(view.gap(ReportView::whole, c), c);
        needed.shade.reset();  // there is nothing here to compare the whole with
        const ShownChoice* row = wanted(c, view);
        bounds = bounds || (row != nullptr && row->status == Status::bounded);
        table.rows.push_back({view.competency_title(c), "", 0, false, {std::move(needed), wanted_cell(row, view)}});
    }
    for (LegendEntry& entry : cells.legend()) {
        if (!entry.shade && !entry.mark.empty()) table.legend.push_back(std::move(entry));
    }
    if (bounds) table.legend.push_back({"<", std::nullopt, view.say("marks.bound")});
    table.notes = {interval_note(view)};
    return table;
}

/// People of the whole whom nothing reaches.
std::optional<ReportTable> without_remedy(const ReportView& view) {
    ReportTable table;
    table.id = "no-remedy-table";
    table.caption = view.say("advice.none.caption");
    table.head = view.say("whole.competency");
    table.columns = {
        {view.say("advice.none.levels"), "", "", false}, {view.say("advice.people"), "", "", false}, {view.say("advice.none.why"), "", "", false}};
    for (const Recommendation& line : *view.input().advice) {
        if (line.kind != Recommendation::Kind::none || line.group != ReportView::whole) continue;
        const std::string code = line.reason.value("why");
        std::string why = view.say("advice.none." + (code == "levels" ? "levels_missing" : code));
        if (!line.people) why = view.say("advice.reason.next", {{"list", why}, {"next", view.say("advice.reason.no_figures")}});
        const std::string people = line.people ? phrase::about_people(static_cast<double>(*line.people), view.texts()) : "";
        table.rows.push_back(
            {view.competency_title(*line.competency),
             "",
             0,
             false,
             {report_cell(ReportCell::Kind::text,
                          view.say("advice.none.levels_of", {{"from", std::to_string(line.from_level)}, {"to", std::to_string(line.to_level)}})),
              people.empty() ? ReportCell{} : report_cell(ReportCell::Kind::number, people), report_cell(ReportCell::Kind::text, why)}});
    }
    if (table.rows.empty()) return std::nullopt;
    return table;
}

/// The lines of each institution stand on its own page.
void add_to_pages(AdviceTable& advice, const ReportView& view, GroupFigures& figures) {
    for (const std::size_t group : advice.groups()) {
        const auto page = group == ReportView::whole ? std::nullopt : figures.page_of(group);
        if (!page) continue;
        ReportTable lines = advice.of(group);
        if (lines.rows.empty()) continue;
        ReportGroup& of = figures.group(*page);
        lines.footer = of.footer;  // how many answered here, not everywhere
        auto& blocks = of.blocks;
        blocks.emplace_back(ReportHeading{view.say("advice.title")});
        blocks.emplace_back(std::move(lines));
    }
}

}  // namespace

std::optional<ReportSection> advice_section(const ReportView& view, GroupFigures& figures) {
    if (view.input().advice == nullptr || view.input().advice->empty()) return std::nullopt;
    ReportSection section{"advice", view.say("advice.title"), {}};
    const auto paragraph = [&section](std::string text) { section.blocks.emplace_back(ReportParagraph{std::move(text)}); };
    const bool asked = !view.input().assessment.language_question.empty();
    paragraph(view.say(view.tested() ? "advice.lead_tests" : "advice.lead"));
    paragraph(view.say("advice.expected") + ' ' + view.say(asked ? "advice.language" : "advice.language_not_asked"));
    paragraph(view.say("advice.cut",
                       {{"barriers", std::to_string(AdviceTable::most_barriers)}, {"competencies", std::to_string(AdviceTable::most_competencies)}}));
    AdviceTable advice(view);
    if (ReportTable lines = advice.of(ReportView::whole); !lines.rows.empty()) section.blocks.emplace_back(std::move(lines));
    if (ReportTable places = advice.overview(figures); !places.rows.empty()) {
        paragraph(view.say("advice.overview.note"));
        section.blocks.emplace_back(std::move(places));
    }
    add_to_pages(advice, view, figures);
    if (auto none = without_remedy(view)) {
        section.blocks.emplace_back(ReportHeading{view.say("advice.none.title")});
        section.blocks.emplace_back(std::move(*none));
    }
    if (auto both = needed_and_wanted(view)) {
        section.blocks.emplace_back(ReportHeading{view.say("advice.both.title")});
        paragraph(view.say("advice.both.lead"));
        section.blocks.emplace_back(std::move(*both));
    }
    return section;
}

}  // namespace capgap
