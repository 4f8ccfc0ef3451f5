#pragma once

#include <capgap/gaps/jackknife.hpp>
#include <capgap/gaps/tables.hpp>

#include <vector>

namespace capgap {

/// What the order is reckoned from. `jackknife`: with clusters, its replicates give the variance of the differences; where it failed, nothing
/// separates.
struct OrderInput {
    PairDifferences differences;
    const Jackknife* jackknife = nullptr;
};

/// The competencies of the whole by share below target, in tie groups: from the highest on, every later one is compared with it by the difference of
/// the two shares over the people with a level and a target in both (Holm at 5 % over these comparisons); those before the first that separates are a
/// tie, and that one begins the next group. `shares` per competency, nothing where undefined; shares within 1e-9 are equal, in file order. `sets`: of
/// the answers, or of each set of plausible values, which are pooled.
std::vector<OrderedGap> order_gaps(const std::vector<OrderInput>& sets, const std::vector<std::optional<double>>& shares);

}  // namespace capgap
