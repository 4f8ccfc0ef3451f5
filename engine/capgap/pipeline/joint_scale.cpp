#include <capgap/pipeline/joint_scale.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace capgap {

namespace {

bool is_sound(const ItemDesign& item, std::int64_t most_points) {
    const std::size_t categories = item.categories.size();
    if (categories < 2 || categories > AnswerTable::most_categories) return false;
    const auto not_rising = [](const auto& a, const auto& b) { return a.points >= b.points; };
    return item.categories.front().points >= 0 && item.categories.back().points <= most_points &&
           std::adjacent_find(item.categories.begin(), item.categories.end(), not_rising) == item.categories.end();
}

bool is_sound(const CalibrationDesign& design, const ScaleDesign& scale, const ScaleProgress& progress) {
    if (!has_shape(scale, progress.people, progress.asked, progress.chosen)) return false;
    if (progress.em.has_value() != progress.undefined.empty()) return false;
    if (!progress.em) return true;
    try {
        return steps_of(design, progress).state().phase == progress.em->phase;
    } catch (const std::invalid_argument&) {
        return false;
    }
}

}  // namespace

std::string design_difference(const CalibrationDesign& a, const CalibrationDesign& b) {
    if (a.framework_id != b.framework_id || a.framework_version != b.framework_version) return "framework";
    if (a.survey_id != b.survey_id || a.survey_version != b.survey_version) return "survey";
    if (a.survey_sha256 != b.survey_sha256) return "wording of the survey";
    if (a.model != b.model) return "model";
    if (a.grid != b.grid) return "grid";
    return a == b ? "" : "scoring of the survey";
}

bool is_sound(const CalibrationDesign& design) {
    if (!(design.grid == Quadrature{})) return false;
    if (!std::all_of(design.cut_scores_0_100.begin(), design.cut_scores_0_100.end(), [](double one) { return std::isfinite(one); })) return false;
    return std::all_of(design.scales.begin(), design.scales.end(), [](const ScaleDesign& scale) {
        return scale.points_per_item >= 1 &&
               std::all_of(scale.items.begin(), scale.items.end(), [&](const ItemDesign& item) { return is_sound(item, scale.points_per_item); });
    });
}

bool is_sound(const JointParameters& parameters) {
    if (!is_sound(parameters.design) || parameters.scales.size() != parameters.design.scales.size()) return false;
    if (parameters.exchange == 0 || parameters.sites == 0) return false;
    for (std::size_t c = 0; c < parameters.scales.size(); ++c) {
        if (!is_sound(parameters.design, parameters.design.scales[c], parameters.scales[c])) return false;
    }
    return true;
}

bool has_shape(const ScaleDesign& scale, std::int64_t people, const std::vector<bool>& asked, const std::vector<std::vector<std::int64_t>>& chosen) {
    if (asked.size() != scale.items.size() || chosen.size() != (scale.items.size() < 2 ? 0 : scale.items.size())) return false;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (chosen[i].size() != scale.items[i].categories.size()) return false;
        std::int64_t rest = people;
        for (const std::int64_t one : chosen[i]) {
            if (one < 0 || one > rest) return false;
            rest -= one;
        }
    }
    return true;
}

ChosenCategories weights_of(const std::vector<std::vector<std::int64_t>>& chosen) {
    ChosenCategories out;
    for (const std::vector<std::int64_t>& of_item : chosen) out.emplace_back(of_item.begin(), of_item.end());
    return out;
}

CalibrationSteps steps_of(const CalibrationDesign& design, const ScaleProgress& progress) {
    const ChosenCategories chosen = weights_of(progress.chosen);
    return {design.model, calibration_options(design, chosen), chosen, *progress.em};
}

}  // namespace capgap
