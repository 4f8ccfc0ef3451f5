#include <capgap/report/workbook_sheets.hpp>

namespace capgap {

namespace {

constexpr int lookup_id_width = 16;
constexpr int lookup_name_width = 50;

ResultCell cell(const std::string& text) {
    return text.empty() ? ResultCell() : ResultCell(text);
}

/// The heading of the column that holds ids of this kind.
std::string kind_title(ColumnKind kind, const WorkbookParts& parts) {
    if (kind == ColumnKind::level) return parts.say("columns.levels.level.title");
    const std::string own = "columns.any." + std::string(to_string(kind)) + ".title";
    if (parts.texts().has(own)) return parts.say(own);
    if (kind == ColumnKind::remedy) return parts.say("columns.recommendations.remedy.title");
    const char* table = kind == ColumnKind::element ? "columns.environment." : "columns.attitudes.";
    return parts.say(table + std::string(to_string(kind)) + ".title");
}

}  // namespace

WorkbookSheet institutions_sheet(const WorkbookParts& parts) {
    WorkbookSheet sheet = parts.sheet(parts.say("workbook.sheet_institutions"), parts.say("workbook.sheets.institutions"));
    const std::string id = parts.say("columns.any.institution.title");
    const std::string parent = parts.say("workbook.institutions.parent");
    sheet.columns = {{id, "", ColumnKind::institution, lookup_id_width},
                     {parts.say("workbook.name_of", {{"title", id}}), "", ColumnKind::words, lookup_name_width},
                     {parent, "", ColumnKind::institution, lookup_id_width},
                     {parts.say("workbook.name_of", {{"title", parent}}), "", ColumnKind::words, lookup_name_width},
                     {parts.say("workbook.institutions.kind"), "", ColumnKind::words, lookup_id_width},
                     {parts.say("workbook.institutions.country"), "", ColumnKind::words, lookup_id_width}};
    const InstitutionTree& tree = parts.input.report.institutions;
    sheet.row_count = tree.size();
    sheet.frozen_columns = 2;
    sheet.rows = [&tree](const ResultTable::Visit& visit) {
        for (const std::size_t index : tree.in_tree_order()) {
            const InstitutionContent& one = tree[index];
            const auto above = tree.parent(index);
            visit(std::vector<ResultCell>{one.id.text(), one.name, cell(one.parent), above ? ResultCell(tree[*above].name) : ResultCell(),
                                          cell(one.kind), cell(one.country)});
        }
    };
    return sheet;
}

WorkbookSheet names_sheet(const WorkbookParts& parts) {
    WorkbookSheet sheet = parts.sheet(parts.say("workbook.sheet_names"), parts.say("workbook.sheets.names"));
    for (const char* id : {"kind", "of", "id"})
        sheet.columns.push_back({parts.say(std::string("workbook.names.") + id), "", ColumnKind::word, lookup_id_width + (id[0] == 'k' ? 8 : 0)});
    for (const Texts& texts : parts.input.texts)
        sheet.columns.push_back(
            {parts.say("workbook.names.title", {{"language", texts.say("language_name")}}), "", ColumnKind::words, lookup_name_width});
    std::vector<std::vector<ResultCell>> rows;
    for (const TitledId& one : named_ids(parts.input.report)) {
        std::vector<ResultCell> row = {kind_title(one.kind, parts), cell(one.of), one.id};
        for (const Texts& texts : parts.input.texts) row.push_back(cell(one.title->in(texts.language())));
        rows.push_back(std::move(row));
    }
    sheet.frozen_columns = 3;
    sheet.row_count = rows.size();
    sheet.rows = rows_of(std::move(rows));
    return sheet;
}

}  // namespace capgap
