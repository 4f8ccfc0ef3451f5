#pragma once

#include <capgap/statistics/weighted_distribution.hpp>

#include <span>

namespace capgap {

/// One estimate from M sets of plausible values, each analysed as if its values had been observed [Rubin1987]:
///
///     value = mean of the sets' values,   B = their variance (divisor M - 1),   U = mean of their sampling variances
///     T = U + (1 + 1/M) B,   nu = (M - 1) (1 + U / ((1 + 1/M) B))^2
///
/// M = 1: B is 0. Nothing where a set has nothing.
struct PooledValue {
    std::optional<double> value;
    std::optional<double> variance;  ///< T; nothing where a set has none
    /// T (t/z)^2, t and z the 0.975 quantiles of Student's t with nu degrees of freedom and of the normal distribution: B is known from M sets only.
    std::optional<double> widened;
};
PooledValue pooled(std::span<const SampledValue> sets);

/// A pooled share with Wilson's 95 % interval, n* = p(1-p)/T, T widened. T = 0: n_eff of the answers; where everyone answered, [p, p].
Estimate pooled_share(std::span<const SampledValue> sets);

/// A pooled mean likewise: K times Wilson's on m/K, n* = m(K-m)/T. `highest` = K; 0: no interval.
Estimate pooled_mean(std::span<const SampledValue> sets, int highest);

}  // namespace capgap
