#pragma once

#include <capgap/measurement/multidimensional.hpp>
#include <capgap/measurement/second_order.hpp>
#include <capgap/measurement/standard_errors.hpp>

namespace capgap {

/// Covariance of all parameters: of each item slope and intercepts, then, from `groups_at` on, the correlations of the dimensions in the model,
/// (0,1), (0,2), (1,2). What stands at a limit has zeros. `answers` are those that were calibrated, `quadrature` its grid.
///
/// The inverse of the observed information of the marginal likelihood: less the differences of its first derivatives (Fisher's identity: those that
/// the E-step expects) between parameters 10^-4 further and 10^-4 back, one at a time, which is exact to some six digits. For answers of a simple
/// random sample: weights are taken as numbers of people. Cost: twice as many E-steps as there are free parameters.
[[nodiscard]] ParameterErrors parameter_errors(const AnswerTable& answers, const MultidimensionalCalibration& calibration,
                                               const Quadrature& quadrature, unsigned threads = 1);

/// The same; from `groups_at` on stand the loadings of the competencies in the model, unless there is only one. No derivative is taken in steps
/// (second_order_curvature()). Cost: that of some E-steps, which grows with the square of how many items somebody has answered.
[[nodiscard]] ParameterErrors parameter_errors(const AnswerTable& answers, const SecondOrderCalibration& calibration, const Quadrature& quadrature,
                                               unsigned threads = 1);

}  // namespace capgap
