#include <capgap/statistics/two_phase.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace capgap {
namespace {

const std::filesystem::path folder = std::filesystem::path(CAPGAP_SOURCE_DIR) / "tests/reference/two_phase";

/// Numbers of a CSV file without its heading; nothing is NaN.
std::vector<std::vector<double>> rows_of(const std::string& name) {
    std::ifstream in(folder / name);
    EXPECT_TRUE(in) << name;
    std::vector<std::vector<double>> out;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::vector<double> row;
        std::stringstream fields(line + ",");
        for (std::string field; std::getline(fields, field, ',');) row.push_back(field.empty() ? std::nan("") : std::stod(field));
        out.push_back(row);
    }
    return out;
}

std::optional<double> given(double value) {
    return std::isnan(value) ? std::nullopt : std::optional(value);
}

/// Equal to `digits` digits.
void expect_digits(std::optional<double> ours, double expected, double relative = 1e-12) {
    ASSERT_TRUE(ours);
    EXPECT_NEAR(*ours, expected, relative * std::abs(expected));
}

TEST(TwoPhase, agrees_with_another_program) {
    const auto people = rows_of("two_phase_data.csv");
    ASSERT_EQ(people.size(), 400U);
    for (const std::vector<double>& row : rows_of("two_phase_expected.csv")) {
        const bool is_share = row[0] == 1;
        TwoPhaseSums sums;
        for (const std::vector<double>& one : people) sums.add(one[0], given(one[is_share ? 3 : 2]), row[1] == 1 ? one[1] : 1);
        const std::optional<double> population = row[2] > 0 ? std::optional(row[2]) : std::nullopt;
        const TwoPhaseEstimate found = is_share ? two_phase_share(sums, population) : two_phase_mean(sums, population);
        SCOPED_TRACE(testing::Message() << "share " << row[0] << " weighted " << row[1] << " people " << row[2]);
        EXPECT_EQ(found.rated, 400);
        EXPECT_EQ(found.tested, 90);
        EXPECT_EQ(found.degrees_of_freedom, 88);
        expect_digits(found.test_corrected, row[3]);
        expect_digits(found.testing_variance, row[4]);
        expect_digits(found.sampling_variance, row[5]);
        ASSERT_TRUE(found.interval);
        expect_digits(found.interval->low, row[6], 1e-11);  // the reference has roots of a polynomial
        expect_digits(found.interval->high, row[7], 1e-11);
        expect_digits(found.slope, row[8]);
        expect_digits(found.correlation, row[9]);
        expect_digits(found.mean_result, row[10]);
        expect_digits(found.rated_by_tested, row[11]);
        expect_digits(found.rated_by_all, row[12]);
        EXPECT_DOUBLE_EQ(*found.variance, *found.testing_variance + *found.sampling_variance);
    }
}

/// n_low and n_high people rated 0 and 1; of each ten and twenty tested: of the former `low` passed, of the latter `high`.
TwoPhaseSums two_ratings(int n_low, int n_high, int low, int high) {
    TwoPhaseSums out;
    for (int i = 0; i < 10; ++i) out.add(0, i < low ? 1 : 0);
    for (int i = 0; i < 20; ++i) out.add(1, i < high ? 1 : 0);
    for (int i = 10; i < n_low; ++i) out.add(0);
    for (int i = 20; i < n_high; ++i) out.add(1);
    return out;
}

/// With two ratings the line goes through the shares of both, so that the value is theirs, weighted with all who gave each rating.
TEST(TwoPhase, of_two_ratings_is_the_mean_of_their_shares) {
    const TwoPhaseEstimate found = two_phase_share(two_ratings(60, 40, 2, 15));
    EXPECT_NEAR(*found.test_corrected, 0.6 * 0.2 + 0.4 * 0.75, 1e-15);
    EXPECT_NEAR(*found.slope, 0.75 - 0.2, 1e-15);
    const double s2_e = (10 * 0.2 * 0.8 + 20 * 0.75 * 0.25) / 28;
    const double y = 17. / 30;
    const double s2_y = 30 * y * (1 - y) / 29;
    EXPECT_NEAR(*found.variance, s2_e / 30 + (s2_y - s2_e) / 100, 1e-16) << "[Cochran1977], 12.7";
    EXPECT_NEAR(*two_phase_share(two_ratings(60, 40, 2, 15), 500).variance, s2_e / 30 + (s2_y - s2_e) / 100 - s2_y / 500, 1e-16);
}

TEST(TwoPhase, fewer_than_thirty_tests_correct_nothing) {
    TwoPhaseSums sums;
    EXPECT_EQ(two_phase_mean(sums).undefined, TwoPhaseUndefined::nobody);
    EXPECT_EQ(two_phase_share(sums).undefined, TwoPhaseUndefined::nobody);
    sums.add(3);
    const TwoPhaseEstimate one = two_phase_mean(sums);
    EXPECT_EQ(one.undefined, TwoPhaseUndefined::few_tested);
    EXPECT_EQ(one.rated_by_all, 3);
    EXPECT_FALSE(one.test_corrected || one.variance || one.interval || one.slope || one.mean_result);
    for (int i = 0; i < 29; ++i) sums.add(i, 2 * i);
    for (int i = 0; i < 5; ++i) sums.add(i, 1000, 0);  // a weight of 0 is nobody
    EXPECT_EQ(two_phase_mean(sums).undefined, TwoPhaseUndefined::few_tested);
    EXPECT_EQ(two_phase_mean(sums).tested, 29);
    sums.add(29, 58);
    EXPECT_EQ(two_phase_mean(sums).undefined, TwoPhaseUndefined::none);
    EXPECT_NEAR(*two_phase_mean(sums).test_corrected, 2 * (435. + 3) / 31, 1e-12);
}

/// Ratings that are all alike say nothing: the mean of the tests, as of any random sample.
TEST(TwoPhase, without_variance_in_ratings_is_the_mean_of_the_tests) {
    TwoPhaseSums sums;
    for (int i = 0; i < 40; ++i) sums.add(0.1, i % 2);
    for (int i = 0; i < 60; ++i) sums.add(i);
    const TwoPhaseEstimate found = two_phase_mean(sums, 1000);
    EXPECT_EQ(found.slope, 0);
    EXPECT_FALSE(found.correlation);
    EXPECT_EQ(*found.test_corrected, 0.5);
    EXPECT_EQ(found.degrees_of_freedom, 39);
    const double s2 = 10. / 39;
    EXPECT_NEAR(*found.variance, s2 / 40 - s2 / 1000, 1e-15);
}

TEST(TwoPhase, tests_that_are_all_alike_have_no_interval_of_a_mean) {
    TwoPhaseSums sums;
    for (int i = 0; i < 40; ++i) sums.add(i, 0.7);
    for (int i = 0; i < 60; ++i) sums.add(i);
    const TwoPhaseEstimate mean = two_phase_mean(sums);
    EXPECT_NEAR(*mean.test_corrected, 0.7, 1e-15);
    EXPECT_EQ(mean.variance, 0);
    EXPECT_FALSE(mean.interval);
    EXPECT_FALSE(mean.correlation);
    const TwoPhaseEstimate share = two_phase_share(sums);
    ASSERT_TRUE(share.interval);
    EXPECT_GT(share.interval->high - share.interval->low, 0.2) << "of 40 people";
}

TEST(TwoPhase, of_everybody_tested_is_their_mean_without_an_error) {
    TwoPhaseSums sums;
    for (int i = 0; i < 40; ++i) sums.add(i % 7, i % 3 == 0);
    const TwoPhaseEstimate mean = two_phase_mean(sums, 40);
    EXPECT_NEAR(*mean.test_corrected, 14. / 40, 1e-15);
    EXPECT_EQ(mean.variance, 0);
    EXPECT_EQ(mean.interval, (Interval{*mean.test_corrected, *mean.test_corrected}));
    EXPECT_EQ(two_phase_share(sums, 40).interval, mean.interval);
    EXPECT_EQ(two_phase_share(sums, 30).interval, mean.interval) << "a headcount below those who rated is theirs";
    EXPECT_GT(*two_phase_mean(sums).variance, 0) << "a sample of many";
}

TEST(TwoPhase, a_share_stays_within_0_and_1) {
    TwoPhaseSums low;  // the line leads below 0 at a rating of 0
    for (int i = 0; i < 60; ++i) low.add(i % 3 == 0 ? 2 : 1, i % 3 == 0);
    for (int i = 0; i < 500; ++i) low.add(0);
    EXPECT_LT(*two_phase_mean(low).test_corrected, -0.5);
    const TwoPhaseEstimate found = two_phase_share(low);
    EXPECT_EQ(found.test_corrected, 0);
    EXPECT_EQ(found.interval->low, 0);
    EXPECT_GT(found.interval->high, 0);
    EXPECT_LT(found.interval->high, 0.2);

    TwoPhaseSums nobody_passed;
    for (int i = 0; i < 60; ++i) nobody_passed.add(i % 3, 0);
    for (int i = 0; i < 500; ++i) nobody_passed.add(i % 3);
    const TwoPhaseEstimate none = two_phase_share(nobody_passed);
    EXPECT_EQ(none.test_corrected, 0);
    // Wilson's of 0 of 60 with t for z: t^2 / (60 + t^2), t the 0.975 quantile with 58 degrees of freedom (tables: 2.0017)
    EXPECT_NEAR(none.interval->high, 2.0017 * 2.0017 / (60 + 2.0017 * 2.0017), 1e-5);

    TwoPhaseSums beyond;
    beyond.add(0, 1.5);
    EXPECT_THROW(static_cast<void>(two_phase_share(beyond)), std::invalid_argument);
}

TEST(TwoPhase, only_ratios_of_weights_matter) {
    TwoPhaseSums sums;
    TwoPhaseSums scaled;
    for (int i = 0; i < 200; ++i) {
        const double weight = 1 + i % 5;
        const auto result = i < 50 ? std::optional<double>((i * i) % 11) : std::nullopt;
        sums.add(i % 7, result, weight);
        scaled.add(i % 7, result, 1000 * weight);
    }
    expect_digits(two_phase_mean(scaled, 300).test_corrected, *two_phase_mean(sums, 300).test_corrected);
    expect_digits(two_phase_mean(scaled, 300).variance, *two_phase_mean(sums, 300).variance);
}

/// y -> c + d y moves value and interval along, x -> c + d x moves nothing.
TEST(TwoPhase, scales_may_be_any) {
    TwoPhaseSums sums;
    TwoPhaseSums moved;
    for (int i = 0; i < 200; ++i) {
        const auto result = i < 50 ? std::optional<double>((i * i) % 11) : std::nullopt;
        sums.add(i % 7, result);
        moved.add(100 - 8 * (i % 7), result ? std::optional(500 + 3 * *result) : std::nullopt);
    }
    const TwoPhaseEstimate a = two_phase_mean(sums);
    const TwoPhaseEstimate b = two_phase_mean(moved);
    expect_digits(b.test_corrected, 500 + 3 * *a.test_corrected);
    expect_digits(b.interval->low, 500 + 3 * a.interval->low, 1e-10);
    expect_digits(b.variance, 9 * *a.variance, 1e-9);
    EXPECT_NEAR(*b.correlation, -*a.correlation, 1e-9);
}

/// A line without any rest, on scales whose squares are not whole: what is left is rounding, and counts as none.
TEST(TwoPhase, a_line_without_rest_leaves_what_all_who_rated_vary) {
    TwoPhaseSums sums;
    for (int i = 0; i < 200; ++i) sums.add(0.1 * (i % 10), i < 50 ? std::optional(0.3 * (i % 10) + 0.7) : std::nullopt);
    const TwoPhaseEstimate found = two_phase_mean(sums);
    EXPECT_EQ(found.testing_variance, 0);
    EXPECT_NEAR(*found.test_corrected, 0.3 * 4.5 + 0.7, 1e-12);
    EXPECT_NEAR(*found.variance, 0.09 * 8.25 * 50 / 49 / 200, 1e-12);
    EXPECT_NEAR(*found.correlation, 1, 1e-12);
}

TEST(TwoPhase, people_who_were_not_tested_may_come_by_their_sum) {
    TwoPhaseSums one_by_one;
    TwoPhaseSums together;
    double sum = 0;
    for (int i = 0; i < 200; ++i) {
        const auto result = i < 50 ? std::optional<double>((i * i) % 11) : std::nullopt;
        one_by_one.add(i % 7, result, 2);
        if (result) together.add(i % 7, result, 2);
        if (!result) sum += i % 7;
    }
    together.add_untested(150, sum, 2);
    together.add_untested(0, 0, 2);
    together.add_untested(10, 3, 0);
    EXPECT_EQ(one_by_one, together);
    EXPECT_THROW(together.add_untested(-1, 0), std::invalid_argument);
    EXPECT_THROW(together.add_untested(1, INFINITY), std::invalid_argument);
}

TEST(TwoPhase, what_is_no_number_is_refused) {
    TwoPhaseSums sums;
    EXPECT_THROW(sums.add(std::nan("")), std::invalid_argument);
    EXPECT_THROW(sums.add(1, INFINITY), std::invalid_argument);
    EXPECT_THROW(sums.add(1, 1, -1), std::invalid_argument);
    EXPECT_EQ(sums, TwoPhaseSums{});
}

}  // namespace
}  // namespace capgap
