#pragma once

#include <optional>
#include <string_view>

namespace capgap::csv {

/// A number, perhaps with an exponent (R writes 1e+05): "2", "0.75", "1.2e-3"; `mark` is the decimal point, or a comma. No sign, no blanks, no mark
/// between thousands.
[[nodiscard]] std::optional<double> parse_unsigned_number(std::string_view text, char mark = '.');

}  // namespace capgap::csv
