#include <capgap/measurement/linear_solvers.hpp>

#include <Eigen/Dense>

#include <cmath>

namespace capgap {

namespace {

using ColumnMap = Eigen::Map<const Eigen::MatrixXd>;

ColumnMap columns_of(std::span<const double> values, std::size_t rows) {
    const auto n = static_cast<Eigen::Index>(rows);
    return {values.data(), n, n == 0 ? 0 : static_cast<Eigen::Index>(values.size()) / n};
}

Eigen::Map<Eigen::MatrixXd> columns_of(std::vector<double>& values, std::size_t rows) {
    const auto n = static_cast<Eigen::Index>(rows);
    return {values.data(), n, n == 0 ? 0 : static_cast<Eigen::Index>(values.size()) / n};
}

}  // namespace

Cholesky::Cholesky(std::span<const double> matrix, std::size_t size, double dependent) : size_(size), lower_(matrix.begin(), matrix.end()) {
    auto lower = columns_of(lower_, size_);
    if (size_ == 0) return;
    const double largest = lower.diagonal().maxCoeff();
    const Eigen::LLT<Eigen::Ref<Eigen::MatrixXd>> factors(lower);
    const auto pivots = lower.diagonal().array();
    if (factors.info() != Eigen::Success || !pivots.allFinite() || !(pivots.square().minCoeff() > dependent * largest)) lower_.clear();
}

double Cholesky::log_determinant() const {
    return 2 * columns_of(lower_, size_).diagonal().array().log().sum();
}

std::vector<double> Cholesky::solve_lower(std::span<const double> right) const {
    if (right.empty()) return {};
    std::vector<double> out(right.begin(), right.end());
    auto to = columns_of(out, size_);
    columns_of(lower_, size_).triangularView<Eigen::Lower>().solveInPlace(to);
    return out;
}

std::vector<double> Cholesky::solve_upper(std::span<const double> right) const {
    if (right.empty()) return {};
    std::vector<double> out(right.begin(), right.end());
    auto to = columns_of(out, size_);
    columns_of(lower_, size_).transpose().triangularView<Eigen::Upper>().solveInPlace(to);
    return out;
}

std::vector<double> Cholesky::solve(std::span<const double> right) const {
    return solve_upper(solve_lower(right));
}

std::vector<double> Cholesky::inverse() const {
    std::vector<double> identity(size_ * size_, 0);
    for (std::size_t i = 0; i < size_; ++i) identity[i * size_ + i] = 1;
    return solve(identity);
}

std::vector<double> inverse_of_information(std::span<const double> information, std::size_t size) {
    constexpr double singular = 1e-10;
    // Slopes and means are of one size, sums over people are not: scaled to ones in the diagonal.
    std::vector<double> scale;
    for (std::size_t i = 0; i < size; ++i) {
        if (!(information[i * size + i] > 0)) return {};
        scale.push_back(1 / std::sqrt(information[i * size + i]));
    }
    std::vector<double> scaled(information.begin(), information.end());
    const auto rescale = [&](std::vector<double>& matrix) {
        for (std::size_t i = 0; i < matrix.size(); ++i) matrix[i] *= scale[i / size] * scale[i % size];
    };
    rescale(scaled);
    const Cholesky factors(scaled, size, singular);
    if (!factors.defined()) return {};
    std::vector<double> out = factors.inverse();
    rescale(out);
    return out;
}

LeastSquares least_squares(std::span<const double> matrix, std::span<const double> right, double dependent) {
    const ColumnMap of = columns_of(matrix, right.size());
    const Eigen::Map<const Eigen::VectorXd> to(right.data(), of.rows());
    Eigen::CompleteOrthogonalDecomposition<Eigen::MatrixXd> factors(of.rows(), of.cols());
    if (dependent > 0) factors.setThreshold(dependent);
    factors.compute(of);
    const Eigen::VectorXd solution = factors.solve(to);
    return {{solution.data(), solution.data() + solution.size()}, static_cast<std::size_t>(factors.rank()), (of * solution - to).squaredNorm()};
}

}  // namespace capgap
