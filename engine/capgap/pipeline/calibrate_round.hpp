#pragma once

#include <capgap/base/result.hpp>
#include <capgap/measurement/calibration_design.hpp>
#include <capgap/measurement/instrument_calibration.hpp>
#include <capgap/pipeline/answer_scales.hpp>
#include <capgap/pipeline/assess.hpp>
#include <capgap/responses/source.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace capgap {

struct RoundCalibration {
    InstrumentCalibration found;  ///< without ids of assessment and program
    SourceSummary read;           ///< of the answers
    std::uint64_t respondents = 0;
};

/// What is calibrated, of the items in `scales`; without the hash of the survey.
[[nodiscard]] CalibrationDesign calibration_design(const Instrument& instrument, ItemModel model, const std::vector<AnswerScale>& scales);

/// What the model asks of the items, at their places in the survey.
[[nodiscard]] Diagnostics items_unfit_for(const CalibrationDesign& design, const Survey& survey);

/// Calibrates the competencies of a round over all who answered one of their items, whatever their institution: together as `structure` says, or as
/// usual_structure() does where nothing is said; or each by itself. Options of an item that score alike are one category; what is missing, `na`, `dk`
/// and `ref` says nothing. Weights are those that the answers bring along, scaled to the number of people; then errors are those of the sandwich. Two
/// items have one slope; a competency with one has no model. Problems: a model of items with two categories where an item has more, a rating scale
/// whose items differ, a structure that cannot be.
[[nodiscard]] Result<Checked<RoundCalibration>> calibrate_round(const AssessInput& input, ItemModel model,
                                                                std::optional<Structure> structure = std::nullopt);

}  // namespace capgap
