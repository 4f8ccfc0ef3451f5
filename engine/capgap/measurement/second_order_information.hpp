#pragma once

#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/item_model.hpp>
#include <capgap/measurement/quadrature.hpp>

#include <cstddef>
#include <vector>

namespace capgap {

/// A second-order model: its items competency after competency.
struct SecondOrderParameters {
    ItemModel model = ItemModel::graded;
    std::vector<ItemParameters> items;
    std::vector<std::size_t> first_item;  ///< of each competency, and the number of items behind the last
    std::vector<double> loadings;         ///< of each competency; none where there is only one
};

/// Of all slopes and intercepts, item by item, then of the loadings. For this folder only.
struct SecondOrderCurvature {
    std::vector<double> gradient;     ///< of the marginal log-likelihood
    std::vector<double> information;  ///< less its second derivatives: symmetric, row by row
};

/// `answers` in the categories of the items, in their order. By Louis' formula (1982): with L_c(g) how likely a person's answers to the competency c
/// are at the node g of the general factor,
///
///     d2 log L = E[sum_c d2 L_c/L_c + sum_(c != d) (dL_c/L_c)(dL_d/L_d)'] - E[sum_c dL_c/L_c] E[..]'
///
/// E over the person's posterior of g, and d2 L_c/L_c, dL_c/L_c such means over the nodes of c. Nodes of g where less than 10^-14 of the person
/// stands are passed over. Cost: for somebody with m derivatives that are not 0 (three of each graded item) m^2 / 2 + m nodes multiplications and
/// additions for each node of g.
[[nodiscard]] SecondOrderCurvature second_order_curvature(const AnswerTable& answers, const SecondOrderParameters& of, const Quadrature& quadrature,
                                                          unsigned threads);

}  // namespace capgap
