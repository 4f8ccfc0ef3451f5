#pragma once

#include <cstddef>
#include <vector>

namespace capgap {

/// People with one sum score, or some neighbouring ones, by the category of one item. For this folder only.
struct ScoreRow {
    std::vector<double> observed;
    std::vector<double> expected;

    [[nodiscard]] double people() const;
};

/// The statistic of the rows of one item, and what it is made of.
struct ScoreCells {
    double statistic = 0;
    std::size_t cells = 0;
    std::size_t rows = 0;
};

/// Merges cells until each expects at least 1, as mirt 1.47 does, and sums (O - E)^2 / E. `rows`: score 1 to the last but one. `impossible`: as many
/// rows at the bottom, and at the top, hold a category that no such score allows.
[[nodiscard]] ScoreCells merged_cells(std::vector<ScoreRow> rows, std::size_t impossible);

}  // namespace capgap
