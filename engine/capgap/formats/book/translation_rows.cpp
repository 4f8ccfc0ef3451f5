#include <capgap/formats/book/translation_rows.hpp>

#include <capgap/base/message.hpp>
#include <capgap/formats/book/codes.hpp>
#include <capgap/formats/book/layout.hpp>
#include <capgap/formats/book/schema_words.hpp>

#include <algorithm>
#include <optional>

namespace capgap {

namespace {

constexpr std::array<std::string_view, 4> required{"file", "place", "language", "text"};

struct ColumnHelp {
    std::string_view key;
    const char* help;
    bool locked;
    double width;
};

constexpr std::array<ColumnHelp, 14> helps{{
    {"file", "The file that the text belongs to.", true, 14},
    {"place", "Where in the file it stands, by keys and ids.", true, 22},
    {"context", "What the text is.", true, 30},
    {"original_language", "The language of the original.", true, 17},
    {"original", "What is to be translated. What stands in braces, as {count}, is filled by the program: keep it, anywhere in the sentence.", true,
     50},
    {"language", "The language of the translation.", true, 9},
    {"text", "The translation. Empty: not translated yet; readers see the original meanwhile.", false, 50},
    {"status",
     "draft: nobody has reviewed it. Once somebody has: project (our own words), rendering (a translation of words that are quoted) or verbatim "
     "(quoted from an "
     "edition in this language; then with its source).",
     false, 20},
    {"source", "The id of the source of the words, where they are somebody else's.", false, 12},
    {"reviewer", "Who has reviewed the translation. Whatever is no draft needs a name.", false, 16},
    {"date", "On which day: YYYY-MM-DD.", false, 12},
    {"of", "The hash of the original as it was when this was translated.", true, 17},
    {"original_hash", "The hash of the original in this row: by it the program sees whether the original has changed since.", true, 17},
    {"state", "missing: not translated; stale: the original has changed since; draft: nobody has reviewed it; reviewed. Not read.", true, 14},
}};

}  // namespace

FormSheet translation_sheet(const std::vector<TranslationRow>& rows) {
    FormSheet out{std::string(book::translations_sheet), {}, {}, {}};
    for (const ColumnHelp& one : helps) {
        FormColumn& column = out.columns.emplace_back(FormColumn{std::string(one.key), one.help, {}});
        column.locked = one.locked;
        column.width = one.width;
        if (one.key == "status") column.choices = book::schema_words("survey", "text_default.status").choices;
    }
    for (const TranslationRow& row : rows) {
        auto& cells = out.rows.emplace_back();
        for (const auto& [key, value] : translation_columns) cells.push_back(row.*value);
    }
    return out;
}

Location TranslationTable::cell(std::size_t row, std::string_view column) const {
    const auto found = columns.find(column);
    return {sheet, lines[row], found == columns.end() ? 0 : found->second};
}

TranslationReader::TranslationReader(std::string sheet) {
    table_.sheet = std::move(sheet);
}

void TranslationReader::add(std::uint32_t line, const std::vector<std::pair<std::uint32_t, std::string>>& cells) {
    if (cells.empty() || cells.front().second.starts_with('#')) return;
    if (table_.columns.empty()) {
        for (const auto& [column, text] : cells) table_.columns.emplace(text, column);
        return;
    }
    TranslationRow row;
    bool any = false;
    for (const auto& [key, value] : translation_columns) {
        const auto known = table_.columns.find(key);
        if (known == table_.columns.end()) continue;
        const auto cell = std::find_if(cells.begin(), cells.end(), [&known](const auto& one) { return one.first == known->second; });
        if (cell == cells.end()) continue;
        row.*value = cell->second;
        any |= !cell->second.empty();
    }
    if (!any) return;
    table_.rows.push_back(std::move(row));
    table_.lines.push_back(line);
}

Result<TranslationTable> TranslationReader::take() {
    Diagnostics found;
    for (const std::string_view key : required) {
        if (table_.columns.contains(key)) continue;
        found.push_back(error(codes::translations_column_missing, {table_.sheet, 0, 0}, "the table has no column " + in_quotes(key),
                              "its first row holds the names of the columns, as capgap export wrote them"));
    }
    if (!found.empty()) return Errors(std::move(found));
    return std::move(table_);
}

Result<TranslationTable> read_translations(const Spreadsheet& workbook) {
    const auto sheet = workbook.find(book::translations_sheet);
    if (!sheet) {
        return error(codes::translations_column_missing, {workbook.name(), 0, 0}, "the workbook has no sheet Translations",
                     "capgap export writes one");
    }
    TranslationReader reader(workbook.place_of(*sheet));
    std::vector<std::pair<std::uint32_t, std::string>> cells;
    const Diagnostics said = workbook.read(*sheet, [&](const SheetRow& row) {
        cells.clear();
        for (const SheetCell& cell : row.cells) cells.emplace_back(cell.column, cell.text);
        reader.add(row.number, cells);
        return true;
    });
    if (has_errors(said)) return Errors(said);
    return reader.take();
}

}  // namespace capgap
