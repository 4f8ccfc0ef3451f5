#pragma once

#include <capgap/base/result.hpp>
#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/calibration_design.hpp>
#include <capgap/measurement/instrument_calibration.hpp>
#include <capgap/pipeline/answer_scales.hpp>
#include <capgap/pipeline/assess.hpp>
#include <capgap/responses/source.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace capgap {

struct RoundCalibrationOptions {
    ItemModel model = ItemModel::graded;
    /// Nothing: usual_structure(), or apart beside `fixed_to` and `groups_by`.
    std::optional<Structure> structure;
    /// An earlier calibration: items that it has too, with the same options in the same steps, keep its parameters, means and spreads of theta are
    /// estimated, and the cuts are its own (fixed-parameter calibration). Null: none; else it must outlive the call.
    const InstrumentCalibration* fixed_to = nullptr;
    /// Id of a background question: its categories are groups, each with a mean and spread of its own, the first standard normal where no item is
    /// fixed. Who gave no category, or one that fewer than 100 people of a competency have, does not count in it. Empty: one group.
    std::string groups_by;
    /// Whether RoundCalibration::steps is wanted.
    bool log_steps = false;
};

struct RoundCalibration {
    InstrumentCalibration found;  ///< without ids of assessment and program
    SourceSummary read;           ///< of the answers
    std::uint64_t respondents = 0;
    /// Each E-step, of all competencies together or of each by itself. Empty where they are not wanted.
    struct Steps {
        std::string competency;  ///< its id; empty: all together
        std::vector<CalibrationStep> steps;
    };
    std::vector<Steps> steps;
};

/// What is calibrated, of the items in `scales`; without the hash of the survey.
[[nodiscard]] CalibrationDesign calibration_design(const Instrument& instrument, ItemModel model, const std::vector<AnswerScale>& scales);

/// What the model asks of the items, at their places in the survey.
[[nodiscard]] Diagnostics items_unfit_for(const CalibrationDesign& design, const Survey& survey);

/// Calibrates the competencies of a round over all who answered one of their items, whatever their institution, together or each by itself. Options
/// of an item that score alike are one category; what is missing, `na`, `dk` and `ref` says nothing. Weights are those that the answers bring along,
/// scaled to the number of people; then errors are those of the sandwich. Two items have one slope; a competency with one has no model. Problems: a
/// model of items with two categories where an item has more, a rating scale whose items differ, a structure that cannot be; an earlier calibration
/// of another framework, model or number of cuts; groups by what is no question. Remarks: a competency that has nothing in common with the earlier
/// calibration stays on its own scale.
[[nodiscard]] Result<Checked<RoundCalibration>> calibrate_round(const AssessInput& input, const RoundCalibrationOptions& options);

}  // namespace capgap
