#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace capgap {

/// The inverse of an information, which must be positive definite: `size` rows of `size`; empty where it is not, or hardly. For this folder only.
[[nodiscard]] std::vector<double> inverse_of_information(std::span<const double> information, std::size_t size);

}  // namespace capgap
