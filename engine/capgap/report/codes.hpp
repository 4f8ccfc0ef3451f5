#pragma once

/// Codes of diagnostics, one meaning each for ever: a code that is no longer used is not given to anything else.
namespace capgap::codes {

// CG2301-CG2309: explain
inline constexpr const char* explain_unknown_table = "CG2301";   ///< no file of results has this name
inline constexpr const char* explain_unknown_column = "CG2302";  ///< the file has no such column
inline constexpr const char* explain_other_header = "CG2303";    ///< a file whose columns are not those of the table, or a row of another width

}  // namespace capgap::codes
