#pragma once

#include <capgap/scoring/scorer.hpp>
#include <capgap/survey/survey.hpp>

#include <cstdint>
#include <vector>

namespace capgap {

/// What the way in which one respondent answered tells.
struct RowFlags {
    bool straightlining_judged = false;  ///< there were enough items in a row, reversed ones among them
    bool straightlining = false;
    bool speeding_judged = false;  ///< it is known how long answering took
    bool speeding = false;
};

/// Finds respondents who may not have read the questions (engine/docs/methods.md, section 1). Nobody is left out here.
///
/// Straightlining: among the items asked of the person (shown, the answer not `na`), in the order of the survey and of one scale, there are 20 or
/// more consecutive ones of which at least 95 % hold one and the same option, a reversed item and one that is not among these. Empty, `dk` and `ref`
/// are items without that option. An option is compared as its position in the scale, so an item of another scale ends the row of items. Vignettes
/// are passed over: several described persons may well stand alike. Assumes that
/// a battery of one scale is answered in the survey's order. Cost: one pass over the answers, and one more for each option that a person gave 19
/// times.
///
/// Speeding: fewer than 2 seconds for each item shown to which anything was ticked: an option, `na`, `dk` or `ref`.
class ResponseFlags {
public:
    static constexpr std::size_t least_items = 20;
    static constexpr double least_seconds_per_item = 2;

    explicit ResponseFlags(const Survey& survey);

    /// By row of the batch; all false for empty rows.
    void find(const Batch& batch, const ScoredBatch& scored, std::vector<RowFlags>& out) const;

private:
    struct Answer {
        std::int8_t code = 0;
        bool reversed = false;
    };
    using Stretch = std::vector<Answer>;

    void judge_straightlining(const ScoredBatch& scored, std::size_t row, Stretch& stretch, RowFlags& flags) const;
    static void judge_stretch(const Stretch& stretch, RowFlags& flags);
    static bool is_straight(const Stretch& stretch, std::int8_t code);
    static void judge_speed(double seconds, const ScoredBatch& scored, std::size_t row, RowFlags& flags);

    const Survey& survey_;
    bool may_straightline_ = false;  ///< some scale has enough items
};

/// Mergeable state: how many respondents were flagged, of how many it could be said.
struct FlagCounts {
    std::int64_t straightlining_judged = 0;
    std::int64_t straightlining = 0;
    std::int64_t speeding_judged = 0;
    std::int64_t speeding = 0;
    std::int64_t left_out = 0;

    void add(const RowFlags& flags, bool was_left_out);
    void merge(const FlagCounts& other);
    friend bool operator==(const FlagCounts&, const FlagCounts&) = default;
};

}  // namespace capgap
