#include <capgap/measurement/standard_errors.hpp>

#include <capgap/measurement/answers_in_use.hpp>
#include <capgap/measurement/free_parameters.hpp>
#include <capgap/measurement/linear_solvers.hpp>
#include <capgap/measurement/observed_information.hpp>

#include <Eigen/Dense>
#include <Eigen/Sparse>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace capgap {

namespace {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;
using Constraints = Eigen::SparseMatrix<double>;

Constraints matrix_of(const ParameterLayout& layout) {
    std::vector<Eigen::Triplet<double>> entries;
    for (const ItemConstraints::Entry& one : layout.free.entries)
        entries.emplace_back(static_cast<Eigen::Index>(one.row), static_cast<Eigen::Index>(one.free), one.value);
    Constraints out(static_cast<Eigen::Index>(layout.size), static_cast<Eigen::Index>(layout.free.free));
    out.setFromTriplets(entries.begin(), entries.end());
    return out;
}

/// Empty where there is none.
Matrix inverse_of(const Matrix& information) {
    const auto n = information.rows();
    const std::vector<double> out =
        inverse_of_information({information.data(), static_cast<std::size_t>(information.size())}, static_cast<std::size_t>(n));
    return out.empty() ? Matrix() : Matrix(Eigen::Map<const Matrix>(out.data(), n, n));
}

}  // namespace

double ParameterErrors::standard_error(std::size_t index) const {
    return std::sqrt(of(index, index));
}

ParameterErrors parameter_errors(const AnswerTable& answers, const Calibration& calibration, const Quadrature& quadrature, ErrorMethod method,
                                 unsigned threads) {
    if (calibration.items.size() != answers.items() || calibration.groups.size() != answers.groups())
        throw std::invalid_argument("the answers have other items or groups than the calibration");
    ParameterLayout layout = parameter_layout(calibration);
    ParameterErrors out{std::move(layout.item_at), layout.groups_at, layout.size, {}, 0};
    const std::vector<std::size_t> kept = items_with_parameters(calibration.items);
    if (kept.empty() || layout.free.free == 0) return out;
    std::vector<ItemParameters> items;
    for (const std::size_t j : kept) items.push_back(calibration.items[j].parameters);
    const Constraints free = matrix_of(layout);
    const AnswerTable in_use = answers_in_use(answers, calibration.items, kept);
    const LikelihoodCurvature curvature = likelihood_curvature(in_use, calibration.model, items, calibration.groups, quadrature, threads);
    const auto n = static_cast<Eigen::Index>(out.size);
    const Matrix information = free.transpose() * Eigen::Map<const Matrix>(curvature.information.data(), n, n) * free;
    const Matrix inverse = inverse_of(information);
    if (inverse.size() == 0) return out;
    const Vector gradient = free.transpose() * Eigen::Map<const Vector>(curvature.gradient.data(), n);
    out.largest_gradient = gradient.cwiseProduct(inverse.diagonal().cwiseSqrt()).cwiseAbs().maxCoeff();
    const Matrix scores = free.transpose() * Eigen::Map<const Matrix>(curvature.scores.data(), n, n) * free;
    const Matrix of_free = method == ErrorMethod::sandwich ? Matrix(inverse * scores * inverse) : inverse;
    const Matrix of_all = free * of_free * free.transpose();  // symmetric: rows are columns
    out.covariance.assign(of_all.data(), of_all.data() + of_all.size());
    return out;
}

std::vector<double> difficulty_errors(const Calibration& calibration, const ParameterErrors& errors, std::size_t item) {
    const CalibratedItem& one = calibration.items[item];
    if (!errors.defined() || one.end == ItemEnd::no_variance) return {};
    std::vector<double> out;
    const std::size_t slope = errors.item_at[item];
    const std::vector<double> b = difficulties(one.parameters);
    for (std::size_t k = 0; k < b.size(); ++k) {
        const std::size_t d = slope + 1 + k;
        const double variance = errors.of(d, d) + b[k] * b[k] * errors.of(slope, slope) + 2 * b[k] * errors.of(slope, d);
        out.push_back(std::sqrt(std::max(variance, 0.0)) / std::abs(one.parameters.slope));
    }
    return out;
}

}  // namespace capgap
