#include <capgap/statistics/calibration.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace capgap {
namespace {

WeightingClass people(std::int64_t n, std::uint32_t cell, std::vector<std::uint32_t> categories = {}, double base = 1) {
    return {base, n, cell, std::move(categories), true};
}

TEST(PostStratified, weights_add_up_to_each_headcount) {
    const auto weights = post_stratified_weights({people(5, 0), people(2, 1, {}, 3), people(4, 1)}, {20, 30});
    EXPECT_EQ(weights, (std::vector<double>{4, 9, 3}));  // 30 * 3 / (2*3 + 4) = 9
}

TEST(PostStratified, a_census_has_weight_one_exactly) {
    EXPECT_EQ(post_stratified_weights({people(49, 0)}, {49}), std::vector<double>{1});
}

/// Deming and Stephan's setting: a 2 x 2 table 40 30 / 20 10 (of 100) to row sums 60, 40 and column sums 50, 50. The solution keeps the odds ratio
/// 40*10/(30*20) = 2/3: with x the first cell, x(x - 10)/((60 - x)(50 - x)) = 2/3, that is x^2/3 + 190x/3 - 2000 = 0 (x^2 - 10x = 2/3 (3000 - 110x +
/// x^2)): x = -95 + sqrt(95^2 + 6000).
TEST(Raked, reaches_both_margins_and_keeps_the_odds_ratio) {
    const double x = -95 + std::sqrt(95.0 * 95 + 6000);
    const auto raked =
        raked_weights({people(40, 0, {0, 0}), people(30, 1, {0, 1}), people(20, 2, {1, 0}), people(10, 3, {1, 1})}, {{{60, 40}}, {{50, 50}}}, 100);
    ASSERT_TRUE(raked.summary.converged);
    EXPECT_NEAR(40 * raked.weights[0], x, 1e-8);
    EXPECT_NEAR(30 * raked.weights[1], 60 - x, 1e-8);
    EXPECT_NEAR(20 * raked.weights[2], 50 - x, 1e-8);
    EXPECT_NEAR(10 * raked.weights[3], x - 10, 1e-8);
}

TEST(Raked, says_where_margins_contradict_each_other) {
    // Nobody of row 0 is in column 1 and nobody of row 1 in column 0: rows and columns are the same people with different targets.
    const auto raked = raked_weights({people(5, 0, {0, 0}), people(5, 1, {1, 1})}, {{{70, 30}}, {{40, 60}}}, 100);
    EXPECT_FALSE(raked.summary.converged);
    EXPECT_EQ(raked.summary.cycles, 100);
    EXPECT_TRUE(raked.summary.worst_margin.has_value());
}

TEST(Raked, trims_to_three_times_the_mean_and_keeps_the_total) {
    const auto raked = raked_weights({people(99, 0, {0}), people(1, 1, {1})}, {{{90, 10}}}, 100);
    ASSERT_TRUE(raked.summary.converged);
    EXPECT_EQ(raked.summary.trimmed_people, 1);
    EXPECT_NEAR(99 * raked.weights[0] + raked.weights[1], 100, 1e-9);
}

TEST(Raked, leaves_alone_whom_the_margin_does_not_know) {
    const auto raked = raked_weights({people(4, 0, {0}), people(4, 1, {1}), people(2, 1, {RakingMargin::left_alone})}, {{{6, 4}}}, 10);
    ASSERT_TRUE(raked.summary.converged);
    EXPECT_NEAR(raked.weights[2], 1, 1e-12);       // its base weight, scaled to the covered headcount
    EXPECT_NEAR(4 * raked.weights[0], 4.8, 1e-9);  // 60 % of the 8 that are left
}

TEST(Raked, without_people_does_nothing) {
    EXPECT_TRUE(raked_weights({people(0, 0, {0})}, {{{6, 4}}}, 0).summary.converged);
}

}  // namespace
}  // namespace capgap
