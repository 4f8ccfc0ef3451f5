#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// Units of UTF-16 that a cell holds.
inline constexpr std::size_t longest_cell_text = 32'767;

/// `text` (UTF-8), cut between two characters to so many units of UTF-16, by which spreadsheets count; what is cut ends with an ellipsis.
[[nodiscard]] std::string cut_to_units(std::string_view text, std::size_t most_units);

/// Names that a workbook may give its sheets: at most 31 units, none of []:*?/\ , no apostrophe at an end, none empty, and no two that differ in case
/// alone. What is allowed stays as it is.
[[nodiscard]] std::vector<std::string> sheet_names(const std::vector<std::string>& wanted);

}  // namespace capgap
