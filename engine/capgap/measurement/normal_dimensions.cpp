#include <capgap/measurement/normal_dimensions.hpp>

#include <capgap/measurement/linear_solvers.hpp>

#include <Eigen/Core>
#include <Eigen/Eigenvalues>
#include <Eigen/LU>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace capgap {

namespace {

using Matrix3 = Eigen::Matrix3d;
using Pairs = std::array<std::pair<Eigen::Index, Eigen::Index>, 3>;
constexpr std::size_t grids = 3;

/// Pairs of dimensions, in the order of the parameters.
Pairs pairs_of(std::size_t dimensions) {
    return dimensions == 3 ? Pairs{{{0, 1}, {0, 2}, {1, 2}}} : Pairs{{{0, 1}, {0, 1}, {0, 1}}};
}

/// Dimensions that there are not are independent.
Matrix3 correlation_matrix(std::span<const double> parameters, std::size_t dimensions) {
    Matrix3 out = Matrix3::Identity();
    const Pairs pairs = pairs_of(dimensions);
    for (std::size_t i = 0; i < parameters.size(); ++i) out(pairs[i].first, pairs[i].second) = out(pairs[i].second, pairs[i].first) = parameters[i];
    return out;
}

/// Where a dimension stands in the tables: the last ones, as the first may have a single node.
std::size_t grid_of(std::size_t dimension, std::size_t dimensions) {
    return dimension + grids - dimensions;
}

/// The least variance of k' theta per squared distance of the nodes, k of whole numbers up to 1: sums over the nodes differ from integrals by
/// exp(-2 pi^2 x this).
double least_variance(const Matrix3& covariance, std::size_t dimensions) {
    double out = std::numeric_limits<double>::infinity();
    const int second = dimensions > 1 ? 1 : 0;
    const int third = dimensions > 2 ? 1 : 0;
    for (int a = -1; a <= 1; ++a) {
        for (int b = -second; b <= second; ++b) {
            for (int c = -third; c <= third; ++c) {
                const Eigen::Vector3d k(a, b, c);
                if (k.squaredNorm() > 0) out = std::min(out, k.dot(covariance * k));
            }
        }
    }
    return out;
}

std::size_t rows_of(std::size_t nodes, std::size_t padded) {
    return nodes * padded;
}

GridWindow whole_grid(const GridTables& tables) {
    return {{{0, tables.nodes[0]}, {0, tables.nodes[1]}, {0, tables.nodes[2]}}};
}

/// Posteriors of people on the nodes that count.
class GridPosteriors final : public JointPosterior {
public:
    GridPosteriors(const GridTables& tables, const std::array<std::vector<double>, 3>& margins, double sum, std::size_t dimensions)
        : tables_(tables),
          margins_(margins),
          log_sum_(std::log(sum)),
          sum_(sum),
          dimensions_(dimensions),
          scratch_((tables.nodes[1] + 5) * tables.padded),
          unused_(tables.padded),
          one_(tables.padded, 0) {
        one_[0] = 1;
    }

    void run(const DimensionBlock& block, double* posterior, double* log_sum, double* products) override {
        const std::size_t pairs = dimensions_ * (dimensions_ - 1) / 2;
        for (std::size_t p = 0; p < block.people; ++p) {
            GridPosterior of;
            for (std::size_t g = 0; g < grids; ++g) {
                of.likelihood[g] = one_.data();
                of.posterior[g] = unused_.data();
            }
            for (std::size_t d = 0; d < dimensions_; ++d) {
                of.likelihood[grid_of(d, dimensions_)] = block.of(d, p);
                of.posterior[grid_of(d, dimensions_)] = posterior + (d * KernelInput::most_people + p) * block.padded;
            }
            reckon(of);
            log_sum[p] = std::log(of.sum) - log_sum_;
            for (std::size_t i = 0; i < pairs; ++i) products[p * pairs + i] = of.products[dimensions_ == 3 ? i : 2];
        }
    }

private:
    /// Nodes that are less likely than the likeliest by this factor are left out, unless what is left out could be as much as `noticed` of all.
    static constexpr double negligible = 1e-17;
    static constexpr double noticed = 1e-12;

    void reckon(GridPosterior& of) {
        GridWindow window = whole_grid(tables_);
        double left_out = 0;
        double largest_product = 1;
        for (std::size_t g = 0; g < grids; ++g) {
            const double* likelihood = of.likelihood[g];
            const std::size_t nodes = tables_.nodes[g];
            const double largest = *std::max_element(likelihood, likelihood + nodes);
            std::size_t& first = window[g][0];
            std::size_t& last = window[g][1];
            double outside = 0;
            for (; first + 1 < last && likelihood[first] < negligible * largest; ++first) outside += likelihood[first] * margins_[g][first];
            for (; first + 1 < last && likelihood[last - 1] < negligible * largest; --last) outside += likelihood[last - 1] * margins_[g][last - 1];
            left_out += outside / largest;
            largest_product *= largest;
        }
        dimension_kernels().grid(tables_, window, of, scratch_.data());
        if (!(left_out * largest_product * sum_ <= noticed * of.sum)) dimension_kernels().grid(tables_, whole_grid(tables_), of, scratch_.data());
    }

    const GridTables& tables_;
    const std::array<std::vector<double>, 3>& margins_;
    double log_sum_;
    double sum_;
    std::size_t dimensions_;
    std::vector<double> scratch_;
    std::vector<double> unused_;
    std::vector<double> one_;
};

}  // namespace

NormalDimensions::NormalDimensions(const Quadrature& quadrature, std::size_t dimensions) : dimensions_(dimensions), points_(quadrature.points()) {
    tables_.padded = NodeTable(0, 0, points_.size()).padded();
    for (std::size_t g = 0; g < grids; ++g) {
        const bool is_dimension = g >= grid_of(0, dimensions);
        tables_.nodes[g] = is_dimension ? points_.size() : 1;
        tables_.points[g] = is_dimension ? points_ : std::vector<double>{0};
        tables_.points[g].resize(tables_.padded, 0);
    }
}

double NormalDimensions::room(std::span<const double> parameters) const {
    constexpr double least_eigenvalue = 0.02;
    constexpr double least_spread = 0.7;  // of the distance of two nodes
    if (parameters.empty()) return 1;
    if (!std::all_of(parameters.begin(), parameters.end(), [](double r) { return std::abs(r) < 1; })) return -1;
    const Matrix3 correlations = correlation_matrix(parameters, dimensions_);
    const double gap = points_[1] - points_[0];
    const double least = Eigen::SelfAdjointEigenSolver<Matrix3>().computeDirect(correlations, Eigen::EigenvaluesOnly).eigenvalues()[0];
    return std::min(least - least_eigenvalue, least_variance(correlations, dimensions_) - least_spread * least_spread * gap * gap);
}

void NormalDimensions::prepare(std::span<const double> parameters) {
    // In the order of the grids: what is missing stands in front.
    const Matrix3 precision_of_dimensions = correlation_matrix(parameters, dimensions_).inverse();
    const auto shift = static_cast<Eigen::Index>(grids - dimensions_);
    Matrix3 precision = Matrix3::Identity();
    for (Eigen::Index a = shift; a < 3; ++a) {
        for (Eigen::Index b = shift; b < 3; ++b) precision(a, b) = precision_of_dimensions(a - shift, b - shift);
    }
    // t' A t = sum over pairs of |A_ab| (t_a +- t_b)^2 + what is left of each diagonal element: no factor is above 1 unless A is far from diagonal.
    const auto rest = [&precision](Eigen::Index a) { return 2 * precision(a, a) - precision.row(a).cwiseAbs().sum(); };
    const auto table = [&](Eigen::Index a, Eigen::Index b, Eigen::Index with) {
        const std::size_t rows = tables_.nodes[static_cast<std::size_t>(a)];
        const std::size_t columns = tables_.nodes[static_cast<std::size_t>(b)];
        std::vector<double> out(rows_of(rows, tables_.padded), 0);
        for (std::size_t i = 0; i < rows; ++i) {
            const double of_a = tables_.points[static_cast<std::size_t>(a)][i];
            for (std::size_t j = 0; j < columns; ++j) {
                const double of_b = tables_.points[static_cast<std::size_t>(b)][j];
                const double together = precision(a, b) < 0 ? of_a - of_b : of_a + of_b;
                const double alone = with == a ? of_a : of_b;
                out[i * tables_.padded + j] = std::exp(-(std::abs(precision(a, b)) * together * together + rest(with) * alone * alone) / 2);
            }
        }
        return out;
    };
    tables_.first_second = table(0, 1, 0);
    tables_.second_third = table(1, 2, 1);
    tables_.first_third = table(0, 2, 2);

    std::array<std::vector<double>, grids> ones;
    GridPosterior of;
    for (std::size_t g = 0; g < grids; ++g) {
        ones[g].assign(tables_.padded, 0);
        std::fill_n(ones[g].begin(), tables_.nodes[g], 1.0);
        margins_[g].assign(tables_.padded, 0);
        of.likelihood[g] = ones[g].data();
        of.posterior[g] = margins_[g].data();
    }
    std::vector<double> scratch((tables_.nodes[1] + 5) * tables_.padded);
    dimension_kernels().grid(tables_, whole_grid(tables_), of, scratch.data());
    sum_ = of.sum;
    products_.assign(products(), 0);
    for (std::size_t i = 0; i < products_.size(); ++i) products_[i] = of.products[dimensions_ == 3 ? i : 2];
    squares_.assign(dimensions_, 0);
    for (std::size_t d = 0; d < dimensions_; ++d) {
        for (std::size_t q = 0; q < points_.size(); ++q) squares_[d] += margins_[grid_of(d, dimensions_)][q] * points_[q] * points_[q];
    }
}

std::unique_ptr<JointPosterior> NormalDimensions::posterior() const {
    return std::make_unique<GridPosteriors>(tables_, margins_, sum_, dimensions_);
}

std::vector<double> NormalDimensions::start() const {
    std::vector<double> out(products(), 0);
    return out;
}

std::vector<double> NormalDimensions::expanded(const DimensionCounts& counts) const {
    const VariableMoments moments = variable_moments(counts, points_);
    const Pairs pairs = pairs_of(dimensions_);
    std::vector<double> out;
    for (std::size_t i = 0; i < products(); ++i) {
        const auto a = static_cast<std::size_t>(pairs[i].first);
        const auto b = static_cast<std::size_t>(pairs[i].second);
        out.push_back((counts.products[i] / counts.weight - moments.mean[a] * moments.mean[b]) / (moments.sd[a] * moments.sd[b]));
    }
    return out;
}

std::vector<double> NormalDimensions::improved(const DimensionCounts& counts, std::span<const double> from) {
    constexpr int most_steps = 30;
    constexpr int most_halvings = 30;
    constexpr double near_enough = 1e-13;
    std::vector<double> now(from.begin(), from.end());
    if (now.empty() || !(counts.weight > 0)) return now;
    const Pairs pairs = pairs_of(dimensions_);
    const std::size_t n = now.size();
    for (int step = 0; step < most_steps; ++step) {
        // Fisher scoring on the sum of mass x log w.
        prepare(now);
        const std::vector<double> slope = gradient(counts, now);
        const Matrix3 precision = correlation_matrix(now, dimensions_).inverse();
        std::vector<double> information;
        for (std::size_t i = 0; i < n; ++i) {
            const auto [a, b] = pairs[i];
            for (std::size_t j = 0; j < n; ++j) {
                const auto [c, d] = pairs[j];
                information.push_back(precision(a, c) * precision(b, d) + precision(a, d) * precision(b, c));
            }
        }
        const Cholesky factors(information, n);
        if (!factors.defined()) break;
        const std::vector<double> change = factors.solve(slope);
        double largest = 0;
        for (const double one : change) largest = std::max(largest, std::abs(one) / counts.weight);
        if (!std::isfinite(largest)) break;
        double part = 1;
        std::vector<double> next;
        for (int halving = 0; halving < most_halvings; ++halving, part /= 2) {
            next = now;
            for (std::size_t i = 0; i < next.size(); ++i) next[i] += part * change[i] / counts.weight;
            if (is_possible(next)) break;
        }
        if (!is_possible(next)) break;
        now = std::move(next);
        if (largest < near_enough) break;
    }
    return now;
}

std::vector<double> NormalDimensions::gradient(const DimensionCounts& counts, std::span<const double> parameters) const {
    // tr(R^-1 E R^-1 (S - S of the grid)) / 2, E the derivative of R, S the sums of squares and products expected.
    const Pairs pairs = pairs_of(dimensions_);
    Matrix3 off = Matrix3::Zero();
    for (std::size_t d = 0; d < dimensions_; ++d) {
        double square = 0;
        for (std::size_t q = 0; q < points_.size(); ++q) square += counts.node_mass[d][q] * points_[q] * points_[q];
        off(static_cast<Eigen::Index>(d), static_cast<Eigen::Index>(d)) = square - counts.weight * squares_[d];
    }
    for (std::size_t i = 0; i < parameters.size(); ++i)
        off(pairs[i].first, pairs[i].second) = off(pairs[i].second, pairs[i].first) = counts.products[i] - counts.weight * products_[i];
    const Matrix3 precision = correlation_matrix(parameters, dimensions_).inverse();
    const Matrix3 slope = precision * off * precision;
    std::vector<double> out;
    for (std::size_t i = 0; i < parameters.size(); ++i) out.push_back(slope(pairs[i].first, pairs[i].second));
    return out;
}

bool NormalDimensions::is_too_coarse(std::span<const double> parameters, std::span<const double> information) const {
    constexpr double widest_gap = 1.5;  // as fit_of_grid() has it
    Matrix3 precision = correlation_matrix(parameters, dimensions_).inverse();
    for (std::size_t d = 0; d < dimensions_; ++d) precision(static_cast<Eigen::Index>(d), static_cast<Eigen::Index>(d)) += information[d];
    const double gap = points_[1] - points_[0];
    return gap * gap > widest_gap * widest_gap * least_variance(precision.inverse(), dimensions_);
}

}  // namespace capgap
