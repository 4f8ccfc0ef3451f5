#include <capgap/measurement/scale_reliability.hpp>

#include <capgap/measurement/calibrate.hpp>

#include <measurement/agreement.hpp>
#include <measurement/known_calibration.hpp>
#include <measurement/no_answer.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace capgap {
namespace {

using namespace psychometric;

/// A row of quality_scale.csv: tests/reference/psychometric/quality.py.
double scale_value(std::size_t row) {
    return numbers(folder / "quality_scale.csv", 1)[row][0];
}

TEST(EmpiricalReliability, is_that_of_the_estimates_of_mirt) {
    const AnswerTable answers = answers_of(folder / "grm_J24_N1000.csv", 24);
    PosteriorMoments of_mirt;
    for (const std::vector<double>& row : numbers(folder / "grm_J24_N1000_tight_eap.csv")) {
        of_mirt.mean.push_back(row[0]);
        of_mirt.sd.push_back(row[1]);
    }
    Agreement("empirical reliability", "its formula on the estimates of mirt 1.47", "1,000 people, 24 items", 1e-14)
        .look(*empirical_reliability(answers, of_mirt), scale_value(1));
    const Calibration calibration = known_of_file(ItemModel::graded, folder / "grm_J24_N1000_tight_items.csv");
    EXPECT_NEAR(*empirical_reliability(answers, expected_a_posteriori(answers, calibration, {121, 6})), scale_value(1), 1e-8);
}

// Means 0, 1, 1 by weights 1, 2 and 1 without answers: mean 2/3, variance 2/9 x 2/1; error variance (1/4 + 2 x 1) / 3 = 3/4.
TEST(EmpiricalReliability, by_hand) {
    AnswerTable answers({2});
    answers.add(std::vector<std::uint8_t>{0});
    answers.add(std::vector<std::uint8_t>{1}, 2);
    answers.add(std::vector<std::uint8_t>{no_answer});
    const PosteriorMoments posterior{{0, 1, 9}, {0.5, 1, 9}};
    EXPECT_NEAR(*empirical_reliability(answers, posterior), 4.0 / 9 / (4.0 / 9 + 3.0 / 4), 1e-15);
    EXPECT_THROW((void)empirical_reliability(answers, {}), std::invalid_argument);
}

TEST(EmpiricalReliability, is_undefined_of_one_person) {
    AnswerTable answers({2});
    EXPECT_EQ(empirical_reliability(answers, {}), std::nullopt);
    answers.add(std::vector<std::uint8_t>{0});
    EXPECT_EQ(empirical_reliability(answers, {{0}, {1}}), std::nullopt);
    answers.add(std::vector<std::uint8_t>{0}, 0);
    EXPECT_EQ(empirical_reliability(answers, {{0, 1}, {1, 1}}), std::nullopt);
}

TEST(ItemRest, is_that_of_another_program) {
    const ItemCovariances covariances = complete_case_covariances(answers_of(folder / "grm_J24_N1000.csv", 24));
    const auto found = item_rest_correlations(covariances);
    const auto theirs = numbers(folder / "quality_items.csv");
    Agreement agreement("item-rest correlation", "own program in Python (quality.py)", "1,000 people, 24 items", 1e-12);
    for (std::size_t j = 0; j < 24; ++j) agreement.look(*found[j], theirs[j][2]);
}

TEST(ItemRest, is_over_complete_cases_and_undefined_without_variance) {
    AnswerTable answers({3, 3, 3});
    answers.add(std::vector<std::uint8_t>{0, 1, 2});
    answers.add(std::vector<std::uint8_t>{1, 1, 1});
    answers.add(std::vector<std::uint8_t>{2, 1, 0});
    answers.add(std::vector<std::uint8_t>{2, 2, no_answer});
    answers.add(std::vector<std::uint8_t>{2, 2, 2}, 0);
    const ItemCovariances covariances = complete_case_covariances(answers);
    EXPECT_EQ(covariances.people(), 3);
    const auto found = item_rest_correlations(covariances);
    EXPECT_NEAR(*found[0], -1, 1e-15);
    EXPECT_EQ(found[1], std::nullopt);
    EXPECT_EQ(item_rest_correlations(ItemCovariances(2))[0], std::nullopt);
}

TEST(OneFactorOmega, is_that_of_another_program) {
    const AnswerTable answers = answers_of(folder / "grm_J24_N1000.csv", 24);
    Agreement("omega total", "own program in Python (quality.py)", "1,000 people, 24 items", 1e-9)
        .look(*one_factor(complete_case_covariances(answers)).omega_total, scale_value(2));
    AnswerTable four(std::vector<std::size_t>(4, 5));
    for (std::size_t p = 0; p < answers.people(); ++p) four.add(answers.person(p).first(4));
    EXPECT_NEAR(*one_factor(complete_case_covariances(four)).omega_total, scale_value(3), 1e-9);
}

/// Each person as often as its count says.
ItemCovariances counted(const std::vector<std::pair<std::vector<std::int64_t>, std::int64_t>>& people) {
    ItemCovariances out(people.front().first.size());
    for (const auto& [points, count] : people) out.add(points, count);
    return out;
}

// Three items determine their factor: loading_1^2 = s12 s13 / s23.
TEST(OneFactorOmega, of_three_items_in_closed_form) {
    const ItemCovariances c = counted({{{0, 0, 0}, 9},
                                       {{1, 0, 0}, 3},
                                       {{0, 1, 1}, 2},
                                       {{1, 2, 1}, 4},
                                       {{2, 1, 2}, 3},
                                       {{2, 2, 2}, 7},
                                       {{2, 0, 1}, 1},
                                       {{0, 0, 2}, 2},
                                       {{2, 1, 0}, 2},
                                       {{0, 2, 0}, 1}});
    const auto s = [&c](std::size_t a, std::size_t b) { return c.scaled_covariance(a, b) / (34.0 * 33.0); };
    const double l0 = std::sqrt(s(0, 1) * s(0, 2) / s(1, 2));
    const double l1 = s(0, 1) / l0;
    const double l2 = s(0, 2) / l0;
    const double all = s(0, 0) + s(1, 1) + s(2, 2) + 2 * (s(0, 1) + s(0, 2) + s(1, 2));
    const OneFactor found = one_factor(c);
    ASSERT_TRUE(found.omega_total);
    EXPECT_NEAR(found.loadings[0], l0, 1e-10);
    EXPECT_NEAR(found.loadings[2], l2, 1e-10);
    EXPECT_NEAR(found.uniquenesses[1], s(1, 1) - l1 * l1, 1e-10);
    EXPECT_NEAR(*found.omega_total, (l0 + l1 + l2) * (l0 + l1 + l2) / all, 1e-10);
}

TEST(OneFactorOmega, says_why_there_is_none) {
    EXPECT_EQ(one_factor(ItemCovariances(3)).undefined, NoOmega::few_people);
    EXPECT_EQ(one_factor(counted({{{0, 1}, 5}, {{1, 1}, 5}, {{1, 2}, 5}})).undefined, NoOmega::few_items);
    // An item that everybody answers alike does not count.
    EXPECT_EQ(one_factor(counted({{{0, 1, 3}, 5}, {{1, 1, 3}, 5}, {{1, 2, 3}, 5}})).undefined, NoOmega::few_items);
    // The same item twice.
    EXPECT_EQ(one_factor(counted({{{0, 0, 0}, 5}, {{1, 1, 0}, 5}, {{1, 1, 1}, 5}, {{0, 0, 1}, 4}})).undefined, NoOmega::improper);
    // s12 s13 / s23 is more than the variance of the first item.
    EXPECT_EQ(one_factor(counted({{{0, 0, 0}, 9}, {{1, 1, 0}, 5}, {{1, 0, 1}, 5}, {{1, 1, 1}, 3}})).undefined, NoOmega::improper);
    EXPECT_EQ(to_string(NoOmega::improper), "improper");
}

}  // namespace
}  // namespace capgap
