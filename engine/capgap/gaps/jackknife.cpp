#include <capgap/gaps/jackknife.hpp>

#include <capgap/base/parallel.hpp>

#include <algorithm>

namespace capgap {

Jackknife::Jackknife(const Rollup& everyone, std::size_t groups) : groups_(groups) {
    for (std::size_t place = 0; place < everyone.places().size(); ++place) {
        for (const auto& [number, group] : everyone.sums(place)) {
            for (std::size_t c = 0; c < group.competencies.size(); ++c) {
                const WeightedDistribution& shortfall = group.competencies[c].shortfall;
                if (shortfall.people() == 0) continue;
                Row& row = rows_[{place, number, c}];
                row.people = shortfall.people();
                row.share = *share_above_zero(shortfall).value;
                row.mean = *mean_of(shortfall);
            }
        }
    }
}

void Jackknife::add(const Rollup& replicate) {
    static const WeightedDistribution nobody;
    for (auto& [key, row] : rows_) {
        const PlaceSums& groups = replicate.sums(key[0]);
        const auto group = groups.find(key[1]);
        const WeightedDistribution& without = group == groups.end() ? nobody : group->second.competencies[key[2]].shortfall;
        if (without.people() < row.people) ++row.groups_with_people;
        if (without.people() == 0) {
            row.undefined = true;
            continue;
        }
        const double share_change = *share_above_zero(without).value - row.share;
        const double mean_change = *mean_of(without) - row.mean;
        row.share_squares += share_change * share_change;
        row.mean_squares += mean_change * mean_change;
    }
}

ReplicateVariance Jackknife::variance(const RowKey& key, double Row::*squares) const {
    const auto found = rows_.find(key);
    if (failed_ || found == rows_.end() || found->second.undefined || found->second.groups_with_people < min_replicate_groups) return {};
    const auto r = static_cast<double>(groups_);
    return {(r - 1) / r * found->second.*squares};
}

Jackknife Jackknife::make(const TabulationInput& input, const Cells& cells, const Rollup& everyone, const ReplicateGroups& groups) {
    Jackknife out(everyone, groups.groups);
    // Replicates are made side by side and added in their order, so that the bits do not depend on the threads.
    const std::size_t at_once = std::max(1U, input.threads);
    for (std::size_t first = 0; first < groups.groups; first += at_once) {
        const std::size_t wave = std::min(at_once, groups.groups - first);
        std::vector<Weights> weights(wave);
        std::vector<std::optional<Rollup>> rollups(wave);
        std::vector<char> failed(wave, 0);
        parallel_for(wave, input.threads, [&](std::size_t i) {
            auto made = make_weights(input.counts, cells, input.population, input.codebook, input.weighting, groups, first + i);
            if (made.has_error()) {
                failed[i] = 1;
                return;
            }
            weights[i] = std::move(*made);
            rollups[i].emplace(input, cells, weights[i]);
        });
        for (std::size_t i = 0; i < wave; ++i) {
            if (failed[i] != 0) {
                out.failed_ = true;
                continue;
            }
            out.add(*rollups[i]);
            out.weights_.push_back(std::move(weights[i].of_class));
        }
    }
    return out;
}

}  // namespace capgap
