#include <capgap/measurement/second_order.hpp>

#include <capgap/measurement/dimensions_errors.hpp>
#include <capgap/measurement/multidimensional.hpp>

#include <measurement/agreement.hpp>
#include <measurement/several_dimensions.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace capgap {
namespace {

using namespace psychometric;

const std::vector<std::size_t> categories_of_four{3, 3, 4, 2, 3, 3, 3, 4, 3, 3, 3, 3};
const std::vector<std::size_t> competency_of_four{0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3};

/// Competencies of `items` items each: theta_c = loading G + the rest.
AnswerTable drawn_competencies(const std::vector<double>& loadings, std::size_t items, int people, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    AnswerTable out(std::vector<std::size_t>(items * loadings.size(), 4));
    for (int p = 0; p < people; ++p) {
        const double general = normal(random);
        std::vector<std::uint8_t> codes;
        for (const double loading : loadings) {
            const double theta = loading * general + std::sqrt(1 - loading * loading) * normal(random);
            for (std::size_t j = 0; j < items; ++j)
                codes.push_back(drawn_answer(random, {1.4 + 0.1 * static_cast<double>(j), {1.5, 0.1 * static_cast<double>(j), -1.2}}, theta));
        }
        out.add(codes);
    }
    return out;
}

// The third competency has two items and so one slope; a tenth is missing, every second person counts twice.
TEST(SecondOrder, is_the_maximum_that_was_found_directly) {
    const AnswerTable answers = weighted_answers_of("four_competencies", categories_of_four);
    const SecondOrderCalibration found = calibrate_second_order(answers, competency_of_four, ItemModel::graded, on_grid(31, 5));
    EXPECT_EQ(found.end, CalibrationEnd::converged);
    EXPECT_EQ(found.grid, GridFit::fits);
    const auto rest = numbers(folder / "four_competencies_rest.csv");
    EXPECT_NEAR(found.log_likelihood, rest[0][0], 1e-9 * std::abs(rest[0][0]));
    expect_items(found, "four_competencies", 1e-6);
    Agreement loadings("loadings of a second-order model", "direct maximisation in Python (several_dimensions.py)", "400 people, 4 competencies",
                       1e-6);
    for (std::size_t c = 0; c < 4; ++c) {
        loadings.look(*found.loadings[c].value, rest[0][1 + c]);
        EXPECT_EQ(found.loadings[c].end, LoadingEnd::estimated);
    }
    EXPECT_EQ(found.free_parameters, 25U + 11 + 4) << "intercepts, slopes of which two are one, loadings";
    const SecondOrderMoments people = expected_a_posteriori(answers, found, {31, 5});
    for (std::size_t c = 0; c < 4; ++c) expect_people(*people.competencies[c], "four_competencies", c, 1e-6);
    expect_people(*people.general, "four_competencies", 4, 1e-6);
}

TEST(SecondOrder, of_two_competencies_has_one_loading) {
    const AnswerTable answers = weighted_answers_of("two_competencies", {3, 3, 4, 2, 3, 3, 3});
    const SecondOrderCalibration found = calibrate_second_order(answers, {0, 0, 0, 1, 1, 1, 1}, ItemModel::graded, on_grid(31, 5));
    EXPECT_EQ(found.end, CalibrationEnd::converged);
    const auto rest = numbers(folder / "two_competencies_rest.csv");
    EXPECT_NEAR(found.log_likelihood, rest[0][0], 1e-9 * std::abs(rest[0][0]));
    expect_items(found, "two_competencies", 1e-6);
    EXPECT_EQ(found.loadings[0].value, found.loadings[1].value);
    EXPECT_NEAR(*found.loadings[0].value, rest[0][1], 1e-6);
    EXPECT_EQ(found.loadings[1].end, LoadingEnd::equal);
    EXPECT_EQ(found.free_parameters, 14U + 7 + 1);
    expect_people(*expected_a_posteriori(answers, found, {31, 5}).competencies[1], "two_competencies", 1, 1e-6);
    // The same model with a correlation in place of the loading, on a grid of which both are almost integrals.
    const MultidimensionalCalibration correlated = calibrate_dimensions(answers, {0, 0, 0, 1, 1, 1, 1}, ItemModel::graded, on_grid(61, 6));
    const SecondOrderCalibration fine = calibrate_second_order(answers, {0, 0, 0, 1, 1, 1, 1}, ItemModel::graded, on_grid(61, 6));
    EXPECT_NEAR(*correlated.correlation(0, 1), *fine.loadings[0].value * *fine.loadings[0].value, 1e-4);
    EXPECT_NEAR(correlated.log_likelihood, fine.log_likelihood, 1e-3);
}

TEST(SecondOrder, two_competencies_may_go_against_each_other) {
    const AnswerTable answers = drawn_competencies({0.8, -0.8}, 4, 1'500, 20);
    const SecondOrderCalibration found = calibrate_second_order(answers, of_each(2, 4), ItemModel::graded, on_grid(41, 6));
    const MultidimensionalCalibration correlated = calibrate_dimensions(answers, of_each(2, 4), ItemModel::graded, on_grid(41, 6));
    EXPECT_NEAR(found.log_likelihood, correlated.log_likelihood, 1e-3);
    EXPECT_EQ(*found.loadings[0].value, -*found.loadings[1].value);
    EXPECT_NEAR(*correlated.correlation(0, 1), *found.loadings[0].value * *found.loadings[1].value, 1e-4);
    const double mean = expected_a_posteriori(answers, correlated, {41, 6})[1]->mean[5];
    EXPECT_NEAR(expected_a_posteriori(answers, found, {41, 6}).competencies[1]->mean[5], mean, 1e-4);
    const ParameterErrors errors = parameter_errors(answers, found, {41, 6});
    ASSERT_TRUE(errors.defined());
    // Delta method: the correlation is less the square of the loading.
    const ParameterErrors of_correlated = parameter_errors(answers, correlated, {41, 6});
    const double expected = of_correlated.standard_error(of_correlated.groups_at) / (2 * std::abs(*found.loadings[0].value));
    EXPECT_NEAR(errors.standard_error(errors.groups_at), expected, 1e-3 * expected);
    EXPECT_LT(errors.of(errors.groups_at, errors.groups_at + 1), 0);
}

// Three correlations are three loadings.
TEST(SecondOrder, of_three_competencies_is_the_correlated_model) {
    const AnswerTable answers = drawn_competencies({0.9, 0.6, 0.7}, 4, 1'500, 21);
    const MultidimensionalCalibration correlated = calibrate_dimensions(answers, of_each(3, 4), ItemModel::graded, on_grid(41, 6));
    const SecondOrderCalibration found = calibrate_second_order(answers, of_each(3, 4), ItemModel::graded, on_grid(41, 6));
    EXPECT_NEAR(found.log_likelihood, correlated.log_likelihood, 1e-3);
    for (std::size_t c = 0; c < 3; ++c)
        EXPECT_NEAR(*correlated.correlation(c, (c + 1) % 3), *found.loadings[c].value * *found.loadings[(c + 1) % 3].value, 1e-4);
    const DimensionMoments a = expected_a_posteriori(answers, correlated, {41, 6});
    const SecondOrderMoments b = expected_a_posteriori(answers, found, {41, 6});
    for (std::size_t p = 0; p < answers.people(); p += 50) {
        EXPECT_NEAR(a[1]->mean[p], b.competencies[1]->mean[p], 1e-4);
        EXPECT_NEAR(a[1]->sd[p], b.competencies[1]->sd[p], 1e-4);
    }
}

TEST(SecondOrder, finds_the_parameters_that_answers_were_drawn_by) {
    const std::vector<double> loadings{0.9, 0.8, 0.7, 0.6, 0.5, 0.85, -0.4, 0.75};
    const AnswerTable answers = drawn_competencies(loadings, 4, 4'000, 22);
    const SecondOrderCalibration found = calibrate_second_order(answers, of_each(8, 4), ItemModel::graded, on_grid(41, 5));
    EXPECT_EQ(found.end, CalibrationEnd::converged);
    EXPECT_EQ(found.grid, GridFit::fits);
    double slopes = 0;
    for (std::size_t c = 0; c < 8; ++c) {
        EXPECT_NEAR(*found.loadings[c].value, loadings[c], 0.06) << "three standard errors, " << c;
        for (std::size_t j = 0; j < 4; ++j) {
            const ItemParameters& item = found.items[4 * c + j].parameters;
            const double slope = 1.4 + 0.1 * static_cast<double>(j);
            slopes += item.slope / slope;
            EXPECT_NEAR(item.slope, slope, 0.3);
            EXPECT_NEAR(item.intercepts[1], 0.1 * static_cast<double>(j), 0.2);
        }
    }
    EXPECT_NEAR(slopes / 32, 1, 0.03);
}

// Who was not asked about the first competency stands where the others let expect it: E(theta_1 | G) = lambda_1 G.
TEST(SecondOrder, other_competencies_tell_of_what_was_not_answered) {
    AnswerTable answers = drawn_competencies({0.9, 0.8, 0.7}, 4, 800, 23);
    const SecondOrderCalibration found = calibrate_second_order(answers, of_each(3, 4), ItemModel::graded, on_grid(61, 6));
    AnswerTable unasked(std::vector<std::size_t>(12, 4));
    for (std::size_t p = 0; p < 50; ++p) {
        std::vector<std::uint8_t> codes(answers.person(p).begin(), answers.person(p).end());
        for (std::size_t j = 0; j < 4; ++j) codes[j] = AnswerTable::missing;
        unasked.add(codes);
    }
    const SecondOrderMoments people = expected_a_posteriori(unasked, found, {61, 6});
    const NodePosteriors nodes = node_posteriors(unasked, found, {61, 6}, 3, 10);
    const double loading = *found.loadings[0].value;
    for (std::size_t p = 0; p < 50; ++p) {
        EXPECT_NEAR(people.competencies[0]->mean[p], loading * people.general->mean[p], 1e-4);
        const double variance = loading * loading * people.general->sd[p] * people.general->sd[p] + 1 - loading * loading;
        EXPECT_NEAR(people.competencies[0]->sd[p], std::sqrt(variance), 1e-4);
    }
    ASSERT_EQ(nodes.values.size(), 4U);
    for (std::size_t p = 0; p < 10; ++p) {
        double sum = 0;
        double mean = 0;
        for (std::size_t q = 0; q < 61; ++q) {
            sum += (*nodes.values[3])[p * 61 + q];
            mean += (*nodes.values[3])[p * 61 + q] * nodes.points[q];
        }
        EXPECT_NEAR(sum, 1, 1e-12);
        EXPECT_NEAR(mean, people.general->mean[p + 3], 1e-10);
    }
}

// Two halves of one trait, and one that has little to do with them: the first two are what is general.
TEST(SecondOrder, heywood_cases_are_said) {
    const AnswerTable answers = drawn_competencies({1, 1, 0.3}, 5, 1'000, 24);
    const SecondOrderCalibration found = calibrate_second_order(answers, of_each(3, 5), ItemModel::graded, on_grid(61, 6));
    EXPECT_TRUE(std::isfinite(found.log_likelihood));
    EXPECT_TRUE(found.loadings[0].end == LoadingEnd::heywood || found.loadings[1].end == LoadingEnd::heywood)
        << *found.loadings[0].value << ' ' << *found.loadings[1].value << ' ' << to_string(found.end);
    for (const Loading& one : found.loadings) EXPECT_LE(*one.value, largest_loading({61, 6}));
    EXPECT_NEAR(*found.loadings[2].value, 0.3, 0.15);
    EXPECT_THROW(static_cast<void>(expected_a_posteriori(answers, found, {21, 6})), std::invalid_argument) << "too coarse for such a loading";
}

TEST(SecondOrder, is_the_same_whatever_the_threads) {
    const AnswerTable answers = drawn_competencies({0.9, 0.6, 0.7, 0.8}, 3, 3'000, 25);
    DimensionsOptions options = on_grid(31, 5);
    const SecondOrderCalibration one = calibrate_second_order(answers, of_each(4, 3), ItemModel::graded, options);
    options.threads = 3;
    const SecondOrderCalibration three = calibrate_second_order(answers, of_each(4, 3), ItemModel::graded, options);
    EXPECT_EQ(one.log_likelihood, three.log_likelihood);
    for (std::size_t c = 0; c < 4; ++c) EXPECT_EQ(one.loadings[c].value, three.loadings[c].value);
    for (std::size_t j = 0; j < 12; ++j) EXPECT_EQ(one.items[j].parameters, three.items[j].parameters);
    EXPECT_EQ(expected_a_posteriori(answers, one, {31, 5}, 1).general->mean, expected_a_posteriori(answers, one, {31, 5}, 3).general->mean);
}

TEST(SecondOrder, of_a_coarse_grid_says_so) {
    const AnswerTable answers = drawn_competencies({0.9, 0.6, 0.7}, 8, 500, 26);
    EXPECT_EQ(calibrate_second_order(answers, of_each(3, 8), ItemModel::graded, on_grid(11, 6)).grid, GridFit::too_coarse);
    EXPECT_EQ(calibrate_second_order(answers, of_each(3, 8), ItemModel::graded, on_grid(61, 2)).grid, GridFit::too_narrow);
    EXPECT_EQ(calibrate_second_order(answers, of_each(3, 8), ItemModel::graded).grid, GridFit::fits);
}

TEST(SecondOrderAwkward, competencies_without_a_model_have_no_loading) {
    const AnswerTable full = drawn_competencies({0.8, 0.7, 0.6}, 3, 400, 27);
    AnswerTable answers(std::vector<std::size_t>(9, 4));
    for (std::size_t p = 0; p < full.people(); ++p) {
        std::vector<std::uint8_t> codes(full.person(p).begin(), full.person(p).end());
        codes[4] = codes[5] = 1;  // of the second competency one item varies
        codes[6] = codes[7] = codes[8] = AnswerTable::missing;
        answers.add(codes);
    }
    const SecondOrderCalibration found = calibrate_second_order(answers, of_each(3, 3), ItemModel::graded);
    EXPECT_EQ(found.dimensions, (std::vector{DimensionEnd::estimated, DimensionEnd::one_item, DimensionEnd::no_items}));
    EXPECT_EQ(found.loadings[0].end, LoadingEnd::alone);
    EXPECT_FALSE(found.loadings[0].value);
    EXPECT_EQ(found.loadings[1].end, LoadingEnd::no_model);
    const SecondOrderMoments people = expected_a_posteriori(answers, found, {61, 6});
    EXPECT_FALSE(people.general);
    EXPECT_TRUE(people.competencies[0]);
    EXPECT_FALSE(people.competencies[1]);
    // Alone it is what it is by itself.
    AnswerTable alone(std::vector<std::size_t>(3, 4));
    for (std::size_t p = 0; p < full.people(); ++p) alone.add(full.person(p).first(3));
    const Calibration one = calibrate(alone, ItemModel::graded, {});
    EXPECT_NEAR(found.log_likelihood, one.log_likelihood, 1e-6);
    EXPECT_NEAR(found.items[1].parameters.slope, one.items[1].parameters.slope, 1e-6);
    EXPECT_EQ(found.free_parameters, one.free_parameters);
}

TEST(SecondOrderAwkward, of_nobody_one_and_people_without_weight) {
    AnswerTable nobody(std::vector<std::size_t>(6, 3));
    EXPECT_EQ(calibrate_second_order(nobody, of_each(2, 3), ItemModel::graded).loadings[1].end, LoadingEnd::no_model);
    const SecondOrderMoments none = expected_a_posteriori(nobody, calibrate_second_order(nobody, of_each(2, 3), ItemModel::graded), {61, 6});
    EXPECT_FALSE(none.general);
    AnswerTable one = nobody;
    one.add(std::vector<std::uint8_t>{0, 1, 2, 0, 1, 2});
    EXPECT_EQ(calibrate_second_order(one, of_each(2, 3), ItemModel::graded).dimensions[0], DimensionEnd::no_items);
    AnswerTable weightless = nobody;
    weightless.add(std::vector<std::uint8_t>{0, 1, 2, 0, 1, 2}, 0);
    weightless.add(std::vector<std::uint8_t>{1, 0, 1, 2, 0, 1}, 0);
    EXPECT_EQ(calibrate_second_order(weightless, of_each(2, 3), ItemModel::graded).dimensions[0], DimensionEnd::no_items);
    AnswerTable three = one;
    three.add(std::vector<std::uint8_t>{1, 0, 1, 2, 0, 1});
    three.add(std::vector<std::uint8_t>{2, 2, 0, 1, 2, 0});
    const SecondOrderCalibration found = calibrate_second_order(three, of_each(2, 3), ItemModel::graded);
    EXPECT_TRUE(std::isfinite(found.log_likelihood));
    EXPECT_GE(*found.loadings[0].value, 0);
}

TEST(SecondOrderAwkward, refuses_what_no_model_can_be) {
    const AnswerTable answers = drawn_competencies({0.8, 0.7}, 3, 50, 28);
    EXPECT_THROW(static_cast<void>(calibrate_second_order(answers, of_each(2, 2), ItemModel::graded)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(calibrate_second_order(answers, of_each(2, 3), ItemModel::rasch)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(calibrate_second_order(answers, {0, 0, 0, 2, 2, 2}, ItemModel::graded)), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(calibrate_second_order(answers, of_each(2, 3), ItemModel::graded, on_grid(2, 6))), std::invalid_argument);
    const SecondOrderCalibration found = calibrate_second_order(answers, of_each(2, 3), ItemModel::graded);
    EXPECT_THROW(static_cast<void>(expected_a_posteriori(AnswerTable({3, 3}), found, {61, 6})), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(node_posteriors(answers, found, {61, 6}, 0, 51)), std::invalid_argument);
}

// Fifty competencies that all contradict each other: products of their likelihoods are far below what a double can hold.
TEST(SecondOrderAwkward, people_who_contradict_themselves_do_not_vanish) {
    SecondOrderCalibration given;
    given.dimension_of = of_each(50, 3);
    given.dimensions.assign(50, DimensionEnd::estimated);
    given.items.assign(150, {{8, {0.0}}, {0, 1}, {}});
    given.loadings.assign(50, {0.98, LoadingEnd::estimated});
    AnswerTable answers(std::vector<std::size_t>(150, 2));
    std::vector<std::uint8_t> codes;
    for (std::size_t j = 0; j < 150; ++j) codes.push_back(static_cast<std::uint8_t>(j / 3 % 2));
    answers.add(codes);
    const SecondOrderMoments people = expected_a_posteriori(answers, given, {61, 6});
    EXPECT_NEAR(people.general->mean[0], 0, 1e-9) << "as many say one thing as the other";
    EXPECT_NEAR(people.competencies[0]->mean[0], -people.competencies[1]->mean[0], 1e-9);
    EXPECT_LT(people.competencies[0]->mean[0], 0);
}

}  // namespace
}  // namespace capgap
