#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/calibration_design.hpp>
#include <capgap/measurement/instrument_calibration.hpp>
#include <capgap/measurement/standard_errors.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace capgap {

/// Fewer people than this have no model: from a few one could tell their answers.
inline constexpr std::int64_t least_people_of_a_calibration = 100;

/// The weight of people by [item][category].
using ChosenCategories = std::vector<std::vector<double>>;

/// Why a scale has no model: "no_items", "one_item", "few_people", "no_variance"; empty where it has one. An item that everybody answers alike says
/// nothing: it is as if it had not been asked. `items`: those that are asked.
[[nodiscard]] std::string why_undefined(std::size_t items, std::int64_t people, const ChosenCategories& chosen);

/// How a scale is calibrated: two items that vary have one slope.
[[nodiscard]] CalibrationOptions calibration_options(const CalibrationDesign& of, const ChosenCategories& chosen);

/// A model as files and reports have it, with cuts. `found`: by item of the scale. Errors may be undefined: then none stand in it.
[[nodiscard]] CompetencyCalibration competency_calibration(const CalibrationDesign& of, const ScaleDesign& scale, const Calibration& found,
                                                           const ParameterErrors& errors);

/// The groups of a model, with the ids of their categories and their people; `found` has as many.
void add_groups(CompetencyCalibration& to, const Calibration& found, const ParameterErrors& errors, const std::vector<std::string>& categories,
                const std::vector<std::int64_t>& people);

/// Where an item is written, for what is said of it.
using PlaceOfItem = std::function<Location(const std::string& id)>;
/// What the model asks of the items, before anything is read.
[[nodiscard]] Diagnostics unfit_items(const CalibrationDesign& of, const PlaceOfItem& place_of);

enum class ErrorsAre { expected, left_out };
/// What went otherwise than it should. `errors`: whether a competency without standard errors is to be named.
[[nodiscard]] Diagnostics remarks_on(const InstrumentCalibration& found, const Location& at, ErrorsAre errors);

}  // namespace capgap
