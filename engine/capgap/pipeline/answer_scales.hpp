#pragma once

#include <capgap/base/result.hpp>
#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/calibration_design.hpp>
#include <capgap/pipeline/assess.hpp>
#include <capgap/survey/scoring_key.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace capgap {

/// One competency: its items, and the answers to them.
struct AnswerScale {
    ScaleDesign design;
    std::vector<std::size_t> items;                   ///< of the survey, as in `design`
    std::vector<std::vector<std::uint8_t>> category;  ///< [item][option]; AnswerTable::missing for an option without a score
    AnswerTable answers{{}};
};

/// By competency of the framework: the items of the survey that are `asked`, before anything is read.
[[nodiscard]] std::vector<AnswerScale> answer_scales(const Instrument& instrument, const ScoringKey& key, const std::vector<bool>& asked);

/// Reads the answers of a round: people who answered at least one item of a scale stand in its table, those left out and empty rows do not. Gives the
/// number of respondents. `together`: a table of the items of all scales, in their order, of people who answered at least one; null: none is wanted.
[[nodiscard]] Result<std::uint64_t> read_answers(const AssessInput& input, const ScoringKey& key, std::vector<AnswerScale>& scales,
                                                 AnswerTable* together = nullptr);

/// An empty table of the items of all scales, in their order.
[[nodiscard]] AnswerTable table_of_all(const std::vector<AnswerScale>& scales);

}  // namespace capgap
