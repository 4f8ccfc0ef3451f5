#include <capgap/statistics/weighted_distribution.hpp>

#include <algorithm>
#include <cmath>
#include <functional>

namespace capgap {

namespace {

/// sum over the values of weight(cell) * (x - centre)^2: never negative, and exactly 0 where all weight lies on the centre.
template <class Weight>
double squares_about(double centre, const WeightedDistribution& distribution, Weight weight) {
    double sum = 0;
    for (std::size_t value = 0; value < distribution.size(); ++value) {
        const double away = static_cast<double>(value) - centre;
        sum += weight(distribution[value]) * away * away;
    }
    return sum;
}

double represented_people(const WeightedDistribution::Cell& cell) {
    return cell.u.to_double();
}
double corrected_squares(const WeightedDistribution::Cell& cell) {
    return cell.g_u2.to_double();
}

/// The two values "not above 0" and "above 0".
WeightedDistribution above_zero(const WeightedDistribution& distribution) {
    WeightedDistribution out(2);
    for (std::size_t value = 0; value < distribution.size(); ++value) out.absorb(value > 0 ? 1 : 0, distribution[value]);
    return out;
}

}  // namespace

double finite_population_correction(double u) {
    constexpr double rounding = 1e-9;
    return u <= 1 + rounding ? 0 : 1 - 1 / u;
}

void WeightedDistribution::add(std::size_t value, std::int64_t people, double u, double g) {
    Cell& cell = cells_[value];
    cell.people += people;
    cell.u.add(u, people);
    cell.g_u2.add(g * u * u, people);
    if (g > 0) cell.with_correction += people;
}

void WeightedDistribution::absorb(std::size_t value, const Cell& cell) {
    cells_[value].people += cell.people;
    cells_[value].u.add(cell.u);
    cells_[value].g_u2.add(cell.g_u2);
    cells_[value].with_correction += cell.with_correction;
}

bool WeightedDistribution::merge(const WeightedDistribution& other) {
    if (other.size() != size()) return false;
    for (std::size_t value = 0; value < size(); ++value) absorb(value, other[value]);
    return true;
}

std::int64_t WeightedDistribution::people() const {
    std::int64_t sum = 0;
    for (const Cell& cell : cells_) sum += cell.people;
    return sum;
}

ExactSum WeightedDistribution::represented() const {
    ExactSum sum;
    for (const Cell& cell : cells_) sum.add(cell.u);
    return sum;
}

std::optional<double> WeightedDistribution::n_effective() const {
    ExactSum g_u2;
    std::int64_t with_correction = 0;
    for (const Cell& cell : cells_) {
        g_u2.add(cell.g_u2);
        with_correction += cell.with_correction;
    }
    if (with_correction == 0) return std::nullopt;
    const double u = represented().to_double();
    return u * u / g_u2.to_double();
}

std::optional<double> mean_of(const WeightedDistribution& distribution) {
    if (distribution.people() == 0) return std::nullopt;
    ExactSum weighted;
    for (std::size_t value = 0; value < distribution.size(); ++value) weighted.add(distribution[value].u, static_cast<unsigned>(value));
    return weighted.to_double() / distribution.represented().to_double();
}

namespace {

/// As variance_of_mean(), where mean and effective number are known.
double variance_about(double mean, double n_effective, const WeightedDistribution& distribution) {
    const double u = distribution.represented().to_double();
    const double from_equal_spread = squares_about(mean, distribution, represented_people) / u / n_effective;
    const double from_each_person = squares_about(mean, distribution, corrected_squares) / (u * u);
    return std::max(from_equal_spread, from_each_person);
}

}  // namespace

std::optional<double> variance_of_mean(const WeightedDistribution& distribution) {
    const auto mean = mean_of(distribution);
    if (!mean) return std::nullopt;
    const auto n_effective = distribution.n_effective();
    return n_effective ? variance_about(*mean, *n_effective, distribution) : 0;
}

Estimate share_above_zero(const WeightedDistribution& distribution, const std::optional<ReplicateVariance>& replicates) {
    const WeightedDistribution two = above_zero(distribution);
    const auto share = mean_of(two);
    if (!share) return {};
    const auto n_effective = two.n_effective();
    if (!n_effective) return {share, Interval{*share, *share}};
    if (replicates && !replicates->variance) return {share, std::nullopt};
    const double product = *share * (1 - *share);
    if (product == 0) return {share, wilson_interval(*share, *n_effective)};
    const double variance = replicates ? *replicates->variance : variance_about(*share, *n_effective, two);
    if (variance == 0) return {share, Interval{*share, *share}};
    return {share, wilson_interval(*share, product / variance)};
}

Estimate mean_value(const WeightedDistribution& distribution, int highest, const std::optional<ReplicateVariance>& replicates) {
    const auto mean = mean_of(distribution);
    if (!mean || highest == 0) return {mean, std::nullopt};
    const auto n_effective = distribution.n_effective();
    if (!n_effective) return {mean, Interval{*mean, *mean}};
    const auto people = static_cast<double>(distribution.people());
    if (people < 2 || (replicates && !replicates->variance)) return {mean, std::nullopt};
    const double product = *mean * (highest - *mean);
    const double variance = replicates ? *replicates->variance : people / (people - 1) * variance_about(*mean, *n_effective, distribution);
    if (replicates && variance == 0 && product != 0) return {mean, Interval{*mean, *mean}};
    const double n_star = product == 0 || variance == 0 ? *n_effective : product / variance;
    const Interval of_one = wilson_interval(*mean / highest, n_star);
    return {mean, Interval{of_one.low * highest, of_one.high * highest}};
}

SampledValue sampled_share(const WeightedDistribution& distribution, const std::optional<ReplicateVariance>& replicates) {
    const WeightedDistribution two = above_zero(distribution);
    SampledValue out{mean_of(two), 0, two.n_effective()};
    if (!out.value || !out.n_effective) return out;
    out.variance = replicates ? replicates->variance : variance_about(*out.value, *out.n_effective, two);
    return out;
}

SampledValue sampled_mean(const WeightedDistribution& distribution, const std::optional<ReplicateVariance>& replicates) {
    SampledValue out{mean_of(distribution), 0, distribution.n_effective()};
    if (!out.value || !out.n_effective) return out;
    const auto people = static_cast<double>(distribution.people());
    if (people < 2) {
        out.variance.reset();
    } else {
        out.variance = replicates ? replicates->variance : people / (people - 1) * variance_about(*out.value, *out.n_effective, distribution);
    }
    return out;
}

void LargestThree::add(std::int64_t people, double u) {
    for (std::int64_t copy = 0; copy < std::min<std::int64_t>(people, 3); ++copy) {
        if (u <= largest_[2]) return;
        largest_[2] = u;
        std::sort(largest_.begin(), largest_.end(), std::greater<>());
    }
}

void LargestThree::merge(const LargestThree& other) {
    for (const double u : other.largest_) add(1, u);
}

}  // namespace capgap
