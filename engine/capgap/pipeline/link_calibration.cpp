#include <capgap/pipeline/link_calibration.hpp>

#include <capgap/measurement/linking.hpp>
#include <capgap/pipeline/calibrated_scales.hpp>
#include <capgap/pipeline/known_scales.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace capgap {

namespace {

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
    for (CalibratedGroup& group : found.groups) {
        group.mean = transformed(group.mean, by);
        group.sd *= by.slope;
        if (group.mean_error) *group.mean_error *= by.slope;
        if (group.sd_error) *group.sd_error *= by.slope;
    }
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
    LinkedCalibration(InstrumentCalibration found, const InstrumentCalibration& known) : found_(std::move(found)), known_(known), id_(known.id) {}

    Result<Checked<InstrumentCalibration>> run() && {
        if (Diagnostics wrong = known_.not_of_one_kind(found_.framework_id, found_.model); !wrong.empty()) return Errors(std::move(wrong));
        for (CompetencyCalibration& one : found_.competencies) link(one);
        if (has_errors(said_)) return Errors(std::move(said_));
        found_.linked_to = id_;
        return Checked<InstrumentCalibration>{std::move(found_), std::move(said_)};
    }

private:
    void link(CompetencyCalibration& one) {
        if (!one.undefined.empty() || one.end != "converged") return;
        const CompetencyCalibration* const known = known_.model_of(one.id);
        if (known == nullptr) return stays(one, "has no model in the calibration to link to");
        if (Diagnostics wrong = KnownScales::other_levels(*known, one.cuts.size()); !wrong.empty()) return append(said_, std::move(wrong));
        const std::vector<CommonItem> items = items_in_common(one, *known);
        LinkOptions options;
        options.people = {known->mean, known->sd};
        const auto linking = link_scales(found_.model, items, options);
        if (!linking) return stays(one, "has no item that both calibrations have with the same options");
        if (!linking->converged) return stays(one, "finds no way between the two scales");
        if (items.size() < 2) said_.push_back(KnownScales::hangs_on_one_item(*known));
        bring(one, *known, *linking, items.size());
        append(said_, KnownScales::beyond_grid(one, found_.grid, *known));
    }

    void stays(const CompetencyCalibration& one, const std::string& why) { said_.push_back(known_.stays_apart(one.id, why)); }

    InstrumentCalibration found_;
    KnownScales known_;
    std::string id_;
    Diagnostics said_;
};

}  // namespace

Result<Checked<InstrumentCalibration>> linked_calibration(InstrumentCalibration found, const InstrumentCalibration& known) {
    return LinkedCalibration(std::move(found), known).run();
}

}  // namespace capgap
