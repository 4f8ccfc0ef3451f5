#include <capgap/measurement/dimensions_errors.hpp>

#include <measurement/several_dimensions.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace capgap {
namespace {

using namespace psychometric;

/// Against the errors from the Hessian by complex steps of tests/reference/psychometric/several_dimensions.py.
void expect_errors(const ParameterErrors& found, const DimensionsCalibration& calibration, const std::string& name) {
    ASSERT_TRUE(found.defined());
    EXPECT_LT(found.largest_gradient, 1e-4);
    const auto items = numbers(folder / (name + "_item_errors.csv"), 1);
    for (std::size_t j = 0; j < items.size(); ++j) {
        for (std::size_t k = 0; k < calibration.items[j].parameters.categories(); ++k)
            EXPECT_NEAR(found.standard_error(found.item_at[j] + k), items[j][k], 1e-6 * items[j][k]) << j << ' ' << k;
    }
    const std::vector<double> rest = numbers(folder / (name + "_rest.csv"))[1];
    for (std::size_t i = found.groups_at; i < found.size; ++i) {
        const double expected = rest[std::min(i - found.groups_at + 1, rest.size() - 1)];  // one for both, where two are equal
        EXPECT_NEAR(found.standard_error(i), expected, 1e-6 * expected);
    }
}

TEST(DimensionsErrors, of_correlated_dimensions_are_those_of_the_hessian) {
    const AnswerTable answers = weighted_answers_of("three_dimensions", {3, 3, 2, 4, 3, 3, 3, 4, 3});
    const MultidimensionalCalibration found = calibrate_dimensions(answers, {0, 0, 0, 0, 1, 1, 1, 2, 2}, ItemModel::graded, on_grid(13, 4));
    const ParameterErrors errors = parameter_errors(answers, found, {13, 4});
    EXPECT_EQ(errors.size, errors.groups_at + 3);
    expect_errors(errors, found, "three_dimensions");
    EXPECT_EQ(errors.standard_error(errors.item_at[7]), errors.standard_error(errors.item_at[8])) << "one slope";
    EXPECT_EQ(errors.covariance, parameter_errors(answers, found, {13, 4}, 3).covariance);
}

TEST(DimensionsErrors, of_a_general_factor_are_those_of_the_hessian) {
    const AnswerTable four = weighted_answers_of("four_competencies", {3, 3, 4, 2, 3, 3, 3, 4, 3, 3, 3, 3});
    const SecondOrderCalibration found = calibrate_second_order(four, {0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3}, ItemModel::graded, on_grid(31, 5));
    expect_errors(parameter_errors(four, found, {31, 5}), found, "four_competencies");
    const AnswerTable two = weighted_answers_of("two_competencies", {3, 3, 4, 2, 3, 3, 3});
    const SecondOrderCalibration of_two = calibrate_second_order(two, {0, 0, 0, 1, 1, 1, 1}, ItemModel::graded, on_grid(31, 5));
    expect_errors(parameter_errors(two, of_two, {31, 5}), of_two, "two_competencies");
}

// Exactly those of one dimension, but for the differences.
TEST(DimensionsErrors, of_one_dimension_are_those_of_the_calibration_of_that) {
    const AnswerTable answers = answers_of(folder / "grm_J24_N1000.csv", 24);
    const Calibration one = calibrate(answers, ItemModel::graded, {});
    const ParameterErrors expected = parameter_errors(answers, one, {61, 6});
    const MultidimensionalCalibration a = calibrate_dimensions(answers, of_each(1, 24), ItemModel::graded, on_grid(61, 6));
    const ParameterErrors found = parameter_errors(answers, a, {61, 6});
    EXPECT_EQ(found.groups_at, found.size);
    for (std::size_t i = 0; i < found.size; ++i) EXPECT_NEAR(found.standard_error(i), expected.standard_error(i), 1e-5 * expected.standard_error(i));
    const SecondOrderCalibration b = calibrate_second_order(answers, of_each(1, 24), ItemModel::graded, on_grid(61, 6));
    const ParameterErrors alone = parameter_errors(answers, b, {61, 6});
    EXPECT_EQ(alone.groups_at, alone.size);
    EXPECT_NEAR(alone.standard_error(3), expected.standard_error(3), 1e-5 * expected.standard_error(3));
}

TEST(DimensionsErrors, what_stands_at_a_limit_or_is_not_there_has_none) {
    std::mt19937 random(41);
    std::normal_distribution<double> normal;
    AnswerTable answers(std::vector<std::size_t>(10, 3));
    for (int p = 0; p < 1'000; ++p) {
        const double theta = normal(random);
        std::vector<std::uint8_t> codes;
        for (std::size_t j = 0; j < 10; ++j) codes.push_back(j == 9 ? std::uint8_t{1} : drawn_answer(random, {2, {1, -1}}, theta));
        answers.add(codes);
    }
    const MultidimensionalCalibration found = calibrate_dimensions(answers, of_each(2, 5), ItemModel::graded);
    ASSERT_TRUE(found.correlations_at_limit);
    const ParameterErrors errors = parameter_errors(answers, found, multidimensional_options().quadrature);
    ASSERT_TRUE(errors.defined());
    EXPECT_EQ(errors.size, 28U);
    EXPECT_EQ(errors.standard_error(27), 0);
    EXPECT_GT(errors.standard_error(0), 0);
    const AnswerTable nobody(std::vector<std::size_t>(4, 3));
    EXPECT_FALSE(parameter_errors(nobody, calibrate_dimensions(nobody, of_each(2, 2), ItemModel::graded), {31, 5}).defined());
    EXPECT_FALSE(parameter_errors(nobody, calibrate_second_order(nobody, of_each(2, 2), ItemModel::graded), {31, 5}).defined());
}

}  // namespace
}  // namespace capgap
