#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace capgap {

/// People who share everything that their weight depends on: base weight, cell, and category in every margin.
struct WeightingClass {
    double base_weight = 1;                 ///< > 0
    std::int64_t people = 0;                ///< 0 where a replicate leaves the class out
    std::uint32_t cell = 0;                 ///< index into the headcounts
    std::vector<std::uint32_t> categories;  ///< one per margin; Margin::left_alone: this margin does not adjust the class
    bool calibrated = true;                 ///< false: keeps its base weight
};

/// Weights that add up to the headcount in every cell: base weight x headcount / sum of base weights of the cell [post-stratification; Cochran1977,
/// 5A.9]. However small a cell is, it keeps its own factor. `headcounts` per cell, each at least the people of the cell. Result: one weight per
/// class.
std::vector<double> post_stratified_weights(const std::vector<WeightingClass>& classes, const std::vector<double>& headcounts);

struct RakingMargin {
    static constexpr std::uint32_t left_alone = 0xffffffff;
    std::vector<double> targets;  ///< headcount per category
};

struct RakingOptions {
    int max_cycles = 100;
    double tolerance = 1e-10;  ///< on |factor - 1| of every category within one cycle
    double trim_low = 0.3;     ///< times the mean weight over people
    double trim_high = 3;
};

/// How raking ended.
struct RakingSummary {
    bool converged = false;
    int cycles = 0;                           ///< of the run that ended it
    double largest_change = 0;                ///< of a factor from 1 in its last cycle
    std::optional<std::size_t> worst_margin;  ///< where that was
    std::optional<std::size_t> worst_category;
    std::int64_t trimmed_people = 0;
};

struct Raked {
    std::vector<double> weights;  ///< one per class
    RakingSummary summary;
};

/// Weights whose sums agree with several margins at once: iterative proportional fitting from the base weights, trimmed, fitted once more, scaled to
/// `covered_headcount`.
///
/// In one cycle, margin by margin, the weights of each category c with people are multiplied by `T (target_c / sum of the targets of categories with
/// people) / (sum of w in c)`; T is the covered headcount less the weight of those whom the margin leaves alone. Targets may therefore contain
/// categories that nobody of the sample is in. Classes that are not calibrated keep their base weight and enter no sum. Cost: cycles x classes x
/// margins. Source: [Deville1993] (raking ratio).
Raked raked_weights(const std::vector<WeightingClass>& classes, const std::vector<RakingMargin>& margins, double covered_headcount,
                    const RakingOptions& options = {});

}  // namespace capgap
