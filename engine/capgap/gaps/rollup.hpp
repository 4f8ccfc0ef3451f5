#pragma once

#include <capgap/gaps/tables.hpp>
#include <capgap/gaps/tabulate.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace capgap {

/// What a row of one competency is reckoned from.
struct CompetencySums {
    std::int64_t respondents = 0;  ///< whose profile has a target, as all up to `highest_target`
    std::int64_t not_applicable = 0;
    std::int64_t do_not_know = 0;
    WeightedDistribution shortfall;  ///< of those with a level; value = steps under the target
    ExactSum u_score;
    LargestThree largest;
    int highest_target = 0;
    std::int64_t headcount = 0;
    std::int64_t not_covered = 0;

    std::vector<std::int64_t> at_level;  ///< everyone with a level, with or without target
    std::vector<ExactSum> u_at_level;
    LargestThree largest_at_level;
};

/// One attitude item, or the question on what is wanted.
struct ChoiceSums {
    std::int64_t answered = 0;
    ExactSum w_answered;
    LargestThree largest;
    std::vector<std::int64_t> people;  ///< per option
    std::vector<ExactSum> w;
};

struct GroupSums {
    std::int64_t respondents = 0;
    std::int64_t headcount = 0;
    bool headcount_known = true;
    std::vector<CompetencySums> competencies;
    std::vector<ChoiceSums> attitudes;
    ChoiceSums wanted;
};

/// The groups of one place in the tree, by their number: 0 everyone, then profiles, `none`, then the slots of the breakdowns.
using PlaceSums = std::map<std::size_t, GroupSums>;

/// Sums of every group of every place, rolled up the tree: exact, so that parents equal their children and own staff to the bit.
class Rollup {
public:
    Rollup(const TabulationInput& input, const Cells& cells, const Weights& weights);

    const std::vector<Place>& places() const noexcept { return places_; }
    const PlaceSums& sums(std::size_t place) const { return sums_[place]; }
    /// The group with its keys, respondents and headcount.
    Group group(std::size_t place, std::size_t number, const GroupSums& sums) const;

private:
    void lay_out_places();
    void add_pools_of(int parent);
    void tie_places();
    std::vector<std::size_t> places_counting(std::size_t institution) const;
    void add_class(std::size_t index, const ClassKey& key, const ClassCounts& counts);
    void add_slot(std::size_t index, const ClassKey& key, const SlotCounts& slot, GroupSums& to) const;
    void add_cell(const Cell& cell);
    void add_staff(const Cell& cell, std::optional<std::int64_t> headcount, const std::vector<bool>& covered, GroupSums& to) const;
    GroupSums& sums_of(std::size_t place, std::size_t number);
    std::vector<std::size_t> numbers_of(std::uint16_t profile, std::size_t slot) const;

    const TabulationInput& input_;
    const CountLayout& layout_;
    const Cells& cells_;
    const Weights& weights_;
    std::vector<Place> places_;
    std::vector<std::vector<std::size_t>> places_of_;  ///< per institution: where its own staff are counted
    std::vector<PlaceSums> sums_;
    std::vector<std::map<std::size_t, std::vector<bool>>> covered_;  ///< [cell][slot]: competencies in which somebody has a level
    std::vector<std::size_t> place_of_;                              ///< per institution
    std::vector<std::optional<std::size_t>> own_place_;              ///< per institution; nothing where it has no children
};

}  // namespace capgap
