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

TEST(TwoSidedProbability, of_1_96_is_5_percent) {
    EXPECT_NEAR(two_sided_probability(1.959963984540054), 0.05, 1e-15);
    EXPECT_NEAR(two_sided_probability(-1.959963984540054), 0.05, 1e-15);
    EXPECT_EQ(two_sided_probability(0), 1);
}

}  // namespace
}  // namespace capgap
