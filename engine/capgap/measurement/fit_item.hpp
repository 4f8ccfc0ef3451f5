#pragma once

#include <capgap/measurement/expected_counts.hpp>
#include <capgap/measurement/item_constraints.hpp>
#include <capgap/measurement/item_model.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace capgap {

/// Slopes and intercepts are kept within this: data that separate people perfectly would send them to infinity.
inline constexpr double largest_slope = 30;
inline constexpr double largest_intercept = 100;

/// Whether numbers can be the parameters of an item: finite, within the limits, intercepts of a cumulative model falling.
[[nodiscard]] bool is_possible(ItemModel model, const ItemParameters& parameters);

/// To begin with: intercepts that give each category its share at theta = 0, stretched for the spread of theta; slope 1.
[[nodiscard]] ItemParameters first_guess(ItemModel model, const std::vector<double>& category_weights);

/// One item's part of the M-step: a step of Fisher scoring towards the maximum of the sum of r(k, q) log P_k(theta_q), halved while it would be
/// worse. One step is enough: EM needs the expected log-likelihood to grow, not to be at its top, and comes to rest where the step is none. Slopes
/// stay where the model has none. For items that have nothing in common.
void improve_item(ItemModel model, std::span<const double> points, const NodeTable& counts, std::size_t item, ItemParameters& parameters);

/// The derivatives of the sum of r(k, q) log P_k(theta_q) by slope and intercepts.
[[nodiscard]] std::vector<double> item_gradient(ItemModel model, std::span<const double> points, const NodeTable& counts, std::size_t item,
                                                const ItemParameters& parameters);

/// The M-step of improve_item() for items that have parameters in common, all at once.
void improve_together(ItemModel model, std::span<const double> points, const NodeTable& counts, const ItemConstraints& constraints,
                      std::vector<ItemParameters>& items);

}  // namespace capgap
