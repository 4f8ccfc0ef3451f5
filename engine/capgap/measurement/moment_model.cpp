#include <capgap/measurement/moment_model.hpp>

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <utility>

namespace capgap {

namespace {

double weighted_sum(const std::vector<double>& weights, const std::vector<double>& a) {
    double out = 0;
    for (std::size_t q = 0; q < weights.size(); ++q) out += weights[q] * a[q];
    return out;
}

double weighted_sum(const std::vector<double>& weights, const std::vector<double>& a, const std::vector<double>& b) {
    double out = 0;
    for (std::size_t q = 0; q < weights.size(); ++q) out += weights[q] * a[q] * b[q];
    return out;
}

}  // namespace

MomentModel::MomentModel(const CodedAnswers& coded, const Calibration& calibration, const Quadrature& quadrature, SingleMoments single)
    : calibration_(calibration),
      layout_(parameter_layout(calibration)),
      points_(quadrature.points()),
      weights_(group_weights(calibration, quadrature)) {
    for (const std::size_t j : coded.items) item_at_.push_back(layout_.item_at[j]);
    for (const ItemParameters& one : coded.parameters) items_.push_back(make_item(one, single));
    pairs_at_ = conditional_.size();
    for (std::size_t b = 1; b < items_.size(); ++b) {
        for (std::size_t a = 0; a < b; ++a) {
            std::vector<double>& product = conditional_.emplace_back(points_.size());
            for (std::size_t q = 0; q < points_.size(); ++q) product[q] = items_[a].mean[q] * items_[b].mean[q];
        }
    }
}

std::size_t MomentModel::pair(std::size_t a, std::size_t b) const {
    return pairs_at_ + (a < b ? b * (b - 1) / 2 + a : a * (a - 1) / 2 + b);
}

MomentModel::Item MomentModel::make_item(const ItemParameters& parameters, SingleMoments single) {
    const std::size_t n = parameters.categories();
    const std::size_t nodes = points_.size();
    Item out;
    if (single == SingleMoments::means) {
        std::vector<double>& x = out.values.emplace_back(n);
        for (std::size_t k = 0; k < n; ++k) x[k] = static_cast<double>(k);
    } else {
        for (std::size_t h = 1; h < n; ++h) {
            out.values.emplace_back(n, 0.0);
            out.values.back()[h] = 1;
        }
    }
    const std::size_t own = out.values.size();
    out.mean.assign(nodes, 0);
    out.variance.assign(nodes, 0);
    out.mean_by.assign(n, std::vector<double>(nodes, 0));
    out.with_x.assign(own, std::vector<double>(nodes, 0));
    out.among.assign(own * own, std::vector<double>(nodes, 0));
    out.by.assign(own, out.mean_by);
    std::vector<std::vector<double>> means(own, std::vector<double>(nodes, 0));
    std::vector<double> p(n);
    std::vector<double> derivatives(n * n);
    for (std::size_t q = 0; q < nodes; ++q) {
        category_probabilities(calibration_.model, parameters, points_[q], p);
        probability_derivatives(calibration_.model, parameters, points_[q], p, derivatives);
        for (std::size_t k = 0; k < n; ++k) {
            const auto x = static_cast<double>(k);
            out.mean[q] += x * p[k];
            for (std::size_t a = 0; a < own; ++a) means[a][q] += out.values[a][k] * p[k];
            for (std::size_t c = 0; c < n; ++c) {
                out.mean_by[c][q] += x * derivatives[k * n + c];
                for (std::size_t a = 0; a < own; ++a) out.by[a][c][q] += out.values[a][k] * derivatives[k * n + c];
            }
        }
        for (std::size_t k = 0; k < n; ++k) {
            const double off = static_cast<double>(k) - out.mean[q];
            out.variance[q] += off * off * p[k];
            for (std::size_t a = 0; a < own; ++a) {
                const double own_off = out.values[a][k] - means[a][q];
                out.with_x[a][q] += own_off * off * p[k];
                for (std::size_t b = 0; b < own; ++b) out.among[a * own + b][q] += own_off * (out.values[b][k] - means[b][q]) * p[k];
            }
        }
    }
    for (std::vector<double>& one : means) {
        out.singles.push_back(conditional_.size());
        conditional_.push_back(std::move(one));
    }
    return out;
}

void MomentModel::add_observed(const std::uint8_t* codes, std::vector<double>& out) const {
    for (std::size_t b = 0; b < items_.size(); ++b) {
        for (std::size_t a = 0; a < items_[b].singles.size(); ++a) out[items_[b].singles[a]] += items_[b].values[a][codes[b]];
        double* const to = out.data() + pairs_at_ + b * (b == 0 ? 0 : b - 1) / 2;
        for (std::size_t a = 0; a < b; ++a) to[a] += static_cast<double>(codes[a]) * codes[b];
    }
}

MomentModel::OfGroup MomentModel::of_group(std::size_t group) const {
    const std::vector<double>& w = weights_[group];
    const std::size_t n = size();
    OfGroup out{std::vector<double>(n), std::vector<double>(n * n), std::vector<double>(layout_.free.free * n, 0.0)};
    for (std::size_t m = 0; m < n; ++m) out.expected[m] = weighted_sum(w, conditional_[m]);
    // Between nodes: the covariance of the conditional means.
    Eigen::MatrixXd off(static_cast<Eigen::Index>(points_.size()), static_cast<Eigen::Index>(n));
    for (std::size_t m = 0; m < n; ++m) {
        for (std::size_t q = 0; q < w.size(); ++q)
            off(static_cast<Eigen::Index>(q), static_cast<Eigen::Index>(m)) = std::sqrt(w[q]) * (conditional_[m][q] - out.expected[m]);
    }
    Eigen::Map<Eigen::MatrixXd>(out.covariance.data(), off.cols(), off.cols()).noalias() = off.transpose() * off;
    add_overlaps(w, out);
    add_item_derivatives(w, out);
    add_group_derivatives(group, w, out);
    return out;
}

/// Within a node answers to different items are independent: only moments that share an item vary together.
void MomentModel::add_overlaps(const std::vector<double>& w, OfGroup& to) const {
    const std::size_t n = size();
    const std::size_t nodes = w.size();
    const auto add = [&](std::size_t r, std::size_t c, double value) {
        to.covariance[r * n + c] += value;
        if (r != c) to.covariance[c * n + r] += value;
    };
    std::vector<double> part(nodes);
    for (std::size_t j = 0; j < items_.size(); ++j) {
        const Item& item = items_[j];
        const std::size_t own = item.singles.size();
        for (std::size_t a = 0; a < own; ++a) {
            for (std::size_t b = 0; b <= a; ++b) add(item.singles[a], item.singles[b], weighted_sum(w, item.among[a * own + b]));
            for (std::size_t l = 0; l < items_.size(); ++l) {
                if (l != j) add(item.singles[a], pair(j, l), weighted_sum(w, item.with_x[a], items_[l].mean));
            }
        }
        for (std::size_t l = 0; l < items_.size(); ++l) {
            if (l == j) continue;
            for (std::size_t q = 0; q < nodes; ++q) part[q] = w[q] * item.variance[q] * items_[l].mean[q];
            for (std::size_t m = 0; m < l; ++m) {
                if (m == j) continue;
                double sum = 0;
                for (std::size_t q = 0; q < nodes; ++q) sum += part[q] * items_[m].mean[q];
                add(pair(j, l), pair(j, m), sum);
            }
            if (l > j) continue;
            double both = 0;  // of x_j x_l itself: E[x_j^2] E[x_l^2] - (E x_j E x_l)^2
            for (std::size_t q = 0; q < nodes; ++q) {
                const double of_l = items_[l].variance[q] + items_[l].mean[q] * items_[l].mean[q];
                both += w[q] * (item.variance[q] * of_l + item.mean[q] * item.mean[q] * items_[l].variance[q]);
            }
            add(pair(j, l), pair(j, l), both);
        }
    }
}

void MomentModel::add_item_derivatives(const std::vector<double>& w, OfGroup& to) const {
    for (const ItemConstraints::Entry& entry : layout_.free.entries) {
        if (entry.row >= layout_.groups_at) continue;
        const auto found = std::upper_bound(item_at_.begin(), item_at_.end(), entry.row) - 1;
        const auto j = static_cast<std::size_t>(found - item_at_.begin());
        const std::size_t parameter = entry.row - *found;
        double* const row = to.derivatives.data() + entry.free * size();
        for (std::size_t a = 0; a < items_[j].singles.size(); ++a)
            row[items_[j].singles[a]] += entry.value * weighted_sum(w, items_[j].by[a][parameter]);
        for (std::size_t l = 0; l < items_.size(); ++l) {
            if (l != j) row[pair(j, l)] += entry.value * weighted_sum(w, items_[j].mean_by[parameter], items_[l].mean);
        }
    }
}

/// Weights on the grid move with the mean by (t - mean on the grid) / sd^2, with the sd by (u - mean of u) / sd^3, u = (t - mean)^2.
void MomentModel::add_group_derivatives(std::size_t group, const std::vector<double>& w, OfGroup& to) const {
    const auto [mean, sd] = std::pair(calibration_.groups[group].mean, calibration_.groups[group].sd);
    const GridMoments moments = grid_moments(points_, w, mean);
    for (const ItemConstraints::Entry& entry : layout_.free.entries) {
        if (entry.row != layout_.groups_at + 2 * group && entry.row != layout_.groups_at + 2 * group + 1) continue;
        const bool by_mean = entry.row == layout_.groups_at + 2 * group;
        std::vector<double> by(w.size());
        for (std::size_t q = 0; q < w.size(); ++q) {
            const double off = points_[q] - mean;
            by[q] = w[q] * (by_mean ? (points_[q] - moments.mean) / (sd * sd) : (off * off - moments.square) / (sd * sd * sd));
        }
        for (std::size_t m = 0; m < size(); ++m) to.derivatives[entry.free * size() + m] += entry.value * weighted_sum(by, conditional_[m]);
    }
}

}  // namespace capgap
