#include <capgap/measurement/calibrate.hpp>

#include <capgap/measurement/answers_in_use.hpp>
#include <capgap/measurement/em.hpp>
#include <capgap/measurement/fit_item.hpp>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace capgap {

namespace {

bool is_fixed(const CalibrationOptions& options, std::size_t item) {
    return item < options.fixed.size() && options.fixed[item].has_value();
}

void check(const Quadrature& quadrature) {
    if (quadrature.nodes < 3 || !(quadrature.limit > 0)) throw std::invalid_argument("a grid has at least 3 nodes and a limit above 0");
}

std::optional<ItemParameters> start_of(const CalibrationOptions& options, ItemModel model, std::size_t item, std::size_t categories) {
    if (item >= options.start.size() || !options.start[item]) return std::nullopt;
    const ItemParameters& given = *options.start[item];
    if (given.categories() != categories || !is_possible(model, given)) return std::nullopt;
    return given;
}

}  // namespace

std::string_view to_string(CalibrationEnd end) {
    switch (end) {
        case CalibrationEnd::converged: return "converged";
        case CalibrationEnd::out_of_steps: return "out_of_steps";
        case CalibrationEnd::diverged: return "diverged";
    }
    return "";
}

std::string_view to_string(GridFit fit) {
    switch (fit) {
        case GridFit::fits: return "fits";
        case GridFit::too_coarse: return "too_coarse";
        case GridFit::too_narrow: return "too_narrow";
    }
    return "";
}

std::string_view to_string(ItemEnd end) {
    switch (end) {
        case ItemEnd::estimated: return "estimated";
        case ItemEnd::fixed: return "fixed";
        case ItemEnd::no_variance: return "no_variance";
        case ItemEnd::at_limit: return "at_limit";
        case ItemEnd::alone: return "alone";
    }
    return "";
}

void check_calibration(const std::vector<std::size_t>& categories, std::size_t groups, ItemModel model, const CalibrationOptions& options) {
    check(options.quadrature);
    const std::size_t items = categories.size();
    if (options.fixed.size() > items) throw std::invalid_argument("more items are fixed than there are");
    if (options.start.size() > items || options.start_groups.size() > groups)
        throw std::invalid_argument("more items or groups have a start than there are");
    if (options.equal_slopes && std::any_of(options.fixed.begin(), options.fixed.end(), [](const auto& one) { return one.has_value(); }))
        throw std::invalid_argument("items are fixed, or have one slope, not both");
    for (std::size_t j = 0; j < items; ++j) {
        if ((model == ItemModel::rasch || model == ItemModel::two_parameter) && categories[j] != 2)
            throw std::invalid_argument("items of this model have two categories");
        if (model == ItemModel::rating_scale && categories[j] != categories[0])
            throw std::invalid_argument("items of a rating scale have the same categories");
        if (!is_fixed(options, j)) continue;
        if (options.fixed[j]->categories() != categories[j])
            throw std::invalid_argument("fixed parameters are of other categories than their item has");
        if (!is_possible(model, *options.fixed[j]))
            throw std::invalid_argument("fixed parameters are beyond the limits, or intercepts that should fall do not");
    }
}

Calibration calibrate(const AnswerTable& answers, ItemModel model, const CalibrationOptions& options) {
    std::vector<std::size_t> categories;
    for (std::size_t j = 0; j < answers.items(); ++j) categories.push_back(answers.categories(j));
    check_calibration(categories, answers.groups(), model, options);
    std::vector<CalibratedItem> items = items_in_use(answers, model, options.fixed);
    const std::vector<std::size_t> kept = items_with_parameters(items);
    std::vector<std::optional<ItemParameters>> fixed;
    std::vector<std::optional<ItemParameters>> start;
    for (const std::size_t j : kept) {
        fixed.push_back(is_fixed(options, j) ? options.fixed[j] : std::nullopt);
        start.push_back(start_of(options, model, j, items[j].used.size()));
    }
    const auto is_free = [](const auto& one) { return !one.has_value(); };
    if (model == ItemModel::rating_scale && std::any_of(fixed.begin(), fixed.end(), is_free) && !std::all_of(fixed.begin(), fixed.end(), is_free))
        throw std::invalid_argument("the items of a rating scale are fixed together or not at all");
    Calibration out;
    out.groups.resize(answers.groups());
    if (!kept.empty()) out = run_em(answers_in_use(answers, items, kept), model, options, std::move(fixed), start);
    out.model = model;
    return of_all_items(std::move(out), std::move(items), kept);
}

PosteriorMoments expected_a_posteriori(const AnswerTable& answers, const Calibration& calibration, const Quadrature& quadrature, unsigned threads) {
    check(quadrature);
    if (calibration.items.size() != answers.items() || calibration.groups.size() < answers.groups())
        throw std::invalid_argument("the answers have other items or groups than the calibration");
    const std::vector<double> points = quadrature.points();
    NodeTable table(answers.items(), answers.widest(), points.size());  // ones: what says nothing
    std::vector<double> p(answers.widest());
    for (std::size_t j = 0; j < answers.items(); ++j) {
        const CalibratedItem& item = calibration.items[j];
        if (item.end == ItemEnd::no_variance) continue;
        if (item.used.back() >= answers.categories(j)) throw std::invalid_argument("an item has fewer categories than in the calibration");
        for (std::size_t q = 0; q < points.size(); ++q) {
            category_probabilities(calibration.model, item.parameters, points[q], std::span(p).first(item.used.size()));
            for (std::size_t k = 0; k < item.used.size(); ++k) table.row(j, item.used[k])[q] = p[k];
        }
    }
    std::vector<std::vector<double>> priors;
    for (const GroupMoments& group : calibration.groups) priors.push_back(quadrature.normal_weights(group.mean, group.sd));
    return posterior_moments(answers, table, points, priors, threads);
}

}  // namespace capgap
