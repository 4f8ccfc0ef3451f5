#include <capgap/measurement/category_use.hpp>

#include <capgap/measurement/coded_answers.hpp>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace capgap {

namespace {

/// Largest of what stands below `k`, and above it.
std::pair<double, double> best_beside(std::span<const double> probabilities, std::size_t k) {
    const auto middle = probabilities.begin() + static_cast<std::ptrdiff_t>(k);
    return {*std::max_element(probabilities.begin(), middle), *std::max_element(middle + 1, probabilities.end())};
}

/// Whether a category between others is the most likely on a scale on which the slope is 1.
bool is_most_likely_somewhere(ItemModel model, const ItemParameters& on_unit_slope, std::size_t k) {
    std::vector<double> p(on_unit_slope.categories());
    double widest = 0;
    for (const double one : on_unit_slope.intercepts) widest += std::abs(one);
    double low = -widest - 10;
    double high = widest + 10;
    for (int step = 0; step < 200 && high - low > 1e-12 * (1 + std::abs(low)); ++step) {
        const double middle = (low + high) / 2;
        category_probabilities(model, on_unit_slope, middle, p);
        const auto [below, above] = best_beside(p, k);
        (below > above ? low : high) = middle;
    }
    category_probabilities(model, on_unit_slope, (low + high) / 2, p);
    const auto [below, above] = best_beside(p, k);
    return p[k] >= std::max(below, above) * (1 - 1e-9);
}

/// Falling where they should rise.
bool is_disordered(const ItemParameters& parameters) {
    // b_k = -d_k / a rises with k where d falls; with a negative slope the order of all is turned round together with that of the categories.
    for (std::size_t k = 1; k < parameters.intercepts.size(); ++k) {
        if (parameters.intercepts[k] > parameters.intercepts[k - 1]) return true;
    }
    return false;
}

}  // namespace

std::vector<bool> never_most_likely(ItemModel model, const ItemParameters& parameters) {
    const std::size_t n = parameters.categories();
    std::vector<bool> out(n, false);
    if (parameters.slope == 0) {
        std::vector<double> p(n);
        category_probabilities(model, parameters, 0, p);
        const double largest = *std::max_element(p.begin(), p.end());
        for (std::size_t k = 0; k < n; ++k) out[k] = p[k] < largest;
        return out;
    }
    const ItemParameters on_unit_slope{1, parameters.intercepts};
    for (std::size_t k = 1; k + 1 < n; ++k) out[k] = !is_most_likely_somewhere(model, on_unit_slope, k);
    return out;
}

std::vector<ItemCategoryUse> category_use(const AnswerTable& answers, const Calibration& calibration) {
    const CodedAnswers coded = coded_answers(answers, calibration);
    std::vector<ItemCategoryUse> out(answers.items());
    for (std::size_t j = 0; j < answers.items(); ++j) {
        out[j].categories.resize(answers.categories(j));
        for (std::size_t p = 0; p < answers.people(); ++p) {
            if (!(answers.weight(p) > 0)) continue;
            const std::uint8_t code = answers.person(p)[j];
            if (code == AnswerTable::missing) {
                ++out[j].missing;
                continue;
            }
            ++out[j].categories[code].people;
            out[j].categories[code].weight += answers.weight(p);
        }
    }
    for (std::size_t i = 0; i < coded.items.size(); ++i) {
        ItemCategoryUse& item = out[coded.items[i]];
        const std::vector<std::size_t>& used = calibration.items[coded.items[i]].used;
        const std::vector<bool> never = never_most_likely(calibration.model, coded.parameters[i]);
        for (std::size_t k = 0; k < used.size(); ++k) {
            if (used[k] < item.categories.size()) item.categories[used[k]].never_most_likely = never[k];
        }
        if (!is_cumulative(calibration.model)) item.disordered = is_disordered(coded.parameters[i]);
    }
    return out;
}

}  // namespace capgap
