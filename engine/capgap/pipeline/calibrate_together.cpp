#include <capgap/pipeline/calibrate_together.hpp>

#include <capgap/base/message.hpp>
#include <capgap/measurement/dimensions_errors.hpp>
#include <capgap/measurement/multidimensional.hpp>
#include <capgap/measurement/second_order.hpp>
#include <capgap/pipeline/codes.hpp>
#include <capgap/pipeline/scale_calibration.hpp>

#include <algorithm>
#include <utility>

namespace capgap {

namespace {

/// The items of several scales, of those that have a model.
struct ScalesTogether {
    std::vector<std::size_t> scales;      ///< their numbers
    std::vector<std::size_t> first_item;  ///< of each
    std::vector<std::size_t> scale_of;    ///< of each item: a place in `scales`
    AnswerTable answers{{}};
};

/// The answers to items that are not `kept` are left out, and people who answered no other.
AnswerTable answers_to(const AnswerTable& all, const std::vector<std::size_t>& kept) {
    std::vector<std::size_t> categories;
    for (const std::size_t item : kept) categories.push_back(all.categories(item));
    AnswerTable out(std::move(categories));
    std::vector<std::uint8_t> codes(kept.size());
    for (std::size_t person = 0; person < all.people(); ++person) {
        for (std::size_t i = 0; i < kept.size(); ++i) codes[i] = all.person(person)[kept[i]];
        if (std::any_of(codes.begin(), codes.end(), [](std::uint8_t code) { return code != AnswerTable::missing; }))
            out.add(codes, all.weight(person));
    }
    return out;
}

ScalesTogether scales_with_a_model(const std::vector<AnswerScale>& scales, const std::vector<CompetencyCalibration>& found, AnswerTable all) {
    ScalesTogether out;
    std::vector<std::size_t> kept;
    std::size_t first = 0;
    for (std::size_t c = 0; c < scales.size(); ++c) {
        const std::size_t items = scales[c].items.size();
        if (found[c].undefined.empty()) {
            out.first_item.push_back(kept.size());
            for (std::size_t i = 0; i < items; ++i) kept.push_back(first + i);
            out.scale_of.insert(out.scale_of.end(), items, out.scales.size());
            out.scales.push_back(c);
        }
        first += items;
    }
    out.answers = kept.size() == first ? std::move(all) : answers_to(all, kept);
    out.answers.scale_weights();
    return out;
}

/// One competency as if it had been calibrated by itself.
struct CompetencyView {
    Calibration found;
    ParameterErrors errors;
};

CompetencyView view_of(const DimensionsCalibration& all, const ParameterErrors& errors, const ScalesTogether& of, std::size_t scale,
                       std::size_t items) {
    CompetencyView out;
    out.found.model = all.model;
    out.found.equal_slopes = all.dimensions[scale] == DimensionEnd::equal_slopes;
    const auto from = static_cast<std::ptrdiff_t>(of.first_item[scale]);
    const auto to = from + static_cast<std::ptrdiff_t>(items);
    out.found.items.assign(all.items.begin() + from, all.items.begin() + to);
    out.found.groups.push_back({});
    out.found.end = all.end;
    out.found.grid = all.grid;
    out.errors = errors;
    if (errors.defined()) out.errors.item_at.assign(errors.item_at.begin() + from, errors.item_at.begin() + to);
    return out;
}

void fill_in(const CalibrationDesign& design, const ScalesTogether& of, const DimensionsCalibration& all, const ParameterErrors& errors,
             InstrumentCalibration& out) {
    for (std::size_t s = 0; s < of.scales.size(); ++s) {
        const ScaleDesign& scale = design.scales[of.scales[s]];
        CompetencyCalibration& one = out.competencies[of.scales[s]];
        const CompetencyView view = view_of(all, errors, of, s, scale.items.size());
        const std::int64_t people = one.people;
        one = competency_calibration(design, scale, view.found, view.errors);
        one.people = people;
    }
    TogetherCalibration& together = out.together.emplace();
    together.people = static_cast<std::int64_t>(of.answers.people());
    together.end = to_string(all.end);
    together.grid = to_string(all.grid);
    together.e_steps = all.e_steps;
    together.parameters = all.free_parameters;
    together.log_likelihood = all.log_likelihood;
}

std::optional<double> error_at(const ParameterErrors& errors, std::size_t index) {
    if (!errors.defined() || errors.standard_error(index) == 0) return std::nullopt;
    return errors.standard_error(index);
}

void calibrate_correlated(const CalibrationDesign& design, const ScalesTogether& of, const DimensionsOptions& options, InstrumentCalibration& out) {
    const MultidimensionalCalibration found = calibrate_dimensions(of.answers, of.scale_of, design.model, options);
    const ParameterErrors errors = parameter_errors(of.answers, found, options.quadrature, options.threads);
    fill_in(design, of, found, errors, out);
    std::size_t index = errors.groups_at;
    for (std::size_t a = 0; a < of.scales.size(); ++a) {
        for (std::size_t b = a + 1; b < of.scales.size(); ++b, ++index) {
            TogetherCalibration::Correlation& one = out.together->correlations.emplace_back();
            one.a = design.scales[of.scales[a]].competency;
            one.b = design.scales[of.scales[b]].competency;
            one.value = found.correlation(a, b).value();
            one.error = error_at(errors, index);
        }
    }
}

void calibrate_under_a_general_factor(const CalibrationDesign& design, const ScalesTogether& of, const DimensionsOptions& options,
                                      InstrumentCalibration& out) {
    const SecondOrderCalibration found = calibrate_second_order(of.answers, of.scale_of, design.model, options);
    const ParameterErrors errors = parameter_errors(of.answers, found, options.quadrature, options.threads);
    fill_in(design, of, found, errors, out);
    for (std::size_t s = 0; s < of.scales.size(); ++s) {
        CompetencyLoading& loading = out.competencies[of.scales[s]].loading.emplace();
        loading.value = found.loadings[s].value.value();
        loading.error = error_at(errors, errors.groups_at + s);
        loading.end = to_string(found.loadings[s].end);
    }
}

Diagnostics unfit_structure(Structure wanted, std::size_t competencies, ItemModel model, bool weighted, const Location& at) {
    const std::string named = "the structure " + std::string(to_string(wanted));
    Diagnostics out;
    if (!has_slopes(model))
        out.push_back(error(codes::structure_unfit, at, named + " is one of models with slopes, and " + std::string(to_string(model)) + " has none",
                            "leave --structure out, or take grm or gpcm"));
    if (weighted)
        out.push_back(error(codes::structure_unfit, at, "the answers have weights, and of competencies together no errors are known for them",
                            "leave --structure out: each competency is then calibrated by itself"));
    if (wanted == Structure::correlated && competencies > most_dimensions)
        out.push_back(error(codes::structure_unfit, at,
                            named + " is one of two or three competencies, and " + std::to_string(competencies) + " have questions",
                            "--structure second-order is one of any number"));
    return out;
}

}  // namespace

Structure usual_structure(std::size_t competencies, ItemModel model, bool weighted) {
    if (competencies < 2 || weighted || !has_slopes(model)) return Structure::apart;
    return competencies <= most_dimensions ? Structure::correlated : Structure::second_order;
}

Result<bool> calibrate_together(const CalibrationDesign& design, const std::vector<AnswerScale>& scales, AnswerTable answers,
                                std::optional<Structure> wanted, const Location& at, unsigned threads, std::vector<CalibrationStep>* steps,
                                InstrumentCalibration& out) {
    std::vector<CompetencyCalibration> found(scales.size());
    for (std::size_t c = 0; c < scales.size(); ++c) {
        ChosenCategories chosen;
        for (std::size_t i = 0; i < scales[c].items.size(); ++i) chosen.push_back(scales[c].answers.category_weights(i));
        found[c].id = scales[c].design.competency;
        found[c].people = static_cast<std::int64_t>(scales[c].answers.people());
        found[c].undefined = why_undefined(scales[c].items.size(), found[c].people, chosen);
    }
    const ScalesTogether of = scales_with_a_model(scales, found, std::move(answers));
    if (wanted && *wanted != Structure::apart) {
        if (Diagnostics unfit = unfit_structure(*wanted, of.scales.size(), design.model, of.answers.has_weights(), at); !unfit.empty())
            return Errors(std::move(unfit));
    }
    const Structure structure = wanted.value_or(usual_structure(of.scales.size(), design.model, of.answers.has_weights()));
    if (structure == Structure::apart || of.scales.size() < 2) return false;
    out.structure = structure;
    out.competencies = std::move(found);
    DimensionsOptions options;
    options.quadrature = design.grid;
    options.threads = threads;
    if (steps != nullptr) options.on_step = [steps](const CalibrationStep& one) { steps->push_back(one); };
    if (structure == Structure::correlated) {
        options.quadrature = multidimensional_options().quadrature;
        CalibrationDesign on_its_grid = design;
        on_its_grid.grid = options.quadrature;
        calibrate_correlated(on_its_grid, of, options, out);
    } else {
        calibrate_under_a_general_factor(design, of, options, out);
    }
    out.grid = options.quadrature;
    return true;
}

}  // namespace capgap
