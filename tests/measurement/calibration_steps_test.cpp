#include <capgap/measurement/calibration_steps.hpp>

#include <measurement/psychometric_files.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <stdexcept>

namespace capgap {
namespace {

using namespace psychometric;

using Categories = CalibrationSteps::Categories;

Categories chosen_by(std::span<const AnswerTable> places) {
    Categories out;
    for (const AnswerTable& place : places) {
        out.resize(place.items());
        for (std::size_t j = 0; j < place.items(); ++j) {
            const std::vector<double> here = place.category_weights(j);
            out[j].resize(here.size(), 0);
            for (std::size_t k = 0; k < here.size(); ++k) out[j][k] += here[k];
        }
    }
    return out;
}

/// Each E-step by another machine, which knows nothing but the state of the one before.
Calibration in_steps(std::span<const AnswerTable> places, ItemModel model, const CalibrationOptions& options) {
    const Categories chosen = chosen_by(places);
    EmState state = CalibrationSteps(model, options, chosen).state();
    for (;;) {
        CalibrationSteps steps(model, options, chosen, state);
        if (steps.finished()) return steps.result();
        std::vector<NodeSums> sums;
        for (const AnswerTable& place : places) sums.push_back(steps.e_step(place));
        steps.take(sums);
        state = steps.state();
    }
}

AnswerTable people_between(const AnswerTable& of, std::size_t first, std::size_t last) {
    std::vector<std::size_t> categories;
    for (std::size_t j = 0; j < of.items(); ++j) categories.push_back(of.categories(j));
    AnswerTable out(categories);
    for (std::size_t p = first; p < last; ++p) out.add(of.person(p));
    return out;
}

void expect_same_bits(const Calibration& a, const Calibration& b) {
    EXPECT_EQ(a.end, b.end);
    EXPECT_EQ(a.grid, b.grid);
    EXPECT_EQ(a.e_steps, b.e_steps);
    EXPECT_EQ(a.free_parameters, b.free_parameters);
    EXPECT_EQ(a.log_likelihood, b.log_likelihood);
    EXPECT_EQ(a.last_change, b.last_change);
    EXPECT_EQ(a.groups[0].sd, b.groups[0].sd);
    EXPECT_EQ(a.groups[0].weight, b.groups[0].weight);
    ASSERT_EQ(a.items.size(), b.items.size());
    for (std::size_t j = 0; j < a.items.size(); ++j) {
        EXPECT_EQ(a.items[j].parameters, b.items[j].parameters) << j;
        EXPECT_EQ(a.items[j].used, b.items[j].used) << j;
        EXPECT_EQ(a.items[j].end, b.items[j].end) << j;
    }
}

constexpr std::array all_models{ItemModel::graded, ItemModel::generalised_partial_credit, ItemModel::partial_credit, ItemModel::rating_scale};

TEST(CalibrationSteps, one_place_comes_to_the_same_bits_as_without_interruption) {
    const AnswerTable answers = answers_of(folder / "grm_J24_N1000.csv", 24);
    for (const ItemModel model : all_models) {
        expect_same_bits(in_steps(std::span(&answers, 1), model, {}), calibrate(answers, model, {}));
        CalibrationOptions alike;
        alike.equal_slopes = has_slopes(model);
        alike.most_e_steps = 23;
        expect_same_bits(in_steps(std::span(&answers, 1), model, alike), calibrate(answers, model, alike));
    }
}

TEST(CalibrationSteps, end_wherever_the_steps_end) {
    const AnswerTable answers = people_between(answers_of(folder / "grm_J24_N1000.csv", 24), 0, 150);
    for (std::size_t most = 0; most < 30; ++most) {
        CalibrationOptions options;
        options.most_e_steps = most;
        expect_same_bits(in_steps(std::span(&answers, 1), ItemModel::graded, options), calibrate(answers, ItemModel::graded, options));
    }
}

// EM stops where a step changes nothing by 10^-8, and SQUAREM, which divides by differences of steps, magnifies the order in which people were added
// up: that far, and no farther, both know where the top is.
TEST(CalibrationSteps, several_places_come_to_what_all_answers_give) {
    const AnswerTable all = answers_of(folder / "grm_J24_N1000.csv", 24);
    const std::vector<AnswerTable> places{people_between(all, 0, 300), people_between(all, 300, 300), people_between(all, 300, 600),
                                          people_between(all, 600, 1000)};
    for (const ItemModel model : all_models) {
        const Calibration pooled = calibrate(all, model, {});
        const Calibration found = in_steps(places, model, {});
        const double limit = model == ItemModel::graded ? 1e-8 : model == ItemModel::generalised_partial_credit ? 3e-8 : 1e-12;
        EXPECT_EQ(found.end, CalibrationEnd::converged);
        EXPECT_EQ(found.e_steps, pooled.e_steps);
        EXPECT_NEAR(found.log_likelihood, pooled.log_likelihood, 1e-8);
        EXPECT_NEAR(found.groups[0].sd, pooled.groups[0].sd, 1e-8);
        for (std::size_t j = 0; j < all.items(); ++j) {
            EXPECT_NEAR(found.items[j].parameters.slope, pooled.items[j].parameters.slope, limit);
            for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR(found.items[j].parameters.intercepts[k], pooled.items[j].parameters.intercepts[k], limit);
        }
    }
}

// The first place has nobody in category 2 of item 0, the second nobody in category 4; nobody at all chooses category 1 of item 3, and all answer
// item 5 alike.
TEST(CalibrationSteps, categories_that_one_place_does_not_use) {
    const AnswerTable all = answers_of(folder / "grm_J24_N1000.csv", 24);
    AnswerTable together(std::vector<std::size_t>(8, 5));
    std::vector<AnswerTable> places(2, together);
    for (std::size_t p = 0; p < 400; ++p) {
        std::vector<std::uint8_t> codes(all.person(p).begin(), all.person(p).begin() + 8);
        if (p < 200 && codes[0] == 2) codes[0] = 3;
        if (p >= 200 && codes[0] == 4) codes[0] = AnswerTable::missing;
        if (codes[3] == 1) codes[3] = 0;
        codes[5] = 2;
        places[p < 200 ? 0 : 1].add(codes);
        together.add(codes);
    }
    const Calibration pooled = calibrate(together, ItemModel::graded, {});
    const Calibration found = in_steps(places, ItemModel::graded, {});
    EXPECT_EQ(found.items[5].end, ItemEnd::no_variance);
    EXPECT_EQ(found.free_parameters, pooled.free_parameters);
    for (std::size_t j = 0; j < 8; ++j) {
        EXPECT_EQ(found.items[j].used, pooled.items[j].used);
        EXPECT_NEAR(found.items[j].parameters.slope, pooled.items[j].parameters.slope, 1e-8);
    }
}

TEST(CalibrationSteps, the_sums_are_of_people) {
    const AnswerTable answers = answers_of(folder / "grm_J24_N1000.csv", 24);
    const CalibrationSteps steps(ItemModel::graded, {}, chosen_by(std::span(&answers, 1)));
    const NodeSums sums = steps.e_step(people_between(answers, 0, 100));
    EXPECT_EQ(sums.people, 100);
    double standing = 0;
    for (const double one : sums.node_mass) standing += one;
    EXPECT_NEAR(standing, 100, 1e-11);
    const std::vector<double> chosen = people_between(answers, 0, 100).category_weights(7);
    for (std::size_t k = 0; k < 5; ++k) {
        double of_category = 0;
        for (const double one : sums.counts[7][k]) of_category += one;
        EXPECT_NEAR(of_category, chosen[k], 1e-11);
    }
    const NodeSums of_nobody = steps.e_step(people_between(answers, 0, 0));
    EXPECT_EQ(of_nobody.people, 0);
    EXPECT_EQ(of_nobody.log_likelihood, 0.0);
}

TEST(CalibrationSteps, what_does_not_fit_is_refused) {
    EXPECT_THROW(CalibrationSteps(ItemModel::graded, {}, {{10, 0}, {0, 10}}), std::invalid_argument);
    EXPECT_THROW(CalibrationSteps(ItemModel::graded, {}, {}), std::invalid_argument);
    EXPECT_THROW(CalibrationSteps(ItemModel::rasch, {}, {{10, 4, 1}, {3, 3, 3}}), std::invalid_argument);
    const Categories chosen{{60, 40}, {50, 50}, {30, 70}};
    CalibrationSteps steps(ItemModel::graded, {}, chosen);
    const std::vector<NodeSums> of_others{NodeSums{}};
    EXPECT_THROW(steps.take(of_others), std::invalid_argument);
    EXPECT_THROW(CalibrationSteps(ItemModel::graded, {}, chosen, {}), std::invalid_argument) << "of no items";
    EmState state = steps.state();
    state.at.items[1].slope = 31;
    EXPECT_THROW(CalibrationSteps(ItemModel::graded, {}, chosen, state), std::invalid_argument);
    state = steps.state();
    state.at.items[1].intercepts[0] = std::numeric_limits<double>::infinity();
    EXPECT_THROW(CalibrationSteps(ItemModel::graded, {}, chosen, state), std::invalid_argument);
    state = steps.state();
    state.at.groups[0].sd = 0.01;
    EXPECT_THROW(CalibrationSteps(ItemModel::graded, {}, chosen, state), std::invalid_argument) << "a spread that slopes leave no room for";
    state = steps.state();
    state.phase = EmPhase::second;
    EXPECT_THROW(CalibrationSteps(ItemModel::graded, {}, chosen, state), std::invalid_argument) << "without where the cycle began";
}

// Likelihoods that are not finite end it, whatever it was doing.
TEST(CalibrationSteps, diverges_where_a_place_does) {
    const AnswerTable answers = answers_of(folder / "grm_J24_N1000.csv", 24);
    CalibrationSteps steps(ItemModel::graded, {}, chosen_by(std::span(&answers, 1)));
    for (int i = 0; i < 2; ++i) {
        std::vector<NodeSums> sums{steps.e_step(answers)};
        sums[0].log_likelihood.reset();
        steps.take(sums);
    }
    EXPECT_TRUE(steps.finished());
    EXPECT_EQ(steps.result().end, CalibrationEnd::diverged);
}

}  // namespace
}  // namespace capgap
