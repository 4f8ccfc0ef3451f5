#pragma once

#include <vector>

namespace capgap {

/// The two-sided probability, under the standard normal distribution, of a value at least as far from 0 as `z`.
double two_sided_probability(double z);

/// Holm's sequentially rejective procedure: which hypotheses are rejected so that the chance of any false rejection is at most `alpha`, whatever
/// their dependence. Source: [Holm1979].
std::vector<bool> holm_rejects(const std::vector<double>& p_values, double alpha = 0.05);

}  // namespace capgap
