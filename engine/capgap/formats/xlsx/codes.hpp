#pragma once

/// Diagnostic codes of workbooks; engine/docs/diagnostics.md lists them.
namespace capgap::codes {

// reading workbooks
inline constexpr const char* xlsx_not_a_workbook = "CG2501";      ///< no .xlsx workbook: another program's, an older one, one with a password
inline constexpr const char* xlsx_damaged = "CG2502";             ///< a workbook that is not whole, or that breaks its own rules
inline constexpr const char* xlsx_too_large = "CG2503";           ///< more than a workbook may hold, or a part that unpacks to far more than it is
inline constexpr const char* xlsx_doctype = "CG2504";             ///< a document type declaration: it could define texts that grow without end
inline constexpr const char* xlsx_sheet_unknown = "CG2505";       ///< no sheet of that name
inline constexpr const char* xlsx_sheet_chosen = "CG2506";        ///< remark: a workbook of several sheets, of which the first was read
inline constexpr const char* xlsx_formula_uncomputed = "CG2507";  ///< warning: formulas whose results the workbook does not hold
inline constexpr const char* xlsx_nothing = "CG2508";             ///< a workbook without a sheet that could be read

inline constexpr const char* xlsx_cells_beside = "CG2509";  ///< remark: cells to the right of a table, which are not read

inline constexpr const char* xlsx_form_changed = "CG2510";    ///< a form whose hidden cells are not as they were written
inline constexpr const char* xlsx_not_changeable = "CG2511";  ///< a sheet whose cells cannot be changed, as no spreadsheet program wrote it

}  // namespace capgap::codes
