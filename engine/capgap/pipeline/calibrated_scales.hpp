#pragma once

#include <capgap/base/result.hpp>
#include <capgap/framework/framework.hpp>
#include <capgap/gaps/gap_counts.hpp>
#include <capgap/measurement/instrument_calibration.hpp>
#include <capgap/measurement/scale_model.hpp>
#include <capgap/survey/survey.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace capgap {

/// The calibrated items of a competency, and how their answers are read.
struct CalibratedScale {
    std::vector<std::size_t> items;                   ///< of the survey, as in `model`
    std::vector<std::vector<std::uint8_t>> category;  ///< [item][option]: of the model; AnswerTable::missing for an option that says nothing
    ScaleModel model;
    /// Of a competency that was calibrated together with others: where the draws begin of its correlation with what they have in common.
    std::optional<double> loading;
    std::optional<double> calibrated_loading;  ///< that of the calibration, where it has one
    /// Each cut on theta, moved: where the score expected at it is lower or higher by MovedCuts::by; by its linking error. Infinite as those of the
    /// model.
    std::vector<std::array<double, MovedCuts::ways>> moved_cuts;
    bool has_linking_errors = false;
};

/// By competency of the framework; nothing where there is no model.
using CalibratedScales = std::vector<std::optional<CalibratedScale>>;

/// Parameters of an item of a file, as the model has them; nothing where it tells nobody apart.
[[nodiscard]] std::optional<ItemParameters> parameters_of(const ItemCalibration& item);

/// Lays a calibration over the survey that it is used with. Errors: other framework, competencies, items or options; cuts that fall or are not one
/// fewer than levels. Remarks: another version of the survey, a calibration that did not come to its end and so is not used.
[[nodiscard]] Result<Checked<CalibratedScales>> calibrated_scales(const InstrumentCalibration& calibration, const Framework& framework,
                                                                  const Survey& survey);

}  // namespace capgap
