#include <capgap/gaps/score_sum.hpp>

#include <gtest/gtest.h>

namespace capgap {
namespace {

TEST(ScoreSum, thirds_and_sevenths_add_up_as_in_exact_arithmetic) {
    ScoreSum sum;
    ExactSum exact;
    for (int i = 0; i < 100'000; ++i) {
        const double score = 100.0 * (i % 22) / 21;
        sum.add(score);
        exact.add(score);
    }
    EXPECT_EQ(sum.to_double(), exact.to_double());
}

TEST(ScoreSum, ten_million_people_at_the_top_fit) {
    ScoreSum sum;
    ScoreSum doubled;
    sum.add(100);
    for (int i = 0; i < 23; ++i) doubled = sum, sum.add(doubled);
    EXPECT_EQ(sum.to_double(), 100.0 * (1 << 23));
    sum.subtract(doubled);
    EXPECT_EQ(sum.to_double(), 100.0 * (1 << 22));
}

}  // namespace
}  // namespace capgap
