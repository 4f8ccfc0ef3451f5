#pragma once

#include <cstddef>
#include <vector>

namespace capgap {

/// How the slopes and intercepts of several items depend on fewer free parameters: parameter = sum of value x free. For this folder only.
struct ItemConstraints {
    struct Entry {
        std::size_t row = 0;  ///< of all items in turn, slope first
        std::size_t free = 0;
        double value = 1;
    };

    std::size_t free = 0;
    std::vector<Entry> entries;
};

/// Of a rating scale: a location for each item, then the thresholds but the last, which is less the sum of the others. Slopes are given.
[[nodiscard]] ItemConstraints rating_scale(std::size_t items, std::size_t categories);

/// One slope for all, then the intercepts of each.
[[nodiscard]] ItemConstraints equal_slopes(const std::vector<std::size_t>& categories);

}  // namespace capgap
