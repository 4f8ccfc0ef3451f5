#include <capgap/measurement/likelihood_ratio_dif.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/statistics/multiple_tests.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <utility>

namespace capgap {

namespace {

/// The item's column holds the first group's answers; those of each other group stand in a column at the end.
AnswerTable split_by_group(const AnswerTable& answers, std::size_t item) {
    std::vector<std::size_t> categories;
    for (std::size_t j = 0; j < answers.items(); ++j) categories.push_back(answers.categories(j));
    categories.resize(answers.items() + answers.groups() - 1, answers.categories(item));
    AnswerTable out(std::move(categories));
    std::vector<std::uint8_t> codes(out.items());
    for (std::size_t p = 0; p < answers.people(); ++p) {
        const auto person = answers.person(p);
        std::fill(std::copy(person.begin(), person.end(), codes.begin()), codes.end(), AnswerTable::missing);
        if (answers.group(p) > 0) std::swap(codes[item], codes[answers.items() + answers.group(p) - 1]);
        out.add(codes, answers.weight(p), answers.group(p));
    }
    return out;
}

CalibrationOptions from_common(const CalibrationOptions& options, const Calibration& common, std::size_t item, double tolerance) {
    CalibrationOptions out = options;
    out.on_step = nullptr;  // of the common fit only: items are freed side by side
    out.threads = 1;
    out.tolerance = tolerance;
    out.start.clear();
    for (const CalibratedItem& one : common.items)
        out.start.push_back(one.end == ItemEnd::no_variance ? std::nullopt : std::optional(one.parameters));
    for (std::size_t g = 1; g < common.groups.size(); ++g) out.start.push_back(out.start[item]);
    out.start_groups.clear();
    for (const GroupMoments& one : common.groups) out.start_groups.push_back({one.mean, one.sd});
    return out;
}

double expected_category(ItemModel model, const CalibratedItem& item, double theta) {
    std::vector<double> p(item.used.size());
    category_probabilities(model, item.parameters, theta, p);
    double out = 0;
    for (std::size_t k = 0; k < p.size(); ++k) out += p[k] * static_cast<double>(item.used[k]);
    return out;
}

std::optional<FreedItem::Difference> difference_of(const Calibration& freed, const CalibratedItem& first, const CalibratedItem& other,
                                                   const GroupMoments& group, double range) {
    if (first.end == ItemEnd::no_variance || other.end == ItemEnd::no_variance) return std::nullopt;
    constexpr std::size_t nodes = 121;
    constexpr double limit = 6;
    const Quadrature standard{nodes, limit};
    const std::vector<double> points = standard.points();
    const std::vector<double> weights = standard.normal_weights();
    FreedItem::Difference out;
    for (std::size_t q = 0; q < points.size(); ++q) {
        const double theta = group.mean + group.sd * points[q];
        const double off = (expected_category(freed.model, other, theta) - expected_category(freed.model, first, theta)) / range;
        out.with_sign += weights[q] * off;
        out.without_sign += weights[q] * std::abs(off);
    }
    return out;
}

FreedItem freed_item(const AnswerTable& answers, std::size_t item, const Calibration& common, const CalibrationOptions& options) {
    const Calibration freed = calibrate(split_by_group(answers, item), common.model, options);
    FreedItem out;
    out.end = freed.end;
    out.groups = freed.groups;
    out.e_steps = freed.e_steps;
    out.by_group.push_back(freed.items[item]);
    for (std::size_t g = 1; g < answers.groups(); ++g) out.by_group.push_back(freed.items[answers.items() + g - 1]);
    const auto range = static_cast<double>(answers.categories(item) - 1);
    for (std::size_t g = 1; g < answers.groups(); ++g)
        out.differences.push_back(difference_of(freed, out.by_group[0], out.by_group[g], freed.groups[g], range));
    const bool well = common.end == CalibrationEnd::converged && freed.end == CalibrationEnd::converged;
    if (well && freed.free_parameters > common.free_parameters)
        out.test = chi_square_test(2 * (freed.log_likelihood - common.log_likelihood), freed.free_parameters - common.free_parameters);
    return out;
}

}  // namespace

LikelihoodRatioDif likelihood_ratio_dif(const AnswerTable& answers, ItemModel model, const CalibrationOptions& options, double freed_tolerance) {
    if (answers.groups() < 2) throw std::invalid_argument("items are compared between two groups or more");
    if (!options.fixed.empty()) throw std::invalid_argument("items that are fixed are not freed");
    LikelihoodRatioDif out;
    out.common = calibrate(answers, model, options);
    out.items.resize(answers.items());
    parallel_for(answers.items(), options.threads,
                 [&](std::size_t j) { out.items[j] = freed_item(answers, j, out.common, from_common(options, out.common, j, freed_tolerance)); });
    std::vector<double> p_values;
    for (const FreedItem& one : out.items) {
        if (one.test) p_values.push_back(one.test->p);
    }
    const std::vector<double> adjusted = holm_adjusted(p_values);
    std::size_t next = 0;
    for (FreedItem& one : out.items) {
        if (one.test) one.test->adjusted_p = adjusted[next++];
    }
    return out;
}

}  // namespace capgap
