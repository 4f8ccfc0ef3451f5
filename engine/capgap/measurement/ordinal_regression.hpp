#pragma once

#include <cstddef>
#include <vector>

namespace capgap {

/// People who share the values of all terms, and what they answered.
struct OrdinalCell {
    std::vector<double> terms;   ///< x
    std::vector<double> people;  ///< by category, lowest first
};

struct OrdinalFit {
    double log_likelihood = 0;         ///< sum of people x log P, without a multinomial constant
    std::vector<double> intercepts;    ///< c_k of the categories that were used but the lowest, falling
    std::vector<double> coefficients;  ///< b, one for each term
    std::size_t rank = 0;              ///< of the terms beside the intercepts: how many the cells with people tell apart
    std::size_t steps = 0;
    bool converged = false;
};

/// The proportional odds model P(X >= k) = logistic(c_k + x'b) (McCullagh 1980), by maximum likelihood: Newton steps, halved while they would be
/// worse; the log-likelihood is concave (Pratt 1981). Ends where a step adds less than 1e-11 of the log-likelihood, so that its value is found also
/// where parameters go to infinity. Categories that nobody used are left out; of terms that the cells do not tell apart the shortest solution is
/// given. All cells have as many terms, and as many categories. Without people, or with one category used: log-likelihood 0.
[[nodiscard]] OrdinalFit proportional_odds(const std::vector<OrdinalCell>& cells);

}  // namespace capgap
