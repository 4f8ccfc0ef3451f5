#include <capgap/measurement/level_range.hpp>

#include <gtest/gtest.h>

#include <numeric>

namespace capgap {
namespace {

const std::vector<double> cuts = {12.5, 37.5, 62.5, 87.5};

/// sd 20 and alpha 0.75: 20 * sqrt(0.25) = 10.
const ScorePrecision sem_of_10{400, 3, 0.75, 20.0};

PersonLevels range(double score_0_100, int level, const ScorePrecision& precision = sem_of_10, std::int64_t answered = 3) {
    return *level_range({score_0_100, level, answered}, precision, cuts);
}

TEST(LevelRange, error_of_measurement_by_hand) {
    EXPECT_DOUBLE_EQ(sem_0_100(sem_of_10, 3), 10);
    EXPECT_DOUBLE_EQ(sem_0_100({400, 4, 0.91, 30.0}, 4), 9);        // 30 * sqrt(0.09)
    EXPECT_NEAR(sem_0_100(sem_of_10, 2), 12.2474487139159, 1e-12);  // 10 * sqrt(3/2)
    EXPECT_DOUBLE_EQ(sem_0_100({400, 3, 1.0 + 1e-12, 20.0}, 3), 0);
}

// 50 -+ 12.8 reaches from 37.2 (level 2) to 62.8 (level 4). Phi(1.25) = 0.8943502263, Phi(-3.75) = 0.0000884173 (tables).
TEST(LevelRange, levels_that_the_interval_touches) {
    const PersonLevels middle = range(50, 3);
    EXPECT_EQ(middle.low, 2);
    EXPECT_EQ(middle.high, 4);
    EXPECT_NEAR(middle.prob_of_level[2], 2 * 0.8943502263 - 1, 1e-9);
    EXPECT_NEAR(middle.prob_of_level[1], 1 - 0.8943502263 - 0.0000884173, 1e-9);
    EXPECT_NEAR(middle.prob_of_level[0], 0.0000884173, 1e-9);
    EXPECT_FALSE(middle.rough);
    const PersonLevels top = range(100, 5);  // 87.2
    EXPECT_EQ(top.low, 4);
    EXPECT_EQ(top.high, 5);
    EXPECT_NEAR(top.prob_of_level[4], 0.8943502263, 1e-9);
    const PersonLevels bottom = range(0, 1);  // 12.8
    EXPECT_EQ(bottom.low, 1);
    EXPECT_EQ(bottom.high, 2);
}

TEST(LevelRange, an_end_on_a_cut_reaches_it) {
    EXPECT_EQ(range(24.7, 2).high, 3);  // 24.7 + 12.8 = 37.5, as near as doubles tell
    EXPECT_EQ(range(24.6, 2).high, 2);
}

// sem 4: 50 -+ 5.12 stays in level 3, of which the probability is 2 Phi(3.125) - 1 = 0.9982.
TEST(LevelRange, a_single_level_where_it_is_sure_enough) {
    const PersonLevels sure = range(50, 3, {400, 3, 0.84, 10.0});
    EXPECT_EQ(sure.low, 3);
    EXPECT_EQ(sure.high, 3);
    EXPECT_NEAR(sure.prob_of_level[2], 0.9982219, 1e-6);
}

// sem 9.76: 50 -+ 12.4928 stays in level 3, of which the probability is 2 Phi(12.5/9.76) - 1 = 0.79971 (math.erf of Python): not above 0.8.
TEST(LevelRange, a_single_level_that_is_not_sure_enough_gets_its_nearer_neighbour) {
    const ScorePrecision almost{400, 3, 0.75, 19.52};
    EXPECT_NEAR(range(50, 3, almost).prob_of_level[2], 0.7997142, 1e-6);
    EXPECT_EQ(range(50, 3, almost).low, 2);
    EXPECT_EQ(range(50, 3, almost).high, 3);
    EXPECT_EQ(range(50.003, 3, almost).low, 3);
    EXPECT_EQ(range(50.003, 3, almost).high, 4);
}

TEST(LevelRange, fewer_answers_make_it_wider) {
    EXPECT_EQ(range(50, 3, {400, 3, 0.84, 20.0}, 3).low, 3);  // sem 8: 39.76
    EXPECT_EQ(range(50, 3, {400, 3, 0.84, 20.0}, 1).low, 2);  // sem 13.86: 32.3
}

TEST(LevelRange, without_error_there_is_the_level_alone) {
    const PersonLevels exact = range(37.5, 3, {400, 3, 1.0, 20.0});
    EXPECT_EQ(exact.low, 3);
    EXPECT_EQ(exact.high, 3);
    EXPECT_EQ(exact.prob_of_level, (std::vector<double>{0, 0, 1, 0, 0}));
}

/// 100/3 is written 33.333333, and a cut of 33.333333 is reached by it and by 33.3333334; one of 33.333334 is not.
TEST(LevelRange, the_exact_level_stays_within) {
    const PersonLevels one = *level_range({33.333333, 2, 3}, {400, 3, 1.0, 20.0}, {33.3333331});
    EXPECT_EQ(one.low, 1);  // as the six decimals read
    EXPECT_EQ(one.high, 2);
}

TEST(LevelRange, none_where_nothing_can_be_said) {
    EXPECT_EQ(why_no_range({29, 3, 0.9, 20.0}), NoRange::few_people);
    EXPECT_EQ(why_no_range({400, 1, std::nullopt, 20.0}), NoRange::few_people);
    EXPECT_EQ(why_no_range({400, 3, 0.49, 20.0}), NoRange::inconsistent);
    EXPECT_EQ(why_no_range({400, 3, -0.2, 20.0}), NoRange::inconsistent);
    EXPECT_EQ(why_no_range({30, 3, 0.5, 20.0}), std::nullopt);
    EXPECT_EQ(level_range({50, 3, 3}, {29, 3, 0.9, 20.0}, cuts), std::nullopt);
    EXPECT_EQ(level_range({50, 3, 0}, sem_of_10, cuts), std::nullopt);
    EXPECT_TRUE(level_range({50, 3, 3}, {400, 3, 0.69, 20.0}, cuts)->rough);
}

TEST(LevelRange, probabilities_add_up) {
    for (double score = 0; score <= 100; score += 6.25) {
        const PersonLevels one = range(score, 1 + (score >= 12.5) + (score >= 37.5) + (score >= 62.5) + (score >= 87.5));
        EXPECT_NEAR(std::accumulate(one.prob_of_level.begin(), one.prob_of_level.end(), 0.0), 1, 1e-12);
        EXPECT_LT(one.low, one.high) << "with this error no level is sure";
    }
}

}  // namespace
}  // namespace capgap
