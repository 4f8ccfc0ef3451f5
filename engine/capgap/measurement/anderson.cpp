#include <capgap/measurement/anderson.hpp>

#include <capgap/measurement/linear_solvers.hpp>

#include <algorithm>
#include <cmath>

namespace capgap {

std::vector<double> Anderson::next(const std::vector<double>& x, const std::vector<double>& after) {
    constexpr double singular = 1e-12;
    std::vector<double>& left = left_.emplace_back(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) left[i] = after[i] - x[i];
    after_.push_back(after);
    if (after_.size() > memory_ + 1) {
        after_.pop_front();
        left_.pop_front();
    }
    const std::size_t columns = after_.size() - 1;
    if (columns == 0) return after;
    std::vector<double> changes;
    changes.reserve(columns * x.size());
    for (std::size_t c = 0; c < columns; ++c) {
        for (std::size_t i = 0; i < x.size(); ++i) changes.push_back(left_[c + 1][i] - left_[c][i]);
    }
    const std::vector<double> parts = least_squares(changes, left_.back(), singular).solution;
    std::vector<double> out = after;
    for (std::size_t c = 0; c < columns; ++c) {
        for (std::size_t i = 0; i < x.size(); ++i) out[i] -= (after_[c + 1][i] - after_[c][i]) * parts[c];
    }
    return std::all_of(out.begin(), out.end(), [](double one) { return std::isfinite(one); }) ? out : after;
}

}  // namespace capgap
