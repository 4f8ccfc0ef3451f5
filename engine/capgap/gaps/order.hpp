#pragma once

#include <capgap/gaps/tables.hpp>
#include <capgap/gaps/weights.hpp>

#include <vector>

namespace capgap {

/// The competencies of the whole by share below target, in tie groups: from the highest on, every later one is compared with it by the difference of
/// the two shares over the people with a level and a target in both (Holm at 5 % over these comparisons); those before the first that separates are a
/// tie, and that one begins the next group. `shares` per competency, nothing where undefined. `replicates` holds the weights without each group of
/// clusters; empty without clusters.
std::vector<OrderedGap> order_gaps(const GapCounts& counts, const Weights& weights, const std::vector<std::vector<double>>& replicates,
                                   const std::vector<std::optional<double>>& shares);

}  // namespace capgap
