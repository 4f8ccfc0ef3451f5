// Against exponentials at each node, one after the other.

#include <capgap/measurement/node_draw.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace capgap {
namespace {

std::vector<double> nodes_from(double first, double gap, std::size_t count) {
    std::vector<double> out;
    for (std::size_t q = 0; q < count; ++q) out.push_back(first + gap * static_cast<double>(q));
    return out;
}

/// The share of the whole that lies before each node, and before none behind the last.
std::vector<double> shares_before(const std::vector<double>& points, const std::vector<double>& likelihood, double mean, double variance) {
    std::vector<double> out{0};
    for (std::size_t q = 0; q < points.size(); ++q)
        out.push_back(out.back() + likelihood[q] * std::exp(-(points[q] - mean) * (points[q] - mean) / (2 * variance)));
    for (double& one : out) one /= out.back();
    return out;
}

TEST(NodeDraw, the_node_at_which_the_share_is_passed) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> between(0, 1);
    std::size_t drawn = 0;
    for (const std::size_t count : {3U, 8U, 61U, 64U, 121U}) {
        const std::vector<double> points = nodes_from(-6, 12.0 / static_cast<double>(count - 1), count);
        NodeDraw draw(points);
        for (const double variance : {1e-6, 1e-3, 0.02, 0.4, 1.0, 30.0}) {
            draw.set_variance(variance);
            for (int i = 0; i < 300; ++i) {
                std::vector<double> likelihood;
                for (std::size_t q = 0; q < count; ++q) likelihood.push_back(std::pow(between(random), 4));
                const double mean = 16 * between(random) - 8;  // sometimes beyond the nodes
                const std::vector<double> before = shares_before(points, likelihood, mean, variance);
                if (!std::isfinite(before.back())) continue;
                const double uniform = between(random);
                const std::size_t node = draw.node(mean, likelihood, uniform);
                ASSERT_LT(node, count);
                EXPECT_LE(before[node], uniform + 1e-12) << count << " nodes, variance " << variance << ", mean " << mean;
                EXPECT_GE(before[node + 1], uniform - 1e-12) << count << " nodes, variance " << variance << ", mean " << mean;
                ++drawn;
            }
        }
    }
    EXPECT_GT(drawn, 5000U);
}

TEST(NodeDraw, where_the_answers_are_as_unlikely_as_can_be_the_nearest_to_the_mean) {
    const std::vector<double> points = nodes_from(-6, 0.2, 61);
    NodeDraw draw(points);
    draw.set_variance(1e-6);
    std::vector<double> likelihood(61, 0);
    likelihood[60] = 1;
    EXPECT_EQ(draw.node(0.05, likelihood, 0.5), 30U);
    EXPECT_EQ(draw.node(-90, likelihood, 0.5), 0U);
    EXPECT_EQ(draw.node(90, likelihood, 0.5), 60U);
    draw.set_variance(1);
    EXPECT_EQ(draw.node(0, likelihood, 0.5), 60U);
    EXPECT_EQ(draw.node(0, likelihood, 1e-300), 60U);
    EXPECT_EQ(draw.node(0, std::vector<double>(61, 1), 1 - 1e-16), 60U);
    EXPECT_EQ(draw.node(0, std::vector<double>(61, 1), 0), 30U);
}

}  // namespace
}  // namespace capgap
