#include <capgap/measurement/quadrature.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace capgap {

std::vector<double> Quadrature::points() const {
    std::vector<double> out(nodes);
    const double step = 2 * limit / static_cast<double>(nodes - 1);
    for (std::size_t q = 0; q < nodes; ++q) out[q] = -limit + step * static_cast<double>(q);
    return out;
}

std::vector<double> Quadrature::normal_weights(double mean, double sd) const {
    std::vector<double> out = points();
    double nearest = std::numeric_limits<double>::infinity();
    for (double& one : out) {
        const double z = (one - mean) / sd;
        one = z * z;
        nearest = std::min(nearest, one);
    }
    // From the nearest node on, however far it lies: some weight is 1 before they are made to add up.
    double sum = 0;
    for (double& one : out) sum += one = std::exp((nearest - one) / 2);
    for (double& one : out) one /= sum;
    return out;
}

GridMoments grid_moments(const std::vector<double>& points, const std::vector<double>& weights, double centre) {
    const auto u = [&](std::size_t q) { return (points[q] - centre) * (points[q] - centre); };
    GridMoments out;
    for (std::size_t q = 0; q < points.size(); ++q) {
        out.mean += weights[q] * points[q];
        out.square += weights[q] * u(q);
    }
    for (std::size_t q = 0; q < points.size(); ++q) {
        const double t_off = points[q] - out.mean;
        const double u_off = u(q) - out.square;
        out.variance += weights[q] * t_off * t_off;
        out.square_variance += weights[q] * u_off * u_off;
        out.covariance += weights[q] * t_off * u_off;
    }
    return out;
}

NormalDistribution normal_on_grid(const Quadrature& quadrature, double mean, double variance, NormalDistribution start, bool mean_is_fixed) {
    constexpr int most_steps = 50;
    constexpr double near_enough = 1e-13;
    const std::vector<double> points = quadrature.points();
    const auto kept = [&quadrature](double sd) { return std::clamp(sd, Quadrature::narrowest_sd, quadrature.widest_sd()); };
    NormalDistribution now = start;
    for (int step = 0; step < most_steps; ++step) {
        // Fisher scoring on sum of mass log w, per person.
        const GridMoments on_grid = grid_moments(points, quadrature.normal_weights(now.mean, now.sd), now.mean);
        const double sd = now.sd;
        const double off = mean - now.mean;
        const double by_mean = (mean - on_grid.mean) / (sd * sd);
        const double by_sd = (variance + off * off - on_grid.square) / (sd * sd * sd);
        const double mean_mean = on_grid.variance / (sd * sd * sd * sd);
        const double mean_sd = on_grid.covariance / (sd * sd * sd * sd * sd);
        const double sd_sd = on_grid.square_variance / (sd * sd * sd * sd * sd * sd);
        double mean_step = 0;
        double sd_step = by_sd / sd_sd;
        if (!mean_is_fixed) {
            const double determinant = mean_mean * sd_sd - mean_sd * mean_sd;
            mean_step = (sd_sd * by_mean - mean_sd * by_sd) / determinant;
            sd_step = (mean_mean * by_sd - mean_sd * by_mean) / determinant;
        }
        now.mean += mean_step;
        now.sd += std::max(sd_step, -now.sd / 2);
        if (!std::isfinite(now.mean) || !std::isfinite(now.sd)) break;
        if (now.sd > 2 * quadrature.widest_sd()) return {start.mean, quadrature.widest_sd()};
        if (std::abs(mean_step) < near_enough && std::abs(sd_step) < near_enough) return {now.mean, kept(now.sd)};
    }
    return {start.mean, kept(start.sd)};
}

}  // namespace capgap
