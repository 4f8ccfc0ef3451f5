#include <capgap/statistics/weighted_kappa.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace capgap {
namespace {

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

Pairs of_table(const std::vector<std::vector<int>>& counts) {
    Pairs out;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        for (std::size_t j = 0; j < counts.size(); ++j) out.insert(out.end(), static_cast<std::size_t>(counts[i][j]), {i, j});
    }
    return out;
}

/// A printout of SAS PROC FREQ that statsmodels keeps for its own tests (statsmodels/stats/tests/test_inter_rater.py, TestWeightedCohens): weighted
/// kappa 0.4701 with the asymptotic standard error 0.1457.
TEST(WeightedKappa, as_sas_prints_it) {
    const auto found = weighted_kappa(of_table({{0, 4, 1}, {0, 8, 0}, {0, 1, 5}}), 3, KappaWeights::linear);
    EXPECT_EQ(found.pairs, 19U);
    EXPECT_NEAR(found.kappa.value(), 0.4701, 5e-5);
    EXPECT_NEAR(found.kappa_se.value(), 0.1457, 5e-5);
}

/// The data `anxiety` of the R package irr, its second and third rater, and what kappa2(anxiety[, 2:3], "equal") and (..., "squared") print, as
/// statsmodels keeps them (test_cohens_kappa_irr). irr leaves out 5, which neither gave: 6 moves up.
TEST(WeightedKappa, as_irr_prints_it) {
    const std::vector<int> second = {3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4};
    const std::vector<int> third = {2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2};
    const auto category = [](int given) { return static_cast<std::size_t>(given == 6 ? 4 : given - 1); };
    Pairs pairs;
    for (std::size_t i = 0; i < second.size(); ++i) pairs.emplace_back(category(second[i]), category(third[i]));
    EXPECT_NEAR(weighted_kappa(pairs, 5, KappaWeights::linear).kappa.value(), 0.1459075, 5e-8);
    EXPECT_NEAR(weighted_kappa(pairs, 5, KappaWeights::quadratic).kappa.value(), 0.2520325, 5e-8);
}

/// Two categories: 20 and 15 agree, 5 and 10 do not. Observed 0.7; margins 25:25 and 30:20, expected 0.5 x 0.6 + 0.5 x 0.4 = 0.5; kappa 0.4. Both
/// kinds of weights are the same for two categories.
TEST(WeightedKappa, by_hand) {
    for (const KappaWeights weights : {KappaWeights::linear, KappaWeights::quadratic}) {
        const auto found = weighted_kappa(of_table({{20, 5}, {10, 15}}), 2, weights);
        EXPECT_DOUBLE_EQ(found.observed.value(), 0.7);
        EXPECT_DOUBLE_EQ(found.expected.value(), 0.5);
        EXPECT_NEAR(found.kappa.value(), 0.4, 1e-12);
    }
}

/// (1 - observed) / (1 - expected) is a ratio of mean distances: the length of the scale cancels out.
TEST(WeightedKappa, unused_levels_at_the_end_of_the_scale_change_nothing) {
    const Pairs pairs = of_table({{3, 1, 0}, {1, 4, 2}, {0, 1, 5}});
    const auto three = weighted_kappa(pairs, 3, KappaWeights::quadratic);
    const auto ten = weighted_kappa(pairs, 10, KappaWeights::quadratic);
    EXPECT_NEAR(three.kappa.value(), ten.kappa.value(), 1e-12);
    EXPECT_NEAR(three.kappa_se.value(), ten.kappa_se.value(), 1e-12);
}

TEST(WeightedKappa, full_agreement_is_one_and_full_disagreement_below_nothing) {
    EXPECT_NEAR(weighted_kappa({{0, 0}, {1, 1}, {2, 2}}, 3, KappaWeights::linear).kappa.value(), 1, 1e-12);
    EXPECT_NEAR(weighted_kappa({{0, 1}, {1, 0}}, 2, KappaWeights::linear).kappa.value(), -1, 1e-12);
}

TEST(WeightedKappa, is_undefined_with_a_reason) {
    const auto none = weighted_kappa({}, 5, KappaWeights::linear);
    EXPECT_EQ(none.undefined, KappaUndefined::no_pairs);
    EXPECT_FALSE(none.observed || none.kappa || none.kappa_se);
    const auto same = weighted_kappa({{2, 2}, {2, 2}}, 5, KappaWeights::quadratic);
    EXPECT_EQ(same.undefined, KappaUndefined::no_variation);
    EXPECT_EQ(same.observed, 1);
    EXPECT_FALSE(same.kappa || same.kappa_se);
}

TEST(WeightedKappa, raters_who_each_give_one_level_agree_no_more_than_by_chance) {
    const auto found = weighted_kappa({{0, 1}, {0, 1}, {0, 1}}, 3, KappaWeights::linear);
    EXPECT_NEAR(found.kappa.value(), 0, 1e-12);
}

TEST(WeightedKappa, one_pair_has_no_standard_error) {
    const auto found = weighted_kappa({{0, 1}}, 3, KappaWeights::linear);
    EXPECT_TRUE(found.kappa);
    EXPECT_FALSE(found.kappa_se);
}

}  // namespace
}  // namespace capgap
