#include <capgap/report/table_columns.hpp>
#include <capgap/report/workbook_sheets.hpp>

namespace capgap {

namespace {

constexpr int chart_id_width = 12;
constexpr int chart_name_width = 40;
constexpr int chart_number_width = 12;

std::string column_title(const char* column, const WorkbookParts& parts) {
    return parts.say(std::string("columns.gaps.") + column + ".title");
}

/// id, name, share, low, high, answers, status; then the levels, then the parts of a bar.
enum Place : std::size_t { id, name, share, low, high, scored, status, first_level };

/// The bar of the first chart: to the lower end, on to the share, on to the upper end; to the share alone where there is no interval.
std::vector<ResultCell> parts_of_bar(const ShownGap& gap) {
    if (gap.below_target_share.kind != ShownShare::Kind::value) return std::vector<ResultCell>(3);
    const double share = gap.below_target_share.share;
    if (!gap.below_target) return {share, ResultCell(), ResultCell()};
    return {gap.below_target->low, share - gap.below_target->low, gap.below_target->high - share};
}

std::vector<ResultCell> row_of(const ShownGap& gap, const ReportView& view) {
    const auto& competency = view.input().framework.competencies()[gap.competency];
    std::vector<ResultCell> row = {competency.id.text(), view.competency_title(gap.competency), to_cell(gap.below_target_share)};
    row.push_back(gap.below_target ? ResultCell(gap.below_target->low) : ResultCell());
    row.push_back(gap.below_target ? ResultCell(gap.below_target->high) : ResultCell());
    row.push_back(to_cell(gap.scored));
    row.push_back(to_cell(gap.status));
    row.resize(first_level + view.input().framework.levels().size());
    for (ResultCell& part : parts_of_bar(gap)) row.push_back(std::move(part));
    return row;
}

/// Fills the shares of levels; rows of levels come group by group, the whole first.
void add_levels(std::vector<std::vector<ResultCell>>& rows, const std::vector<std::size_t>& competencies, const ReportView& view) {
    for (const ShownChoice& level : view.tables().levels) {
        if (level.group != ReportView::whole) break;
        for (std::size_t i = 0; i < competencies.size(); ++i) {
            if (competencies[i] == level.of) rows[i][first_level + level.choice] = to_cell(level.share);
        }
    }
}

std::vector<WorkbookColumn> columns(const WorkbookParts& parts) {
    std::vector<WorkbookColumn> out = {
        {parts.say("columns.any.competency.title"), "", ColumnKind::competency, chart_id_width},
        {parts.say("workbook.name_of", {{"title", parts.say("columns.any.competency.title")}}), "", ColumnKind::words, chart_name_width},
        {column_title("below_target_share", parts), "", ColumnKind::share_0_1, chart_number_width},
        {column_title("below_target_low", parts), "", ColumnKind::share_0_1, chart_number_width},
        {column_title("below_target_high", parts), "", ColumnKind::share_0_1, chart_number_width},
        {column_title("scored", parts), "", ColumnKind::people, chart_number_width},
        {parts.say("columns.any.status.title"), "", ColumnKind::status, chart_id_width}};
    const auto& levels = parts.input.report.framework.levels();
    for (std::size_t level = 0; level < levels.size(); ++level) {
        const std::string title =
            parts.say("workbook.charts.level", {{"number", std::to_string(level + 1)}, {"title", parts.view.in_language(levels[level].title)}});
        out.push_back({title, "", ColumnKind::share_0_1, chart_number_width});
    }
    for (const char* part : {"workbook.charts.to_low", "workbook.charts.to_share", "workbook.charts.to_high"})
        out.push_back({parts.say(part), "", ColumnKind::share_0_1, chart_number_width});
    return out;
}

std::vector<WorkbookChart> charts(const WorkbookParts& parts) {
    const char* const note = parts.view.volunteers()   ? "workbook.charts.share_note_volunteer"
                             : parts.view.calibrated() ? "workbook.charts.share_note_measured"
                                                       : "workbook.charts.share_note";
    const std::size_t level_count = parts.input.report.framework.levels().size();
    WorkbookChart shares{WorkbookChart::Kind::interval,
                         parts.say("whole.caption", {{"level", parts.view.level_of_job()}}),
                         parts.say(note),
                         name,
                         {first_level + level_count, first_level + level_count + 1, first_level + level_count + 2}};
    WorkbookChart levels{WorkbookChart::Kind::parts_of_whole, parts.say("workbook.charts.levels"), "", name, {}};
    levels.columns.reserve(level_count);
    for (std::size_t level = 0; level < level_count; ++level) levels.columns.push_back(first_level + level);
    return {std::move(shares), std::move(levels)};
}

}  // namespace

WorkbookSheet charts_sheet(const WorkbookParts& parts) {
    WorkbookSheet sheet = parts.sheet(parts.say("workbook.sheet_charts"), parts.say("workbook.sheets.charts"));
    sheet.columns = columns(parts);
    std::vector<std::vector<ResultCell>> rows;
    const std::vector<std::size_t> assessed = parts.view.assessed();
    for (const std::size_t competency : assessed) rows.push_back(row_of(*parts.view.gap(ReportView::whole, competency), parts.view));
    add_levels(rows, assessed, parts.view);
    if (!rows.empty() && !parts.view.whole_hidden()) sheet.charts = charts(parts);
    sheet.frozen_columns = 2;
    sheet.row_count = rows.size();
    sheet.rows = rows_of(std::move(rows));
    return sheet;
}

}  // namespace capgap
