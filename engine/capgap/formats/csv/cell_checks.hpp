#pragma once

#include <optional>
#include <string_view>

namespace capgap::csv {

/// A number with a decimal point, perhaps with an exponent (R writes 1e+05): "2", "0.75", "1.2e-3". No sign, no blanks.
[[nodiscard]] std::optional<double> parse_unsigned_number(std::string_view text);

/// The shape of a language tag of BCP 47: "en", "fr-CA", "de-informal".
[[nodiscard]] bool is_language_tag(std::string_view text);

}  // namespace capgap::csv
