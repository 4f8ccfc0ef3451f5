#include <capgap/measurement/scale_reliability.hpp>

#include <capgap/measurement/linear_solvers.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <vector>

namespace capgap {

namespace {

using FactorVector = Eigen::VectorXd;
using FactorMatrix = Eigen::MatrixXd;

/// Below this share of an item's variance its own part counts as none.
constexpr double least_uniqueness = 1e-4;

struct FactorState {
    FactorVector loadings;
    FactorVector uniquenesses;

    FactorMatrix implied() const {
        FactorMatrix out = loadings * loadings.transpose();
        out.diagonal() += uniquenesses;
        return out;
    }
};

Cholesky cholesky_of(const FactorMatrix& matrix) {
    return {{matrix.data(), static_cast<std::size_t>(matrix.size())}, static_cast<std::size_t>(matrix.rows())};
}

/// log det Sigma + tr(S Sigma^-1): what maximum likelihood makes small. Nothing where Sigma is not positive definite.
std::optional<double> discrepancy(const FactorMatrix& observed, const FactorState& state) {
    if (!(state.uniquenesses.minCoeff() > 0)) return std::nullopt;
    const Cholesky factors = cholesky_of(state.implied());
    if (!factors.defined()) return std::nullopt;
    const std::vector<double> inverse = factors.inverse();
    return factors.log_determinant() + Eigen::Map<const FactorMatrix>(inverse.data(), observed.rows(), observed.cols()).cwiseProduct(observed).sum();
}

/// The step of Fisher scoring. With W = Sigma^-1 and M = W (S - Sigma) W the gradient is M l for loadings and diag(M) / 2 for uniquenesses; the
/// information W l'Wl + Wl (Wl)', W_ab (Wl)_b, and W_ab^2 / 2.
std::vector<double> scoring_step(const FactorMatrix& observed, const FactorState& state) {
    const Eigen::Index n = observed.rows();
    const FactorMatrix implied = state.implied();
    const std::vector<double> inverse = cholesky_of(implied).inverse();
    const Eigen::Map<const FactorMatrix> w(inverse.data(), n, n);
    const FactorMatrix m = w * (observed - implied) * w;
    const FactorVector wl = w * state.loadings;
    FactorVector gradient(2 * n);
    gradient << m * state.loadings, m.diagonal() / 2;
    FactorMatrix information(2 * n, 2 * n);
    information.topLeftCorner(n, n) = state.loadings.dot(wl) * w + wl * wl.transpose();
    information.topRightCorner(n, n) = w * wl.asDiagonal();
    information.bottomLeftCorner(n, n) = information.topRightCorner(n, n).transpose();
    information.bottomRightCorner(n, n) = w.cwiseProduct(w) / 2;
    const Cholesky factors = cholesky_of(information);
    return factors.defined() ? factors.solve({gradient.data(), static_cast<std::size_t>(gradient.size())}) : std::vector<double>();
}

/// Covariances as correlations, so that all parameters are of one size.
struct Standardised {
    std::vector<std::size_t> items;  ///< that vary
    FactorVector sd;
    FactorMatrix correlation;
};

Standardised standardised(const ItemCovariances& covariances) {
    Standardised out;
    for (std::size_t j = 0; j < covariances.items(); ++j) {
        if (covariances.scaled_covariance(j, j) > 0) out.items.push_back(j);
    }
    const auto n = static_cast<Eigen::Index>(out.items.size());
    const auto people = static_cast<double>(covariances.people());
    out.sd.resize(n);
    out.correlation.resize(n, n);
    const auto at = [&](Eigen::Index a, Eigen::Index b) {
        return covariances.scaled_covariance(out.items[static_cast<std::size_t>(a)], out.items[static_cast<std::size_t>(b)]) /
               (people * (people - 1));
    };
    for (Eigen::Index a = 0; a < n; ++a) out.sd(a) = std::sqrt(at(a, a));
    for (Eigen::Index a = 0; a < n; ++a) {
        for (Eigen::Index b = 0; b < n; ++b) out.correlation(a, b) = at(a, b) / (out.sd(a) * out.sd(b));
    }
    return out;
}

/// The sign of each item as the first principal component has it, and half of each variance its own.
FactorState factor_start(const FactorMatrix& correlation) {
    constexpr int near_enough_to_start = 50;
    Eigen::Index most = 0;
    correlation.colwise().squaredNorm().maxCoeff(&most);
    FactorVector component = correlation.col(most).normalized();
    for (int power = 0; power < near_enough_to_start; ++power) component = (correlation * component).normalized();
    FactorVector loadings = component * std::sqrt((correlation * component).norm());
    for (double& one : loadings) one = std::clamp(one, -0.9, 0.9);
    return {loadings, (1 - loadings.array().square()).matrix()};
}

/// The first of the step, its half, its quarter, ... that makes nothing worse.
std::optional<FactorState> better(const FactorMatrix& correlation, const FactorState& state, const FactorVector& move, double now) {
    constexpr int most_tries = 20;
    constexpr double rounding = 1e-13;
    const Eigen::Index n = correlation.rows();
    double share = 1;
    for (int halving = 0; halving < most_tries; ++halving) {
        const FactorState next{state.loadings + share * move.head(n), state.uniquenesses + share * move.tail(n)};
        const std::optional<double> then = discrepancy(correlation, next);
        if (then && *then <= now + rounding) return next;
        share /= 2;
    }
    return std::nullopt;
}

std::optional<NoOmega> find_factor(const FactorMatrix& correlation, FactorState& state) {
    constexpr int most_steps = 500;
    constexpr double near_enough = 1e-10;
    std::optional<double> now = discrepancy(correlation, state);
    for (int steps = 0; steps < most_steps; ++steps) {
        const std::vector<double> step = scoring_step(correlation, state);
        const Eigen::Map<const FactorVector> move(step.data(), static_cast<Eigen::Index>(step.size()));
        if (step.empty() || !move.allFinite()) return NoOmega::improper;
        const double largest = move.cwiseAbs().maxCoeff();
        const std::optional<FactorState> next = better(correlation, state, move, *now);
        if (next) {
            state = *next;
            now = discrepancy(correlation, state);
        }
        if (state.uniquenesses.minCoeff() < least_uniqueness) return NoOmega::improper;
        if (largest < near_enough) return std::nullopt;
        if (!next) return largest < 1e-7 ? std::nullopt : std::optional(NoOmega::no_converge);
    }
    return NoOmega::no_converge;
}

}  // namespace

std::string_view to_string(NoOmega reason) {
    switch (reason) {
        case NoOmega::few_items: return "few_items";
        case NoOmega::few_people: return "few_people";
        case NoOmega::improper: return "improper";
        case NoOmega::no_converge: return "no_converge";
    }
    return "";
}

OneFactor one_factor(const ItemCovariances& covariances) {
    OneFactor out;
    if (covariances.people() < static_cast<std::int64_t>(covariances.items()) + 1) {
        out.undefined = NoOmega::few_people;
        return out;
    }
    const Standardised items = standardised(covariances);
    if (items.items.size() < 3) {
        out.undefined = NoOmega::few_items;
        return out;
    }
    FactorState state = factor_start(items.correlation);
    out.undefined = cholesky_of(items.correlation).defined() ? find_factor(items.correlation, state) : NoOmega::improper;
    if (out.undefined) return out;
    FactorVector loadings = state.loadings.cwiseProduct(items.sd);
    if (loadings.sum() < 0) loadings = -loadings;
    const FactorVector own = state.uniquenesses.cwiseProduct(items.sd.cwiseAbs2());
    out.loadings.assign(covariances.items(), 0);
    out.uniquenesses.assign(covariances.items(), 0);
    for (std::size_t i = 0; i < items.items.size(); ++i) {
        out.loadings[items.items[i]] = loadings(static_cast<Eigen::Index>(i));
        out.uniquenesses[items.items[i]] = own(static_cast<Eigen::Index>(i));
    }
    const double common = loadings.sum() * loadings.sum();
    out.omega_total = common / (common + own.sum());
    return out;
}

}  // namespace capgap
