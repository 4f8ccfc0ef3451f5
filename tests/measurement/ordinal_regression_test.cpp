#include <capgap/measurement/ordinal_regression.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace capgap {
namespace {

// Two categories and a term for each cell: log odds of each cell, whatever the program.
TEST(ProportionalOdds, of_two_categories_are_log_odds) {
    const OrdinalFit fit = proportional_odds({{{0}, {30, 10}}, {{1}, {20, 60}}});
    EXPECT_TRUE(fit.converged);
    EXPECT_EQ(fit.rank, 1U);
    EXPECT_NEAR(fit.intercepts[0], std::log(10.0 / 30), 1e-10);
    EXPECT_NEAR(fit.coefficients[0], std::log(3.0) - std::log(1.0 / 3), 1e-10);
    EXPECT_NEAR(fit.log_likelihood, 30 * std::log(0.75) + 10 * std::log(0.25) + 20 * std::log(0.25) + 60 * std::log(0.75), 1e-9);
}

TEST(ProportionalOdds, without_terms_are_shares) {
    const OrdinalFit fit = proportional_odds({{{}, {50, 0, 30, 20}}});
    EXPECT_NEAR(fit.log_likelihood, 50 * std::log(0.5) + 30 * std::log(0.3) + 20 * std::log(0.2), 1e-10);
    ASSERT_EQ(fit.intercepts.size(), 2U) << "nobody used the second category";
    EXPECT_NEAR(fit.intercepts[1], std::log(0.2 / 0.8), 1e-10);
}

// All of the second cell are in the highest category: its term goes to infinity, its likelihood to 1.
TEST(ProportionalOdds, have_a_likelihood_where_a_term_has_no_end) {
    const OrdinalFit fit = proportional_odds({{{0}, {30, 10, 20}}, {{1}, {0, 0, 40}}});
    EXPECT_TRUE(fit.converged);
    EXPECT_NEAR(fit.log_likelihood, 30 * std::log(0.5) + 10 * std::log(1.0 / 6) + 20 * std::log(1.0 / 3), 1e-6);
    EXPECT_GT(fit.coefficients[0], 10);
}

TEST(ProportionalOdds, of_terms_that_say_the_same_have_a_rank) {
    const OrdinalFit one = proportional_odds({{{0}, {30, 10, 5}}, {{1}, {20, 60, 7}}});
    const OrdinalFit two = proportional_odds({{{0, 3}, {30, 10, 5}}, {{1, 5}, {20, 60, 7}}, {{7, 7}, {0, 0, 0}}});
    EXPECT_EQ(two.rank, 1U);
    EXPECT_NEAR(two.log_likelihood, one.log_likelihood, 1e-9);
}

TEST(ProportionalOdds, of_nobody_or_of_one_answer_say_nothing) {
    EXPECT_EQ(proportional_odds({}).log_likelihood, 0);
    EXPECT_EQ(proportional_odds({{{1}, {0, 0}}}).rank, 0U);
    const OrdinalFit alike = proportional_odds({{{0}, {0, 5, 0}}, {{1}, {0, 9, 0}}});
    EXPECT_EQ(alike.log_likelihood, 0);
    EXPECT_TRUE(alike.intercepts.empty());
    EXPECT_TRUE(alike.converged);
}

}  // namespace
}  // namespace capgap
