#include <capgap/measurement/multidimensional.hpp>

#include <measurement/several_dimensions.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace capgap {
namespace {

using namespace psychometric;

AnswerTable random_answers(std::size_t people, std::size_t items, unsigned seed) {
    std::mt19937 random(seed);
    AnswerTable out(std::vector<std::size_t>(items, 3));
    for (std::size_t p = 0; p < people; ++p) {
        const auto able = random() % 2;
        std::vector<std::uint8_t> codes;
        for (std::size_t j = 0; j < items; ++j) codes.push_back(static_cast<std::uint8_t>(able + random() % 2));
        out.add(codes);
    }
    return out;
}

TEST(MultidimensionalAwkward, refuses_what_no_model_can_be) {
    const AnswerTable answers = random_answers(30, 8, 1);
    const auto refuses = [&answers](const std::vector<std::size_t>& dimension_of, ItemModel model, const DimensionsOptions& options) {
        EXPECT_THROW(static_cast<void>(calibrate_dimensions(answers, dimension_of, model, options)), std::invalid_argument);
    };
    const DimensionsOptions usual = multidimensional_options();
    refuses(of_each(2, 3), ItemModel::graded, usual);
    refuses(of_each(4, 2), ItemModel::graded, usual);
    refuses({0, 0, 0, 0, 2, 2, 2, 2}, ItemModel::graded, usual);
    refuses({0, 0, 0, 0, 0, 0, 0, 1'000'000'000'000}, ItemModel::graded, usual);
    refuses(of_each(2, 4), ItemModel::partial_credit, usual);
    refuses(of_each(2, 4), ItemModel::two_parameter, usual);
    DimensionsOptions options = usual;
    options.quadrature = {2, 5};
    refuses(of_each(2, 4), ItemModel::graded, options);
    options.quadrature = {31, 0};
    refuses(of_each(2, 4), ItemModel::graded, options);
    const MultidimensionalCalibration found = calibrate_dimensions(answers, of_each(2, 4), ItemModel::graded);
    EXPECT_THROW(static_cast<void>(expected_a_posteriori(AnswerTable({3, 3}), found, {31, 5})), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(expected_a_posteriori(AnswerTable(std::vector<std::size_t>(8, 2)), found, {31, 5})), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(node_posteriors(answers, found, {31, 5}, 20, 11)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(node_posteriors(answers, found, {31, 0}, 0, 1)), std::invalid_argument);
}

TEST(MultidimensionalAwkward, of_nobody_and_of_nothing_said_has_no_dimensions) {
    for (const std::size_t people : {std::size_t{0}, std::size_t{3}}) {
        AnswerTable answers({3, 3, 3, 3});
        const std::vector<std::uint8_t> silent(4, AnswerTable::missing);
        for (std::size_t p = 0; p < people; ++p) answers.add(silent);
        const MultidimensionalCalibration found = calibrate_dimensions(answers, of_each(2, 2), ItemModel::graded);
        EXPECT_EQ(found.dimensions[1], DimensionEnd::no_items);
        EXPECT_EQ(found.items[3].end, ItemEnd::no_variance);
        EXPECT_EQ(found.e_steps, 0U);
        EXPECT_FALSE(found.correlation(0, 1));
        EXPECT_FALSE(found.correlation(0, 0));
        EXPECT_FALSE(expected_a_posteriori(answers, found, {31, 5})[0]);
        EXPECT_FALSE(node_posteriors(answers, found, {31, 5}, 0, people).values[0]);
    }
}

TEST(MultidimensionalAwkward, one_item_that_varies_is_left_out) {
    AnswerTable answers({3, 3, 3, 3, 3, 3});
    const AnswerTable random = random_answers(300, 6, 2);
    for (std::size_t p = 0; p < 300; ++p) {
        std::vector<std::uint8_t> codes(random.person(p).begin(), random.person(p).end());
        codes[4] = 1;
        answers.add(codes);
    }
    const std::vector<std::size_t> dimension_of{0, 0, 0, 1, 1, 0};  // of the second only the first item varies
    const MultidimensionalCalibration found = calibrate_dimensions(answers, dimension_of, ItemModel::graded);
    EXPECT_EQ(found.dimensions[1], DimensionEnd::one_item);
    EXPECT_EQ(found.items[3].end, ItemEnd::alone);
    EXPECT_TRUE(found.items[3].parameters.intercepts.empty());
    EXPECT_EQ(found.items[4].end, ItemEnd::no_variance);
    EXPECT_EQ(found.correlation(0, 0), 1);
    EXPECT_FALSE(found.correlation(0, 1));
    const DimensionMoments people = expected_a_posteriori(answers, found, {31, 5});
    EXPECT_TRUE(people[0]);
    EXPECT_FALSE(people[1]);
}

TEST(MultidimensionalAwkward, one_person_and_three_end) {
    for (const std::size_t people : {std::size_t{1}, std::size_t{3}}) {
        const MultidimensionalCalibration found = calibrate_dimensions(random_answers(people, 6, 3), of_each(2, 3), ItemModel::graded);
        EXPECT_TRUE(std::isfinite(found.log_likelihood));
        for (const CalibratedItem& one : found.items) EXPECT_LE(std::abs(one.parameters.slope), 30);
        EXPECT_LE(std::abs(found.correlation(0, 1).value_or(0)), 1);
    }
}

TEST(MultidimensionalAwkward, who_weighs_nothing_or_says_nothing_changes_nothing) {
    const AnswerTable answers = random_answers(300, 6, 5);
    AnswerTable more(std::vector<std::size_t>(6, 3));
    for (std::size_t p = 0; p < 300; ++p) more.add(answers.person(p));
    more.add(std::vector<std::uint8_t>{0, 2, 0, 2, 0, 2}, 0);
    more.add(std::vector<std::uint8_t>(6, AnswerTable::missing));
    const MultidimensionalCalibration a = calibrate_dimensions(answers, of_each(2, 3), ItemModel::graded);
    const MultidimensionalCalibration b = calibrate_dimensions(more, of_each(2, 3), ItemModel::graded);
    EXPECT_NEAR(a.log_likelihood, b.log_likelihood, 1e-7);
    EXPECT_NEAR(*a.correlation(0, 1), *b.correlation(0, 1), 1e-5);
    const DimensionMoments people = expected_a_posteriori(more, b, {31, 5});
    EXPECT_NEAR(people[0]->mean.back(), 0, 1e-9);
    EXPECT_NEAR(people[1]->sd.back(), 1, 1e-4);
    AnswerTable weightless(std::vector<std::size_t>(6, 3));
    for (std::size_t p = 0; p < 300; ++p) weightless.add(answers.person(p), 0);
    EXPECT_EQ(calibrate_dimensions(weightless, of_each(2, 3), ItemModel::graded).dimensions[0], DimensionEnd::no_items);
}

TEST(MultidimensionalAwkward, categories_that_nobody_used_are_left_out) {
    const AnswerTable answers = random_answers(400, 6, 7);
    AnswerTable wide(std::vector<std::size_t>(6, 6));
    for (std::size_t p = 0; p < 400; ++p) {
        std::vector<std::uint8_t> codes;
        for (const std::uint8_t one : answers.person(p)) codes.push_back(static_cast<std::uint8_t>(2 * one));
        wide.add(codes);
    }
    const MultidimensionalCalibration a = calibrate_dimensions(answers, of_each(2, 3), ItemModel::graded);
    const MultidimensionalCalibration b = calibrate_dimensions(wide, of_each(2, 3), ItemModel::graded);
    EXPECT_THAT(b.items[1].used, testing::ElementsAre(0, 2, 4));
    EXPECT_EQ(a.log_likelihood, b.log_likelihood);
}

// The same trait twice over: a correlation of 1.
TEST(MultidimensionalAwkward, dimensions_that_are_one_are_at_a_limit_that_is_said) {
    std::mt19937 random(8);
    std::normal_distribution<double> normal;
    AnswerTable answers(std::vector<std::size_t>(10, 3));
    for (int p = 0; p < 1'000; ++p) {
        const double theta = normal(random);
        std::vector<std::uint8_t> codes;
        for (std::size_t j = 0; j < 10; ++j) codes.push_back(drawn_answer(random, {2, {1, -1}}, theta));
        answers.add(codes);
    }
    const MultidimensionalCalibration found = calibrate_dimensions(answers, of_each(2, 5), ItemModel::graded);
    EXPECT_TRUE(std::isfinite(found.log_likelihood));
    EXPECT_GT(*found.correlation(0, 1), 0.96);
    EXPECT_LT(*found.correlation(0, 1), 1);
    EXPECT_TRUE(found.correlations_at_limit) << *found.correlation(0, 1) << ' ' << to_string(found.end);
}

TEST(MultidimensionalAwkward, out_of_steps_is_said) {
    DimensionsOptions options = multidimensional_options();
    for (const std::size_t steps : {std::size_t{0}, std::size_t{3}}) {
        options.most_e_steps = steps;
        const MultidimensionalCalibration found = calibrate_dimensions(random_answers(200, 6, 9), of_each(2, 3), ItemModel::graded, options);
        EXPECT_EQ(found.end, CalibrationEnd::out_of_steps);
        EXPECT_EQ(found.e_steps, steps);
    }
}

}  // namespace
}  // namespace capgap
