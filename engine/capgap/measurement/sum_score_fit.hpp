#pragma once

#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/fit_test.hpp>

#include <vector>

namespace capgap {

/// S-X2 of every item [OrlandoThissen2000, KangChen2008]: the categories of an item that people of each sum score chose, against those expected,
///
///     E(category z | score k) = N_k sum_q w_q P_z(t_q) P(rest score is k - z | t_q) / sum_q w_q P(score is k | t_q)
///
/// with the distribution of sum scores by Lord & Wingersky's recursion (1984), the groups' expectations added up. Complete cases over the items with
/// parameters, categories in use counted from 0. Expected numbers under 1 are merged as methods.md, section 12, says. df = cells - rows - parameters
/// of the item that were estimated (those it shares with others too) - free means and spreads of groups.
///
/// By item of the calibration; of an item without parameters neither a test nor a reason. `quadrature` is best that of the calibration. Throws as
/// expected_a_posteriori(). Cost: people x items, and items^2 x scores x categories x nodes.
[[nodiscard]] std::vector<FitTest> sum_score_fit(const AnswerTable& answers, const Calibration& calibration, const Quadrature& quadrature);

}  // namespace capgap
