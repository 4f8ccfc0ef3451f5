#include <capgap/measurement/item_fit.hpp>

#include <capgap/measurement/sum_score_fit.hpp>

#include <measurement/agreement.hpp>
#include <measurement/known_calibration.hpp>
#include <measurement/no_answer.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace capgap {
namespace {

using namespace psychometric;

constexpr const char* own_program = "own program in Python (quality.py)";

struct FittedSample {
    AnswerTable answers = answers_of(folder / "grm_J24_N1000.csv", 24);
    Calibration calibration = known_of_file(ItemModel::graded, folder / "grm_J24_N1000_tight_items.csv");
    std::vector<std::optional<ThetaEstimate>> estimates = weighted_likelihood_estimates(answers, calibration);
};

// All expected values of this file's samples: tests/reference/psychometric/quality.py.
TEST(MeanSquaresOfItems, are_those_of_another_program) {
    const FittedSample sample;
    const auto found = mean_squares(sample.answers, sample.calibration, sample.estimates);
    const auto theirs = numbers(folder / "quality_items.csv");
    Agreement agreement("infit and outfit", own_program, "1,000 people, 24 items", 1e-9);
    for (std::size_t j = 0; j < 24; ++j) {
        agreement.look(*found[j].infit, theirs[j][0]);
        agreement.look(*found[j].outfit, theirs[j][1]);
        EXPECT_EQ(found[j].people, 1000);
    }
}

// One Rasch item at theta = b: expected 1/2, variance 1/4; x = 1 gives r^2 / var = 1, whatever the weight.
TEST(MeanSquaresOfItems, by_hand) {
    AnswerTable answers({2});
    answers.add(std::vector<std::uint8_t>{1});
    answers.add(std::vector<std::uint8_t>{0}, 3);
    answers.add(std::vector<std::uint8_t>{no_answer});
    const Calibration calibration = known(ItemModel::rasch, {{1, {0}}});
    const double two = std::log(2);  // P = 2/3: r^2 = 4/9, var 2/9
    const std::vector<std::optional<ThetaEstimate>> estimates{ThetaEstimate{0, 1, 1}, ThetaEstimate{two, 1, 1}, std::nullopt};
    const auto found = mean_squares(answers, calibration, estimates);
    EXPECT_EQ(found[0].people, 2);
    EXPECT_NEAR(*found[0].outfit, (1 + 3 * 2) / 4.0, 1e-14);
    EXPECT_NEAR(*found[0].infit, (1.0 / 4 + 3 * 4.0 / 9) / (1.0 / 4 + 3 * 2.0 / 9), 1e-14);
}

TEST(MeanSquaresOfItems, are_undefined_without_answers) {
    AnswerTable answers({2, 2});
    answers.add(std::vector<std::uint8_t>{1, no_answer}, 0);
    Calibration calibration = known(ItemModel::rasch, {{1, {0}}, {1, {0}}});
    calibration.items[1].end = ItemEnd::no_variance;
    const auto estimates = weighted_likelihood_estimates(answers, calibration);
    for (const MeanSquares& one : mean_squares(answers, calibration, estimates)) {
        EXPECT_FALSE(one.infit || one.outfit);
        EXPECT_EQ(one.people, 0);
    }
    EXPECT_THROW((void)mean_squares(answers, calibration, {}), std::invalid_argument);
}

TEST(ResidualCorrelations, are_those_of_another_program) {
    const FittedSample sample;
    const auto found = residual_correlations(sample.answers, sample.calibration, sample.estimates);
    const auto theirs = numbers(folder / "quality_q3.csv");
    ASSERT_EQ(found.size(), theirs.size());
    Agreement agreement("Q3, and less its mean", own_program, "1,000 people, 24 items", 1e-9);
    for (std::size_t i = 0; i < theirs.size(); ++i) {
        agreement.look(*found[i].q3, theirs[i][0]);
        agreement.look(*found[i].less_the_mean, theirs[i][1]);
    }
}

TEST(ResidualCorrelations, show_an_item_that_is_asked_twice) {
    const FittedSample sample;
    AnswerTable answers(std::vector<std::size_t>(24, 5));
    for (std::size_t p = 0; p < sample.answers.people(); ++p) {
        const auto person = sample.answers.person(p);
        std::vector<std::uint8_t> codes(person.begin(), person.end());
        codes[1] = codes[0];
        answers.add(codes, 2);
    }
    Calibration calibration = sample.calibration;
    calibration.items[1] = calibration.items[0];
    const auto found = residual_correlations(answers, calibration, weighted_likelihood_estimates(answers, calibration));
    EXPECT_EQ(found[0].first, 0U);
    EXPECT_EQ(found[0].second, 1U);
    EXPECT_NEAR(*found[0].q3, 1, 1e-12);
}

TEST(ResidualCorrelations, are_undefined_for_few_people) {
    AnswerTable answers({2, 2});
    answers.add(std::vector<std::uint8_t>{1, 0});
    answers.add(std::vector<std::uint8_t>{0, 0});
    const Calibration calibration = known(ItemModel::rasch, {{1, {0}}, {1, {0}}});
    const auto found = residual_correlations(answers, calibration, weighted_likelihood_estimates(answers, calibration));
    EXPECT_FALSE(found[0].q3 || found[0].less_the_mean);
    EXPECT_EQ(found[0].people, 2);
}

TEST(SumScoreFit, is_that_of_another_program) {
    const FittedSample sample;
    const auto found = sum_score_fit(sample.answers, sample.calibration, {});
    const auto theirs = numbers(folder / "quality_items.csv");
    Agreement agreement("S-X2", own_program, "1,000 people, 24 items", 1e-9, Agreement::By::ratio);
    for (std::size_t j = 0; j < 24; ++j) {
        agreement.look(found[j].test->statistic, theirs[j][3]);
        EXPECT_EQ(static_cast<double>(found[j].test->degrees_of_freedom), theirs[j][4]);
        EXPECT_NEAR(found[j].test->p, theirs[j][5], 1e-10);
        EXPECT_EQ(found[j].people, 1000);
    }
}

// mirt's own estimates had stopped at its usual tolerance, ours at 1e-8: that is the difference. RMSEA and p with the statistic.
TEST(SumScoreFit, is_nearly_that_of_mirt) {
    const char* real_data = std::getenv("REAL_DATA");
    if (real_data == nullptr) GTEST_SKIP() << "REAL_DATA is not set";
    const std::filesystem::path data = std::filesystem::path(real_data) / "psychometric";
    const auto found = sum_score_fit(answers_of(data / "grm_J24_N10000.csv", 24),
                                     known_of_file(ItemModel::graded, data / "reference/grm_J24_N10000_tight_items.csv"), {});
    const auto theirs = numbers(data / "reference/grm_J24_N10000_SX2.csv", 1);
    Agreement agreement("S-X2", "mirt 1.47, from its estimates, EM to 1e-4", "10,000 people, 24 items", 1e-3, Agreement::By::ratio);
    for (std::size_t j = 0; j < 24; ++j) {
        agreement.look(found[j].test->statistic, theirs[j][0]);
        EXPECT_EQ(static_cast<double>(found[j].test->degrees_of_freedom), theirs[j][1]);
        EXPECT_NEAR(found[j].test->p, theirs[j][3], 4e-3);
        EXPECT_NEAR(found[j].test->rmsea, theirs[j][2], 1e-4);
    }
}

// Two items of two categories at b = 0, alike: of people with score 1 half have answered 1 to the first. 30 did, 10 did not: E = 20, 20, X2 = 10, one
// row of two cells; no degree of freedom is left after two parameters, one with fixed ones.
TEST(SumScoreFit, by_hand) {
    AnswerTable answers({2, 2});
    for (int p = 0; p < 40; ++p) answers.add(p < 30 ? std::vector<std::uint8_t>{1, 0} : std::vector<std::uint8_t>{0, 1});
    for (int p = 0; p < 10; ++p) answers.add(std::vector<std::uint8_t>{1, 1});
    answers.add(std::vector<std::uint8_t>{1, no_answer});
    Calibration calibration = known(ItemModel::rasch, {{1, {0}}, {1, {0}}});
    EXPECT_EQ(sum_score_fit(answers, calibration, {})[0].undefined, NoTest::no_degrees_of_freedom);
    for (CalibratedItem& one : calibration.items) one.end = ItemEnd::fixed;
    const FitTest found = sum_score_fit(answers, calibration, {})[0];
    EXPECT_EQ(found.people, 50);
    EXPECT_NEAR(found.test->statistic, 10, 1e-12);
    EXPECT_EQ(found.test->degrees_of_freedom, 1U);
    EXPECT_NEAR(found.test->p, 0.001565402258002549, 1e-12);  // scipy.stats.chi2.sf(10, 1)
    EXPECT_NEAR(found.test->rmsea, std::sqrt(9.0 / 49), 1e-12);
}

TEST(SumScoreFit, says_why_there_is_none) {
    Calibration calibration = known(ItemModel::rasch, {{1, {0}}, {1, {0}}, {1, {0}}});
    calibration.items[2].end = ItemEnd::no_variance;
    AnswerTable answers({2, 2, 2});
    EXPECT_EQ(sum_score_fit(answers, calibration, {})[0].undefined, NoTest::few_people);
    answers.add(std::vector<std::uint8_t>{1, 0, 0});
    EXPECT_EQ(sum_score_fit(answers, calibration, {})[0].undefined, NoTest::few_people);
    answers.add(std::vector<std::uint8_t>{1, 1, 0}, 2);
    const auto found = sum_score_fit(answers, calibration, {});
    EXPECT_EQ(found[0].undefined, NoTest::weighted);
    EXPECT_FALSE(found[2].test || found[2].undefined);
    for (CalibratedItem& one : calibration.items) one.end = ItemEnd::no_variance;
    EXPECT_EQ(sum_score_fit(answers, calibration, {}).size(), 3U);
}

}  // namespace
}  // namespace capgap
