#pragma once

#include <capgap/assessment/institution_tree.hpp>
#include <capgap/gaps/tables.hpp>
#include <capgap/gaps/weights.hpp>

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace capgap {

/// What tables are made of.
struct TabulationInput {
    const GapCounts& counts;
    const InstitutionTree& tree;
    const Codebook& codebook;
    const Population* population;
    const std::vector<Cluster>& clusters;
    WeightSettings weighting;
    Location population_at;
    unsigned threads;
    std::vector<Pool> pools = {};  ///< small offices that are counted together, in the order of their numbers
    /// Sets of plausible values: the same people, with levels as they may be; `modelled` by competency. May be empty.
    std::vector<GapCounts> sets = {};
    std::vector<bool> modelled = {};

    TabulationInput(const GapCounts& counts_, const InstitutionTree& tree_, const Codebook& codebook_, const Population* population_,
                    const std::vector<Cluster>& clusters_, WeightSettings weighting_, Location population_at_, unsigned threads_)
        : counts(counts_),
          tree(tree_),
          codebook(codebook_),
          population(population_),
          clusters(clusters_),
          weighting(std::move(weighting_)),
          population_at(std::move(population_at_)),
          threads(threads_) {}
    /// The same round with other counts, and without sets.
    TabulationInput(const GapCounts& counts_, const TabulationInput& other)
        : TabulationInput(counts_, other.tree, other.codebook, other.population, other.clusters, other.weighting, other.population_at,
                          other.threads) {
        pools = other.pools;  // NOLINT(cppcoreguidelines-prefer-member-initializer): a constructor that calls another one has no initializers
    }
};

/// How unequal the weights of the respondents are.
struct WeightSummary {
    double least = 0;
    double most = 0;
    double sum = 0;
    double sum_of_squares = 0;
};

/// The whole if all cuts were moved, by MovedCuts::Way: people and share below target.
struct MovedShares {
    std::int64_t scored = 0;  ///< with a level and a target
    std::array<std::int64_t, MovedCuts::ways> below{};
    std::array<double, MovedCuts::ways> share{};
};

/// The tables with how the weights came about.
struct Tabulated {
    Tables tables;
    Cells cells;
    Weights weights;
    std::size_t replicate_groups = 0;
    WeightSummary weighting;
    std::vector<MovedShares> moved;  ///< by competency
};

/// Counts -> gaps, levels, attitudes, wanted and the order of gaps, as methods.md sections 3 to 6 and 8 define them. Rows in the order of design:
/// tree, dimension, category, profile, competency. Children and own staff add up to their parent to the bit. Where a competency is modelled, whatever
/// depends on levels comes from the sets, pooled (section 12); whole numbers of people are then rounded means. Cost: (R + 1) passes over the counts,
/// R the replicate groups; the same bits for any number of threads.
Result<Checked<Tabulated>> tabulate(const TabulationInput& input);

}  // namespace capgap
