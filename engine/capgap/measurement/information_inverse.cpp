#include <capgap/measurement/information_inverse.hpp>

#include <Eigen/Dense>

namespace capgap {

std::vector<double> inverse_of_information(std::span<const double> information, std::size_t size) {
    constexpr double singular = 1e-10;
    const auto n = static_cast<Eigen::Index>(size);
    const Eigen::Map<const Eigen::MatrixXd> matrix(information.data(), n, n);
    // Slopes and means are of one size, sums over people are not: scaled to ones in the diagonal.
    const Eigen::VectorXd diagonal = matrix.diagonal();
    if (n == 0 || !matrix.allFinite() || !(diagonal.minCoeff() > 0)) return {};
    const Eigen::VectorXd scale = diagonal.cwiseSqrt().cwiseInverse();
    const Eigen::LDLT<Eigen::MatrixXd> factors(scale.asDiagonal() * matrix * scale.asDiagonal());
    if (factors.info() != Eigen::Success || !factors.isPositive() || !(factors.vectorD().minCoeff() > singular)) return {};
    const Eigen::MatrixXd out = scale.asDiagonal() * factors.solve(Eigen::MatrixXd::Identity(n, n)) * scale.asDiagonal();
    return {out.data(), out.data() + out.size()};
}

}  // namespace capgap
