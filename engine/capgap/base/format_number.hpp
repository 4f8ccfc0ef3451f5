#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace capgap {

/// A number as files of results hold it: fixed, at most six decimals, without zeros at the end ("12.5", "3", "-0.000001"), correctly rounded, the
/// same in every locale. What rounds to zero is "0", never "-0"; nothing is "". A value that is not finite is a bug of the caller: throws
/// std::logic_error.
[[nodiscard]] std::string format_number(std::optional<double> value);

/// The same behind what stands in `to`.
void append_number(std::string& to, double value);
void append_whole(std::string& to, std::int64_t value);

}  // namespace capgap
