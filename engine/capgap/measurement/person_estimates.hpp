#pragma once

#include <capgap/measurement/calibrate.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace capgap {

/// Where on theta one person stands by their own answers alone.
struct ThetaEstimate {
    double theta = 0;
    double error = 0;          ///< standard error, 1 / sqrt(information of the answered items at theta)
    std::size_t answered = 0;  ///< items with parameters
};

/// Weighted likelihood estimates [Warm1989], for items of several categories the root of
///
///     sum over answered items of P'_x / P_x  +  J / (2 I) = 0      I = sum of P'_k^2 / P_k,  J = sum of P'_k P''_k / P_k over items and categories.
///
/// Finite for everybody who answered an item whose slope is not 0, all lowest and all highest included; nothing for the others, and where no root
/// lies within -20 and 20. Where the equation has several roots, as a graded model may, that under which the answers are most likely. No group
/// distribution enters, weights neither. Throws as expected_a_posteriori(). Cost: some people x items x (81 + 40 categories).
[[nodiscard]] std::vector<std::optional<ThetaEstimate>> weighted_likelihood_estimates(const AnswerTable& answers, const Calibration& calibration,
                                                                                      unsigned threads = 1);

}  // namespace capgap
