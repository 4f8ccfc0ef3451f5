#pragma once

#include <capgap/base/result.hpp>
#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/calibration_design.hpp>
#include <capgap/measurement/instrument_calibration.hpp>
#include <capgap/pipeline/answer_scales.hpp>

#include <optional>
#include <vector>

namespace capgap {

/// How competencies are calibrated unless one says otherwise: two or three as Structure::correlated, more as Structure::second_order; apart where the
/// model has no slopes, people have weights (errors of competencies together are not known for them), or a single competency is left.
/// `competencies`: those that can have a model.
[[nodiscard]] Structure usual_structure(std::size_t competencies, ItemModel model, bool weighted);

/// Calibrates competencies together, those of `scales` that can have a model: who answers one says something of the others by it. `answers`: of the
/// items of all scales, in their order. Fills in grid, structure, together and competencies of `out`. `wanted`: as was asked for, else the usual one;
/// with fewer than two competencies nothing is filled in, and the answer is false. `steps`: where each E-step is told; may be null. Errors, at `at`:
/// a structure that was asked for and cannot be.
[[nodiscard]] Result<bool> calibrate_together(const CalibrationDesign& design, const std::vector<AnswerScale>& scales, AnswerTable answers,
                                              std::optional<Structure> wanted, const Location& at, unsigned threads,
                                              std::vector<CalibrationStep>* steps, InstrumentCalibration& out);

}  // namespace capgap
