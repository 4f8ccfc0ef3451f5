#pragma once

#include <capgap/measurement/calibration_steps.hpp>
#include <capgap/measurement/joint_calibration.hpp>
#include <capgap/pipeline/scale_calibration.hpp>

#include <string>

namespace capgap {

/// In what two designs differ: "framework", "survey", "wording of the survey", "model", "grid", "scoring of the survey"; empty where they are the
/// same.
[[nodiscard]] std::string design_difference(const CalibrationDesign& a, const CalibrationDesign& b);

/// Whether a design can be one, from wherever it comes: grid, categories, points that rise.
[[nodiscard]] bool is_sound(const CalibrationDesign& design);
/// Whether lists are as long as the design says, and every state is one of its items.
[[nodiscard]] bool is_sound(const JointParameters& parameters);
/// Whether counts of categories are of this scale, and of no more than so many people.
[[nodiscard]] bool has_shape(const ScaleDesign& scale, std::int64_t people, const std::vector<bool>& asked,
                             const std::vector<std::vector<std::int64_t>>& chosen);

[[nodiscard]] ChosenCategories weights_of(const std::vector<std::vector<std::int64_t>>& chosen);
/// EM of a scale with a model, where it stands. Throws std::invalid_argument as CalibrationSteps does.
[[nodiscard]] CalibrationSteps steps_of(const CalibrationDesign& design, const ScaleProgress& progress);

}  // namespace capgap
