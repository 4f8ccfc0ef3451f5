#include <capgap/statistics/multiple_tests.hpp>

#include <gtest/gtest.h>

namespace capgap {
namespace {

// Wikipedia's and Holm's own kind of example: with four p-values .01 .04 .03 .005 only .005 and .01 are rejected at 5 % (.005 <= .0125, .01 <= .0167,
// .03 > .025).
TEST(Holm, stops_at_the_first_that_is_not_rejected) {
    EXPECT_EQ(holm_rejects({0.01, 0.04, 0.03, 0.005}), (std::vector<bool>{true, false, false, true}));
    EXPECT_TRUE(holm_rejects({}).empty());
}

// By hand: 4 x .005, 3 x .01, 2 x .03, and not less for .04.
TEST(Holm, adjusts_p_values) {
    const std::vector<double> adjusted = holm_adjusted({0.01, 0.04, 0.03, 0.005});
    const std::vector<double> expected{0.03, 0.06, 0.06, 0.02};
    for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(adjusted[i], expected[i], 1e-15);
    EXPECT_EQ(holm_adjusted({0.7, 0.8}), (std::vector<double>{1, 1}));
    EXPECT_TRUE(holm_adjusted({}).empty());
}

TEST(TwoSidedProbability, of_1_96_is_5_percent) {
    EXPECT_NEAR(two_sided_probability(1.959963984540054), 0.05, 1e-15);
    EXPECT_NEAR(two_sided_probability(-1.959963984540054), 0.05, 1e-15);
    EXPECT_EQ(two_sided_probability(0), 1);
}

}  // namespace
}  // namespace capgap
