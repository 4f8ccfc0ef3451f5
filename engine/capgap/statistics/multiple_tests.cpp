#include <capgap/statistics/multiple_tests.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

namespace capgap {

double two_sided_probability(double z) {
    return std::erfc(std::abs(z) / std::sqrt(2.0));
}

std::vector<bool> holm_rejects(const std::vector<double>& p_values, double alpha) {
    std::vector<std::size_t> order(p_values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
    std::vector<bool> rejected(p_values.size(), false);
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        if (p_values[order[rank]] > alpha / static_cast<double>(order.size() - rank)) break;
        rejected[order[rank]] = true;
    }
    return rejected;
}

}  // namespace capgap
