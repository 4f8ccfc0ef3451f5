#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace capgap::yaml {

// What the validator of the schemas takes for a number when it is written as text. It is generous ("1e3", " 7", "nan"); whoever needs the number
// reads it strictly, and says what is wrong with it.

[[nodiscard]] std::optional<std::int64_t> integer_in(const std::string& text);
[[nodiscard]] std::optional<double> number_in(const std::string& text);

}  // namespace capgap::yaml
