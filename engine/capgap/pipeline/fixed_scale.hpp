#pragma once

#include <capgap/measurement/calibration_design.hpp>
#include <capgap/measurement/instrument_calibration.hpp>
#include <capgap/measurement/item_model.hpp>
#include <capgap/pipeline/answer_scales.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace capgap {

/// What fixed-parameter calibration takes over from an earlier one.
struct FixedScale {
    /// By item of the scale, for CalibrationOptions::fixed; empty where nothing is taken over.
    std::vector<std::optional<ItemParameters>> items;
    std::size_t common = 0;  ///< how many are fixed
    std::string why_not;     ///< why nothing is taken over; empty where something is
};

/// The items of `scale` whose parameters are those of `known`: the same id, and every category that somebody chose now is a step there, by the same
/// options. Steps of `known` that nobody chose now stay. Categories that are no step there are left out of the item, in the design and the answers of
/// `scale`. Nothing where fewer than two steps of one item are known (of models with slopes: they do not tell a mean from a spread), or where only
/// some items of a rating scale are known, whose thresholds are common.
[[nodiscard]] FixedScale fix_scale(ItemModel model, const CompetencyCalibration& known, AnswerScale& scale);

}  // namespace capgap
