#pragma once

#include <capgap/gaps/class_index.hpp>
#include <capgap/gaps/pair_counts.hpp>
#include <capgap/gaps/score_sum.hpp>
#include <capgap/responses/batch.hpp>
#include <capgap/scoring/scorer.hpp>

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace capgap {

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

/// Counts of the people of one weighting class who fall into one slot.
class SlotCounts {
public:
    struct Competency {
        std::uint32_t not_applicable = 0;
        std::uint32_t do_not_know = 0;
        std::uint32_t missing = 0;
        ScoreSum score_0_100;  ///< over those with a level
        friend bool operator==(const Competency&, const Competency&) = default;
    };

    explicit SlotCounts(const CountLayout& layout);

    std::uint32_t respondents = 0;
    std::uint32_t wanted_answered = 0;
    std::vector<Competency> competencies;

    /// People at each level, 1 first.
    std::span<const std::uint32_t> at_level(std::size_t competency) const { return {&people_[competency * levels_], levels_}; }
    /// How often each competency was named.
    std::span<const std::uint32_t> wanted() const { return {&people_[first_wanted_], competencies.size()}; }
    /// How often each option of an attitude item was chosen; 0 behind the last option of an item that has fewer than others.
    std::span<const std::uint32_t> attitude(std::size_t item) const { return {&people_[first_attitude_ + item * options_], options_}; }
    std::uint32_t with_level(std::size_t competency) const;

    void add_at_level(std::size_t competency, std::size_t level) { ++people_[competency * levels_ + level - 1]; }
    void add_wanted(std::size_t competency) { ++people_[first_wanted_ + competency]; }
    void add_attitude(std::size_t item, std::size_t option) { ++people_[first_attitude_ + item * options_ + option]; }
    void merge(const SlotCounts& other);
    void subtract(const SlotCounts& other);

    friend bool operator==(const SlotCounts&, const SlotCounts&) = default;

private:
    std::size_t levels_ = 0;
    std::size_t options_ = 0;
    std::size_t first_wanted_ = 0;
    std::size_t first_attitude_ = 0;
    std::vector<std::uint32_t> people_;  ///< at levels, by competency; then by what is wanted; then by option of the attitude items
};

struct ClassCounts {
    std::map<std::size_t, SlotCounts> slots;
    PairCounts pairs;

    friend bool operator==(const ClassCounts&, const ClassCounts&) = default;
};

/// Mergeable state: everything that the tables need of the answers, as whole numbers, so that the order of rows, batches and threads never shows.
/// Size: one record per weighting class and occurring category (about 1 kB with 14 competencies), not per respondent, as long as base weights and
/// clusters repeat; and for finding them 8 bytes a class and category that there can be.
class GapCounts {
public:
    explicit GapCounts(CountLayout layout) : layout_(std::move(layout)) {}

    /// One of several parts of all people: by class, so that parts are counted side by side and have no class in common.
    struct Share {
        std::size_t index = 0;
        std::size_t of = 1;
    };

    void add(const Batch& batch, const ScoredBatch& scored, Share share = {0, 1});
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
    /// What one person adds to each of their slots; made once, in room that is kept from one to the next.
    struct Person {
        ClassKey key;
        std::vector<Outcome> outcome;       ///< by competency
        std::vector<std::int8_t> level;     ///< 0 without one
        std::vector<ScoreSum> score;        ///< where there is a level
        std::vector<std::int8_t> attitude;  ///< by attitude item: the option, or below 0
        std::vector<std::uint16_t> wanted;  ///< competencies
        std::vector<PairCounts::Standing> standing;
    };

    static std::uint16_t category(const Batch& batch, std::size_t question, std::size_t row);
    void take(const Batch& batch, const ScoredBatch& scored, std::size_t row, Person& person) const;
    void add_person(const Batch& batch, std::size_t row, Person& person);
    static void add_to_slot(const Person& person, SlotCounts& slot);
    void add_pairs(Person& person, ClassCounts& counts) const;

    ClassCounts& class_of(const ClassKey& key) { return *index_.find(key, classes_).counts; }
    SlotCounts& slot_of(ClassIndex<ClassCounts, SlotCounts>::Entry& entry, std::size_t slot) const;
    void merge_class(const ClassKey& key, const ClassCounts& from);

    CountLayout layout_;
    std::map<ClassKey, ClassCounts> classes_;
    ClassIndex<ClassCounts, SlotCounts> index_;  ///< of classes_
    std::uint64_t empty_rows_ = 0;
    std::uint64_t respondents_ = 0;
};

}  // namespace capgap
