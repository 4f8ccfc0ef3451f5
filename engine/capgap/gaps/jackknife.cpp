#include <capgap/gaps/jackknife.hpp>

#include <capgap/base/parallel.hpp>

#include <algorithm>
#include <memory>

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

namespace {

/// What is reckoned without one group. Its parts refer to each other, so it stays where it is made.
class Replicate {
public:
    Replicate(const TabulationInput& input, const GapCounts& left_out) : counts_(input.counts.without(left_out)), input_{counts_, input} {
        auto cells = make_cells(counts_, input.population, input.codebook, input.population_at);
        if (cells.has_error()) return;
        cells_ = std::move(cells->value);
        auto weights = make_weights(counts_, cells_, input.population, input.codebook, input.weighting);
        if (weights.has_error()) return;
        weights_ = std::move(*weights);
        rollup.emplace(input_, cells_, weights_);
        differences = PairDifferences(counts_, weights_);
    }

    std::optional<Rollup> rollup;  ///< nothing: there are no weights without this group
    PairDifferences differences;

private:
    GapCounts counts_;
    TabulationInput input_;
    Cells cells_;
    Weights weights_;
};

}  // namespace

Jackknife Jackknife::make(const TabulationInput& input, const Rollup& everyone, const std::vector<GapCounts>& groups) {
    Jackknife out(everyone, groups.size());
    // Replicates are made side by side and added in their order, so that the bits do not depend on the threads.
    const std::size_t at_once = std::max(1U, input.threads);
    for (std::size_t first = 0; first < groups.size(); first += at_once) {
        const std::size_t wave = std::min(at_once, groups.size() - first);
        std::vector<std::unique_ptr<Replicate>> replicates(wave);
        parallel_for(wave, input.threads, [&](std::size_t i) { replicates[i] = std::make_unique<Replicate>(input, groups[first + i]); });
        for (const auto& replicate : replicates) {
            if (!replicate->rollup) {
                out.failed_ = true;
                continue;
            }
            out.add(*replicate->rollup);
            out.differences_.push_back(std::move(replicate->differences));
        }
    }
    return out;
}

}  // namespace capgap
