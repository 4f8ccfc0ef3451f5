#include <capgap/measurement/anderson.hpp>

#include <Eigen/Dense>

namespace capgap {

std::vector<double> Anderson::next(const std::vector<double>& x, const std::vector<double>& after) {
    constexpr double singular = 1e-12;
    const auto n = static_cast<Eigen::Index>(x.size());
    const auto vector = [n](const std::vector<double>& of) { return Eigen::Map<const Eigen::VectorXd>(of.data(), n); };
    std::vector<double>& left = left_.emplace_back(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) left[i] = after[i] - x[i];
    after_.push_back(after);
    if (after_.size() > memory_ + 1) {
        after_.pop_front();
        left_.pop_front();
    }
    const auto columns = static_cast<Eigen::Index>(after_.size()) - 1;
    if (columns == 0) return after;
    Eigen::MatrixXd of_left(n, columns);
    Eigen::MatrixXd of_after(n, columns);
    for (Eigen::Index i = 0; i < columns; ++i) {
        const auto at = static_cast<std::size_t>(i);
        of_left.col(i) = vector(left_[at + 1]) - vector(left_[at]);
        of_after.col(i) = vector(after_[at + 1]) - vector(after_[at]);
    }
    Eigen::ColPivHouseholderQR<Eigen::MatrixXd> factors(of_left);
    factors.setThreshold(singular);
    const Eigen::VectorXd out = vector(after) - of_after * factors.solve(vector(left_.back()));
    if (!out.allFinite()) return after;
    return {out.data(), out.data() + out.size()};
}

}  // namespace capgap
