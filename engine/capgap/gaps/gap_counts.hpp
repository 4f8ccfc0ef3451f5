#pragma once

#include <capgap/gaps/class_key.hpp>
#include <capgap/gaps/pair_counts.hpp>
#include <capgap/gaps/score_sum.hpp>
#include <capgap/responses/batch.hpp>
#include <capgap/scoring/scorer.hpp>

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace capgap {

/// How much hangs on where the cuts lie: whether somebody would be under the target if all of them were moved, in one of several ways.
struct MovedCuts {
    static constexpr double by = 5;  ///< points of the score, 0 to 100
    /// By `by`; by the linking error of each cut, where the scale was brought onto that of another calibration.
    enum Way : std::size_t { lower, higher, linked_lower, linked_higher };
    static constexpr std::size_t ways = 4;
    using Numbers = std::array<std::uint32_t, ways>;

    /// `cuts`: where one cut lies in each of the first ways, on the scale of `at`. A bit for each way in which `at` is below it.
    static std::uint8_t below(double at, std::span<const double> cuts) {
        unsigned out = 0;
        for (std::size_t way = 0; way < cuts.size(); ++way) out |= (at < cuts[way] ? 1U : 0U) << way;
        return static_cast<std::uint8_t>(out);
    }
};

/// What is counted: the parameters of GapCounts. States of different layouts do not merge.
struct CountLayout {
    struct AttitudeItem {
        std::size_t item = 0;  ///< index in the survey
        std::size_t options = 0;
        friend bool operator==(const AttitudeItem&, const AttitudeItem&) = default;
    };

    std::size_t competencies = 0;
    std::size_t levels = 0;
    std::vector<std::vector<int>> targets;      ///< [profile][competency], 0: none
    std::vector<double> cuts;                   ///< of level 2, 3, ... on the score; empty: cuts are not moved
    std::vector<std::size_t> breakdowns;        ///< background questions that tables are broken down by
    std::vector<std::size_t> breakdown_sizes;   ///< their numbers of categories, without `unknown`
    std::vector<std::size_t> margin_questions;  ///< background questions that weights depend on
    std::vector<AttitudeItem> attitude_items;
    bool asks_wanted = false;  ///< whether the survey has the question

    std::size_t profiles() const noexcept { return targets.size(); }
    /// Slots of a weighting class: 0 everyone, then every category of every breakdown, `unknown` last of each.
    std::size_t slot(std::size_t breakdown, std::uint16_t category) const;
    std::size_t slots() const;

    friend bool operator==(const CountLayout&, const CountLayout&) = default;
};

/// What one person adds to each slot that they are counted in.
struct CountedPerson {
    std::span<const std::uint8_t> standing;     ///< by competency, as SlotCounts::standing() has it
    std::span<const std::int64_t> score_units;  ///< by competency, of a ScoreSum; 0 without a level
    std::span<const std::uint8_t> below_moved;  ///< by competency, a set of MovedCuts
    std::span<const std::int8_t> attitude;      ///< by attitude item of the layout: the option, or below 0
    std::span<const std::uint16_t> wanted;      ///< competencies
};

/// Counts of the people of one weighting class who fall into one slot.
class SlotCounts {
public:
    explicit SlotCounts(const CountLayout& layout);

    /// What became of a competency, as one number: level - 1, or behind the levels one of the other outcomes.
    static std::uint8_t standing(Outcome outcome, int level, std::size_t levels) {
        return static_cast<std::uint8_t>(outcome == Outcome::scored ? level - 1 : static_cast<int>(levels) + static_cast<int>(outcome) - 1);
    }

    std::uint32_t respondents = 0;
    std::uint32_t wanted_answered = 0;

    /// People at each level, 1 first.
    std::span<const std::uint32_t> at_level(std::size_t competency) const { return {&people_[competency * standings_], levels()}; }
    std::uint32_t with_level(std::size_t competency) const;
    std::uint32_t not_applicable(std::size_t competency) const { return without_level(competency, Outcome::not_applicable); }
    std::uint32_t do_not_know(std::size_t competency) const { return without_level(competency, Outcome::do_not_know); }
    std::uint32_t missing(std::size_t competency) const { return without_level(competency, Outcome::missing); }
    /// Over those with a level.
    const ScoreSum& score_0_100(std::size_t competency) const { return scores_[competency]; }
    /// How often each competency was named.
    std::span<const std::uint32_t> wanted() const { return {&people_[first_wanted_], scores_.size()}; }
    /// How often each option of an attitude item was chosen; 0 behind the last option of an item that has fewer than others.
    std::span<const std::uint32_t> attitude(std::size_t item) const { return {&people_[first_attitude_ + item * options_], options_}; }

    void add(const CountedPerson& person);
    void merge(const SlotCounts& other);
    void subtract(const SlotCounts& other);

    friend bool operator==(const SlotCounts&, const SlotCounts&) = default;

private:
    static constexpr std::size_t other_outcomes = 3;

    std::size_t levels() const { return standings_ - other_outcomes; }
    std::uint32_t without_level(std::size_t competency, Outcome outcome) const {
        return people_[competency * standings_ + levels() + static_cast<std::size_t>(outcome) - 1];
    }

    std::size_t standings_ = 0;
    std::size_t options_ = 0;
    std::size_t first_wanted_ = 0;
    std::size_t first_attitude_ = 0;
    std::vector<std::uint32_t> people_;  ///< by standing in each competency; then by what is wanted; then by option of the attitude items
    std::vector<ScoreSum> scores_;       ///< by competency
};

struct ClassCounts {
    std::map<std::size_t, SlotCounts> slots;
    PairCounts pairs;
    std::vector<MovedCuts::Numbers> below_moved;  ///< by competency: people below their target, by way

    friend bool operator==(const ClassCounts&, const ClassCounts&) = default;
};

/// Mergeable state: everything that the tables need of the answers, as whole numbers, so that the order of rows, batches and threads never shows.
/// Size: one record per weighting class and occurring category (about 1 kB with 14 competencies), not per respondent, as long as base weights and
/// clusters repeat.
class GapCounts {
public:
    explicit GapCounts(CountLayout layout) : layout_(std::move(layout)) {}

    /// By way of a GapCounter, which counts many batches sooner.
    void add(const Batch& batch, const ScoredBatch& scored);
    /// False, and nothing changed, if the layouts differ. Classes that only `other` has are moved.
    [[nodiscard]] bool merge(GapCounts other);
    /// The same people without their clusters, all together (first) and by group: `group_of` maps a cluster to 0 .. groups-1.
    std::pair<GapCounts, std::vector<GapCounts>> fold_clusters(const std::map<std::uint32_t, std::size_t>& group_of, std::size_t groups) const;
    /// Without people who are part of it: exact, as all is whole numbers and exact sums.
    GapCounts without(const GapCounts& part) const;

    const CountLayout& layout() const noexcept { return layout_; }
    const std::map<ClassKey, ClassCounts>& classes() const noexcept { return classes_; }
    std::uint64_t empty_rows() const noexcept { return empty_rows_; }
    std::uint64_t respondents() const noexcept { return respondents_; }

    friend bool operator==(const GapCounts&, const GapCounts&) = default;

private:
    friend class GapCounter;

    void merge_class(const ClassKey& key, const ClassCounts& from);

    CountLayout layout_;
    std::map<ClassKey, ClassCounts> classes_;
    std::uint64_t empty_rows_ = 0;
    std::uint64_t respondents_ = 0;
};

}  // namespace capgap
