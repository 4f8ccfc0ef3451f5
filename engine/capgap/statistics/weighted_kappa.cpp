#include <capgap/statistics/weighted_kappa.hpp>

#include <algorithm>
#include <cmath>

namespace capgap {

namespace {

/// Shares of pairs by category of both raters, with their margins.
struct PairShares {
    PairShares(const std::vector<std::pair<std::size_t, std::size_t>>& ratings, std::size_t categories)
        : k(categories), both(k * k), first(k), second(k) {
        std::vector<std::size_t> counts(k * k);
        for (const auto& [one, other] : ratings) ++counts[one * k + other];
        for (std::size_t i = 0; i < k; ++i) {
            for (std::size_t j = 0; j < k; ++j) {
                const double share = static_cast<double>(counts[i * k + j]) / static_cast<double>(ratings.size());
                both[i * k + j] = share;
                first[i] += share;
                second[j] += share;
            }
        }
    }

    std::size_t k;
    std::vector<double> both;
    std::vector<double> first;
    std::vector<double> second;
};

double weight(std::size_t i, std::size_t j, std::size_t k, KappaWeights weights) {
    const double apart = static_cast<double>(i > j ? i - j : j - i) / static_cast<double>(k - 1);
    return 1 - (weights == KappaWeights::linear ? apart : apart * apart);
}

double standard_error(const PairShares& p, std::size_t pairs, KappaWeights weights, const WeightedKappa& of) {
    const double rest = 1 - *of.kappa;
    std::vector<double> row(p.k);
    std::vector<double> column(p.k);
    for (std::size_t i = 0; i < p.k; ++i) {
        for (std::size_t j = 0; j < p.k; ++j) {
            row[i] += weight(i, j, p.k, weights) * p.second[j];
            column[j] += weight(i, j, p.k, weights) * p.first[i];
        }
    }
    double sum = 0;
    for (std::size_t i = 0; i < p.k; ++i) {
        for (std::size_t j = 0; j < p.k; ++j) sum += p.both[i * p.k + j] * std::pow(weight(i, j, p.k, weights) - (row[i] + column[j]) * rest, 2);
    }
    const double variance = (sum - std::pow(*of.kappa - *of.expected * rest, 2)) / static_cast<double>(pairs);
    return std::sqrt(std::max(variance, 0.0)) / (1 - *of.expected);
}

}  // namespace

WeightedKappa weighted_kappa(const std::vector<std::pair<std::size_t, std::size_t>>& ratings, std::size_t categories, KappaWeights weights) {
    WeightedKappa out;
    out.pairs = ratings.size();
    if (ratings.empty()) {
        out.undefined = KappaUndefined::no_pairs;
        return out;
    }
    const PairShares p(ratings, categories);
    double observed = 0;
    double expected = 0;
    for (std::size_t i = 0; i < p.k; ++i) {
        for (std::size_t j = 0; j < p.k; ++j) {
            observed += weight(i, j, p.k, weights) * p.both[i * p.k + j];
            expected += weight(i, j, p.k, weights) * p.first[i] * p.second[j];
        }
    }
    out.observed = observed;
    out.expected = expected;
    const bool varies = std::any_of(ratings.begin(), ratings.end(), [&](const auto& one) {
        return one != std::pair{ratings[0].first, ratings[0].first};
    });
    if (!varies) {
        out.undefined = KappaUndefined::no_variation;
        return out;
    }
    out.kappa = (observed - expected) / (1 - expected);
    if (ratings.size() > 1) out.kappa_se = standard_error(p, ratings.size(), weights, out);
    return out;
}

}  // namespace capgap
