#include <capgap/pipeline/known_scales.hpp>

#include <capgap/base/message.hpp>
#include <capgap/pipeline/codes.hpp>

#include <cmath>

namespace capgap {

namespace {

/// So many standard deviations of theta about its mean are to be within the grid: all but one person in 16,000.
constexpr double widest_people = 4;

}  // namespace

Diagnostics KnownScales::not_of_one_kind(const std::string& framework_id, ItemModel model) const {
    if (framework_id == known_.framework_id && model == known_.model) return {};
    return {error(codes::link_to_another, known_.at,
                  "the calibration to link to is of the framework " + in_quotes(known_.framework_id) + " and the model " +
                      std::string(to_string(known_.model)) + ", this one of " + in_quotes(framework_id) + " and " + std::string(to_string(model)),
                  "scales of one framework are linked, by one model: --model")};
}

const CompetencyCalibration* KnownScales::model_of(const std::string& competency) const {
    for (const CompetencyCalibration& one : known_.competencies) {
        if (one.id == competency) return one.undefined.empty() && one.end == "converged" ? &one : nullptr;
    }
    return nullptr;
}

Diagnostics KnownScales::other_levels(const CompetencyCalibration& known, std::size_t cuts) {
    if (known.cuts.size() == cuts) return {};
    return {error(codes::link_to_another, known.at,
                  in_quotes(known.id) + " has " + counted(known.cuts.size(), "cut") + " there, and " + std::to_string(cuts) + " here: other levels")};
}

Diagnostic KnownScales::stays_apart(const std::string& competency, const std::string& why) const {
    return warning(codes::link_is_weak, known_.at, in_quotes(competency) + ' ' + why + ", and stays on its own scale",
                   "its levels are not those of the other calibration: do not compare them");
}

Diagnostic KnownScales::hangs_on_one_item(const CompetencyCalibration& known) {
    return warning(codes::link_is_weak, known.at, in_quotes(known.id) + " has one common item: no linking error");
}

Diagnostics KnownScales::beyond_grid(CompetencyCalibration& linked, const Quadrature& grid, const CompetencyCalibration& known) {
    if (std::abs(linked.mean) + widest_people * linked.sd <= grid.limit) return {};
    linked.grid = "too_narrow";
    return {warning(codes::link_is_weak, known.at,
                    in_quotes(linked.id) + ": on the other scale people stand beyond the nodes of the grid, where nothing is known of them",
                    "calibrate the earlier answers anew, on a scale on which both stand")};
}

}  // namespace capgap
