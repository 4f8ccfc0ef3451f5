#pragma once

#include <capgap/base/result.hpp>
#include <capgap/formats/xlsx/form_workbook.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// A text in one language, as a translator gets it and gives it back.
struct TranslationRow {
    std::string file;
    std::string place;
    std::string context;
    std::string original_language;
    std::string original;
    std::string language;
    std::string text;
    std::string status;
    std::string source;  ///< an id of the file's sources
    std::string reviewer;
    std::string date;
    std::string of;             ///< hash of what was translated; empty: not known
    std::string original_hash;  ///< of `original`
    std::string state;          ///< missing, stale, draft, reviewed
};

/// Keys of the columns, in their order.
inline constexpr std::array<std::pair<std::string_view, std::string TranslationRow::*>, 14> translation_columns{{
    {"file", &TranslationRow::file},
    {"place", &TranslationRow::place},
    {"context", &TranslationRow::context},
    {"original_language", &TranslationRow::original_language},
    {"original", &TranslationRow::original},
    {"language", &TranslationRow::language},
    {"text", &TranslationRow::text},
    {"status", &TranslationRow::status},
    {"source", &TranslationRow::source},
    {"reviewer", &TranslationRow::reviewer},
    {"date", &TranslationRow::date},
    {"of", &TranslationRow::of},
    {"original_hash", &TranslationRow::original_hash},
    {"state", &TranslationRow::state},
}};

/// The sheet Translations: only what a translator writes can be changed.
[[nodiscard]] FormSheet translation_sheet(const std::vector<TranslationRow>& rows);

/// Rows as they came back, each with its place.
struct TranslationTable {
    std::string sheet;                                          ///< "texts.xlsx!Translations", or a CSV file
    std::map<std::string, std::uint32_t, std::less<>> columns;  ///< of a sheet or a file, from 1
    std::vector<TranslationRow> rows;
    std::vector<std::uint32_t> lines;  ///< of each row

    /// Of a cell, also where nothing stands.
    [[nodiscard]] Location cell(std::size_t row, std::string_view column) const;
};

/// One row of a table after the other, the header first. Empty rows and such that explain are passed over.
class TranslationReader {
public:
    explicit TranslationReader(std::string sheet);

    /// `cells`: what stands in columns from 1.
    void add(std::uint32_t line, const std::vector<std::pair<std::uint32_t, std::string>>& cells);
    [[nodiscard]] Result<TranslationTable> take();

private:
    TranslationTable table_;
};

[[nodiscard]] Result<TranslationTable> read_translations(const Spreadsheet& workbook);

}  // namespace capgap
