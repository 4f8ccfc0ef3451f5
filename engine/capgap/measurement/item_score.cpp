#include <capgap/measurement/item_score.hpp>

#include <capgap/measurement/answer_table.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace capgap {

namespace {

CategoryMoments moments_of(std::span<const double> probabilities) {
    CategoryMoments out;
    for (std::size_t k = 1; k < probabilities.size(); ++k) out.mean += static_cast<double>(k) * probabilities[k];
    for (std::size_t k = 0; k < probabilities.size(); ++k) {
        const double off = static_cast<double>(k) - out.mean;
        out.variance += off * off * probabilities[k];
    }
    return out;
}

/// F and 1 - F, neither of them by taking numbers near 1 from each other.
struct Reached {
    double prob = 1;
    double not_prob = 0;
};

Reached reached_at(double x) {
    const double e = std::exp(-std::abs(x));
    const Reached upper{1 / (1 + e), e / (1 + e)};
    return x >= 0 ? upper : Reached{upper.not_prob, upper.prob};
}

void cumulative_scores(const ItemParameters& parameters, double theta, std::span<CategoryScore> out) {
    constexpr double least = 1e-30;  // as category_probabilities()
    const double a = parameters.slope;
    Reached lower;
    for (std::size_t k = 0; k < out.size(); ++k) {
        const Reached upper = k + 1 < out.size() ? reached_at(a * theta + parameters.intercepts[k]) : Reached{0, 1};
        const double p = upper.prob > 0.5 ? upper.not_prob - lower.not_prob : lower.prob - upper.prob;
        const double bend = 1 - 3 * (lower.prob + upper.prob) + 2 * (lower.prob * lower.prob + lower.prob * upper.prob + upper.prob * upper.prob);
        out[k] = {std::max(p, least), a * (1 - lower.prob - upper.prob), a * a * bend};
        lower = upper;
    }
}

void adjacent_scores(ItemModel model, const ItemParameters& parameters, double theta, std::span<CategoryScore> out) {
    const double a = parameters.slope;
    std::array<double, AnswerTable::most_categories> space{};
    const std::span<double> p = std::span(space).first(out.size());
    category_probabilities(model, parameters, theta, p);
    const CategoryMoments moments = moments_of(p);
    for (std::size_t k = 0; k < out.size(); ++k) {
        const double off = static_cast<double>(k) - moments.mean;
        out[k] = {p[k], a * off, a * a * (off * off - moments.variance)};
    }
}

}  // namespace

void category_scores(ItemModel model, const ItemParameters& parameters, double theta, std::span<CategoryScore> out) {
    is_cumulative(model) ? cumulative_scores(parameters, theta, out) : adjacent_scores(model, parameters, theta, out);
}

CategoryMoments category_moments(ItemModel model, const ItemParameters& parameters, double theta) {
    std::array<double, AnswerTable::most_categories> space{};
    const std::span<double> p = std::span(space).first(parameters.categories());
    category_probabilities(model, parameters, theta, p);
    return moments_of(p);
}

}  // namespace capgap
