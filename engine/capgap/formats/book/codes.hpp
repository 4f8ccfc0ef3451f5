#pragma once

/// Diagnostic codes of the workbook of a round; engine/docs/diagnostics.md lists them.
namespace capgap::codes {

// the workbook of a round
inline constexpr const char* book_bad_path = "CG2601";          ///< a key of a setting, or a heading, that names no place of a file
inline constexpr const char* book_said_twice = "CG2602";        ///< two cells that say the same thing, or things that exclude each other
inline constexpr const char* book_item_missing = "CG2603";      ///< a list of which an item in front of another was left out
inline constexpr const char* book_kind_unknown = "CG2604";      ///< a setting of a file that there is not
inline constexpr const char* book_document_missing = "CG2605";  ///< a workbook without the file that is asked of it
inline constexpr const char* book_no_settings = "CG2606";       ///< a workbook that is none of a round: it has no sheet Settings
inline constexpr const char* book_place_unknown = "CG2607";     ///< a translation of a text that there is not
inline constexpr const char* book_heading_missing = "CG2608";   ///< cells below an empty heading
inline constexpr const char* book_sheet_ignored = "CG2609";     ///< remark: a sheet that is not read, whose name is like one that is
inline constexpr const char* book_left_out = "CG2610";          ///< remark: what a workbook cannot hold, or what stays in files of its own

// the sheet of translations
inline constexpr const char* translations_column_missing = "CG2611";  ///< a table of translations without a column that it needs
inline constexpr const char* book_no_translations = "CG2612";         ///< a workbook that is to take translations and has no sheet for them

}  // namespace capgap::codes
