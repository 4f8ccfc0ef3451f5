#pragma once

#include <capgap/gaps/weights.hpp>
#include <capgap/statistics/weighted_distribution.hpp>

#include <vector>

namespace capgap {

/// For every pair of competencies the differences y_a - y_b of the people with a level and a target in both, as the values 0, 1, 2 for -1, 0, 1, with
/// weights w.
class PairDifferences {
public:
    PairDifferences() = default;
    PairDifferences(const GapCounts& counts, const Weights& weights);

    WeightedDistribution between(std::size_t a, std::size_t b) const;

private:
    std::size_t competencies_ = 0;
    std::vector<WeightedDistribution> pairs_;  ///< a < b, in the order of PairCounts
};

}  // namespace capgap
