#pragma once

#include <cstddef>
#include <vector>

namespace capgap {

/// Equally spaced points of theta on which integrals over it are sums.
struct Quadrature {
    std::size_t nodes = 61;  ///< at least 3
    double limit = 6;        ///< from -limit to limit

    /// In rising order.
    [[nodiscard]] std::vector<double> points() const;
    /// Below this, neighbouring nodes know nothing of each other.
    static constexpr double narrowest_sd = 1e-3;
    /// Two standard deviations to each side are on the grid.
    [[nodiscard]] double widest_sd() const { return limit / 2; }
    /// Of a normal distribution, in proportion to its density at the points, adding up to 1.
    [[nodiscard]] std::vector<double> normal_weights(double mean = 0, double sd = 1) const;

    friend bool operator==(const Quadrature&, const Quadrature&) = default;
};

/// Of weights at points, t being a point and u = (t - centre)^2.
struct GridMoments {
    double mean = 0;             ///< of t
    double variance = 0;         ///< of t
    double square = 0;           ///< mean of u
    double square_variance = 0;  ///< of u
    double covariance = 0;       ///< of t and u
};
[[nodiscard]] GridMoments grid_moments(const std::vector<double>& points, const std::vector<double>& weights, double centre);

struct NormalDistribution {
    double mean = 0;
    double sd = 1;
};
/// The normal distribution under which people spread over the grid with this mean and variance are most likely: that whose weights on the grid have
/// the same moments. On a grid that ends where there still are people it is wider than they are. Its standard deviation is kept between narrowest_sd
/// and widest_sd(). `start` gives the mean, where that is fixed.
[[nodiscard]] NormalDistribution normal_on_grid(const Quadrature& quadrature, double mean, double variance, NormalDistribution start,
                                                bool mean_is_fixed);

}  // namespace capgap
