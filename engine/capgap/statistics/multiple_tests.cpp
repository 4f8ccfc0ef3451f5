#include <capgap/statistics/multiple_tests.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace capgap {

double two_sided_probability(double z) {
    return std::erfc(std::abs(z) / std::sqrt(2.0));
}

namespace {

/// Smallest first; equal ones as they stand.
std::vector<std::size_t> in_order(const std::vector<double>& p_values) {
    std::vector<std::size_t> order(p_values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
    return order;
}

}  // namespace

std::vector<bool> holm_rejects(const std::vector<double>& p_values, double alpha) {
    const std::vector<std::size_t> order = in_order(p_values);
    std::vector<bool> rejected(p_values.size(), false);
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        if (p_values[order[rank]] > alpha / static_cast<double>(order.size() - rank)) break;
        rejected[order[rank]] = true;
    }
    return rejected;
}

std::vector<double> holm_adjusted(const std::vector<double>& p_values) {
    std::vector<double> adjusted(p_values.size());
    double so_far = 0;
    std::size_t left = p_values.size();
    for (const std::size_t i : in_order(p_values)) {
        so_far = std::max(so_far, std::min(1.0, static_cast<double>(left--) * p_values[i]));
        adjusted[i] = so_far;
    }
    return adjusted;
}

}  // namespace capgap
