#include <capgap/measurement/limited_information_fit.hpp>

#include <measurement/agreement.hpp>
#include <measurement/known_calibration.hpp>
#include <measurement/no_answer.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace capgap {
namespace {

using namespace psychometric;

AnswerTable sample() {
    return answers_of(folder / "grm_J24_N1000.csv", 24);
}

Calibration calibration_of_sample() {
    return known_of_file(ItemModel::graded, folder / "grm_J24_N1000_tight_items.csv");
}

/// The first items, `high` and above being 1 where it is not 0.
AnswerTable first_items(std::size_t items, std::uint8_t high = 0) {
    const AnswerTable all = sample();
    AnswerTable out(std::vector<std::size_t>(items, high == 0 ? 5 : 2));
    for (std::size_t p = 0; p < all.people(); ++p) {
        std::vector<std::uint8_t> codes(all.person(p).begin(), all.person(p).begin() + static_cast<std::ptrdiff_t>(items));
        for (std::uint8_t& one : codes) one = high == 0 ? one : one >= high;
        out.add(codes);
    }
    return out;
}

Calibration first_items(Calibration calibration, std::size_t items) {
    calibration.items.resize(items);
    return calibration;
}

/// A row of quality_m2.csv: tests/reference/psychometric/quality.py, which takes derivatives by differences.
void expect_row(const FitTest& found, std::size_t row) {
    const std::vector<double> theirs = numbers(folder / "quality_m2.csv", 1)[row];
    ASSERT_TRUE(found.test);
    EXPECT_EQ(found.people, 1000);
    Agreement("M2 and C2", "own program in Python (quality.py)", "1,000 people", 1e-7, Agreement::By::ratio).look(found.test->statistic, theirs[0]);
    EXPECT_EQ(static_cast<double>(found.test->degrees_of_freedom), theirs[1]);
    EXPECT_NEAR(found.test->p, theirs[2], 1e-6);
    EXPECT_NEAR(found.test->rmsea, theirs[3], 1e-7);
    EXPECT_NEAR(found.test->rmsea_low, theirs[4], 1e-7);
    EXPECT_NEAR(found.test->rmsea_high, theirs[5], 1e-7);
}

TEST(LimitedInformationFit, is_that_of_another_program) {
    const LimitedInformationFit found = limited_information_fit(sample(), calibration_of_sample(), {});
    expect_row(found.m2, 0);
    expect_row(found.c2, 1);
    Agreement("SRMSR", "own program in Python (quality.py)", "1,000 people, 24 items", 1e-12)
        .look(*found.srmsr[0], numbers(folder / "quality_scale.csv", 1)[0][0]);
}

TEST(LimitedInformationFit, of_few_items_has_only_C2) {
    const LimitedInformationFit found = limited_information_fit(first_items(5), first_items(calibration_of_sample(), 5), {});
    EXPECT_EQ(found.m2.undefined, NoTest::no_degrees_of_freedom);
    expect_row(found.c2, 2);
    const LimitedInformationFit three = limited_information_fit(first_items(3), first_items(calibration_of_sample(), 3), {});
    EXPECT_EQ(three.c2.undefined, NoTest::no_degrees_of_freedom);
    EXPECT_TRUE(three.srmsr[0]);
}

TEST(LimitedInformationFit, counts_a_free_spread_among_the_parameters) {
    Calibration calibration = first_items(calibration_of_sample(), 6);
    calibration.model = ItemModel::partial_credit;
    for (CalibratedItem& one : calibration.items) {
        one.parameters.slope = 1;
        for (double& d : one.parameters.intercepts) d = std::round(d / 1.5 * 100) / 100;
    }
    calibration.groups[0].sd = 1.5;
    calibration.groups[0].sd_is_free = true;
    expect_row(limited_information_fit(first_items(6), calibration, {}).c2, 3);
}

TEST(LimitedInformationFit, of_two_categories_is_M2_either_way) {
    Calibration calibration = first_items(calibration_of_sample(), 6);
    calibration.model = ItemModel::two_parameter;
    for (CalibratedItem& one : calibration.items) {
        one.parameters.intercepts = {one.parameters.intercepts[1]};
        one.used = {0, 1};
    }
    const LimitedInformationFit found = limited_information_fit(first_items(6, 2), calibration, {});
    expect_row(found.m2, 4);
    expect_row(found.c2, 4);
}

// Five items of five categories: 20 shares and 10 products. One slope and 20 intercepts; or five locations, three thresholds and the spread.
TEST(LimitedInformationFit, counts_parameters_that_items_share_once) {
    const AnswerTable answers = first_items(5);
    CalibrationOptions options;
    options.equal_slopes = true;
    const Calibration one_slope = calibrate(answers, ItemModel::graded, options);
    EXPECT_EQ(limited_information_fit(answers, one_slope, options.quadrature).c2.test->degrees_of_freedom, 30U - 21);
    const Calibration rating_scale = calibrate(answers, ItemModel::rating_scale, {});
    const LimitedInformationFit found = limited_information_fit(answers, rating_scale, {});
    EXPECT_EQ(found.c2.test->degrees_of_freedom, 30U - 9);
    EXPECT_EQ(found.m2.test->degrees_of_freedom, 15U - 9);
    EXPECT_LT(found.c2.test->p, 1e-6);  // the answers are of a graded model with other slopes and thresholds
}

// 200 samples of 600 people under their own model: the statistic has the mean df of its chi-square distribution, within four standard errors.
TEST(LimitedInformationFitLong, follows_its_distribution_where_the_model_holds) {
    const Calibration truth = first_items(calibration_of_sample(), 6);
    std::mt19937 random(5);
    std::normal_distribution<double> normal;
    constexpr int samples = 200;
    double sum = 0;
    double df = 0;
    int rejected = 0;
    for (int sample = 0; sample < samples; ++sample) {
        AnswerTable answers(std::vector<std::size_t>(6, 5));
        for (int p = 0; p < 600; ++p) {
            const double theta = normal(random);
            std::vector<std::uint8_t> codes;
            for (const CalibratedItem& item : truth.items) {
                std::vector<double> chance(5);
                category_probabilities(ItemModel::graded, item.parameters, theta, chance);
                codes.push_back(static_cast<std::uint8_t>(std::discrete_distribution<int>(chance.begin(), chance.end())(random)));
            }
            answers.add(codes);
        }
        CalibrationOptions options;
        options.tolerance = 1e-6;
        const FitTest found = limited_information_fit(answers, calibrate(answers, ItemModel::graded, options), options.quadrature).c2;
        ASSERT_TRUE(found.test);
        df = static_cast<double>(found.test->degrees_of_freedom);
        sum += found.test->statistic;
        rejected += found.test->p < 0.05 ? 1 : 0;
    }
    EXPECT_EQ(df, 9);
    EXPECT_NEAR(sum / samples, df, 4 * std::sqrt(2 * df / samples));
    EXPECT_LT(rejected, 23);  // 10 expected, four standard errors of 3.1 above
}

// The two groups are the same people and share nothing but items with fixed parameters: statistics and degrees of freedom add up.
TEST(LimitedInformationFit, adds_groups_up) {
    Calibration calibration = first_items(calibration_of_sample(), 5);
    for (CalibratedItem& one : calibration.items) one.end = ItemEnd::fixed;
    const LimitedInformationFit alone = limited_information_fit(first_items(5), calibration, {});
    const AnswerTable once = first_items(5);
    AnswerTable twice(std::vector<std::size_t>(5, 5));
    for (std::size_t p = 0; p < 2 * once.people(); ++p) twice.add(once.person(p / 2), 1, p % 2 == 0 ? 0 : 1);
    calibration.groups.resize(2);
    const LimitedInformationFit both = limited_information_fit(twice, calibration, {});
    EXPECT_NEAR(both.m2.test->statistic, 2 * alone.m2.test->statistic, 1e-9);
    EXPECT_EQ(alone.m2.test->degrees_of_freedom, 15U);  // nothing was estimated
    EXPECT_EQ(both.m2.test->degrees_of_freedom, 30U);
    EXPECT_EQ(both.srmsr[0], both.srmsr[1]);
    // A free mean of the second group takes one degree of freedom, and what it can explain.
    calibration.groups[1].mean_is_free = true;
    const LimitedInformationFit free = limited_information_fit(twice, calibration, {});
    EXPECT_EQ(free.m2.test->degrees_of_freedom, 29U);
    EXPECT_LT(free.m2.test->statistic, both.m2.test->statistic);
}

// mirt's own estimates had stopped at its usual tolerance of 1e-4, these are those at 1e-8: that is the difference.
TEST(LimitedInformationFit, is_nearly_that_of_mirt) {
    const char* real_data = std::getenv("REAL_DATA");
    if (real_data == nullptr) GTEST_SKIP() << "REAL_DATA is not set";
    const std::filesystem::path data = std::filesystem::path(real_data) / "psychometric";
    const LimitedInformationFit found = limited_information_fit(
        answers_of(data / "grm_J24_N10000.csv", 24), known_of_file(ItemModel::graded, data / "reference/grm_J24_N10000_tight_items.csv"), {});
    const std::vector<double> theirs = numbers(data / "reference/grm_J24_N10000_M2.csv")[0];
    EXPECT_NEAR(found.m2.test->statistic / theirs[0], 1, 5e-4);
    EXPECT_EQ(static_cast<double>(found.m2.test->degrees_of_freedom), theirs[1]);
    EXPECT_NEAR(found.m2.test->p, theirs[2], 1e-3);
    EXPECT_NEAR(found.m2.test->rmsea, theirs[3], 1e-5);
    EXPECT_EQ(found.m2.test->rmsea_low, theirs[4]);
    EXPECT_NEAR(found.m2.test->rmsea_high, theirs[5], 1e-5);
    EXPECT_NEAR(*found.srmsr[0], theirs[6], 5e-5);
}

TEST(LimitedInformationFit, says_why_there_is_none) {
    const Calibration calibration = first_items(calibration_of_sample(), 5);
    AnswerTable answers(std::vector<std::size_t>(5, 5));
    EXPECT_EQ(limited_information_fit(answers, calibration, {}).m2.undefined, NoTest::few_people);
    answers.add(std::vector<std::uint8_t>{1, 2, 3, no_answer, 0});
    answers.add(std::vector<std::uint8_t>{1, 2, 3, 4, 0}, 0);
    const LimitedInformationFit none_complete = limited_information_fit(answers, calibration, {});
    EXPECT_EQ(none_complete.c2.undefined, NoTest::few_people);
    EXPECT_EQ(none_complete.c2.people, 0);
    EXPECT_FALSE(none_complete.srmsr[0]);
    answers.add(std::vector<std::uint8_t>{1, 2, 3, 4, 0}, 0.5);
    answers.add(std::vector<std::uint8_t>{2, 2, 1, 4, 0}, 1.5);
    const LimitedInformationFit weighted = limited_information_fit(answers, calibration, {});
    EXPECT_EQ(weighted.m2.undefined, NoTest::weighted);
    EXPECT_TRUE(weighted.srmsr[0]);
    Calibration nothing = calibration;
    for (CalibratedItem& one : nothing.items) one.end = ItemEnd::no_variance;
    const LimitedInformationFit empty = limited_information_fit(first_items(5), nothing, {});
    EXPECT_EQ(empty.m2.undefined, NoTest::no_degrees_of_freedom);
    EXPECT_FALSE(empty.srmsr[0]);
    EXPECT_THROW((void)limited_information_fit(answers, calibration, {2, 6}), std::invalid_argument);
}

TEST(FitStatistic, interval_holds_where_the_statistic_is_likely) {
    // scipy.stats.ncx2.cdf(40, 10, nc) is 0.95 and 0.05 at these noncentralities (brentq, xtol 1e-12).
    const FitStatistic found = fit_statistic(40, 10, 500);
    EXPECT_NEAR(found.rmsea_low, std::sqrt(14.18755641776953 / 5000), 1e-8);
    EXPECT_NEAR(found.rmsea_high, std::sqrt(53.36915732686588 / 5000), 1e-8);
    EXPECT_NEAR(found.rmsea, std::sqrt(3.0 / 499), 1e-15);
    const FitStatistic small = fit_statistic(0, 3, 2);
    EXPECT_EQ(small.p, 1);
    EXPECT_EQ(small.rmsea + small.rmsea_low + small.rmsea_high, 0);
}

}  // namespace
}  // namespace capgap
