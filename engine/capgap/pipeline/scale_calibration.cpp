#include <capgap/pipeline/scale_calibration.hpp>

#include <capgap/base/message.hpp>
#include <capgap/measurement/cut_theta.hpp>
#include <capgap/pipeline/codes.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace capgap {

namespace {

/// Slopes below this tell nobody apart: difficulties would be a quotient of nothing.
constexpr double flat_slope = 1e-3;

std::size_t varying_items(const ChosenCategories& chosen) {
    const auto varies = [](const std::vector<double>& of_item) {
        return std::count_if(of_item.begin(), of_item.end(), [](double one) { return one > 0; }) > 1;
    };
    return static_cast<std::size_t>(std::count_if(chosen.begin(), chosen.end(), varies));
}

ItemCalibration item_calibration(const ItemDesign& design, const Calibration& found, const ParameterErrors& errors, std::size_t i) {
    const CalibratedItem& one = found.items[i];
    ItemCalibration out;
    out.id = design.id;
    for (const std::size_t k : one.used) out.steps.push_back({design.categories[k].options, {}, {}});
    out.end = to_string(one.end);
    if (one.end == ItemEnd::no_variance) return out;
    out.slope = one.parameters.slope;
    if (errors.defined() && has_slopes(found.model) && one.end == ItemEnd::estimated) out.slope_error = errors.standard_error(errors.item_at[i]);
    if (std::abs(one.parameters.slope) < flat_slope) {
        out.end = "flat";
        return out;
    }
    const std::vector<double> difficulty = difficulties(one.parameters);
    const std::vector<double> error = errors.defined() && one.end == ItemEnd::estimated ? difficulty_errors(found, errors, i) : std::vector<double>();
    for (std::size_t k = 0; k < difficulty.size(); ++k) {
        out.steps[k + 1].difficulty = difficulty[k];
        if (!error.empty()) out.steps[k + 1].error = error[k];
    }
    return out;
}

/// Standard error of a parameter of a group that was estimated.
std::optional<double> error_of_group(const ParameterErrors& errors, bool estimated, std::size_t index) {
    return estimated && errors.defined() ? std::optional(errors.standard_error(errors.groups_at + index)) : std::nullopt;
}

/// Where people stand: all of them by the mixture of their groups.
void add_people(CompetencyCalibration& out, const Calibration& found, const ParameterErrors& errors) {
    const std::vector<GroupMoments>& groups = found.groups;
    out.mean = groups.front().mean;
    out.sd = groups.front().sd;
    if (groups.size() == 1 && groups.front().mean_is_free && groups.front().sd_is_free) {
        out.mean_error = error_of_group(errors, true, 0);
        out.sd_error = error_of_group(errors, true, 1);
    }
    if (groups.size() < 2) return;
    double weight = 0;
    double mean = 0;
    double square = 0;
    for (const GroupMoments& one : groups) weight += one.weight;
    for (const GroupMoments& one : groups) mean += one.weight * one.mean / weight;
    for (const GroupMoments& one : groups) square += one.weight * (one.sd * one.sd + (one.mean - mean) * (one.mean - mean)) / weight;
    out.mean = mean;
    out.sd = std::sqrt(square);
}

/// Of items that nobody answered nothing is expected.
std::vector<ScoredItemModel> scored_items(const ScaleDesign& scale, const Calibration& found) {
    std::vector<ScoredItemModel> out;
    for (std::size_t i = 0; i < scale.items.size(); ++i) {
        if (found.items[i].used.empty()) continue;
        ScoredItemModel& item = out.emplace_back();
        item.parameters = found.items[i].parameters;
        for (const std::size_t k : found.items[i].used)
            item.worth.push_back(100 * static_cast<double>(scale.items[i].categories[k].points) / static_cast<double>(scale.points_per_item));
    }
    return out;
}

Diagnostics remarks_on_items(const CompetencyCalibration& one, const Location& at) {
    Diagnostics out;
    for (const ItemCalibration& item : one.items) {
        const std::string of_item = "the item " + in_quotes(item.id);
        if (item.end == "no_variance")
            out.push_back(warning(codes::calibration_ended, at, of_item + ": everybody answers alike; it says nothing of anybody"));
        if (item.end == "flat") out.push_back(warning(codes::calibration_ended, at, of_item + " does not tell people apart"));
        if (item.end == "at_limit")
            out.push_back(warning(codes::calibration_ended, at, of_item + " separates people perfectly: its parameters would go to infinity"));
    }
    return out;
}

Diagnostics remarks_on_end(const std::string& name, const std::string& end, const std::string& grid, const Location& at) {
    Diagnostics out;
    if (end != "converged") {
        out.push_back(warning(codes::calibration_ended, at, "the calibration of " + name + " did not come to its end: " + end,
                              "its parameters are not to be used"));
    }
    if (grid == "too_coarse")
        out.push_back(
            warning(codes::calibration_ended, at, name + ": people are known better than the nodes of the grid lie apart; slopes are too low"));
    if (grid == "too_narrow")
        out.push_back(warning(codes::calibration_ended, at, name + ": people stand at the ends of the grid, beyond which nothing is known of them"));
    return out;
}

bool has_no_error(const ItemCalibration& item) {
    return item.end == "estimated" && std::none_of(item.steps.begin(), item.steps.end(), [](const auto& step) { return step.error.has_value(); });
}

}  // namespace

std::string why_undefined(std::size_t items, std::int64_t people, const ChosenCategories& chosen) {
    if (items == 0) return "no_items";
    if (items == 1) return "one_item";
    if (people < least_people_of_a_calibration) return "few_people";
    const std::size_t varying = varying_items(chosen);
    return varying == 0 ? "no_variance" : varying == 1 ? "one_item" : "";
}

CalibrationOptions calibration_options(const CalibrationDesign& of, const ChosenCategories& chosen) {
    CalibrationOptions out;
    out.quadrature = of.grid;
    out.equal_slopes = varying_items(chosen) == 2 && has_slopes(of.model);
    return out;
}

CompetencyCalibration competency_calibration(const CalibrationDesign& of, const ScaleDesign& scale, const Calibration& found,
                                             const ParameterErrors& errors) {
    CompetencyCalibration out;
    out.id = scale.competency;
    out.end = to_string(found.end);
    out.grid = to_string(found.grid);
    out.e_steps = found.e_steps;
    out.parameters = found.free_parameters;
    out.log_likelihood = found.log_likelihood;
    add_people(out, found, errors);
    for (std::size_t i = 0; i < scale.items.size(); ++i) out.items.push_back(item_calibration(scale.items[i], found, errors, i));
    const std::vector<ScoredItemModel> items = scored_items(scale, found);
    for (const double cut : of.cut_scores_0_100) out.cuts.push_back(theta_of_cut(found.model, items, cut, of.grid.limit));
    return out;
}

void add_groups(CompetencyCalibration& to, const Calibration& found, const ParameterErrors& errors, const std::vector<std::string>& categories,
                const std::vector<std::int64_t>& people) {
    for (std::size_t g = 0; g < categories.size(); ++g) {
        const GroupMoments& one = found.groups[g];
        to.groups.push_back({categories[g], one.mean, one.sd, error_of_group(errors, one.mean_is_free, 2 * g),
                             error_of_group(errors, one.sd_is_free, 2 * g + 1), people[g]});
    }
}

Diagnostics unfit_items(const CalibrationDesign& of, const PlaceOfItem& place_of) {
    Diagnostics out;
    for (const ScaleDesign& scale : of.scales) {
        for (std::size_t i = 0; i < scale.items.size() && scale.items.size() > 1; ++i) {
            const ItemDesign& item = scale.items[i];
            const std::size_t own = item.categories.size();
            const std::string name = "the item " + in_quotes(item.id) + " has " + std::to_string(own) + " categories";
            if ((of.model == ItemModel::rasch || of.model == ItemModel::two_parameter) && own != 2) {
                out.push_back(error(codes::model_of_two_categories, place_of(item.id),
                                    name + ", and " + std::string(to_string(of.model)) + " is a model of items with two",
                                    "grm, gpcm and pcm are models of items with more"));
            }
            if (of.model == ItemModel::rating_scale && own != scale.items[0].categories.size()) {
                out.push_back(error(
                    codes::scale_items_differ, place_of(item.id),
                    name + ", and " + in_quotes(scale.items[0].id) + " of the same competency " + std::to_string(scale.items[0].categories.size()),
                    "rsm is a model of items with the same categories; pcm has steps for each item"));
            }
        }
    }
    return out;
}

Diagnostics remarks_on(const InstrumentCalibration& found, const Location& at, ErrorsAre errors) {
    Diagnostics out;
    if (found.together) append(out, remarks_on_end("the competencies together", found.together->end, found.together->grid, at));
    for (const CompetencyCalibration& one : found.competencies) {
        if (!one.undefined.empty()) continue;
        const std::string name = "the competency " + in_quotes(one.id);
        if (!found.together) append(out, remarks_on_end(name, one.end, one.grid, at));
        if (errors == ErrorsAre::expected && std::any_of(one.items.begin(), one.items.end(), has_no_error))
            out.push_back(warning(codes::calibration_ended, at, name + " has no standard errors: the answers do not tell its parameters apart"));
        if (one.loading && one.loading->end == "heywood")
            out.push_back(
                warning(codes::calibration_ended, at, name + ": nothing of it is its own; it cannot be told from what all competencies share"));
        append(out, remarks_on_items(one, at));
    }
    return out;
}

}  // namespace capgap
