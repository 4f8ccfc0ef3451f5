#include <capgap/measurement/node_draw.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <utility>

namespace capgap {

namespace {

constexpr std::size_t at_once = 8;
using NodeBlock = Eigen::Array<double, at_once, 1>;
using ConstNodeBlock = Eigen::Map<const NodeBlock>;

}  // namespace

NodeDraw::NodeDraw(std::vector<double> points) : points_(std::move(points)), gap_(points_[1] - points_[0]) {
    const std::size_t blocks = (points_.size() + at_once - 1) / at_once;
    by_distance_.assign(2 * points_.size() - 1, 0);
    product_.assign(blocks * at_once, 0);
    sums_.assign(blocks, 0);
}

void NodeDraw::set_variance(double variance) {
    constexpr double greatest_exponent = 600;
    variance_ = variance;
    for (std::size_t j = 0; j < points_.size(); ++j) {
        const double distance = static_cast<double>(j) * gap_;
        const double density = std::exp(distance * distance * (-0.5 / variance));
        by_distance_[points_.size() - 1 - j] = by_distance_[points_.size() - 1 + j] = density;
    }
    has_powers_ = gap_ * gap_ / (2 * variance) * static_cast<double>(points_.size() + at_once) < greatest_exponent;
}

std::size_t NodeDraw::nearest(double place) const {
    const auto last = static_cast<double>(points_.size() - 1);
    return place > 0 ? static_cast<std::size_t>(std::lround(std::min(place, last))) : 0;
}

void NodeDraw::multiply(double mean, double place, const double* likelihood) {
    const std::size_t n = points_.size();
    if (!has_powers_ || !(place > -0.5 && place < static_cast<double>(n) - 0.5)) {
        for (std::size_t q = 0; q < n; ++q) product_[q] = likelihood[q] * std::exp((points_[q] - mean) * (points_[q] - mean) * (-0.5 / variance_));
    } else {
        const std::size_t middle = nearest(place);
        const double exponent = gap_ * (mean - points_[middle]) / variance_;
        const double tilt = std::exp(exponent);
        const double twice = tilt * tilt;
        const double four_times = twice * twice;
        const double on = four_times * four_times;
        NodeBlock power;
        power[0] = std::exp(-exponent * static_cast<double>(middle));
        for (std::size_t i = 1; i < at_once; ++i) power[static_cast<Eigen::Index>(i)] = power[static_cast<Eigen::Index>(i - 1)] * tilt;
        const double* const density = by_distance_.data() + (n - 1 - middle);
        std::size_t at = 0;
        for (; at + at_once <= n; at += at_once) {
            Eigen::Map<NodeBlock>(product_.data() + at) = ConstNodeBlock(likelihood + at) * ConstNodeBlock(density + at) * power;
            power *= on;
        }
        for (std::size_t i = 0; at + i < n; ++i) product_[at + i] = likelihood[at + i] * density[at + i] * power[static_cast<Eigen::Index>(i)];
    }
    for (std::size_t b = 0; b < sums_.size(); ++b) {
        const ConstNodeBlock block(product_.data() + b * at_once);
        const Eigen::Array4d halves = block.head<4>() + block.tail<4>();
        sums_[b] = (halves[0] + halves[2]) + (halves[1] + halves[3]);
    }
}

std::size_t NodeDraw::node(double mean, std::span<const double> likelihood, double uniform) {
    const double place = (mean - points_[0]) / gap_;
    multiply(mean, place, likelihood.data());
    double whole = 0;
    for (const double sum : sums_) whole += sum;
    double left = uniform * whole;
    if (!(left > 0)) return nearest(place);
    std::size_t block = 0;
    while (block < sums_.size() - 1 && left - sums_[block] > 0) left -= sums_[block++];
    std::size_t node = block * at_once;
    const std::size_t last = std::min(node + at_once, points_.size()) - 1;
    while (node < last && (left -= product_[node]) > 0) ++node;
    return node;
}

}  // namespace capgap
