#include <capgap/gaps/gap_estimates.hpp>

#include <capgap/statistics/plausible_sets.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace capgap {

namespace {

/// What would hold if every silent person were at, or below, the target. `below`: people under it.
std::optional<Interval> possible_range(const GapRow& row, double below) {
    if (!row.headcount || !row.below_target_share.value) return std::nullopt;
    const std::int64_t n = std::max<std::int64_t>(*row.headcount - row.not_applicable, row.scored);
    const auto silent = static_cast<double>(n - row.scored);
    const double share = *row.below_target_share.value;
    return Interval{std::min(below / static_cast<double>(n), share), std::max((below + silent) / static_cast<double>(n), share)};
}

void cut_to_possible(GapRow& row) {
    auto& interval = row.below_target_share.interval;
    if (!interval || !row.possible) return;
    interval->low = std::max(interval->low, row.possible->low);
    interval->high = std::min(interval->high, row.possible->high);
}

double steps_of(const WeightedDistribution& shortfall) {
    ExactSum steps;
    for (std::size_t x = 1; x < shortfall.size(); ++x) steps.add(shortfall[x].u, static_cast<unsigned>(x));
    return steps.to_double();
}

/// Whole numbers in the place of parts of people: next to them, and together `whole`, which they add up to.
std::vector<std::int64_t> rounded_to(std::int64_t whole, const std::vector<double>& parts) {
    std::vector<std::int64_t> out;
    std::vector<std::size_t> by_rest(parts.size());
    std::iota(by_rest.begin(), by_rest.end(), 0);
    for (const double part : parts) {
        out.push_back(static_cast<std::int64_t>(std::floor(part)));
        whole -= out.back();
    }
    const auto rest = [&parts](std::size_t i) { return parts[i] - std::floor(parts[i]); };
    std::stable_sort(by_rest.begin(), by_rest.end(), [&rest](std::size_t a, std::size_t b) { return rest(a) > rest(b); });
    for (std::size_t i = 0; i < by_rest.size() && whole > 0; ++i, --whole) ++out[by_rest[i]];
    return out;
}

}  // namespace

void estimate_gap(const CompetencySums& sums, const RowReplicates& replicates, GapRow& row) {
    const int highest = sums.highest_target - 1;
    row.below = row.scored - sums.shortfall[0].people;
    row.person_levels_missing = steps_of(sums.shortfall);
    row.below_target_share = share_above_zero(sums.shortfall, replicates.share);
    row.mean_shortfall_levels = mean_value(sums.shortfall, highest, replicates.mean);
    if (highest == 0) row.below_target_share.interval.reset();
    row.possible = possible_range(row, static_cast<double>(row.below));
    cut_to_possible(row);
}

void pool_gap(const std::vector<SetSums>& sets, GapRow& row) {
    const auto m = static_cast<double>(sets.size());
    const int highest = sets.front().sums.highest_target - 1;
    std::vector<SampledValue> shares;
    std::vector<SampledValue> means;
    std::int64_t below = 0;
    double steps = 0;
    for (const SetSums& set : sets) {
        shares.push_back(sampled_share(set.sums.shortfall, set.replicates.share));
        means.push_back(sampled_mean(set.sums.shortfall, set.replicates.mean));
        below += row.scored - set.sums.shortfall[0].people;
        steps += steps_of(set.sums.shortfall);
    }
    const double mean_below = static_cast<double>(below) / m;
    row.below = std::llround(mean_below);
    row.person_levels_missing = steps / m;
    row.below_target_share = pooled_share(shares);
    row.mean_shortfall_levels = pooled_mean(means, highest);
    if (highest == 0) row.below_target_share.interval.reset();
    row.possible = possible_range(row, mean_below);
}

void pool_levels(const std::vector<SetSums>& sets, TableRows<LevelRow>::iterator first) {
    const auto m = static_cast<double>(sets.size());
    const std::size_t levels = sets.front().sums.at_level.size();
    std::vector<double> people(levels, 0);
    std::vector<double> represented(levels, 0);
    for (std::size_t level = 0; level < levels; ++level) {
        std::int64_t at_level = 0;
        for (const SetSums& set : sets) {
            at_level += set.sums.at_level[level];
            represented[level] += set.sums.u_at_level[level].to_double() / m;
        }
        people[level] = static_cast<double>(at_level) / m;
    }
    const double all = std::accumulate(represented.begin(), represented.end(), 0.0);
    const std::vector<std::int64_t> rounded = rounded_to(first->scored, people);
    for (std::size_t level = 0; level < levels; ++level, ++first) {
        first->respondents = rounded[level];
        first->represented = represented[level];
        if (first->scored > 0) first->share = represented[level] / all;
    }
}

}  // namespace capgap
