#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace capgap {

/// Which parts of a whole may be told, whose number of people is told: none of 1..min_cell - 1 people. Where such a part is there, at least two parts
/// are hidden, together of at least `min_cell` people, so that what is left of the whole tells none of them: the smallest others are hidden too (of
/// two alike the first). Parts of nobody are shown. `people`: not negative; min_cell >= 1. In a whole of fewer than `min_cell` people everything is
/// hidden that is not empty. Cost: n^2 at most.
[[nodiscard]] std::vector<bool> shown_parts(std::span<const std::int64_t> people, std::int64_t min_cell);

}  // namespace capgap
