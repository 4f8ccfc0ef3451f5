#include <capgap/statistics/weighted_distribution.hpp>

#include <gtest/gtest.h>

namespace capgap {
namespace {

/// 4 people without shortfall and 6 with one step, all of weight u.
WeightedDistribution four_and_six(double u, double g) {
    WeightedDistribution out(3);
    out.add(0, 4, u, g);
    out.add(1, 6, u, g);
    return out;
}

TEST(Share, equal_weights_without_population_give_wilson_at_n) {
    const Estimate share = share_above_zero(four_and_six(1, 1));
    EXPECT_EQ(share.value, 0.6);
    // R 4.2.2: prop.test(6, 10, correct = FALSE)$conf.int = 0.3126738 0.8318197
    EXPECT_NEAR(share.interval->low, 0.3126738, 5e-8);
    EXPECT_NEAR(share.interval->high, 0.8318197, 5e-8);
}

TEST(Share, a_complete_count_has_no_sampling_error) {
    const Estimate share = share_above_zero(four_and_six(1, finite_population_correction(1)));
    EXPECT_EQ(share.interval, (Interval{0.6, 0.6}));
    EXPECT_EQ(four_and_six(1, 0).n_effective(), std::nullopt);
}

TEST(Share, half_answered_halves_the_variance) {
    // u = 2, g = 1/2: n_eff = 20^2 / (10 * 0.5 * 4) = 20.
    const WeightedDistribution half = four_and_six(2, finite_population_correction(2));
    EXPECT_DOUBLE_EQ(*half.n_effective(), 20);
    EXPECT_NEAR(share_above_zero(half).interval->low, wilson_interval(0.6, 20).low, 1e-15);
}

TEST(Share, nobody_is_undefined) {
    EXPECT_EQ(share_above_zero(WeightedDistribution(3)), Estimate{});
    EXPECT_EQ(mean_value(WeightedDistribution(3), 2), Estimate{});
    EXPECT_EQ(WeightedDistribution(3).n_effective(), std::nullopt);
}

TEST(Share, takes_the_larger_variance) {
    // One heavy person below the target among light ones: p(1-p)/n_eff is smaller than the sum of each person's own squares.
    WeightedDistribution skewed(2);
    skewed.add(0, 9, 1, 1);
    skewed.add(1, 1, 3, 1);
    // p = 3/12; n_eff = 144/18 = 8; p(1-p)/n_eff = 0.0234375; sum u^2 (y-p)^2 / 144 = (9/16 + 9 * 9/16)/144 = 0.0390625
    EXPECT_DOUBLE_EQ(*variance_of_mean(skewed), 0.0390625);
    EXPECT_NEAR(share_above_zero(skewed).interval->high, wilson_interval(0.25, 0.1875 / 0.0390625).high, 1e-15);
}

TEST(Mean, one_person_has_no_interval) {
    WeightedDistribution one(3);
    one.add(2, 1, 1, 1);
    EXPECT_EQ(mean_value(one, 2), (Estimate{2.0, std::nullopt}));
}

TEST(Mean, without_a_possible_shortfall_there_is_no_interval) {
    WeightedDistribution none(3);
    none.add(0, 5, 1, 1);
    EXPECT_EQ(mean_value(none, 0), (Estimate{0.0, std::nullopt}));
}

TEST(Mean, uses_n_eff_where_all_have_the_same_shortfall) {
    WeightedDistribution same(4);
    same.add(2, 7, 1.1, 1);
    const Estimate mean = mean_value(same, 3);
    EXPECT_EQ(mean.value, 2.0);
    EXPECT_NEAR(mean.interval->low, 3 * wilson_interval(2.0 / 3, 7).low, 1e-12);
}

TEST(Replicates, without_a_variance_there_is_no_interval_and_with_none_it_is_a_point) {
    EXPECT_EQ(share_above_zero(four_and_six(1, 1), ReplicateVariance{}).interval, std::nullopt);
    EXPECT_EQ(share_above_zero(four_and_six(1, 1), ReplicateVariance{0.0}).interval, (Interval{0.6, 0.6}));
    EXPECT_NEAR(share_above_zero(four_and_six(1, 1), ReplicateVariance{0.012}).interval->low, wilson_interval(0.6, 20).low, 1e-15);
}

TEST(FinitePopulationCorrection, rounding_does_not_make_a_sample_of_a_complete_count) {
    EXPECT_EQ(finite_population_correction(1 + 1e-12), 0);
    EXPECT_EQ(finite_population_correction(0.3), 0);
    EXPECT_DOUBLE_EQ(finite_population_correction(4), 0.75);
}

TEST(LargestThree, keeps_three_whatever_the_order) {
    LargestThree largest;
    largest.add(1, 2);
    largest.add(5, 1);
    largest.add(1, 7);
    EXPECT_EQ(largest.sum(), 10);
}

}  // namespace
}  // namespace capgap
