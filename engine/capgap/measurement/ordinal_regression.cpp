#include <capgap/measurement/ordinal_regression.hpp>

#include <capgap/measurement/item_model.hpp>
#include <capgap/measurement/linear_solvers.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <optional>

namespace capgap {

namespace {

/// Cells with people, in the categories that somebody used.
class OrdinalProblem {
public:
    explicit OrdinalProblem(const std::vector<OrdinalCell>& cells) : terms_(cells.empty() ? 0 : cells.front().terms.size()) {
        std::vector<double> all(cells.empty() ? 0 : cells.front().people.size(), 0);
        for (const OrdinalCell& cell : cells) {
            for (std::size_t k = 0; k < all.size(); ++k) all[k] += cell.people[k];
        }
        for (const double one : all) {
            if (one > 0) totals_.push_back(one);
        }
        for (const OrdinalCell& cell : cells) {
            OrdinalCell& kept = cells_.emplace_back();
            kept.terms = cell.terms;
            double sum = 0;
            for (std::size_t k = 0; k < all.size(); ++k) {
                if (all[k] > 0) kept.people.push_back(cell.people[k]);
                sum += cell.people[k];
            }
            if (sum <= 0) cells_.pop_back();
        }
        p_.resize(categories());
        by_.resize(categories() * categories());
        by_two_.resize(categories() * categories() * categories());
    }

    [[nodiscard]] std::size_t categories() const { return totals_.size(); }
    [[nodiscard]] std::size_t terms() const { return terms_; }
    [[nodiscard]] Eigen::Index size() const { return static_cast<Eigen::Index>(categories() - 1 + terms_); }

    [[nodiscard]] Eigen::VectorXd start() const {
        Eigen::VectorXd out = Eigen::VectorXd::Zero(size());
        double all = 0;
        for (const double one : totals_) all += one;
        double below = 0;
        for (std::size_t k = 1; k < categories(); ++k) {
            below += totals_[k - 1];
            out[static_cast<Eigen::Index>(k) - 1] = std::log((all - below) / below);
        }
        return out;
    }

    /// Nothing where intercepts do not fall, or are no numbers.
    std::optional<double> log_likelihood(const Eigen::VectorXd& at) {
        if (!at.allFinite()) return std::nullopt;
        for (Eigen::Index k = 1; k + 1 < static_cast<Eigen::Index>(categories()); ++k) {
            if (!(at[k] < at[k - 1])) return std::nullopt;
        }
        double out = 0;
        for (const OrdinalCell& cell : cells_) {
            category_probabilities(ItemModel::graded, logits(cell, at), 0, p_);
            for (std::size_t k = 0; k < p_.size(); ++k) {
                if (cell.people[k] > 0) out += cell.people[k] * std::log(p_[k]);
            }
        }
        return out;
    }

    /// Each logit is c_k + x'b: the derivatives by the logits, then those of the logits.
    Eigen::VectorXd newton_step(const Eigen::VectorXd& at) {
        const auto n = static_cast<Eigen::Index>(categories());
        Eigen::VectorXd gradient = Eigen::VectorXd::Zero(size());
        Eigen::MatrixXd information = Eigen::MatrixXd::Zero(size(), size());
        using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
        for (const OrdinalCell& cell : cells_) {
            const ItemParameters item = logits(cell, at);
            category_probabilities(ItemModel::graded, item, 0, p_);
            probability_derivatives(ItemModel::graded, item, 0, p_, by_);
            probability_second_derivatives(ItemModel::graded, item, 0, p_, by_two_);
            Eigen::VectorXd first = Eigen::VectorXd::Zero(n - 1);
            Eigen::MatrixXd second = Eigen::MatrixXd::Zero(n - 1, n - 1);
            for (std::size_t k = 0; k < categories(); ++k) {
                const double people = cell.people[k];
                if (people <= 0) continue;
                const Eigen::VectorXd d = Eigen::Map<const Eigen::VectorXd>(by_.data() + k * categories(), n).tail(n - 1) / p_[k];
                const Eigen::Map<const Rows> dd(by_two_.data() + k * categories() * categories(), n, n);
                first += people * d;
                second += people * (d * d.transpose() - dd.bottomRightCorner(n - 1, n - 1) / p_[k]);
            }
            Eigen::MatrixXd of_logits = Eigen::MatrixXd::Zero(n - 1, size());
            of_logits.leftCols(n - 1).setIdentity();
            for (std::size_t t = 0; t < terms_; ++t) of_logits.col(n - 1 + static_cast<Eigen::Index>(t)).setConstant(cell.terms[t]);
            gradient += of_logits.transpose() * first;
            information += of_logits.transpose() * second * of_logits;
        }
        const std::vector<double> step = least_squares({information.data(), static_cast<std::size_t>(information.size())},
                                                       {gradient.data(), static_cast<std::size_t>(gradient.size())})
                                             .solution;
        return Eigen::Map<const Eigen::VectorXd>(step.data(), gradient.size());
    }

    [[nodiscard]] std::size_t rank() const {
        if (cells_.empty()) return 0;
        const std::vector<double> ones(cells_.size(), 1);
        std::vector<double> design = ones;
        for (std::size_t t = 0; t < terms_; ++t) {
            for (const OrdinalCell& cell : cells_) design.push_back(cell.terms[t]);
        }
        return least_squares(design, ones).rank - 1;
    }

private:
    [[nodiscard]] ItemParameters logits(const OrdinalCell& cell, const Eigen::VectorXd& at) const {
        ItemParameters out;
        const auto steps = static_cast<Eigen::Index>(categories()) - 1;
        double shift = 0;
        for (std::size_t t = 0; t < terms_; ++t) shift += cell.terms[t] * at[steps + static_cast<Eigen::Index>(t)];
        for (Eigen::Index k = 0; k < steps; ++k) out.intercepts.push_back(at[k] + shift);
        return out;
    }

    std::vector<OrdinalCell> cells_;
    std::vector<double> totals_;
    std::size_t terms_;
    std::vector<double> p_;
    std::vector<double> by_;
    std::vector<double> by_two_;
};

}  // namespace

OrdinalFit proportional_odds(const std::vector<OrdinalCell>& cells) {
    constexpr std::size_t most_steps = 100;
    constexpr int most_halvings_of_a_step = 30;
    constexpr double negligible = 1e-11;
    OrdinalFit out;
    OrdinalProblem problem(cells);
    out.coefficients.assign(problem.terms(), 0);
    out.rank = problem.rank();
    out.converged = problem.categories() < 2;
    if (out.converged) return out;
    Eigen::VectorXd at = problem.start();
    double value = *problem.log_likelihood(at);
    while (!out.converged && out.steps < most_steps) {
        ++out.steps;
        Eigen::VectorXd step = problem.newton_step(at);
        std::optional<double> next = problem.log_likelihood(at + step);
        for (int halving = 0; halving < most_halvings_of_a_step && !(next && *next >= value); ++halving) {
            step /= 2;
            next = problem.log_likelihood(at + step);
        }
        if (!next || *next < value)
            next = value;
        else
            at += step;
        out.converged = *next - value <= negligible * std::max(1.0, std::abs(value));
        value = *next;
    }
    out.log_likelihood = value;
    const auto steps = static_cast<Eigen::Index>(problem.categories()) - 1;
    out.intercepts.assign(at.data(), at.data() + steps);
    out.coefficients.assign(at.data() + steps, at.data() + at.size());
    return out;
}

}  // namespace capgap
