#pragma once

#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/item_constraints.hpp>

#include <cstddef>
#include <vector>

namespace capgap {

/// Where the parameters of a calibration stand in one row, and how they depend on those that were estimated freely. For this folder only.
struct ParameterLayout {
    std::vector<std::size_t> item_at;  ///< by item of the calibration: its slope, then its intercepts; an item without parameters takes no place
    std::size_t groups_at = 0;         ///< mean and standard deviation of each group
    std::size_t size = 0;
    ItemConstraints free;
};

[[nodiscard]] ParameterLayout parameter_layout(const Calibration& calibration);

}  // namespace capgap
