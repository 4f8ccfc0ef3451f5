#pragma once

#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/calibrate.hpp>

#include <vector>

namespace capgap {

/// Of all slopes and intercepts, item by item, then of mean and standard deviation of each group. For this folder only.
struct LikelihoodCurvature {
    std::vector<double> gradient;     ///< of the marginal log-likelihood
    std::vector<double> information;  ///< less its second derivatives: symmetric, row by row
    std::vector<double> scores;       ///< sum over people of w^2 g g', g the gradient of one person's log-likelihood: likewise
};

/// `answers` in the categories of `items`, group after group, as answers_in_use() has them.
[[nodiscard]] LikelihoodCurvature likelihood_curvature(const AnswerTable& answers, ItemModel model, const std::vector<ItemParameters>& items,
                                                       const std::vector<GroupMoments>& groups, const Quadrature& quadrature, unsigned threads);

}  // namespace capgap
