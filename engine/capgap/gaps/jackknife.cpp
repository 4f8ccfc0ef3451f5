#include <capgap/gaps/jackknife.hpp>

#include <capgap/base/parallel.hpp>

#include <algorithm>
#include <memory>

namespace capgap {

Jackknife::Estimates Jackknife::Estimates::of(const WeightedDistribution& shortfall) {
    if (shortfall.people() == 0) return {};
    return {shortfall.people(), *share_above_zero(shortfall).value, *mean_of(shortfall)};
}

/// What is reckoned without one group. Its parts refer to each other, so it stays where it is made.
class Jackknife::Replicate {
public:
    Replicate(const TabulationInput& input, const Rollup& everyone, const GapCounts& left_out)
        : counts_(input.counts.without(left_out)), input_{counts_, input} {
        auto cells = make_cells(counts_, input.population, input.codebook, input.population_at);
        if (cells.has_error()) return;
        auto weights = make_weights(counts_, cells->value, input.population, input.codebook, input.weighting);
        if (weights.has_error()) return;
        const Rollup rollup(input_, cells->value, *weights);
        const std::size_t competencies = counts_.layout().competencies;
        rows.resize(competencies * everyone.size());
        for (std::size_t c = 0; c < competencies; ++c) {
            const std::vector<CompetencySums> sums = rollup.competency(c);
            for (std::size_t g = 0; g < everyone.size(); ++g) {
                if (const auto here = rollup.find(everyone.place(g), everyone.number(g)))
                    rows[c * everyone.size() + g] = Estimates::of(sums[*here].shortfall);
            }
        }
        differences = PairDifferences(counts_, *weights);
        has_weights = true;
    }

    bool has_weights = false;     ///< there are none without this group
    std::vector<Estimates> rows;  ///< as Jackknife::rows_
    PairDifferences differences;

private:
    GapCounts counts_;
    TabulationInput input_;
};

void Jackknife::add(const std::vector<Estimates>& replicate) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        Row& row = rows_[i];
        const Estimates& without = replicate[i];
        if (without.people < row.everyone.people) ++row.groups_with_people;
        if (without.people == 0) {
            row.undefined = true;
            continue;
        }
        const double share_change = without.share - row.everyone.share;
        const double mean_change = without.mean - row.everyone.mean;
        row.share_squares += share_change * share_change;
        row.mean_squares += mean_change * mean_change;
    }
}

ReplicateVariance Jackknife::variance(std::size_t group, std::size_t competency, double Row::*squares) const {
    const Row& row = rows_[competency * row_groups_ + group];
    if (failed_ || row.everyone.people == 0 || row.undefined || row.groups_with_people < min_replicate_groups) return {};
    const auto r = static_cast<double>(groups_);
    return {(r - 1) / r * row.*squares};
}

Jackknife Jackknife::make(const TabulationInput& input, const Rollup& everyone, const std::vector<GapCounts>& groups) {
    Jackknife out(groups.size());
    out.row_groups_ = everyone.size();
    const std::size_t competencies = input.counts.layout().competencies;
    out.rows_.resize(competencies * everyone.size());
    parallel_for(competencies, input.threads, [&](std::size_t c) {
        const std::vector<CompetencySums> sums = everyone.competency(c);
        for (std::size_t g = 0; g < sums.size(); ++g) out.rows_[c * everyone.size() + g].everyone = Estimates::of(sums[g].shortfall);
    });
    // Replicates are made side by side and added in their order, so that the bits do not depend on the threads.
    const std::size_t at_once = std::max(1U, input.threads);
    for (std::size_t first = 0; first < groups.size(); first += at_once) {
        const std::size_t wave = std::min(at_once, groups.size() - first);
        std::vector<std::unique_ptr<Replicate>> replicates(wave);
        parallel_for(wave, input.threads, [&](std::size_t i) { replicates[i] = std::make_unique<Replicate>(input, everyone, groups[first + i]); });
        for (const auto& replicate : replicates) {
            if (!replicate->has_weights) {
                out.failed_ = true;
                continue;
            }
            out.add(replicate->rows);
            out.differences_.push_back(std::move(replicate->differences));
        }
    }
    return out;
}

}  // namespace capgap
