#pragma once

#include <capgap/gaps/place_layout.hpp>
#include <capgap/gaps/tables.hpp>
#include <capgap/gaps/tabulate.hpp>

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace capgap {

/// What a row of one competency is reckoned from.
struct CompetencySums {
    explicit CompetencySums(std::size_t levels = 0) : shortfall(levels), at_level(levels), u_at_level(levels) {}

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

    /// Of nobody.
    void clear();
    void merge(const CompetencySums& other);
};

/// One attitude item, or the question on what is wanted.
struct ChoiceSums {
    explicit ChoiceSums(std::size_t options = 0) : people(options), w(options) {}

    std::int64_t answered = 0;
    ExactSum w_answered;
    LargestThree largest;
    std::vector<std::int64_t> people;  ///< per option
    std::vector<ExactSum> w;

    void merge(const ChoiceSums& other);
};

/// Sums of every group of every place, rolled up the tree: exact, so that parents equal their children and own staff to the bit. Groups stand by
/// place and number: 0 everyone, then profiles, `none`, then the slots of the breakdowns; every place has the first. Sums are made by competency or
/// item, as they are asked for, so that no more of them than that is held at once.
class Rollup {
public:
    /// What it is given must outlive it.
    Rollup(const TabulationInput& input, const Cells& cells, const Weights& weights);

    const std::vector<Place>& places() const noexcept { return places_.places(); }
    /// How many groups there are.
    std::size_t size() const noexcept { return groups_.size(); }
    std::size_t place(std::size_t group) const { return groups_[group].place; }
    std::size_t number(std::size_t group) const { return groups_[group].number; }
    std::optional<std::size_t> find(std::size_t place, std::size_t number) const;
    /// With its keys, respondents and headcount.
    Group group(std::size_t index) const;

    /// By group.
    std::vector<CompetencySums> competency(std::size_t competency) const;
    /// The same into `sums`, in whose room those of another competency may stand.
    void competency(std::size_t competency, std::vector<CompetencySums>& sums) const;
    /// By group; `item` counts the attitude items of the layout.
    std::vector<ChoiceSums> attitude(std::size_t item) const;
    std::vector<ChoiceSums> wanted() const;

private:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    struct GroupPeople {
        std::uint32_t place = 0;
        std::uint32_t number = 0;
        std::uint32_t parent = none;  ///< the group of the place above that counts the same people
        std::uint32_t pool = none;    ///< that of the pool
        std::int64_t respondents = 0;
        std::int64_t headcount = 0;
        bool headcount_known = true;
    };

    /// The one or two groups of a place that count the same people.
    using Counting = std::array<std::uint32_t, 2>;

    /// What a class counts in one slot.
    struct CountedPart {
        std::size_t of_class = 0;
        std::uint16_t profile = 0;
        std::size_t cell_slot = 0;
        Counting groups = {none, none};
        const SlotCounts* counts = nullptr;
    };

    /// The staff of a cell in one slot.
    struct StaffPart {
        std::uint16_t profile = 0;
        std::size_t cell_slot = 0;
        Counting groups = {none, none};
        std::optional<std::int64_t> headcount;
    };

    std::size_t numbers() const;
    std::size_t cell_slot_at(std::size_t cell, std::size_t slot) const { return cell * layout_.slots() + slot; }
    void take_counts();
    void take_staff(const Cell& cell, std::size_t index, std::size_t slot, std::optional<std::int64_t> headcount);
    Counting groups_of(std::size_t institution, std::uint16_t profile, std::size_t slot);
    std::uint32_t mark(std::size_t place, std::size_t number);
    void order_groups();
    void count_people();
    template <class Sums>
    void roll_up(std::vector<Sums>& sums) const;
    template <class AddTo>
    std::vector<ChoiceSums> choices(std::size_t options, AddTo add_to) const;
    void add_part(const CountedPart& part, std::size_t competency, CompetencySums& sums) const;
    void add_staff(std::size_t competency, const std::vector<bool>& covered, std::vector<CompetencySums>& sums) const;

    const TabulationInput& input_;
    const CountLayout& layout_;
    const Cells& cells_;
    const Weights& weights_;
    PlaceLayout places_;
    std::vector<GroupPeople> groups_;
    std::vector<std::uint32_t> group_of_;  ///< [place][number]
    std::vector<CountedPart> counted_;
    std::vector<StaffPart> staff_;
    std::vector<bool> answered_;  ///< [cell][slot]: somebody answered
};

}  // namespace capgap
