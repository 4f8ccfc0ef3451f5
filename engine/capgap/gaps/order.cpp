#include <capgap/gaps/order.hpp>

#include <capgap/statistics/multiple_tests.hpp>
#include <capgap/statistics/plausible_sets.hpp>

#include <algorithm>
#include <cmath>

namespace capgap {

namespace {

/// Shares that only rounding tells apart are equal.
long long rank(const OrderedGap& gap) {
    return std::llround(gap.below_target_share * 1e9);
}

/// The difference of the shares of two competencies; without value where nobody is in both, without variance where it is not known.
SampledValue difference_between(std::size_t a, std::size_t b, const OrderInput& of) {
    const WeightedDistribution differences = of.differences.between(a, b);
    const auto mean = mean_of(differences);
    if (!mean) return {};
    SampledValue out{*mean - 1, *variance_of_mean(differences), {}};
    if (of.jackknife == nullptr) return out;
    if (of.jackknife->failed()) return {out.value, std::nullopt, {}};
    const auto r = static_cast<double>(of.jackknife->differences().size());
    double variance = 0;
    std::size_t groups_with_people = 0;
    for (const PairDifferences& replicate : of.jackknife->differences()) {
        const WeightedDistribution without = replicate.between(a, b);
        if (without.people() == 0) return {out.value, std::nullopt, {}};
        if (without.people() < differences.people()) ++groups_with_people;
        const double change = *mean_of(without) - *mean;
        variance += (r - 1) / r * change * change;
    }
    out.variance = groups_with_people < min_replicate_groups ? std::optional<double>() : variance;
    return out;
}

/// Two-sided probability of the difference if there were none. Nobody in common, or a difference against the order: 1. No variance: 0.
double probability_of_no_difference(std::size_t a, std::size_t b, const std::vector<OrderInput>& sets) {
    std::vector<SampledValue> differences;
    for (const OrderInput& one : sets) differences.push_back(difference_between(a, b, one));
    const PooledValue found = pooled(differences);
    if (!found.value || *found.value <= 0 || !found.variance) return 1;
    if (*found.widened == 0) return 0;
    return two_sided_probability(*found.value / std::sqrt(*found.widened));
}

}  // namespace

std::vector<OrderedGap> order_gaps(const std::vector<OrderInput>& sets, const std::vector<std::optional<double>>& shares) {
    std::vector<OrderedGap> order;
    for (std::size_t c = 0; c < shares.size(); ++c) {
        if (shares[c]) order.push_back({c, *shares[c], 0});
    }
    std::stable_sort(order.begin(), order.end(), [](const OrderedGap& a, const OrderedGap& b) { return rank(a) > rank(b); });

    int tie_group = 0;
    for (std::size_t first = 0; first < order.size();) {
        order[first].tie_group = ++tie_group;
        std::vector<double> p_values;
        for (std::size_t later = first + 1; later < order.size(); ++later)
            p_values.push_back(probability_of_no_difference(order[first].competency, order[later].competency, sets));
        const std::vector<bool> separated = holm_rejects(p_values);
        std::size_t next = first + 1;
        while (next < order.size() && !separated[next - first - 1]) order[next++].tie_group = tie_group;
        first = next;
    }
    return order;
}

}  // namespace capgap
