#include <capgap/measurement/quadrature.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace capgap {
namespace {

TEST(Quadrature, moments_of_equal_weights_are_those_of_equal_steps) {
    // -2, -1, 0, 1, 2: variance 2; u = t^2 about 0 has mean 2, variance (4 + 1 + 4 + 1 + 4) / 5 = 14 / 5, and goes up on both sides alike.
    const GridMoments found = grid_moments({-2, -1, 0, 1, 2}, std::vector<double>(5, 0.2), 0);
    EXPECT_NEAR(found.mean, 0, 1e-15);
    EXPECT_NEAR(found.variance, 2, 1e-15);
    EXPECT_NEAR(found.square, 2, 1e-15);
    EXPECT_NEAR(found.square_variance, 2.8, 1e-15);
    EXPECT_NEAR(found.covariance, 0, 1e-15);
    // About 1: u = 9, 4, 1, 0, 1, mean 3; the covariance with t is (-18 - 4 + 0 + 0 + 2) / 5.
    EXPECT_NEAR(grid_moments({-2, -1, 0, 1, 2}, std::vector<double>(5, 0.2), 1).covariance, -4, 1e-15);
}

TEST(Quadrature, a_normal_distribution_is_found_again_from_its_moments_on_the_grid) {
    const Quadrature grid{41, 3};  // which cuts off what is wider
    for (const auto& [mean, sd] : {std::pair(0.0, 1.0), std::pair(0.8, 1.4), std::pair(-1.5, 0.3)}) {
        const GridMoments on_grid = grid_moments(grid.points(), grid.normal_weights(mean, sd), 0);
        const NormalDistribution start{on_grid.mean, std::sqrt(on_grid.variance)};
        const NormalDistribution found = normal_on_grid(grid, on_grid.mean, on_grid.variance, start, false);
        EXPECT_NEAR(found.mean, mean, 1e-9);
        EXPECT_NEAR(found.sd, sd, 1e-9);
        const NormalDistribution with_mean = normal_on_grid(grid, on_grid.mean, on_grid.variance, {mean, 1}, true);
        EXPECT_EQ(with_mean.mean, mean);
        EXPECT_NEAR(with_mean.sd, sd, 1e-9);
    }
}

// Between two nodes, each a hundred standard deviations away; and far outside of the grid.
TEST(Quadrature, weights_of_a_distribution_that_no_node_is_near_are_numbers) {
    const std::vector<double> between = Quadrature{61, 6}.normal_weights(0.1, 1e-3);
    EXPECT_NEAR(between[30] + between[31], 1, 1e-12);
    const std::vector<double> outside = Quadrature{61, 6}.normal_weights(50, 0.5);
    EXPECT_NEAR(outside.back(), 1, 1e-12);
}

// Equal weights on [-3, 3] have a variance of 3.15: no normal distribution is so wide there, nor wider.
TEST(Quadrature, is_not_asked_for_what_it_cannot_tell) {
    const NormalDistribution found = normal_on_grid({41, 3}, 0, 5, {0, 2.2}, false);
    EXPECT_EQ(found.sd, 1.5) << "as wide as a grid can tell";
    EXPECT_EQ(normal_on_grid({41, 3}, 1, 0, {1, 0.001}, false).sd, 0.001) << "everybody on one node";
}

}  // namespace
}  // namespace capgap
