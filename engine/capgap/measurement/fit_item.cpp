#include <capgap/measurement/fit_item.hpp>

#include <capgap/measurement/linear_solvers.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace capgap {

namespace {

constexpr int most_halvings = 40;
/// A step that changes no parameter by more than this is taken without a look at the value: so near the top, rounding of the value would tell
/// nothing.
constexpr double safe_step = 0.05;

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;

/// Gradient of the sum of r log P, and the information that is expected of it (Fisher), by slope first, then by intercepts.
struct Curvature {
    Vector gradient;
    Matrix information;
};

/// The sum of r log P of one item, as a function of its parameters.
class ItemTarget {
public:
    ItemTarget(ItemModel model, std::span<const double> points, const NodeTable& counts, std::size_t item, std::size_t categories)
        : model_(model), points_(points), counts_(counts), item_(item), categories_(categories), p_(categories), by_(categories * categories) {}

    double value(const ItemParameters& parameters) {
        double sum = 0;
        for (std::size_t q = 0; q < points_.size(); ++q) {
            category_probabilities(model_, parameters, points_[q], p_);
            for (std::size_t k = 0; k < categories_; ++k) {
                const double r = counts_.row(item_, k)[q];
                if (r > 0) sum += r * std::log(p_[k]);
            }
        }
        return sum;
    }

    Curvature curvature(const ItemParameters& parameters) {
        const auto n = static_cast<Eigen::Index>(categories_);
        Curvature out{Vector::Zero(n), Matrix::Zero(n, n)};
        for (std::size_t q = 0; q < points_.size(); ++q) {
            double people = 0;
            for (std::size_t k = 0; k < categories_; ++k) people += counts_.row(item_, k)[q];
            if (people <= 0) continue;
            category_probabilities(model_, parameters, points_[q], p_);
            probability_derivatives(model_, parameters, points_[q], p_, by_);
            for (std::size_t k = 0; k < categories_; ++k) {
                const Eigen::Map<const Vector> d(by_.data() + k * categories_, n);
                out.gradient += counts_.row(item_, k)[q] / p_[k] * d;
                out.information.selfadjointView<Eigen::Lower>().rankUpdate(d, people / p_[k]);
            }
        }
        out.information = out.information.selfadjointView<Eigen::Lower>();
        return out;
    }

private:
    ItemModel model_;
    std::span<const double> points_;
    const NodeTable& counts_;
    std::size_t item_;
    std::size_t categories_;
    std::vector<double> p_;
    std::vector<double> by_;
};

/// information^-1 gradient; with a ridge where parameters cannot be told apart.
Vector solved(const Matrix& information, const Vector& gradient) {
    constexpr double singular = 1e-12;
    constexpr double ridge = 1e-6;
    const double largest = information.diagonal().maxCoeff();
    const auto by = [&gradient](const Matrix& matrix, double dependent) {
        const Cholesky factors({matrix.data(), static_cast<std::size_t>(matrix.size())}, static_cast<std::size_t>(matrix.rows()), dependent);
        return factors.defined() ? factors.solve({gradient.data(), static_cast<std::size_t>(gradient.size())}) : std::vector<double>();
    };
    std::vector<double> out = by(information, singular);
    const auto n = information.rows();
    if (out.empty()) out = by(information + Matrix::Identity(n, n) * std::max(ridge * largest, singular), 0);
    if (out.empty()) return Vector::Zero(n);
    return Eigen::Map<const Vector>(out.data(), n);
}

ItemParameters moved(const ItemParameters& from, const Vector& step, double part, bool with_slope) {
    ItemParameters out = from;
    if (with_slope) out.slope += part * step[0];
    for (std::size_t k = 0; k < out.intercepts.size(); ++k) out.intercepts[k] += part * step[static_cast<Eigen::Index>(k) + (with_slope ? 1 : 0)];
    return out;
}

/// `from`, a part of the step further on, such that it is possible and no worse; `from` where no part is.
template <class Parameters, class At, class Possible, class Value>
Parameters improved(const Parameters& from, const Vector& step, At at, Possible possible, Value value) {
    if (!step.allFinite()) return from;
    Parameters next = at(1.0);
    const bool is_safe = step.cwiseAbs().maxCoeff() <= safe_step;
    if (is_safe && possible(next)) return next;
    const double value_there = value(from);
    double part = 1;
    for (int halving = 0; halving < most_halvings; ++halving, part /= 2, next = at(part)) {
        if (possible(next) && value(next) >= value_there) return next;
    }
    return from;
}

/// Of one item: a row for each of its parameters, a column for each free one.
Matrix jacobian_of(const ItemConstraints& constraints, std::size_t first_row, std::size_t categories) {
    Matrix out = Matrix::Zero(static_cast<Eigen::Index>(categories), static_cast<Eigen::Index>(constraints.free));
    for (const ItemConstraints::Entry& one : constraints.entries) {
        if (one.row >= first_row && one.row < first_row + categories)
            out(static_cast<Eigen::Index>(one.row - first_row), static_cast<Eigen::Index>(one.free)) = one.value;
    }
    return out;
}

}  // namespace

bool is_possible(ItemModel model, const ItemParameters& parameters) {
    if (!(std::abs(parameters.slope) <= largest_slope)) return false;
    const std::vector<double>& d = parameters.intercepts;
    for (std::size_t k = 0; k < d.size(); ++k) {
        if (!(std::abs(d[k]) <= largest_intercept)) return false;
        if (is_cumulative(model) && k > 0 && !(d[k] < d[k - 1])) return false;
    }
    return true;
}

ItemParameters first_guess(ItemModel model, const std::vector<double>& category_weights) {
    ItemParameters out;
    double all = 0;
    for (const double one : category_weights) all += one;
    const double stretch = 1.2;
    double reached = all;
    for (std::size_t k = 1; k < category_weights.size(); ++k) {
        reached -= category_weights[k - 1];
        const double above = (reached + 0.5) / (all + 1);
        const double here = (category_weights[k] + 0.5) / (category_weights[k - 1] + 0.5);
        out.intercepts.push_back(stretch * (is_cumulative(model) ? std::log(above / (1 - above)) : std::log(here)));
    }
    return out;
}

void improve_item(ItemModel model, std::span<const double> points, const NodeTable& counts, std::size_t item, ItemParameters& parameters) {
    ItemTarget target(model, points, counts, item, parameters.categories());
    const bool with_slope = has_slopes(model);
    const auto free = static_cast<Eigen::Index>(parameters.categories()) - (with_slope ? 0 : 1);
    const Curvature here = target.curvature(parameters);
    const Vector step = solved(here.information.bottomRightCorner(free, free), here.gradient.tail(free));
    parameters = improved(
        parameters, step, [&](double part) { return moved(parameters, step, part, with_slope); },
        [model](const ItemParameters& one) { return is_possible(model, one); }, [&target](const ItemParameters& one) { return target.value(one); });
}

std::vector<double> item_gradient(ItemModel model, std::span<const double> points, const NodeTable& counts, std::size_t item,
                                  const ItemParameters& parameters) {
    const Vector out = ItemTarget(model, points, counts, item, parameters.categories()).curvature(parameters).gradient;
    return {out.data(), out.data() + out.size()};
}

void improve_together(ItemModel model, std::span<const double> points, const NodeTable& counts, const ItemConstraints& constraints,
                      std::vector<ItemParameters>& items) {
    const auto target = [&](std::size_t item) { return ItemTarget(model, points, counts, item, items[item].categories()); };
    const auto free = static_cast<Eigen::Index>(constraints.free);
    Vector gradient = Vector::Zero(free);
    Matrix information = Matrix::Zero(free, free);
    std::vector<Matrix> jacobians;
    std::size_t row = 0;
    for (std::size_t j = 0; j < items.size(); ++j) {
        const Matrix& to = jacobians.emplace_back(jacobian_of(constraints, row, items[j].categories()));
        row += items[j].categories();
        const Curvature here = target(j).curvature(items[j]);
        gradient += to.transpose() * here.gradient;
        information += to.transpose() * here.information * to;
    }
    const Vector step = solved(information, gradient);
    const auto at = [&](double part) {
        std::vector<ItemParameters> out;
        for (std::size_t j = 0; j < items.size(); ++j) out.push_back(moved(items[j], jacobians[j] * step, part, true));
        return out;
    };
    const auto possible = [model](const std::vector<ItemParameters>& all) {
        return std::all_of(all.begin(), all.end(), [model](const ItemParameters& one) { return is_possible(model, one); });
    };
    const auto value = [&](const std::vector<ItemParameters>& all) {
        double sum = 0;
        for (std::size_t j = 0; j < all.size(); ++j) sum += target(j).value(all[j]);
        return sum;
    };
    items = improved(items, step, at, possible, value);
}

}  // namespace capgap
