#pragma once

#include <capgap/assessment/institution_tree.hpp>
#include <capgap/gaps/tables.hpp>
#include <capgap/gaps/weights.hpp>

#include <vector>

namespace capgap {

/// What tables are made of.
struct TabulationInput {
    const GapCounts& counts;
    const InstitutionTree& tree;
    const Codebook& codebook;
    const Population* population = nullptr;
    const std::vector<Cluster>& clusters;
    WeightSettings weighting;
    Location population_at;
    unsigned threads = 1;
};

/// The tables with how the weights came about.
struct Tabulated {
    Tables tables;
    Cells cells;
    Weights weights;
    std::size_t replicate_groups = 0;
};

/// Counts -> gaps, levels, attitudes, wanted and the order of gaps, as methods.md sections 3 to 6 and 8 define them. Rows in the order of design:
/// tree, dimension, category, profile, competency. Children and own staff add up to their parent to the bit. Cost: (R + 1) passes over the counts, R
/// the replicate groups; the same bits for any number of threads.
Result<Checked<Tabulated>> tabulate(const TabulationInput& input);

}  // namespace capgap
