#pragma once

#include <capgap/measurement/person_estimates.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace capgap {

/// Mean squares of one item's residuals: 1 where answers scatter as the model says, above where they scatter more.
struct MeanSquares {
    std::optional<double> infit;   ///< sum of r^2 / sum of var: little moved by those far off the item
    std::optional<double> outfit;  ///< mean of r^2 / var: moved by few surprising answers
    std::int64_t people = 0;       ///< who answered it and have an estimate
};

/// Infit and outfit [WrightMasters1982, chapter 5] of every item of the calibration at people's weighted likelihood estimates, r = x - E(x | theta)
/// and var the variance of x there, x the category counted from 0 among those in use. Weights count. Nothing for an item without parameters or
/// answers. `estimates` are those of the same answers. Throws std::invalid_argument where they are not as many, or as expected_a_posteriori().
[[nodiscard]] std::vector<MeanSquares> mean_squares(const AnswerTable& answers, const Calibration& calibration,
                                                    std::span<const std::optional<ThetaEstimate>> estimates);

/// What is left of the correlation of two items once theta is known.
struct ResidualCorrelation {
    std::size_t first = 0;  ///< places of the items, first < second
    std::size_t second = 0;
    std::optional<double> q3;             ///< correlation of the residuals r
    std::optional<double> less_the_mean;  ///< q3 less the mean of all pairs' q3
    std::int64_t people = 0;              ///< who answered both
};

/// Q3 [Yen1984] of every pair of items with parameters, residuals as in mean_squares(); its mean is near -1 / (items - 1), not 0, so that it is the
/// difference from it that tells [Christensen2017]. Weights count. Nothing with fewer than 3 people, or where residuals do not vary. Throws as
/// mean_squares(). Cost: people x pairs.
[[nodiscard]] std::vector<ResidualCorrelation> residual_correlations(const AnswerTable& answers, const Calibration& calibration,
                                                                     std::span<const std::optional<ThetaEstimate>> estimates);

}  // namespace capgap
