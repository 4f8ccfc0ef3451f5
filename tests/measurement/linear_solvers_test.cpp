#include <capgap/measurement/linear_solvers.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace capgap {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::Pointwise;

// By hand: A = [4 2; 2 5] has L = [2 0; 1 2], determinant 16 and inverse [5 -2; -2 4] / 16.
TEST(LinearSolvers, factors_of_two_by_two) {
    const std::vector<double> lower_triangle{4, 2, 99, 5};  // what stands above the diagonal is not read
    const Cholesky factors(lower_triangle, 2);
    ASSERT_TRUE(factors.defined());
    EXPECT_NEAR(factors.log_determinant(), std::log(16), 1e-15);
    EXPECT_THAT(factors.solve_lower(std::vector<double>{2, 5}), ElementsAre(DoubleNear(1, 1e-15), DoubleNear(2, 1e-15)));
    EXPECT_THAT(factors.solve_upper(std::vector<double>{4, 4}), ElementsAre(DoubleNear(1, 1e-15), DoubleNear(2, 1e-15)));
    EXPECT_TRUE(factors.solve_lower({}).empty());
    EXPECT_TRUE(factors.solve_upper({}).empty());
    const std::vector<double> inverse{5.0 / 16, -2.0 / 16, -2.0 / 16, 4.0 / 16};
    EXPECT_THAT(factors.inverse(), Pointwise(DoubleNear(1e-15), inverse));
    EXPECT_THAT(inverse_of_information(std::vector<double>{4, 2, 2, 5}, 2), Pointwise(DoubleNear(1e-15), inverse));
}

TEST(LinearSolvers, what_is_not_positive_definite_is_undefined) {
    EXPECT_FALSE(Cholesky({}, 0).defined());
    EXPECT_FALSE(Cholesky(std::vector<double>{1, 2, 2, 1}, 2).defined());
    EXPECT_FALSE(Cholesky(std::vector<double>{1, 0, 0, std::numeric_limits<double>::quiet_NaN()}, 2).defined());
    // The square of the second diagonal element of L is 1 - 0.999^2 = 0.001999.
    EXPECT_TRUE(Cholesky(std::vector<double>{1, 0.999, 0.999, 1}, 2, 0.0019).defined());
    EXPECT_FALSE(Cholesky(std::vector<double>{1, 0.999, 0.999, 1}, 2, 0.0021).defined());
    EXPECT_TRUE(inverse_of_information({}, 0).empty());
    EXPECT_TRUE(inverse_of_information(std::vector<double>{1, 1, 1, 1}, 2).empty());
    EXPECT_TRUE(inverse_of_information(std::vector<double>{1, 0, 0, 0}, 2).empty());
}

// By hand: a line through (0, 1), (1, 2), (2, 4) is 5/6 + 3/2 x, and leaves 1/6.
TEST(LinearSolvers, least_squares_of_a_line) {
    const LeastSquares line = least_squares(std::vector<double>{1, 1, 1, 0, 1, 2}, std::vector<double>{1, 2, 4});
    EXPECT_THAT(line.solution, ElementsAre(DoubleNear(5.0 / 6, 1e-14), DoubleNear(1.5, 1e-14)));
    EXPECT_EQ(line.rank, 2U);
    EXPECT_NEAR(line.left, 1.0 / 6, 1e-14);
}

TEST(LinearSolvers, of_several_solutions_the_shortest) {
    const LeastSquares twice = least_squares(std::vector<double>{1, 1, 1, 1}, std::vector<double>{2, 4});
    EXPECT_EQ(twice.rank, 1U);
    EXPECT_THAT(twice.solution, ElementsAre(DoubleNear(1.5, 1e-14), DoubleNear(1.5, 1e-14)));
    EXPECT_NEAR(twice.left, 2, 1e-14);
    // Columns that differ by a thousandth: two, or one where a hundredth is taken for none.
    const std::vector<double> alike{1, 1, 1, 1.001};
    EXPECT_EQ(least_squares(alike, std::vector<double>{2, 4}).rank, 2U);
    EXPECT_EQ(least_squares(alike, std::vector<double>{2, 4}, 0.01).rank, 1U);
}

}  // namespace
}  // namespace capgap
