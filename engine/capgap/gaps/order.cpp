#include <capgap/gaps/order.hpp>

#include <capgap/statistics/multiple_tests.hpp>

#include <algorithm>
#include <cmath>

namespace capgap {

namespace {

/// Shares that only rounding tells apart are equal.
long long rank(const OrderedGap& gap) {
    return std::llround(gap.below_target_share * 1e9);
}

/// Two-sided probability of the difference if there were none. Nobody in common, or a difference against the order: 1. No sampling variance: 0.
double probability_of_no_difference(const WeightedDistribution& differences, const std::vector<WeightedDistribution>& replicates) {
    const auto mean = mean_of(differences);
    if (!mean) return 1;
    const double difference = *mean - 1;
    if (difference <= 0) return 1;
    double variance = *variance_of_mean(differences);
    if (!replicates.empty()) {
        variance = 0;
        std::size_t groups_with_people = 0;
        const auto r = static_cast<double>(replicates.size());
        for (const WeightedDistribution& replicate : replicates) {
            if (replicate.people() == 0) return 1;
            if (replicate.people() < differences.people()) ++groups_with_people;
            const double change = *mean_of(replicate) - *mean;
            variance += (r - 1) / r * change * change;
        }
        if (groups_with_people < min_replicate_groups) return 1;
    }
    if (variance == 0) return 0;
    return two_sided_probability(difference / std::sqrt(variance));
}

}  // namespace

std::vector<OrderedGap> order_gaps(const PairDifferences& differences, const Jackknife* jackknife, const std::vector<std::optional<double>>& shares) {
    std::vector<OrderedGap> order;
    for (std::size_t c = 0; c < shares.size(); ++c) {
        if (shares[c]) order.push_back({c, *shares[c], 0});
    }
    std::stable_sort(order.begin(), order.end(), [](const OrderedGap& a, const OrderedGap& b) { return rank(a) > rank(b); });

    int tie_group = 0;
    for (std::size_t first = 0; first < order.size();) {
        order[first].tie_group = ++tie_group;
        std::vector<double> p_values;
        for (std::size_t later = first + 1; later < order.size(); ++later) {
            const std::size_t a = order[first].competency;
            const std::size_t b = order[later].competency;
            std::vector<WeightedDistribution> of_replicates;
            if (jackknife != nullptr) {
                for (const PairDifferences& replicate : jackknife->differences()) of_replicates.push_back(replicate.between(a, b));
            }
            const bool unknown = jackknife != nullptr && jackknife->failed();
            p_values.push_back(unknown ? 1 : probability_of_no_difference(differences.between(a, b), of_replicates));
        }
        const std::vector<bool> separated = holm_rejects(p_values);
        std::size_t next = first + 1;
        while (next < order.size() && !separated[next - first - 1]) order[next++].tie_group = tie_group;
        first = next;
    }
    return order;
}

}  // namespace capgap
