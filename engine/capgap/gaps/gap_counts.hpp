#pragma once

#include <capgap/base/exact_sum.hpp>
#include <capgap/responses/batch.hpp>
#include <capgap/scoring/scorer.hpp>

#include <compare>
#include <cstdint>
#include <map>
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

/// People who share all that a weight can depend on.
struct ClassKey {
    std::uint32_t institution = 0;
    std::uint16_t profile = Batch::no_profile;
    std::vector<std::uint16_t> margin_categories;  ///< one per margin question
    double base_weight = 1;
    std::uint32_t cluster = 0;

    friend auto operator<=>(const ClassKey&, const ClassKey&) = default;
};

/// Counts of the people of one weighting class who fall into one slot.
class SlotCounts {
public:
    struct Competency {
        std::uint32_t not_applicable = 0;
        std::uint32_t do_not_know = 0;
        std::uint32_t missing = 0;
        ExactSum score_0_100;  ///< over those with a level
        friend bool operator==(const Competency&, const Competency&) = default;
    };

    explicit SlotCounts(const CountLayout& layout);

    std::uint32_t respondents = 0;
    std::uint32_t wanted_answered = 0;
    std::vector<std::uint32_t> wanted;  ///< [competency]
    std::vector<Competency> competencies;
    std::vector<std::vector<std::uint32_t>> at_level;  ///< [competency][level - 1]
    std::vector<std::vector<std::uint32_t>> attitude;  ///< [attitude item][option]

    std::uint32_t with_level(std::size_t competency) const;
    void merge(const SlotCounts& other);
    void subtract(const SlotCounts& other);

    friend bool operator==(const SlotCounts&, const SlotCounts&) = default;
};

/// Of two competencies a < b, among people with a level and a target in both.
struct PairCounts {
    std::uint32_t both = 0;        ///< people
    std::uint32_t only_first = 0;  ///< below the target in a alone
    std::uint32_t only_second = 0;

    friend bool operator==(const PairCounts&, const PairCounts&) = default;
};

struct ClassCounts {
    std::map<std::size_t, SlotCounts> slots;
    std::vector<PairCounts> pairs;  ///< (0,1), (0,2), ..., (1,2), ...

    friend bool operator==(const ClassCounts&, const ClassCounts&) = default;
};

/// Mergeable state: everything that the tables need of the answers, as whole numbers, so that the order of rows, batches and threads never shows.
/// Size: one record per weighting class and occurring category (about 1 kB with 14 competencies), not per respondent, as long as base weights and
/// clusters repeat.
class GapCounts {
public:
    explicit GapCounts(CountLayout layout) : layout_(std::move(layout)) {}

    void add(const Batch& batch, const ScoredBatch& scored);
    /// False, and nothing changed, if the layouts differ.
    [[nodiscard]] bool merge(const GapCounts& other);
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
    void add_person(const Batch& batch, const ScoredBatch& scored, std::size_t row);
    void add_to_slot(SlotCounts& slot, const Batch& batch, const ScoredBatch& scored, std::size_t row) const;
    void add_pairs(ClassCounts& counts, std::uint16_t profile, const ScoredBatch& scored, std::size_t row) const;

    void merge_class(const ClassKey& key, const ClassCounts& from);

    CountLayout layout_;
    std::map<ClassKey, ClassCounts> classes_;
    std::uint64_t empty_rows_ = 0;
    std::uint64_t respondents_ = 0;
};

}  // namespace capgap
