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
    /// Of a normal distribution, in proportion to its density at the points, adding up to 1.
    [[nodiscard]] std::vector<double> normal_weights(double mean = 0, double sd = 1) const;
};

}  // namespace capgap
