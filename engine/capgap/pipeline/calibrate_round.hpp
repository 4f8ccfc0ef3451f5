#pragma once

#include <capgap/base/result.hpp>
#include <capgap/measurement/instrument_calibration.hpp>
#include <capgap/pipeline/assess.hpp>
#include <capgap/responses/source.hpp>

#include <cstdint>

namespace capgap {

struct RoundCalibration {
    InstrumentCalibration found;  ///< without ids of assessment and program
    SourceSummary read;           ///< of the answers
    std::uint64_t respondents = 0;
};

/// Fewer people than this have no model: from a few one could tell their answers.
inline constexpr std::int64_t least_people_of_a_calibration = 100;

/// Calibrates each competency of a round by itself, over all who answered one of its items, whatever their institution. Options of an item that score
/// alike are one category; what is missing, `na`, `dk` and `ref` says nothing. Weights are those that the answers bring along, scaled to the number
/// of people; then errors are those of the sandwich. Two items have one slope; a competency with one has no model. Problems: a model of items with
/// two categories where an item has more, a rating scale whose items differ.
[[nodiscard]] Result<Checked<RoundCalibration>> calibrate_round(const AssessInput& input, ItemModel model);

}  // namespace capgap
