#pragma once

#include <capgap/base/result.hpp>
#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/calibration_design.hpp>
#include <capgap/pipeline/assess.hpp>
#include <capgap/survey/scoring_key.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace capgap {

/// One competency: its items, and the answers to them.
struct AnswerScale {
    ScaleDesign design;
    std::vector<std::size_t> items;                   ///< of the survey, as in `design`
    std::vector<std::vector<std::uint8_t>> category;  ///< [item][option]; AnswerTable::missing for an option without a score
    AnswerTable answers{{}};
    std::int64_t ungrouped = 0;  ///< who answered and is of no group; not in `answers`
};

/// By competency of the framework: the items of the survey that are `asked`, before anything is read.
[[nodiscard]] std::vector<AnswerScale> answer_scales(const Instrument& instrument, const ScoringKey& key, const std::vector<bool>& asked);

/// Reads the answers of a round: people who answered at least one item of a scale stand in its table, those left out and empty rows do not. Gives the
/// number of respondents. `together`: a table of the items of all scales, in their order, of people who answered at least one; null: none is wanted.
/// `groups_by`: a background question of the codebook, whose categories are the groups of the tables of each scale; who gave none is counted as
/// ungrouped.
[[nodiscard]] Result<std::uint64_t> read_answers(const AssessInput& input, const ScoringKey& key, std::vector<AnswerScale>& scales,
                                                 AnswerTable* together = nullptr, std::optional<std::size_t> groups_by = std::nullopt);

/// An empty table of the items of all scales, in their order.
[[nodiscard]] AnswerTable table_of_all(const std::vector<AnswerScale>& scales);

/// Leaves the groups with at least `least` people, numbered anew from 0, and their people, group after group. Gives what each was before. Others
/// become ungrouped.
[[nodiscard]] std::vector<std::size_t> keep_groups(AnswerScale& scale, std::int64_t least);

}  // namespace capgap
