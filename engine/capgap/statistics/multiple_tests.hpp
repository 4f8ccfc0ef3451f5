#pragma once

#include <vector>

namespace capgap {

/// The two-sided probability, under the standard normal distribution, of a value at least as far from 0 as `z`.
double two_sided_probability(double z);

/// Holm's sequentially rejective procedure: which hypotheses are rejected so that the chance of any false rejection is at most `alpha`, whatever
/// their dependence. Source: [Holm1979].
std::vector<bool> holm_rejects(const std::vector<double>& p_values, double alpha = 0.05);

/// Of each hypothesis the smallest `alpha` at which that procedure rejects it: with p_(1) <= p_(2) <= ... of m hypotheses, the largest of
/// (m - i + 1) p_(i) so far, at most 1.
std::vector<double> holm_adjusted(const std::vector<double>& p_values);

}  // namespace capgap
