#include <capgap/measurement/second_order_distribution.hpp>

#include <capgap/measurement/dimension_kernels.hpp>
#include <capgap/measurement/second_order.hpp>
#include <capgap/measurement/second_order_e_step.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace capgap {

namespace {

using SecondOrderTables = SecondOrderDistribution::Tables;

/// First and second derivative, as far as expected, of the logarithm of a competency's weights by its loading.
struct LoadingSlope {
    double gradient = 0;
    double information = 0;
};

class SecondOrderPosteriors final : public JointPosterior {
public:
    SecondOrderPosteriors(const SecondOrderTables& tables, std::size_t competencies)
        : t_(tables),
          competencies_(competencies),
          given_(competencies * tables.padded),
          moved_(competencies * tables.padded),
          factor_(tables.padded),
          sum_(tables.padded) {}

    void run(const DimensionBlock& block, double* posterior, double* log_sum, double* products) override {
        for (std::size_t p = 0; p < block.people; ++p) {
            double* general = posterior + (competencies_ * KernelInput::most_people + p) * t_.padded;
            log_sum[p] = general_posterior(block, p, general);
            for (std::size_t c = 0; c < competencies_; ++c)
                products[p * competencies_ + c] =
                    competency_posterior(c, block.of(c, p), general, posterior + (c * KernelInput::most_people + p) * t_.padded);
        }
    }

private:
    /// How likely the answers to each competency are at the nodes of the general factor, and with that its posterior; the logarithm of their sum.
    double general_posterior(const DimensionBlock& block, std::size_t person, double* general) {
        std::copy(t_.general.begin(), t_.general.end(), general);
        double log_scale = 0;
        for (std::size_t c = 0; c < competencies_; ++c) {
            const double* likelihood = block.of(c, person);
            for (std::size_t q = 0; q < t_.nodes; ++q) factor_[q] = likelihood[q] * t_.points[q];
            double* given = given_.data() + c * t_.padded;
            dimension_kernels().rows({t_.given_turned[c].data(), likelihood, factor_.data(), t_.nodes, t_.padded}, given,
                                     moved_.data() + c * t_.padded);
            for (std::size_t r = 0; r < t_.nodes; ++r) given[r] = std::max(given[r], SecondOrderDistribution::least_given);
            log_scale += t_.multiply(general, given);
        }
        double all = 0;
        for (std::size_t r = 0; r < t_.nodes; ++r) all += general[r];
        for (std::size_t r = 0; r < t_.nodes; ++r) general[r] /= all;
        return std::log(all) + log_scale;
    }

    /// The product of the competency with the general factor that is expected.
    double competency_posterior(std::size_t competency, const double* likelihood, const double* general, double* posterior) {
        const double* given = given_.data() + competency * t_.padded;
        const double* moved = moved_.data() + competency * t_.padded;
        double product = 0;
        for (std::size_t r = 0; r < t_.nodes; ++r) {
            factor_[r] = general[r] / given[r];
            product += t_.points[r] * factor_[r] * moved[r];
        }
        dimension_kernels().rows({t_.given[competency].data(), factor_.data(), nullptr, t_.nodes, t_.padded}, sum_.data(), nullptr);
        for (std::size_t q = 0; q < t_.padded; ++q) posterior[q] = likelihood[q] * sum_[q];
        return product;
    }

    const SecondOrderTables& t_;
    std::size_t competencies_;
    std::vector<double> given_;  ///< [competency][node of the general factor]
    std::vector<double> moved_;  ///< likewise, times the competency's point
    std::vector<double> factor_;
    std::vector<double> sum_;
};

double square_sum(const std::vector<double>& mass, std::span<const double> points) {
    double out = 0;
    for (std::size_t q = 0; q < mass.size(); ++q) out += mass[q] * points[q] * points[q];
    return out;
}

/// At `loading`, of the weights of a competency given the general factor; both sums are those of the people, and of the grid under the same general
/// factor.
LoadingSlope loading_slope(double loading, std::span<const double> points, const std::vector<double>& general_mass, double product,
                           double competency_square) {
    const double own = 1 - loading * loading;
    LoadingSlope out;
    double general_square = 0;
    for (std::size_t r = 0; r < points.size(); ++r) {
        const double g = points[r];
        general_square += general_mass[r] * g * g;
        double all = 0;
        double mean = 0;
        double square = 0;
        double nearest = std::numeric_limits<double>::infinity();
        for (const double t : points) nearest = std::min(nearest, (t - loading * g) * (t - loading * g));
        for (const double t : points) {
            const double off = t - loading * g;
            const double weight = std::exp((nearest - off * off) / (2 * own));
            const double slope = (off * g - loading * off * off / own) / own;
            all += weight;
            mean += weight * slope;
            square += weight * slope * slope;
        }
        mean /= all;
        out.gradient -= general_mass[r] * mean;
        out.information += general_mass[r] * (square / all - mean * mean);
    }
    const double cross = product - loading * general_square;
    const double rest = competency_square - 2 * loading * product + loading * loading * general_square;
    out.gradient += (cross - loading * rest / own) / own;
    return out;
}

}  // namespace

double SecondOrderDistribution::Tables::multiply(double* weights, const double* by) const {
    constexpr double vanishing = 0x1p-300;
    constexpr double up = 0x1p300;
    constexpr double log_up = 300 * 0.693147180559945309417;
    double largest = 0;
    for (std::size_t r = 0; r < nodes; ++r) {
        weights[r] *= by[r];
        largest = std::max(largest, weights[r]);
    }
    double out = 0;
    for (; largest > 0 && largest < vanishing; largest *= up) {
        for (std::size_t r = 0; r < nodes; ++r) weights[r] *= up;
        out -= log_up;
    }
    return out;
}

double largest_loading(const Quadrature& quadrature) {
    constexpr double least_spread = 0.7;
    const double least_own = least_spread * 2 * quadrature.limit / static_cast<double>(quadrature.nodes - 1);
    return std::sqrt(std::max(1 - least_own * least_own, 0.0));
}

SecondOrderDistribution::SecondOrderDistribution(const Quadrature& quadrature, std::size_t competencies, bool opposed)
    : competencies_(competencies), opposed_(opposed), limit_(largest_loading(quadrature)) {
    tables_.nodes = quadrature.nodes;
    tables_.points = quadrature.points();
    tables_.general = quadrature.normal_weights();
    tables_.padded = NodeTable(0, 0, quadrature.nodes).padded();
    tables_.points.resize(tables_.padded, 0);
    tables_.general.resize(tables_.padded, 0);
    tables_.given.assign(competencies, std::vector<double>(tables_.nodes * tables_.padded, 0));
    tables_.given_turned = tables_.given;
}

bool SecondOrderDistribution::is_possible(std::span<const double> parameters) const {
    return std::all_of(parameters.begin(), parameters.end(), [this](double one) { return std::abs(one) <= limit_; });
}

void SecondOrderDistribution::prepare(std::span<const double> parameters) {
    const Quadrature grid{tables_.nodes, -tables_.points.front()};
    for (std::size_t c = 0; c < competencies_; ++c) {
        const double lambda = loading(parameters, c);
        for (std::size_t r = 0; r < tables_.nodes; ++r) {
            const std::vector<double> weights = grid.normal_weights(lambda * tables_.points[r], std::sqrt(1 - lambda * lambda));
            for (std::size_t q = 0; q < tables_.nodes; ++q) {
                tables_.given[c][r * tables_.padded + q] = weights[q];
                tables_.given_turned[c][q * tables_.padded + r] = weights[q];
            }
        }
    }
}

std::unique_ptr<JointPosterior> SecondOrderDistribution::posterior() const {
    return std::make_unique<SecondOrderPosteriors>(tables_, competencies_);
}

std::unique_ptr<DimensionEStep> SecondOrderDistribution::e_step(const AnswerTable& answers, const std::vector<std::size_t>& first_item) const {
    return second_order_e_step(*this, answers, first_item);
}

std::vector<double> SecondOrderDistribution::start() const {
    std::vector<double> out(free_loadings(), 0.7);
    return out;
}

std::vector<double> SecondOrderDistribution::expanded(const DimensionCounts& counts) const {
    const VariableMoments moments = variable_moments(counts, std::span(tables_.points).first(tables_.nodes));
    std::vector<double> out(free_loadings(), 0);
    if (out.empty()) return out;
    for (std::size_t c = 0; c < competencies_; ++c) {
        const double correlation =
            (counts.products[c] / counts.weight - moments.mean[c] * moments.mean[competencies_]) / (moments.sd[c] * moments.sd[competencies_]);
        // Two with one loading: their mean, from which plain EM goes on.
        out[out.size() == 1 ? 0 : c] += out.size() == 1 ? sign(out, c) * correlation / 2 : correlation;
    }
    for (double& one : out) one = std::clamp(one, -limit_, limit_);
    return out;
}

std::vector<double> SecondOrderDistribution::improved(const DimensionCounts& counts, std::span<const double> from) {
    constexpr int most_steps = 30;
    constexpr double near_enough = 1e-13;
    std::vector<double> out(from.begin(), from.end());
    const std::span<const double> points = std::span(tables_.points).first(tables_.nodes);
    for (std::size_t i = 0; i < out.size(); ++i) {
        for (int step = 0; step < most_steps; ++step) {
            LoadingSlope slope;
            for (std::size_t c = 0; c < competencies_; ++c) {
                if (out.size() > 1 && c != i) continue;
                const LoadingSlope one = loading_slope(loading(out, c), points, counts.node_mass[competencies_], counts.products[c],
                                                       square_sum(counts.node_mass[c], points));
                slope.gradient += sign(out, c) * one.gradient;
                slope.information += one.information;
            }
            if (!(slope.information > 0)) break;
            const double before = out[i];
            out[i] = std::clamp(before + slope.gradient / slope.information, -limit_, limit_);
            if (std::abs(out[i] - before) < near_enough) break;
        }
    }
    return out;
}

std::vector<double> SecondOrderDistribution::gradient(const DimensionCounts& counts, std::span<const double> parameters) const {
    std::vector<double> out(parameters.size(), 0);
    if (out.empty()) return out;
    const std::span<const double> points = std::span(tables_.points).first(tables_.nodes);
    for (std::size_t c = 0; c < competencies_; ++c) {
        const double square = square_sum(counts.node_mass[c], points);
        const LoadingSlope one = loading_slope(loading(parameters, c), points, counts.node_mass[competencies_], counts.products[c], square);
        out[out.size() == 1 ? 0 : c] += sign(parameters, c) * one.gradient;
    }
    return out;
}

}  // namespace capgap
