#include <capgap/measurement/multidimensional.hpp>

#include <measurement/agreement.hpp>
#include <measurement/several_dimensions.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>
#include <random>

namespace capgap {
namespace {

using namespace psychometric;

const std::vector<std::size_t> categories_of_three{3, 3, 2, 4, 3, 3, 3, 4, 3};
const std::vector<std::size_t> dimension_of_three{0, 0, 0, 0, 1, 1, 1, 2, 2};

// The third dimension has two items and so one slope; a tenth is missing, every second person counts twice.
TEST(Multidimensional, is_the_maximum_that_was_found_directly) {
    const AnswerTable answers = weighted_answers_of("three_dimensions", categories_of_three);
    const MultidimensionalCalibration found = calibrate_dimensions(answers, dimension_of_three, ItemModel::graded, on_grid(13, 4));
    EXPECT_EQ(found.end, CalibrationEnd::converged);
    const auto rest = numbers(folder / "three_dimensions_rest.csv");
    EXPECT_NEAR(found.log_likelihood, rest[0][0], 1e-9 * std::abs(rest[0][0]));
    expect_items(found, "three_dimensions", 1e-6);
    Agreement correlations("correlations of three dimensions", "direct maximisation in Python (several_dimensions.py)", "400 people, 10 items", 1e-6);
    correlations.look(*found.correlation(0, 1), rest[0][1]);
    correlations.look(*found.correlation(0, 2), rest[0][2]);
    correlations.look(*found.correlation(2, 1), rest[0][3]);
    EXPECT_FALSE(found.correlations_at_limit);
    EXPECT_EQ(found.dimensions[2], DimensionEnd::equal_slopes);
    EXPECT_EQ(found.free_parameters, 19U + 7 + 1 + 3) << "intercepts, slopes, the slope of two, correlations";
    EXPECT_EQ(found.weight, 600);
    const DimensionMoments people = expected_a_posteriori(answers, found, {13, 4});
    for (std::size_t d = 0; d < 3; ++d) expect_people(*people[d], "three_dimensions", d, 1e-6);
}

TEST(Multidimensional, is_at_least_as_likely_as_that_of_mirt) {
    const char* real_data = std::getenv("REAL_DATA");
    if (real_data == nullptr) GTEST_SKIP() << "REAL_DATA is not set";
    const std::filesystem::path data = std::filesystem::path(real_data) / "psychometric";
    const AnswerTable answers = answers_of(data / "grm3d_J60_N10000.csv", 60);
    const MultidimensionalCalibration found = calibrate_dimensions(answers, of_each(3, 20), ItemModel::graded, on_grid(15, 3.5));
    EXPECT_EQ(found.end, CalibrationEnd::converged);
    // At mirt's parameters, which its tolerance of 1e-4 left short of the top: the sum over the grid, with numpy.
    EXPECT_GT(found.log_likelihood, -794776.1111796414);
    EXPECT_LT(found.log_likelihood, -794776.1111796414 + 0.5);
    const auto items = numbers(data / "reference/grm3d_J60_N10000_EM_lim3.5_items.csv", 1);
    const std::string mirt = "mirt 1.47, EM to 1e-4, 15 nodes each";
    const std::string words = "10,000 people, 60 items, 3 dimensions";
    Agreement parameters("slopes and intercepts, three dimensions", mirt, words, 0.03);
    for (std::size_t j = 0; j < 60; ++j) {
        parameters.look(found.items[j].parameters.slope, items[j][j / 20]);
        for (std::size_t k = 0; k < 4; ++k) parameters.look(found.items[j].parameters.intercepts[k], items[j][3 + k]);
    }
    const auto theirs = numbers(data / "reference/grm3d_J60_N10000_EM_lim3.5_cov.csv");
    Agreement correlations("correlations of three dimensions", mirt, words, 2e-3);
    correlations.look(*found.correlation(0, 1), theirs[0][1]);
    correlations.look(*found.correlation(0, 2), theirs[0][2]);
    correlations.look(*found.correlation(1, 2), theirs[1][2]);
}

// True correlations of 0.6; mirt finds 0.52 on fifteen nodes over twelve units, and says nothing.
TEST(Multidimensional, of_a_coarse_grid_says_so) {
    const char* real_data = std::getenv("REAL_DATA");
    if (real_data == nullptr) GTEST_SKIP() << "REAL_DATA is not set";
    const AnswerTable all = answers_of(std::filesystem::path(real_data) / "psychometric/grm3d_J60_N10000.csv", 60);
    AnswerTable answers(std::vector<std::size_t>(60, 5));
    for (std::size_t p = 0; p < 2'000; ++p) answers.add(all.person(p));
    EXPECT_EQ(calibrate_dimensions(answers, of_each(3, 20), ItemModel::graded, on_grid(15, 6)).grid, GridFit::too_coarse);
    EXPECT_EQ(calibrate_dimensions(answers, of_each(3, 20), ItemModel::graded, on_grid(31, 2)).grid, GridFit::too_narrow);
    const MultidimensionalCalibration found = calibrate_dimensions(answers, of_each(3, 20), ItemModel::graded);
    EXPECT_EQ(found.grid, GridFit::fits);
    for (std::size_t d = 0; d < 3; ++d) EXPECT_NEAR(*found.correlation(d, (d + 1) % 3), 0.6, 0.05) << "three standard errors";
}

TEST(Multidimensional, of_one_dimension_is_the_calibration_of_that) {
    const AnswerTable answers = answers_of(folder / "grm_J24_N1000.csv", 24);
    const Calibration one = calibrate(answers, ItemModel::graded, {});
    const MultidimensionalCalibration found = calibrate_dimensions(answers, of_each(1, 24), ItemModel::graded, on_grid(61, 6));
    EXPECT_NEAR(found.log_likelihood, one.log_likelihood, 1e-8);
    EXPECT_EQ(found.free_parameters, one.free_parameters);
    for (std::size_t j = 0; j < 24; ++j) EXPECT_NEAR(found.items[j].parameters.slope, one.items[j].parameters.slope, 1e-6);
    const PosteriorMoments people = expected_a_posteriori(answers, one, {61, 6});
    const DimensionMoments again = expected_a_posteriori(answers, found, {61, 6});
    for (std::size_t p = 0; p < answers.people(); ++p) EXPECT_NEAR(again[0]->mean[p], people.mean[p], 1e-6);
}

// Items that tell people apart sharply, and people who contradict themselves between dimensions that hardly differ: what nodes count must not decide.
TEST(Multidimensional, people_are_the_sums_that_define_them) {
    MultidimensionalCalibration given;
    given.dimension_of = of_each(3, 4);
    given.dimensions.assign(3, DimensionEnd::estimated);
    for (std::size_t j = 0; j < 12; ++j)
        given.items.push_back({{5 + static_cast<double>(j % 3), {2.0 * static_cast<double>(j % 4) - 3}}, {0, 1}, {}});
    const std::array<std::array<double, 3>, 3> correlations{{{1, 0.9, -0.85}, {0.9, 1, -0.8}, {-0.85, -0.8, 1}}};
    for (const auto& row : correlations) given.correlations.insert(given.correlations.end(), row.begin(), row.end());
    AnswerTable answers(std::vector<std::size_t>(12, 2));
    std::mt19937 random(4);
    for (int p = 0; p < 40; ++p) {
        std::vector<std::uint8_t> codes;
        for (std::size_t j = 0; j < 12; ++j)
            codes.push_back(p % 5 == 0            ? static_cast<std::uint8_t>(j / 4 % 2)
                            : p % 5 == 1 && j < 4 ? AnswerTable::missing
                                                  : static_cast<std::uint8_t>(random() % 2));
        answers.add(codes);
    }
    const Quadrature grid{21, 4};
    const std::vector<double> t = grid.points();
    // The inverse of the correlations, by their adjugate.
    const auto& r = correlations;
    std::array<std::array<double, 3>, 3> inverse{};
    double determinant = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t j = 0; j < 3; ++j)
            inverse[j][i] = r[(i + 1) % 3][(j + 1) % 3] * r[(i + 2) % 3][(j + 2) % 3] - r[(i + 1) % 3][(j + 2) % 3] * r[(i + 2) % 3][(j + 1) % 3];
    }
    for (std::size_t i = 0; i < 3; ++i) determinant += r[0][i] * inverse[i][0];
    const DimensionMoments found = expected_a_posteriori(answers, given, grid);
    const NodePosteriors nodes = node_posteriors(answers, given, grid, 7, 20);
    for (std::size_t p = 0; p < answers.people(); ++p) {
        std::array<std::vector<double>, 3> margin;
        margin.fill(std::vector<double>(21, 0));
        double sum = 0;
        const auto likelihood = [&](std::size_t d, double theta) {
            double out = 1;
            for (std::size_t j = 4 * d; j < 4 * d + 4; ++j) {
                std::array<double, 2> chance{};
                category_probabilities(ItemModel::graded, given.items[j].parameters, theta, chance);
                if (answers.person(p)[j] != AnswerTable::missing) out *= chance[answers.person(p)[j]];
            }
            return out;
        };
        for (std::size_t a = 0; a < 21; ++a) {
            for (std::size_t b = 0; b < 21; ++b) {
                for (std::size_t c = 0; c < 21; ++c) {
                    const std::array<double, 3> theta{t[a], t[b], t[c]};
                    double square = 0;
                    for (std::size_t i = 0; i < 3; ++i) {
                        for (std::size_t j = 0; j < 3; ++j) square += theta[i] * inverse[i][j] / determinant * theta[j];
                    }
                    const double mass = std::exp(-square / 2) * likelihood(0, t[a]) * likelihood(1, t[b]) * likelihood(2, t[c]);
                    sum += mass;
                    margin[0][a] += mass;
                    margin[1][b] += mass;
                    margin[2][c] += mass;
                }
            }
        }
        for (std::size_t d = 0; d < 3; ++d) {
            double mean = 0;
            for (std::size_t q = 0; q < 21; ++q) mean += t[q] * margin[d][q] / sum;
            EXPECT_NEAR(found[d]->mean[p], mean, 1e-10) << p << ' ' << d;
            if (p < 7 || p >= 27) continue;
            for (std::size_t q = 0; q < 21; ++q) EXPECT_NEAR((*nodes.values[d])[(p - 7) * 21 + q], margin[d][q] / sum, 1e-10);
        }
    }
}

TEST(Multidimensional, is_the_same_whatever_the_threads) {
    AnswerTable answers(categories_of_three);
    const AnswerTable once = weighted_answers_of("three_dimensions", categories_of_three);
    for (std::size_t p = 0; p < 3'000; ++p) answers.add(once.person(p % 400), once.weight(p % 400));
    DimensionsOptions options = on_grid(13, 4);
    const MultidimensionalCalibration one = calibrate_dimensions(answers, dimension_of_three, ItemModel::graded, options);
    options.threads = 3;
    const MultidimensionalCalibration three = calibrate_dimensions(answers, dimension_of_three, ItemModel::graded, options);
    EXPECT_EQ(one.log_likelihood, three.log_likelihood);
    EXPECT_EQ(one.correlations, three.correlations);
    for (std::size_t j = 0; j < 9; ++j) EXPECT_EQ(one.items[j].parameters, three.items[j].parameters);
    EXPECT_EQ(expected_a_posteriori(answers, one, {13, 4}, 1)[1]->mean, expected_a_posteriori(answers, one, {13, 4}, 3)[1]->mean);
}

TEST(Multidimensional, dimensions_turn_round_with_their_items) {
    std::mt19937 random(6);
    std::normal_distribution<double> normal;
    AnswerTable answers(std::vector<std::size_t>(8, 3));
    for (int p = 0; p < 2'000; ++p) {
        const double a = normal(random);
        const double b = 0.5 * a + std::sqrt(0.75) * normal(random);
        std::vector<std::uint8_t> codes;
        for (std::size_t j = 0; j < 8; ++j) codes.push_back(drawn_answer(random, {j < 4 ? 1.5 : -1.5, {1, -0.5}}, j < 4 ? a : b));
        answers.add(codes);
    }
    const MultidimensionalCalibration found = calibrate_dimensions(answers, of_each(2, 4), ItemModel::graded);
    EXPECT_EQ(found.end, CalibrationEnd::converged);
    EXPECT_NEAR(*found.correlation(0, 1), -0.5, 0.1);
    for (const CalibratedItem& one : found.items) EXPECT_NEAR(one.parameters.slope, 1.5, 0.35);
}

}  // namespace
}  // namespace capgap
