#pragma once

#include <capgap/measurement/item_model.hpp>

#include <cstddef>
#include <span>

namespace capgap {

/// How the probability P of a category changes with theta, in shares of P: exact where P itself is next to nothing.
struct CategoryScore {
    double probability = 0;
    double first = 0;   ///< P' / P, the derivative of log P
    double second = 0;  ///< P'' / P
};

/// Of every category of an item at `theta`, into `out` of K. With F_k = P(X >= k), cumulative models have
///
///     P'/P = a (1 - F_k - F_k+1)      P''/P = a^2 (1 - 3 (F_k + F_k+1) + 2 (F_k^2 + F_k F_k+1 + F_k+1^2)),
///
/// adjacent-category models with the mean m and the variance v of the category a (k - m) and a^2 ((k - m)^2 - v).
void category_scores(ItemModel model, const ItemParameters& parameters, double theta, std::span<CategoryScore> out);

/// Mean and variance of the category at `theta`, categories counted from 0.
struct CategoryMoments {
    double mean = 0;
    double variance = 0;
};
[[nodiscard]] CategoryMoments category_moments(ItemModel model, const ItemParameters& parameters, double theta);

}  // namespace capgap
