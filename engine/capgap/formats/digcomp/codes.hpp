#pragma once

/// Diagnostic codes of DigComp's workbook; engine/docs/diagnostics.md lists them.
namespace capgap::codes {

inline constexpr const char* digcomp_sheet_missing = "CG2621";  ///< no sheet has the headings of a list that the framework is made of
inline constexpr const char* digcomp_cell_empty = "CG2622";     ///< a row lacks what every row of its list has
inline constexpr const char* digcomp_unknown = "CG2623";        ///< a row names a competence, level or kind that there is not
inline constexpr const char* digcomp_words_differ = "CG2624";   ///< warning: two sheets say the same thing in other words
inline constexpr const char* digcomp_no_version = "CG2625";     ///< nothing in the workbook says which DigComp it is

}  // namespace capgap::codes
