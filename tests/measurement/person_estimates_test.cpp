#include <capgap/measurement/person_estimates.hpp>

#include <capgap/measurement/item_score.hpp>

#include <measurement/agreement.hpp>
#include <measurement/known_calibration.hpp>
#include <measurement/no_answer.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace capgap {
namespace {

using namespace psychometric;

/// Warm's equation from probabilities and differences of them.
double warm_equation(const Calibration& calibration, std::span<const std::uint8_t> codes, double theta) {
    constexpr double h = 1e-4;
    double score = 0;
    double information = 0;
    double bias = 0;
    for (std::size_t j = 0; j < codes.size(); ++j) {
        if (codes[j] == no_answer) continue;
        const ItemParameters& item = calibration.items[j].parameters;
        std::vector<std::vector<double>> p(3, std::vector<double>(item.categories()));
        for (int i = 0; i < 3; ++i) category_probabilities(calibration.model, item, theta + h * (i - 1), p[static_cast<std::size_t>(i)]);
        for (std::size_t k = 0; k < item.categories(); ++k) {
            const double first = (p[2][k] - p[0][k]) / (2 * h);
            const double second = (p[2][k] - 2 * p[1][k] + p[0][k]) / (h * h);
            information += first * first / p[1][k];
            bias += first * second / p[1][k];
            if (k == codes[j]) score += first / p[1][k];
        }
    }
    return score + bias / (2 * information);
}

std::vector<ItemParameters> three_steps(bool slopes) {
    return {{slopes ? 1.7 : 1, {1.5, 0.2, -1}}, {slopes ? 0.6 : 1, {0.7, 0.1, -0.4}}, {slopes ? 1.1 : 1, {2.5, -0.3, -1.8}}};
}

std::vector<ItemParameters> two_categories(bool slopes) {
    return {{slopes ? 1.7 : 1, {1.5}}, {slopes ? 0.6 : 1, {-0.4}}, {slopes ? 1.1 : 1, {-1.8}}};
}

/// All patterns of answers, missing ones among them.
AnswerTable all_patterns(std::size_t items, std::size_t categories) {
    AnswerTable out(std::vector<std::size_t>(items, categories));
    std::size_t patterns = 1;
    for (std::size_t j = 0; j < items; ++j) patterns *= categories + 1;
    for (std::size_t one = 0; one < patterns; ++one) {
        std::vector<std::uint8_t> codes;
        for (std::size_t j = 0, rest = one; j < items; ++j, rest /= categories + 1) {
            const std::size_t code = rest % (categories + 1);
            codes.push_back(code == categories ? no_answer : static_cast<std::uint8_t>(code));
        }
        out.add(codes);
    }
    return out;
}

TEST(WeightedLikelihood, solves_the_equation_of_Warm_for_every_pattern_under_every_model) {
    for (const ItemModel model : {ItemModel::graded, ItemModel::generalised_partial_credit, ItemModel::partial_credit, ItemModel::rating_scale,
                                  ItemModel::rasch, ItemModel::two_parameter}) {
        const bool two = model == ItemModel::rasch || model == ItemModel::two_parameter;
        const Calibration calibration = known(model, two ? two_categories(has_slopes(model)) : three_steps(has_slopes(model)));
        const AnswerTable answers = all_patterns(3, two ? 2 : 4);
        const auto found = weighted_likelihood_estimates(answers, calibration);
        for (std::size_t p = 0; p < answers.people(); ++p) {
            const auto codes = answers.person(p);
            const auto answered = static_cast<std::size_t>(3 - std::count(codes.begin(), codes.end(), no_answer));
            ASSERT_EQ(found[p].has_value(), answered > 0);
            if (answered == 0) continue;
            EXPECT_EQ(found[p]->answered, answered);
            EXPECT_NEAR(warm_equation(calibration, codes, found[p]->theta), 0, 1e-6) << to_string(model) << " " << p;
            double information = 0;
            for (std::size_t j = 0; j < 3; ++j)
                information += codes[j] == no_answer ? 0 : item_information(model, calibration.items[j].parameters, found[p]->theta);
            EXPECT_NEAR(found[p]->error, 1 / std::sqrt(information), 1e-9 * found[p]->error);
        }
    }
}

// tests/reference/psychometric/quality.py: Warm's equation by differences, items 1 to 5 of difficulty -1.5, -0.5, 0, 0.7, 2; by sum score.
TEST(WeightedLikelihood, of_the_Rasch_model_is_that_of_another_program) {
    std::vector<ItemParameters> items;
    for (const double b : {-1.5, -0.5, 0.0, 0.7, 2.0}) items.push_back({1, {-b}});
    AnswerTable answers(std::vector<std::size_t>(5, 2));
    for (std::size_t score = 0; score < 6; ++score) {
        std::vector<std::uint8_t> codes(5, 0);
        for (std::size_t j = 0; j < score; ++j) codes[4 - j] = 1;  // any pattern of that score
        answers.add(codes);
    }
    const auto found = weighted_likelihood_estimates(answers, known(ItemModel::rasch, items));
    const auto theirs = numbers(folder / "quality_rasch_wle.csv");
    Agreement agreement("theta of persons (WLE) and its error, Rasch", "own program in Python (quality.py)", "5 items", 1e-8);
    for (std::size_t score = 0; score < 6; ++score) {
        agreement.look(found[score]->theta, theirs[score][0]);
        agreement.look(found[score]->error, theirs[score][1]);
    }
}

// One Rasch item of difficulty b: I = PQ, J = PQ(Q - P), so that the equation is x - P + (1 - 2P)/2 = 0: P = (2x + 1)/4.
TEST(WeightedLikelihood, of_a_single_Rasch_item_in_closed_form) {
    AnswerTable answers({2});
    for (const std::uint8_t code : {std::uint8_t{0}, std::uint8_t{1}}) answers.add(std::vector<std::uint8_t>{code});
    const auto found = weighted_likelihood_estimates(answers, known(ItemModel::rasch, {{1, {-0.3}}}));
    EXPECT_NEAR(found[0]->theta, 0.3 - std::log(3), 1e-12);
    EXPECT_NEAR(found[1]->theta, 0.3 + std::log(3), 1e-12);
    EXPECT_NEAR(found[1]->error, 1 / std::sqrt(3.0 / 16), 1e-12);
}

TEST(WeightedLikelihood, of_the_graded_model_is_that_of_another_program) {
    const Calibration calibration = known_of_file(ItemModel::graded, folder / "grm_J24_N1000_tight_items.csv");
    AnswerTable answers(std::vector<std::size_t>(24, 5));
    const AnswerTable all = answers_of(folder / "grm_J24_N1000.csv", 24);
    for (std::size_t p = 0; p < 40; ++p) answers.add(all.person(p));
    for (const std::size_t answered : {std::size_t{24}, std::size_t{3}}) {
        for (const std::uint8_t code : {std::uint8_t{0}, std::uint8_t{4}}) {
            std::vector<std::uint8_t> codes(24, no_answer);
            std::fill_n(codes.begin(), answered, code);
            answers.add(codes);
        }
    }
    const auto theirs = numbers(folder / "quality_wle.csv");
    for (const unsigned threads : {1U, 3U}) {
        const auto found = weighted_likelihood_estimates(answers, calibration, threads);
        Agreement agreement("theta of persons (WLE) and its error, graded response", "own program in Python (quality.py)", "44 people, 24 items",
                            1e-7);
        for (std::size_t p = 0; p < theirs.size(); ++p) {
            agreement.look(found[p]->theta, theirs[p][0]);
            agreement.look(found[p]->error, theirs[p][1]);
        }
    }
}

TEST(WeightedLikelihood, is_undefined_where_nothing_is_known) {
    Calibration calibration = known(ItemModel::graded, {{0, {0.5}}, {1, {0.5}}});
    calibration.items[1].end = ItemEnd::no_variance;
    AnswerTable answers({2, 2});
    answers.add(std::vector<std::uint8_t>{1, 1});                  // a flat item, and one without parameters
    answers.add(std::vector<std::uint8_t>{no_answer, no_answer});  // nothing
    for (const auto& one : weighted_likelihood_estimates(answers, calibration)) EXPECT_FALSE(one.has_value());
    EXPECT_TRUE(weighted_likelihood_estimates(AnswerTable({2, 2}), calibration).empty());
    EXPECT_THROW((void)weighted_likelihood_estimates(AnswerTable({2}), calibration), std::invalid_argument);
}

TEST(WeightedLikelihood, takes_what_the_calibration_does_not_know_as_missing) {
    Calibration calibration = known(ItemModel::partial_credit, {{1, {0.4}}, {1, {1, -1}}});
    calibration.items[0].used = {0, 2};
    AnswerTable answers({3, 3});
    answers.add(std::vector<std::uint8_t>{1, 2});
    answers.add(std::vector<std::uint8_t>{no_answer, 2});
    const auto found = weighted_likelihood_estimates(answers, calibration);
    EXPECT_EQ(found[0]->theta, found[1]->theta);
    EXPECT_EQ(found[0]->answered, 1U);
}

TEST(CategoryScores, are_the_derivatives_of_the_probabilities) {
    constexpr double h = 1e-4;
    for (const ItemModel model : {ItemModel::graded, ItemModel::generalised_partial_credit}) {
        const ItemParameters item{-1.4, {1.2, 0.1, -2}};
        for (const double theta : {-2.0, 0.3, 1.7}) {
            std::vector<CategoryScore> found(4);
            category_scores(model, item, theta, found);
            std::vector<std::vector<double>> p(3, std::vector<double>(4));
            for (int i = 0; i < 3; ++i) category_probabilities(model, item, theta + h * (i - 1), p[static_cast<std::size_t>(i)]);
            for (std::size_t k = 0; k < 4; ++k) {
                EXPECT_NEAR(found[k].probability, p[1][k], 1e-15);
                EXPECT_NEAR(found[k].first, (p[2][k] - p[0][k]) / (2 * h) / p[1][k], 1e-6);
                EXPECT_NEAR(found[k].second, (p[2][k] - 2 * p[1][k] + p[0][k]) / (h * h) / p[1][k], 1e-4);
            }
        }
    }
}

}  // namespace
}  // namespace capgap
