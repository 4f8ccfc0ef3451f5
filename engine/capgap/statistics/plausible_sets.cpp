#include <capgap/statistics/plausible_sets.hpp>

namespace capgap {

namespace {

/// Wilson's on the unit scale, from a total variance on that scale.
std::optional<Interval> interval_of(double share, double variance, const std::optional<double>& n_effective) {
    if (variance > 0) return wilson_interval(share, share * (1 - share) / variance);
    if (!n_effective) return Interval{share, share};
    return wilson_interval(share, *n_effective);
}

}  // namespace

PooledValue pooled(std::span<const SampledValue> sets) {
    const auto m = static_cast<double>(sets.size());
    double values = 0;
    double variances = 0;
    bool has_variance = true;
    for (const SampledValue& one : sets) {
        if (!one.value) return {};
        values += *one.value;
        variances += one.variance.value_or(0);
        has_variance = has_variance && one.variance;
    }
    const double mean = values / m;  // divided last: the mean of equal values is that value
    if (!has_variance) return {mean, std::nullopt};
    double squares = 0;
    for (const SampledValue& one : sets) squares += (*one.value - mean) * (*one.value - mean);
    const double between = sets.size() < 2 ? 0 : squares / (m - 1);
    return {mean, variances / m + (1 + 1 / m) * between};
}

Estimate pooled_share(std::span<const SampledValue> sets) {
    const PooledValue found = pooled(sets);
    if (!found.value || !found.variance) return {found.value, std::nullopt};
    return {found.value, interval_of(*found.value, *found.variance, sets.front().n_effective)};
}

Estimate pooled_mean(std::span<const SampledValue> sets, int highest) {
    const PooledValue found = pooled(sets);
    if (!found.value || highest == 0 || !found.variance) return {found.value, std::nullopt};
    const auto of_one = interval_of(*found.value / highest, *found.variance / highest / highest, sets.front().n_effective);
    return {found.value, Interval{of_one->low * highest, of_one->high * highest}};
}

}  // namespace capgap
