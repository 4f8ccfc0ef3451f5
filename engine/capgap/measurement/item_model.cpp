#include <capgap/measurement/item_model.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace capgap {

namespace {

constexpr double least_probability = 1e-30;

constexpr std::array<std::pair<ItemModel, std::string_view>, 6> words{{{ItemModel::graded, "grm"},
                                                                       {ItemModel::generalised_partial_credit, "gpcm"},
                                                                       {ItemModel::partial_credit, "pcm"},
                                                                       {ItemModel::rating_scale, "rsm"},
                                                                       {ItemModel::rasch, "rasch"},
                                                                       {ItemModel::two_parameter, "2pl"}}};

/// Without overflow, and exact to the last bits on both sides.
double logistic(double x) {
    if (x >= 0) return 1 / (1 + std::exp(-x));
    const double e = std::exp(x);
    return e / (1 + e);
}

/// P(X >= k) - P(X >= k+1), without taking two numbers near 1 from each other.
double between(double upper, double lower) {
    if (lower > 0) return logistic(-lower) - logistic(-upper);
    return logistic(upper) - logistic(lower);
}

void cumulative(const ItemParameters& p, double theta, std::span<double> out) {
    const std::size_t last = p.intercepts.size();
    const auto at = [&](std::size_t k) { return p.slope * theta + p.intercepts[k - 1]; };
    out[0] = logistic(-at(1));
    for (std::size_t k = 1; k < last; ++k) out[k] = between(at(k), at(k + 1));
    out[last] = logistic(at(last));
}

void adjacent(const ItemParameters& p, double theta, std::span<double> out) {
    double sum = 0;
    double largest = 0;
    out[0] = 0;
    for (std::size_t k = 1; k < out.size(); ++k) {
        out[k] = out[k - 1] + p.slope * theta + p.intercepts[k - 1];
        largest = std::max(largest, out[k]);
    }
    for (double& one : out) sum += one = std::exp(one - largest);
    for (double& one : out) one /= sum;
}

/// P'_k = P(X >= k) moves up with its own intercept; so P_k gains it, and P_{k-1} loses it.
void cumulative_derivatives(const ItemParameters& p, double theta, std::span<double> out) {
    const std::size_t n = p.categories();
    std::fill(out.begin(), out.end(), 0.0);
    for (std::size_t k = 1; k < n; ++k) {
        const double reached = logistic(p.slope * theta + p.intercepts[k - 1]);
        const double slope_of_it = reached * (1 - reached);
        out[k * n] += theta * slope_of_it;
        out[(k - 1) * n] -= theta * slope_of_it;
        out[k * n + k] += slope_of_it;
        out[(k - 1) * n + k] -= slope_of_it;
    }
}

/// d P_k / d phi = P_k (s_k - E s), s the statistic that phi multiplies: k theta for the slope, [k >= h] for the intercept of step h.
void adjacent_derivatives(std::size_t n, double theta, std::span<const double> probabilities, std::span<double> out) {
    double mean = 0;
    for (std::size_t k = 1; k < n; ++k) mean += static_cast<double>(k) * probabilities[k];
    for (std::size_t k = 0; k < n; ++k) out[k * n] = probabilities[k] * theta * (static_cast<double>(k) - mean);
    double at_or_above = 1;
    for (std::size_t h = 1; h < n; ++h) {
        at_or_above -= probabilities[h - 1];
        for (std::size_t k = 0; k < n; ++k) out[k * n + h] = probabilities[k] * ((k >= h ? 1.0 : 0.0) - at_or_above);
    }
}

/// Of P(X >= k): F(1 - F)(1 - 2F), times theta for each derivative by the slope.
void cumulative_second_derivatives(const ItemParameters& p, double theta, std::span<double> out) {
    const std::size_t n = p.categories();
    std::fill(out.begin(), out.end(), 0.0);
    for (std::size_t k = 1; k < n; ++k) {
        const double reached = logistic(p.slope * theta + p.intercepts[k - 1]);
        const double bend = reached * (1 - reached) * (1 - 2 * reached);
        for (const auto& [category, sign] : {std::pair(k, 1.0), std::pair(k - 1, -1.0)}) {
            double* const matrix = out.data() + category * n * n;
            matrix[0] += sign * theta * theta * bend;
            matrix[k] += sign * theta * bend;
            matrix[k * n] += sign * theta * bend;
            matrix[k * n + k] += sign * bend;
        }
    }
}

/// P_k ((s_k - E s)(s_k - E s)' - Cov s), s as above.
void adjacent_second_derivatives(std::size_t n, double theta, std::span<const double> probabilities, std::span<double> out) {
    std::vector<double> of_centred(n * n);  // P_k (s_k - E s)
    adjacent_derivatives(n, theta, probabilities, of_centred);
    std::vector<double> covariance(n * n, 0.0);
    const auto product = [&](std::size_t k, std::size_t a, std::size_t b) {
        return of_centred[k * n + a] * of_centred[k * n + b] / probabilities[k];
    };
    for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t a = 0; a < n; ++a) {
            for (std::size_t b = 0; b < n; ++b) covariance[a * n + b] += product(k, a, b);
        }
    }
    for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t a = 0; a < n; ++a) {
            for (std::size_t b = 0; b < n; ++b) out[(k * n + a) * n + b] = product(k, a, b) - probabilities[k] * covariance[a * n + b];
        }
    }
}

}  // namespace

std::string_view to_string(ItemModel model) {
    return std::find_if(words.begin(), words.end(), [model](const auto& one) { return one.first == model; })->second;
}

std::optional<ItemModel> item_model_of(std::string_view word) {
    const auto found = std::find_if(words.begin(), words.end(), [word](const auto& one) { return one.second == word; });
    return found == words.end() ? std::nullopt : std::optional(found->first);
}

std::vector<double> difficulties(const ItemParameters& parameters) {
    std::vector<double> out;
    for (const double d : parameters.intercepts) out.push_back(-d / parameters.slope);
    return out;
}

void category_probabilities(ItemModel model, const ItemParameters& parameters, double theta, std::span<double> out) {
    is_cumulative(model) ? cumulative(parameters, theta, out) : adjacent(parameters, theta, out);
    for (double& one : out) one = std::max(one, least_probability);
}

void probability_derivatives(ItemModel model, const ItemParameters& parameters, double theta, std::span<const double> probabilities,
                             std::span<double> by_parameter) {
    if (is_cumulative(model)) {
        cumulative_derivatives(parameters, theta, by_parameter);
    } else {
        adjacent_derivatives(parameters.categories(), theta, probabilities, by_parameter);
    }
}

void probability_second_derivatives(ItemModel model, const ItemParameters& parameters, double theta, std::span<const double> probabilities,
                                    std::span<double> by_parameters) {
    if (is_cumulative(model)) {
        cumulative_second_derivatives(parameters, theta, by_parameters);
    } else {
        adjacent_second_derivatives(parameters.categories(), theta, probabilities, by_parameters);
    }
}

double item_information(ItemModel model, const ItemParameters& parameters, double theta) {
    const std::size_t n = parameters.categories();
    std::vector<double> p(n);
    std::vector<double> by(n * n);
    category_probabilities(model, parameters, theta, p);
    probability_derivatives(model, parameters, theta, p, by);
    double out = 0;
    for (std::size_t k = 0; k < n; ++k) {
        // Theta moves every logit by the slope, as an intercept moves its own by 1.
        double slope = 0;
        for (std::size_t h = 1; h < n; ++h) slope += parameters.slope * by[k * n + h];
        out += slope * slope / p[k];
    }
    return out;
}

}  // namespace capgap
