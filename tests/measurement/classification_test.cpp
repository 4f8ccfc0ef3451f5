#include <capgap/measurement/classification.hpp>

#include <measurement/known_calibration.hpp>
#include <measurement/no_answer.hpp>

#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>

#include <array>
#include <cmath>

namespace capgap {
namespace {

using namespace psychometric;

// tests/reference/psychometric/quality.py: posteriors on a grid of 0.0005.
TEST(Classification, of_people_is_that_of_another_program) {
    const AnswerTable answers = answers_of(folder / "grm_J24_N1000.csv", 24);
    const Calibration calibration = known_of_file(ItemModel::graded, folder / "grm_J24_N1000_tight_items.csv");
    const std::array<double, 4> cuts{-1.0, -0.2, 0.5, 1.3};
    const auto theirs = numbers(folder / "quality_scale.csv", 1);
    for (const unsigned threads : {1U, 4U}) {
        const ClassificationAccuracy found = *classification_of_people(answers, calibration, cuts, 6, threads);
        EXPECT_NEAR(found.right, theirs[4][0], 1e-6);
        for (std::size_t c = 0; c < 4; ++c) {
            EXPECT_NEAR(found.cuts[c].wrongly_below, theirs[5 + c][0], 1e-6);
            EXPECT_NEAR(found.cuts[c].at_or_above, theirs[9 + c][0], 1e-6);
            EXPECT_NEAR(found.cuts[c].told_below - found.cuts[c].wrongly_below + found.cuts[c].wrongly_above, 1 - found.cuts[c].at_or_above, 1e-12);
        }
    }
}

// Two million simulated people of quality.py, each told the level of their posterior median: four standard errors of a share are 0.0014 at most.
TEST(Classification, of_patterns_is_what_happens_to_simulated_people) {
    const std::array<double, 4> cuts{-1.5, -0.5, 0.5, 1.5};
    for (const std::vector<double>& row : numbers(folder / "quality_simulation.csv")) {
        const double slope = row[0];
        const std::vector<ItemParameters> items(3, {slope, {1.5 * slope, 0.5 * slope, -0.5 * slope, -1.5 * slope}});
        const ClassificationAccuracy found = *classification_of_patterns(known(ItemModel::graded, items), cuts);
        EXPECT_NEAR(found.right, row[1], 0.0014);
        for (std::size_t c = 0; c < 4; ++c) {
            EXPECT_NEAR(found.cuts[c].wrongly_below, row[2 + 2 * c], 0.0014) << slope << " " << c;
            EXPECT_NEAR(found.cuts[c].at_or_above, row[3 + 2 * c], 0.0014);
        }
    }
}

// A person under every pattern, each by its probability, is the expectation over patterns.
TEST(Classification, of_people_in_their_expected_numbers_is_that_of_patterns) {
    const Calibration calibration = known(ItemModel::graded, {{1.3, {1, -0.5}}, {0.8, {0.2, -1}}});
    const std::array<double, 2> cuts{-0.3, 0.9};
    const Quadrature fine{1201, 6};
    const std::vector<double> w = fine.normal_weights();
    AnswerTable answers({3, 3});
    for (std::uint8_t a = 0; a < 3; ++a) {
        for (std::uint8_t b = 0; b < 3; ++b) {
            double prob = 0;
            for (std::size_t q = 0; q < w.size(); ++q) {
                std::vector<double> p(3);
                std::vector<double> r(3);
                category_probabilities(ItemModel::graded, calibration.items[0].parameters, fine.points()[q], p);
                category_probabilities(ItemModel::graded, calibration.items[1].parameters, fine.points()[q], r);
                prob += w[q] * p[a] * r[b];
            }
            answers.add(std::vector<std::uint8_t>{a, b}, prob);
        }
    }
    const ClassificationAccuracy people = *classification_of_people(answers, calibration, cuts);
    const ClassificationAccuracy patterns = *classification_of_patterns(calibration, cuts);
    EXPECT_NEAR(people.right, patterns.right, 1e-8);
    EXPECT_NEAR(people.cuts[1].wrongly_below, patterns.cuts[1].wrongly_below, 1e-8);
    EXPECT_NEAR(people.cuts[0].wrongly_above, patterns.cuts[0].wrongly_above, 1e-8);
    const boost::math::normal normal;
    EXPECT_NEAR(patterns.cuts[1].at_or_above, cdf(complement(normal, 0.9)), 1e-8);
}

// Flat items say nothing: everybody stands at the median of the group, the level of which is right as often as it is that of somebody.
TEST(Classification, without_information_is_that_of_the_distribution) {
    const std::array<double, 2> cuts{-0.5, 0.5};
    Calibration calibration = known(ItemModel::graded, {{0, {0.4}}});
    calibration.groups[0] = {0.2, 1.5, 0, false, false};
    const boost::math::normal normal(0.2, 1.5);
    const ClassificationAccuracy found = *classification_of_patterns(calibration, cuts, 9);
    EXPECT_NEAR(found.right, cdf(normal, 0.5) - cdf(normal, -0.5), 1e-8);
    EXPECT_NEAR(*found.cuts[1].wrongly_below_of_those_above(), 1, 1e-12);
    EXPECT_EQ(found.cuts[0].told_below, 0);
    EXPECT_NEAR(found.cuts[0].wrongly_above, cdf(normal, -0.5), 1e-8);
}

TEST(Classification, of_nobody_is_undefined) {
    const std::array<double, 1> cuts{0};
    Calibration calibration = known(ItemModel::graded, {{1, {0.4}}});
    AnswerTable answers({2});
    EXPECT_FALSE(classification_of_people(answers, calibration, cuts));
    answers.add(std::vector<std::uint8_t>{no_answer});
    answers.add(std::vector<std::uint8_t>{1}, 0);
    EXPECT_FALSE(classification_of_people(answers, calibration, cuts));
    calibration.items[0].end = ItemEnd::no_variance;
    EXPECT_FALSE(classification_of_people(answers, calibration, cuts));
    EXPECT_FALSE(classification_of_patterns(calibration, cuts));
    EXPECT_FALSE(classification_of_patterns(known(ItemModel::graded, std::vector<ItemParameters>(24, {1, {0.4, 0}})), cuts));
}

TEST(Classification, takes_cuts_that_nobody_reaches) {
    const Calibration calibration = known(ItemModel::graded, {{1, {0.4}}});
    const std::array<double, 2> cuts{0, 7};
    const ClassificationAccuracy found = *classification_of_patterns(calibration, cuts);
    EXPECT_NEAR(found.cuts[1].at_or_above, 0, 1e-12);
    EXPECT_NEAR(found.cuts[1].told_below, 1, 1e-12);
    const std::array<double, 2> falling{1, 0};
    EXPECT_THROW((void)classification_of_patterns(calibration, falling), std::invalid_argument);
    EXPECT_NEAR(classification_of_patterns(calibration, {})->right, 1, 1e-12);
}

}  // namespace
}  // namespace capgap
