#include <capgap/measurement/limited_information_fit.hpp>

#include <capgap/measurement/complete_cases.hpp>
#include <capgap/measurement/item_score.hpp>
#include <capgap/measurement/linear_solvers.hpp>
#include <capgap/measurement/moment_model.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <utility>

namespace capgap {

namespace {

using FitVector = Eigen::VectorXd;
using FitMatrix = Eigen::MatrixXd;

/// Differences and derivatives of all groups in units in which the differences are independent, each of variance 1.
struct Whitened {
    FitMatrix derivatives;
    FitVector differences;
};

std::optional<Whitened> whitened(const MomentModel& model, const CodedAnswers& coded, const CompleteCases& cases) {
    constexpr double singular = 1e-10;
    const auto n = static_cast<Eigen::Index>(model.size());
    const auto groups =
        static_cast<Eigen::Index>(std::count_if(cases.by_group.begin(), cases.by_group.end(), [](std::size_t one) { return one > 0; }));
    Whitened out;
    Eigen::Index row = 0;
    for (std::size_t g = 0; g < cases.by_group.size(); ++g) {
        if (cases.by_group[g] == 0) continue;
        std::vector<double> sums(model.size(), 0);
        for (const std::size_t p : cases.people) {
            if (coded.answers.group(p) == g) model.add_observed(coded.answers.person(p).data(), sums);
        }
        const MomentModel::OfGroup expected = model.of_group(g);
        const auto people = static_cast<double>(cases.by_group[g]);
        FitMatrix covariance = Eigen::Map<const FitMatrix>(expected.covariance.data(), n, n);
        if (!(covariance.diagonal().minCoeff() > 0)) return std::nullopt;
        const FitVector scale = covariance.diagonal().cwiseSqrt().cwiseInverse();
        covariance = scale.asDiagonal() * covariance * scale.asDiagonal();
        const Cholesky factors({covariance.data(), static_cast<std::size_t>(covariance.size())}, model.size(), singular);
        if (!factors.defined()) return std::nullopt;
        const auto independent = [&](const FitMatrix& of) {
            const FitMatrix scaled = scale.asDiagonal() * of;
            return factors.solve_lower({scaled.data(), static_cast<std::size_t>(scaled.size())});
        };
        const FitVector off = Eigen::Map<const FitVector>(sums.data(), n) / people - Eigen::Map<const FitVector>(expected.expected.data(), n);
        const auto free = static_cast<Eigen::Index>(expected.derivatives.size()) / n;
        const Eigen::Map<const FitMatrix> derivatives(expected.derivatives.data(), n, free);
        if (row == 0) out = {FitMatrix(groups * n, free), FitVector(groups * n)};
        out.derivatives.middleRows(row, n) = std::sqrt(people) * Eigen::Map<const FitMatrix>(independent(derivatives).data(), n, free);
        out.differences.segment(row, n) = std::sqrt(people) * Eigen::Map<const FitVector>(independent(off).data(), n);
        row += n;
    }
    return out;
}

/// What the derivatives leave of the differences: least squares.
void take_test(const Whitened& from, FitTest& to) {
    constexpr double dependent = 1e-9;
    LeastSquares fit;
    fit.left = from.differences.squaredNorm();
    if (from.derivatives.cols() > 0) {
        FitVector scale = from.derivatives.colwise().norm();
        for (double& one : scale) one = one > 0 ? 1 / one : 0;
        const FitMatrix scaled = from.derivatives * scale.asDiagonal();
        fit = least_squares({scaled.data(), static_cast<std::size_t>(scaled.size())},
                            {from.differences.data(), static_cast<std::size_t>(from.differences.size())}, dependent);
    }
    const std::size_t df = static_cast<std::size_t>(from.differences.size()) - fit.rank;
    if (df == 0 || from.differences.size() <= from.derivatives.cols()) {
        to.undefined = NoTest::no_degrees_of_freedom;
        return;
    }
    to.test = fit_statistic(fit.left, df, to.people);
}

FitTest moment_test(const CodedAnswers& coded, const Calibration& calibration, const Quadrature& quadrature, SingleMoments single) {
    const CompleteCases cases = complete_cases(coded, calibration.groups.size());
    FitTest out;
    out.people = static_cast<std::int64_t>(cases.people.size());
    if (cases.people.size() < 2 || cases.weighted) {
        out.undefined = cases.weighted ? NoTest::weighted : NoTest::few_people;
        return out;
    }
    if (coded.items.empty()) {
        out.undefined = NoTest::no_degrees_of_freedom;
    } else if (const auto compared = whitened(MomentModel(coded, calibration, quadrature, single), coded, cases)) {
        take_test(*compared, out);
    } else {
        out.undefined = NoTest::singular;
    }
    return out;
}

/// Rows and columns by their standard deviations; zeros where one does not vary.
FitMatrix correlations(const FitMatrix& covariance) {
    FitVector scale = covariance.diagonal();
    for (double& one : scale) one = one > 0 ? 1 / std::sqrt(one) : 0;
    return scale.asDiagonal() * covariance * scale.asDiagonal();
}

FitMatrix expected_covariances(const CodedAnswers& coded, ItemModel model, const std::vector<double>& points, const std::vector<double>& weights) {
    const auto items = static_cast<Eigen::Index>(coded.items.size());
    FitMatrix means(static_cast<Eigen::Index>(points.size()), items);
    FitVector variances = FitVector::Zero(items);
    for (Eigen::Index q = 0; q < means.rows(); ++q) {
        for (Eigen::Index j = 0; j < items; ++j) {
            const auto at = static_cast<std::size_t>(q);
            const CategoryMoments one = category_moments(model, coded.parameters[static_cast<std::size_t>(j)], points[at]);
            means(q, j) = one.mean;
            variances(j) += weights[at] * one.variance;
        }
    }
    const Eigen::Map<const FitVector> w(weights.data(), means.rows());
    const FitMatrix off = means.rowwise() - w.transpose() * means;
    FitMatrix out = off.transpose() * w.asDiagonal() * off;
    out.diagonal() += variances;
    return out;
}

FitMatrix observed_covariances(const CodedAnswers& coded, const CompleteCases& cases, std::size_t group) {
    const auto items = static_cast<Eigen::Index>(coded.items.size());
    FitVector sums = FitVector::Zero(items);
    FitMatrix products = FitMatrix::Zero(items, items);
    FitVector x(items);
    double weight = 0;
    for (const std::size_t p : cases.people) {
        if (coded.answers.group(p) != group) continue;
        for (Eigen::Index j = 0; j < items; ++j) x(j) = coded.answers.person(p)[static_cast<std::size_t>(j)];
        const double w = coded.answers.weight(p);
        sums += w * x;
        products.noalias() += w * x * x.transpose();
        weight += w;
    }
    const FitVector mean = sums / weight;
    return products / weight - mean * mean.transpose();
}

std::optional<double> srmsr_of(const FitMatrix& observed, const FitMatrix& expected) {
    constexpr double rounding = 1e-12;
    const FitMatrix off = correlations(observed) - correlations(expected);
    double squares = 0;
    double pairs = 0;
    for (Eigen::Index b = 1; b < off.cols(); ++b) {
        for (Eigen::Index a = 0; a < b; ++a) {
            if (!(observed(a, a) > rounding) || !(observed(b, b) > rounding)) continue;
            squares += off(a, b) * off(a, b);
            ++pairs;
        }
    }
    return pairs > 0 ? std::optional(std::sqrt(squares / pairs)) : std::nullopt;
}

}  // namespace

LimitedInformationFit limited_information_fit(const AnswerTable& answers, const Calibration& calibration, const Quadrature& quadrature) {
    const CodedAnswers coded = coded_answers(answers, calibration);
    LimitedInformationFit out{moment_test(coded, calibration, quadrature, SingleMoments::means),
                              moment_test(coded, calibration, quadrature, SingleMoments::categories),
                              std::vector<std::optional<double>>(calibration.groups.size())};
    const CompleteCases cases = complete_cases(coded, calibration.groups.size());
    const std::vector<double> points = quadrature.points();
    const std::vector<std::vector<double>> weights = group_weights(calibration, quadrature);
    for (std::size_t g = 0; g < weights.size(); ++g) {
        if (cases.by_group[g] < 2 || coded.items.size() < 2) continue;
        out.srmsr[g] = srmsr_of(observed_covariances(coded, cases, g), expected_covariances(coded, calibration.model, points, weights[g]));
    }
    return out;
}

}  // namespace capgap
