#pragma once

#include <cstdint>

namespace capgap {

/// How people in small groups are protected.
struct Policy {
    std::int64_t min_cell = 10;  ///< least respondents of a row that is shown
    /// Whether rows are hidden from which a hidden one could be computed. False only in tests, which show that without it there is something to find.
    bool complementary = true;
};

}  // namespace capgap
