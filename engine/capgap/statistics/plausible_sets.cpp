#include <capgap/statistics/plausible_sets.hpp>

#include <boost/math/distributions/students_t.hpp>

namespace capgap {

namespace {

/// Wilson's on the unit scale, from a total variance on that scale.
std::optional<Interval> interval_of(double share, double variance, const std::optional<double>& n_effective) {
    if (variance > 0) return wilson_interval(share, share * (1 - share) / variance);
    if (!n_effective) return Interval{share, share};
    return wilson_interval(share, *n_effective);
}

/// (t/z)^2.
double widening(double within, double between, double m) {
    if (between == 0) return 1;
    const double ratio = 1 + within / between;
    const double t = boost::math::quantile(boost::math::students_t((m - 1) * ratio * ratio), 0.975);
    return t / z_95 * (t / z_95);
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
    if (!has_variance) return {mean, std::nullopt, std::nullopt};
    double squares = 0;
    for (const SampledValue& one : sets) squares += (*one.value - mean) * (*one.value - mean);
    const double within = variances / m;
    const double between = sets.size() < 2 ? 0 : (1 + 1 / m) * squares / (m - 1);
    return {mean, within + between, (within + between) * widening(within, between, m)};
}

Estimate pooled_share(std::span<const SampledValue> sets) {
    const PooledValue found = pooled(sets);
    if (!found.value || !found.variance) return {found.value, std::nullopt};
    return {found.value, interval_of(*found.value, *found.widened, sets.front().n_effective)};
}

Estimate pooled_mean(std::span<const SampledValue> sets, int highest) {
    const PooledValue found = pooled(sets);
    if (!found.value || highest == 0 || !found.variance) return {found.value, std::nullopt};
    const auto of_one = interval_of(*found.value / highest, *found.widened / highest / highest, sets.front().n_effective);
    return {found.value, Interval{of_one->low * highest, of_one->high * highest}};
}

}  // namespace capgap
