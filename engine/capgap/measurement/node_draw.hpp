#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace capgap {

/// Draws one of equally spaced nodes, in proportion to a likelihood at the nodes times a normal density there. For this folder only.
///
/// No exponential for each node: with the node s nearest to the mean, and the mean d beyond it, the density at s + j gap is
/// exp(-(j gap)^2 / (2 variance)) exp(gap d / variance)^j, up to a factor. Nodes are taken eight at a time, in one order whatever the processor.
class NodeDraw {
public:
    explicit NodeDraw(std::vector<double> points);

    void set_variance(double variance);

    /// The node at which the sum of what was said above passes `uniform` (between 0 and 1) of the whole; the one nearest to the mean where the
    /// likelihood is 0 as far as the density reaches. `likelihood`: at each node.
    [[nodiscard]] std::size_t node(double mean, std::span<const double> likelihood, double uniform);

private:
    void multiply(double mean, double place, const double* likelihood);
    [[nodiscard]] std::size_t nearest(double place) const;

    std::vector<double> points_;
    double gap_;
    double variance_ = 1;
    bool has_powers_ = false;          ///< those of exp(gap d / variance) are numbers as far as there are nodes
    std::vector<double> by_distance_;  ///< of -(n-1), .. n-1 gaps, and zeros up to a whole block
    std::vector<double> product_;      ///< in whole blocks
    std::vector<double> sums_;         ///< of the blocks
};

}  // namespace capgap
