#include <capgap/pipeline/link_calibration.hpp>

#include <capgap/base/message.hpp>
#include <capgap/measurement/linking.hpp>
#include <capgap/pipeline/calibrated_scales.hpp>
#include <capgap/pipeline/codes.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace capgap {

namespace {

/// So many standard deviations of theta about its mean are to be within the grid: all but one person in 16,000.
constexpr double widest_people = 4;

bool has_model(const CompetencyCalibration& one) {
    return one.undefined.empty() && one.end == "converged";
}

bool same_steps(const ItemCalibration& a, const ItemCalibration& b) {
    return std::equal(a.steps.begin(), a.steps.end(), b.steps.begin(), b.steps.end(),
                      [](const CalibratedStep& one, const CalibratedStep& other) { return one.options == other.options; });
}

std::vector<CommonItem> items_in_common(const CompetencyCalibration& found, const CompetencyCalibration& known) {
    std::vector<CommonItem> out;
    for (const ItemCalibration& item : found.items) {
        const auto other = std::find_if(known.items.begin(), known.items.end(), [&item](const auto& one) { return one.id == item.id; });
        if (other == known.items.end() || !same_steps(item, *other)) continue;
        auto from = parameters_of(item);
        auto to = parameters_of(*other);
        if (from && to) out.push_back({std::move(*from), std::move(*to), {}});
    }
    return out;
}

void bring(ItemCalibration& item, const ScaleTransformation& by) {
    if (item.slope) *item.slope /= by.slope;
    if (item.slope_error) *item.slope_error /= by.slope;
    for (CalibratedStep& step : item.steps) {
        if (step.difficulty) step.difficulty = transformed(*step.difficulty, by);
        if (step.error) *step.error *= by.slope;
    }
}

/// Onto the scale of `known`.
void bring(CompetencyCalibration& found, const CompetencyCalibration& known, const Linking& linking, std::size_t items) {
    const ScaleTransformation& by = linking.transformation;
    for (ItemCalibration& item : found.items) bring(item, by);
    found.mean = transformed(found.mean, by);
    found.sd *= by.slope;
    found.cuts = known.cuts;
    CalibrationLink& link = found.link.emplace();
    link.items = items;
    link.slope = by.slope;
    link.shift = by.shift;
    if (const auto errors = linking_errors(linking)) {
        link.slope_error = errors->slope;
        link.shift_error = errors->shift;
    }
    const ScaleTransformation back = inverse(by);
    for (const auto& cut : found.cuts) link.cut_errors.push_back(cut ? linking_error_at(linking, transformed(*cut, back)) : std::nullopt);
}

class LinkedCalibration {
public:
    LinkedCalibration(InstrumentCalibration found, const InstrumentCalibration& known) : found_(std::move(found)), known_(known) {}

    Result<Checked<InstrumentCalibration>> run() && {
        if (found_.framework_id != known_.framework_id || found_.model != known_.model) {
            return error(codes::link_to_another, known_.at,
                         "the calibration to link to is of the framework " + in_quotes(known_.framework_id) + " and the model " +
                             std::string(to_string(known_.model)) + ", this one of " + in_quotes(found_.framework_id) + " and " +
                             std::string(to_string(found_.model)),
                         "scales of one framework are linked, by one model: --model");
        }
        for (CompetencyCalibration& one : found_.competencies) link(one);
        if (has_errors(said_)) return Errors(std::move(said_));
        found_.linked_to = known_.id;
        return Checked<InstrumentCalibration>{std::move(found_), std::move(said_)};
    }

private:
    void link(CompetencyCalibration& one) {
        if (!has_model(one)) return;
        const auto known =
            std::find_if(known_.competencies.begin(), known_.competencies.end(), [&one](const auto& other) { return other.id == one.id; });
        if (known == known_.competencies.end() || !has_model(*known)) return stays(one, "has no model in the calibration to link to");
        if (known->cuts.size() != one.cuts.size()) {
            said_.push_back(error(codes::link_to_another, known->at,
                                  in_quotes(one.id) + " has " + counted(known->cuts.size(), "cut") + " there, and " +
                                      std::to_string(one.cuts.size()) + " here: other levels"));
            return;
        }
        const std::vector<CommonItem> items = items_in_common(one, *known);
        LinkOptions options;
        options.people = {known->mean, known->sd};
        const auto linking = link_scales(found_.model, items, options);
        if (!linking) return stays(one, "has no item that both calibrations have with the same options");
        if (!linking->converged) return stays(one, "finds no way between the two scales");
        if (items.size() < 2) said_.push_back(warning(codes::link_is_weak, known->at, in_quotes(one.id) + " has one common item: no linking error"));
        bring(one, *known, *linking, items.size());
        if (std::abs(one.mean) + widest_people * one.sd <= found_.grid.limit) return;
        one.grid = "too_narrow";
        said_.push_back(warning(codes::link_is_weak, known->at,
                                in_quotes(one.id) + ": on the other scale people stand beyond the nodes of the grid, where nothing is known of them",
                                "calibrate the earlier answers anew, on a scale on which both stand"));
    }

    void stays(const CompetencyCalibration& one, const std::string& why) {
        said_.push_back(warning(codes::link_is_weak, known_.at, in_quotes(one.id) + ' ' + why + ", and stays on its own scale",
                                "its levels are not those of the other calibration: do not compare them"));
    }

    InstrumentCalibration found_;
    const InstrumentCalibration& known_;
    Diagnostics said_;
};

}  // namespace

Result<Checked<InstrumentCalibration>> linked_calibration(InstrumentCalibration found, const InstrumentCalibration& known) {
    return LinkedCalibration(std::move(found), known).run();
}

}  // namespace capgap
