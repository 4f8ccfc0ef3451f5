#include <capgap/report/explain.hpp>
#include <capgap/report/workbook_sheets.hpp>

#include <algorithm>

namespace capgap {

namespace {

constexpr int id_width = 16;
constexpr int number_width = 12;

/// The columns of the sheet: those of the file, and behind each id its name.
struct SheetColumn {
    std::size_t of_file = 0;
    bool is_name = false;
};

std::vector<SheetColumn> layout(const ResultFile& file) {
    std::vector<SheetColumn> out;
    for (std::size_t c = 0; c < file.columns.size(); ++c) {
        out.push_back({c, false});
        if (ResultTitles::has_titles(file.columns[c].kind)) out.push_back({c, true});
    }
    return out;
}

/// What a heading says of its column where somebody points at it.
std::string note_of(const ResultFile& file, const ResultColumn& column, const std::string& id, const WorkbookParts& parts) {
    const Texts& texts = parts.texts();
    std::string note = texts.say(id + ".definition");
    const CellType type = cell_type(column.kind);
    const std::string unit = type == CellType::text ? "workbook.unit.text" : "workbook.unit." + std::string(to_string(column.kind));
    note += '\n' + texts.say("workbook.note.unit", {{"unit", texts.say(unit)}});
    if (texts.has(id + ".formula")) note += '\n' + texts.say("workbook.note.formula", {{"formula", texts.say(id + ".formula")}});
    note += '\n' + texts.say("workbook.note.column", {{"file", std::string(file.name) + ".csv"}, {"column", std::string(column.name)}});
    return note;
}

/// As wide as most names of this kind are.
int name_width(ColumnKind kind) {
    switch (kind) {
        case ColumnKind::institution:
        case ColumnKind::competency:
        case ColumnKind::element:
        case ColumnKind::subject:
        case ColumnKind::remedy:
        case ColumnKind::item: return 32;
        default: return 18;
    }
}

WorkbookColumn heading(const ResultFile& file, const SheetColumn& column, const WorkbookParts& parts) {
    const ResultColumn& described = file.columns[column.of_file];
    const std::string id = column_text_id(std::string(file.name), std::string(described.name), parts.texts());
    const std::string title = parts.say(id + ".title");
    if (column.is_name) return {parts.say("workbook.name_of", {{"title", title}}), "", ColumnKind::words, name_width(described.kind)};
    const int width = cell_type(described.kind) == CellType::text ? id_width : number_width;
    return {title, note_of(file, described, id, parts), described.kind, width};
}

/// Whether a row speaks of an institution as a whole: neither job profile nor breakdown divides it.
class WholeRows {
public:
    explicit WholeRows(const ResultFile& file) {
        for (std::size_t c = 0; c < file.keys; ++c) {
            if (file.columns[c].kind == ColumnKind::dimension || file.columns[c].kind == ColumnKind::profile) dividing_.push_back(c);
        }
    }
    bool divides() const { return !dividing_.empty(); }
    bool holds(ResultTable::Row row) const {
        return std::all_of(dividing_.begin(), dividing_.end(), [&](std::size_t c) { return std::get<std::string>(row[c]) == "*"; });
    }

private:
    std::vector<std::size_t> dividing_;
};

/// Which rows of a table its sheet shows.
struct Cut {
    bool whole_only = false;
    std::size_t shown = 0;
    std::string said;  ///< empty where nothing is left out
};

Cut cut_of(const ResultTable& table, const WorkbookParts& parts) {
    const ResultSource& source = parts.input.source;
    const std::size_t all = table.rows(source);
    if (all <= parts.most_rows) return {false, all, ""};
    const WholeRows whole(table.file());
    std::size_t left = all;
    if (whole.divides()) {
        left = 0;
        table.for_each_row(source, [&](ResultTable::Row row) { left += whole.holds(row) ? 1U : 0U; });
    }
    const std::size_t shown = std::min(left, parts.most_rows);
    const char* id = !whole.divides() ? "workbook.cut_first" : shown < left ? "workbook.cut" : "workbook.cut_groups";
    return {whole.divides(), shown,
            parts.say(id, {{"all", phrase::number(static_cast<std::int64_t>(all), parts.texts())},
                           {"shown", phrase::number(static_cast<std::int64_t>(shown), parts.texts())},
                           {"file", std::string(table.file().name) + ".csv"}})};
}

std::function<void(const ResultTable::Visit&)> rows_with_names(const WorkbookParts& parts, const ResultTable& table, const Cut& cut) {
    return [&table, &source = parts.input.source, titles = parts.titles, columns = layout(table.file()), whole = WholeRows(table.file()),
            cut](const ResultTable::Visit& visit) {
        std::vector<ResultCell> cells(columns.size());
        std::size_t left = cut.shown;
        table.for_each_row(source, [&](ResultTable::Row row) {
            if (left == 0 || (cut.whole_only && !whole.holds(row))) return;
            --left;
            for (std::size_t i = 0; i < columns.size(); ++i) {
                const std::size_t c = columns[i].of_file;
                cells[i] = columns[i].is_name ? ResultCell(titles->title(table.file(), row, c)) : row[c];
            }
            visit(cells);
        });
    };
}

}  // namespace

WorkbookSheet table_sheet(const WorkbookParts& parts, const ResultTable& table) {
    const ResultFile& file = table.file();
    const Cut cut = cut_of(table, parts);
    std::string what = parts.say("workbook.sheets." + std::string(file.name));
    if (!cut.said.empty()) what += ' ' + cut.said;
    WorkbookSheet sheet = parts.sheet(std::string(file.name), std::move(what));
    for (const SheetColumn& column : layout(file)) sheet.columns.push_back(heading(file, column, parts));
    sheet.frozen_columns = ResultTitles::has_titles(file.columns.front().kind) ? 2 : file.keys;
    sheet.row_count = cut.shown;
    sheet.rows = rows_with_names(parts, table, cut);
    return sheet;
}

WorkbookSheet columns_sheet(const WorkbookParts& parts) {
    WorkbookSheet sheet = parts.sheet(parts.say("workbook.sheet_columns"), parts.say("workbook.sheets.columns"));
    const std::vector<std::pair<const char*, int>> headings = {{"sheet", 14},      {"heading", 30}, {"name", 24},  {"unit", 24},
                                                               {"definition", 80}, {"formula", 60}, {"source", 40}};
    for (const auto& [id, width] : headings)
        sheet.columns.push_back({parts.say(std::string("workbook.columns.") + id), "", ColumnKind::words, width, true});
    std::vector<std::vector<ResultCell>> rows;
    const Texts& texts = parts.texts();
    for (const ResultTable* table : tables_of(parts.input.source)) {
        const ResultFile& file = table->file();
        for (const ResultColumn& column : file.columns) {
            const std::string id = column_text_id(std::string(file.name), std::string(column.name), texts);
            const std::string unit = cell_type(column.kind) == CellType::text ? "text" : std::string(to_string(column.kind));
            rows.push_back({std::string(file.name), texts.say(id + ".title"), std::string(column.name), texts.say("workbook.unit." + unit),
                            texts.say(id + ".definition"), texts.has(id + ".formula") ? ResultCell(texts.say(id + ".formula")) : ResultCell(),
                            texts.say(id + ".source")});
        }
    }
    sheet.frozen_columns = 2;
    sheet.row_count = rows.size();
    sheet.rows = rows_of(std::move(rows));
    return sheet;
}

}  // namespace capgap
