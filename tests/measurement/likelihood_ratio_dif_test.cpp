#include <capgap/measurement/likelihood_ratio_dif.hpp>

#include <measurement/agreement.hpp>
#include <measurement/psychometric_files.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <set>

namespace capgap {
namespace {

using namespace psychometric;

/// Items of `categories` each, by groups: `easier[g]` is added to the first item's intercepts, `mean[g]` to theta.
AnswerTable simulated(std::size_t categories, int people, const std::vector<double>& easier, const std::vector<double>& mean) {
    AnswerTable out(std::vector<std::size_t>(6, categories));
    std::mt19937 random(17);
    std::normal_distribution<double> normal;
    for (std::size_t g = 0; g < mean.size(); ++g) {
        for (int p = 0; p < people; ++p) {
            const double theta = mean[g] + normal(random);
            std::vector<std::uint8_t> codes;
            for (int j = 0; j < 6; ++j) {
                const double u = std::generate_canonical<double, 53>(random);
                std::uint8_t code = 0;
                for (std::size_t k = 1; k < categories; ++k) {
                    const double d = 1.0 - static_cast<double>(k) + 0.2 * j + (j == 0 ? easier[g] : 0);
                    if (u < 1 / (1 + std::exp(-(1.3 * theta + d)))) code = static_cast<std::uint8_t>(k);
                }
                codes.push_back(code);
            }
            out.add(codes, 1, static_cast<std::uint16_t>(g));
        }
    }
    return out;
}

// mirt stopped at its usual tolerance of 1e-4, in both fits: its X2 are of log-likelihoods that are short of the top by some 0.01.
TEST(LikelihoodRatioDif, is_that_of_mirt) {
    const char* real_data = std::getenv("REAL_DATA");
    if (real_data == nullptr) GTEST_SKIP() << "REAL_DATA is not set";
    const std::filesystem::path data = std::filesystem::path(real_data) / "psychometric";
    const AnswerTable alone = answers_of(data / "grm_2group_J24_N10000.csv", 24);
    const auto groups = numbers(data / "group_2group_J24_N10000.csv");
    AnswerTable answers(std::vector<std::size_t>(24, 5));
    for (std::size_t p = 0; p < alone.people(); ++p) answers.add(alone.person(p), 1, static_cast<std::uint16_t>(groups[p][0] - 1));
    CalibrationOptions options;
    options.threads = 2;
    const LikelihoodRatioDif found = likelihood_ratio_dif(answers, ItemModel::graded, options);
    const auto expected = numbers(data / "reference/dif_drop_24.csv", 3);  // TRUE, AIC, SABIC, HQ, BIC, X2, df, p, adj_p
    ASSERT_EQ(expected.size(), found.items.size());
    std::set<std::size_t> largest;
    Agreement agreement("likelihood-ratio test of items between groups (X2)", "mirt 1.47, EM to 1e-4", "10,000 people, 24 items, 2 groups", 0.1);
    for (std::size_t j = 0; j < expected.size(); ++j) {
        SCOPED_TRACE(j + 1);
        const FreedItem& item = found.items[j];
        ASSERT_TRUE(item.test);
        agreement.look(item.test->x2, expected[j][5]);
        EXPECT_EQ(static_cast<double>(item.test->df), expected[j][6]);
        EXPECT_NEAR(item.test->p, expected[j][7], 0.01);
        EXPECT_LT(item.e_steps, 30U);
        if (item.test->adjusted_p < 1e-6) largest.insert(j + 1);
        EXPECT_EQ(item.differences[0]->without_sign > 0.02, item.test->adjusted_p < 1e-6) << "what is large is far from chance here";
    }
    EXPECT_EQ(largest, (std::set<std::size_t>{3, 9, 15, 20}));
    EXPECT_GT(found.items[2].differences[0]->with_sign, 0.02) << "shifted";
    EXPECT_LT(std::abs(found.items[19].differences[0]->with_sign), found.items[19].differences[0]->without_sign / 2) << "another slope: curves cross";
    EXPECT_NEAR(found.items[19].by_group[1].parameters.slope / found.items[19].by_group[0].parameters.slope, 0.7, 0.05);
}

// From elsewhere, and to the end: the same.
TEST(LikelihoodRatioDif, does_not_depend_on_where_it_begins) {
    const AnswerTable answers = simulated(4, 400, {0, 0.8}, {0, 0.4});
    const LikelihoodRatioDif found = likelihood_ratio_dif(answers, ItemModel::graded);
    const LikelihoodRatioDif exact = likelihood_ratio_dif(answers, ItemModel::graded, {}, 1e-9);
    for (std::size_t j = 0; j < 6; ++j) EXPECT_NEAR(found.items[j].test->x2, exact.items[j].test->x2, 1e-3);
    EXPECT_LT(found.items[0].test->adjusted_p, 0.01);
    AnswerTable split(std::vector<std::size_t>(7, 4));
    for (std::size_t p = 0; p < answers.people(); ++p) {
        std::vector<std::uint8_t> codes(answers.person(p).begin(), answers.person(p).end());
        codes.push_back(AnswerTable::missing);
        if (answers.group(p) == 1) std::swap(codes[0], codes[6]);
        split.add(codes, 1, answers.group(p));
    }
    const double x2 = 2 * (calibrate(split, ItemModel::graded, {}).log_likelihood - calibrate(answers, ItemModel::graded, {}).log_likelihood);
    EXPECT_NEAR(exact.items[0].test->x2, x2, 1e-6);
}

TEST(LikelihoodRatioDif, is_the_same_whatever_the_threads_and_the_weights_of_groups) {
    const AnswerTable answers = simulated(3, 200, {0, 0.5, 1}, {0, 0.4, -0.3});
    CalibrationOptions two;
    two.threads = 2;
    const LikelihoodRatioDif a = likelihood_ratio_dif(answers, ItemModel::generalised_partial_credit);
    const LikelihoodRatioDif b = likelihood_ratio_dif(answers, ItemModel::generalised_partial_credit, two);
    for (std::size_t j = 0; j < 6; ++j) {
        EXPECT_EQ(a.items[j].test->x2, b.items[j].test->x2);
        EXPECT_EQ(a.items[j].test->df, 6U) << "three parameters in two more groups";
        EXPECT_EQ(a.items[j].differences.size(), 2U);
    }
    EXPECT_GT(a.items[0].differences[1]->with_sign, a.items[0].differences[0]->with_sign);
}

TEST(LikelihoodRatioDif, is_for_models_without_slopes_too) {
    const LikelihoodRatioDif rasch = likelihood_ratio_dif(simulated(2, 500, {0, 1}, {0, 0.5}), ItemModel::rasch);
    EXPECT_EQ(rasch.items[0].test->df, 1U);
    EXPECT_LT(rasch.items[0].test->adjusted_p, 1e-4);
    const LikelihoodRatioDif scale = likelihood_ratio_dif(simulated(3, 500, {0, 1}, {0, 0.5}), ItemModel::rating_scale);
    EXPECT_EQ(scale.items[0].test->df, 1U) << "a location; thresholds stay common";
    EXPECT_LT(scale.items[0].test->adjusted_p, 1e-4);
}

/// The first item as `change` makes it for people of the second group.
FreedItem first_item_where(const std::function<std::uint8_t(std::uint8_t, std::size_t)>& change) {
    const AnswerTable answers = simulated(3, 200, {0, 0}, {0, 0});
    AnswerTable changed(std::vector<std::size_t>(6, 3));
    for (std::size_t p = 0; p < answers.people(); ++p) {
        std::vector<std::uint8_t> codes(answers.person(p).begin(), answers.person(p).end());
        codes[0] = change(codes[0], answers.group(p));
        changed.add(codes, 1, answers.group(p));
    }
    return likelihood_ratio_dif(changed, ItemModel::graded).items[0];
}

TEST(LikelihoodRatioDif, of_awkward_answers_says_nothing_where_nothing_can_be_said) {
    const FreedItem alike = first_item_where([](std::uint8_t, std::size_t) { return std::uint8_t{1}; });
    EXPECT_FALSE(alike.test);
    EXPECT_FALSE(alike.differences[0]);
    const FreedItem alike_in_one = first_item_where([](std::uint8_t code, std::size_t group) { return group == 1 ? std::uint8_t{1} : code; });
    EXPECT_FALSE(alike_in_one.test) << "no parameter is freed";
    EXPECT_FALSE(alike_in_one.differences[0]);
    const FreedItem not_asked = first_item_where([](std::uint8_t code, std::size_t group) { return group == 1 ? AnswerTable::missing : code; });
    EXPECT_FALSE(not_asked.test);
    const FreedItem never_highest =
        first_item_where([](std::uint8_t code, std::size_t group) { return group == 1 ? std::min(code, std::uint8_t{1}) : code; });
    ASSERT_TRUE(never_highest.test);
    EXPECT_EQ(never_highest.test->df, 2U) << "slope and an intercept";
    EXPECT_LT(never_highest.test->p, 1e-4);
}

TEST(LikelihoodRatioDif, refuses_one_group_and_fixed_items) {
    const AnswerTable answers = simulated(3, 50, {0}, {0});
    EXPECT_THROW(static_cast<void>(likelihood_ratio_dif(answers, ItemModel::graded)), std::invalid_argument);
    CalibrationOptions options;
    options.fixed = {ItemParameters{1, {1, 0}}};
    EXPECT_THROW(static_cast<void>(likelihood_ratio_dif(simulated(3, 50, {0, 0}, {0, 0}), ItemModel::graded, options)), std::invalid_argument);
}

}  // namespace
}  // namespace capgap
