// Calibrations of so many people that a sample of them is calibrated first: they end where EM by itself does, at the maximum.
#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/calibration_steps.hpp>
#include <capgap/measurement/standard_errors.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace capgap {
namespace {

constexpr std::size_t many = 21'000;

struct Wanted {
    std::size_t groups = 1;
    double mean_of_second = 0.4;
    bool weights = false;
    double missing = 0;
    double rare = 0;  ///< of the last category of the last item: its share
};

/// Five graded items of four options; the people of groups by turns.
AnswerTable drawn(const Wanted& wanted, std::size_t people = many) {
    const std::vector<double> slopes{0.9, 1.3, 1.7, 2.1, 1.5};
    AnswerTable out(std::vector<std::size_t>(slopes.size(), 4));
    std::mt19937_64 random(29);
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> uniform;
    for (std::size_t p = 0; p < people; ++p) {
        const std::size_t group = p % wanted.groups;
        const double theta = normal(random) + (group == 1 ? wanted.mean_of_second : 0);
        std::vector<std::uint8_t> codes;
        for (std::size_t j = 0; j < slopes.size(); ++j) {
            const double u = uniform(random);
            const double limit = std::log(u / (1 - u)) - slopes[j] * theta;
            const bool last = j + 1 == slopes.size() && wanted.rare > 0;
            const std::vector<double> intercepts{2, 0.3, last ? -40 : -1.6};
            codes.push_back(static_cast<std::uint8_t>(std::count_if(intercepts.begin(), intercepts.end(), [limit](double d) { return d > limit; })));
            if (last && uniform(random) < wanted.rare) codes.back() = 3;
            if (uniform(random) < wanted.missing) codes.back() = AnswerTable::missing;
        }
        out.add(codes, wanted.weights ? 0.5 + uniform(random) : 1, static_cast<std::uint16_t>(group));
    }
    if (wanted.weights) out.scale_weights();
    return out;
}

/// How many E-steps there were of each phase.
std::map<std::string, int> phases(const AnswerTable& answers, ItemModel model, CalibrationOptions options = {}) {
    std::map<std::string, int> out;
    options.on_step = [&out](const CalibrationStep& one) { ++out[std::string(one.phase)]; };
    const Calibration found = calibrate(answers, model, options);
    std::size_t steps = 0;
    for (const auto& [phase, count] : out) steps += static_cast<std::size_t>(count);
    EXPECT_EQ(found.e_steps, steps);
    return out;
}

Calibration by_em_alone(const AnswerTable& answers, ItemModel model) {
    CalibrationSteps::Categories chosen;
    for (std::size_t j = 0; j < answers.items(); ++j) chosen.push_back(answers.category_weights(j));
    CalibrationSteps steps(model, {}, chosen);
    while (!steps.finished()) steps.take(std::vector<NodeSums>{steps.e_step(answers)});
    return steps.result();
}

void expect_at_the_maximum(const AnswerTable& answers, const Calibration& found) {
    EXPECT_EQ(found.end, CalibrationEnd::converged);
    EXPECT_LT(found.last_change, 1e-8);
    const ParameterErrors errors = parameter_errors(answers, found, {});
    ASSERT_TRUE(errors.defined());
    EXPECT_LT(errors.largest_gradient, 1e-5);
}

class SampleStart : public testing::TestWithParam<ItemModel> {};

TEST_P(SampleStart, ends_where_em_alone_ends) {
    const AnswerTable answers = drawn({.missing = 0.1});
    const Calibration found = calibrate(answers, GetParam(), {});
    const Calibration expected = by_em_alone(answers, GetParam());
    EXPECT_LT(found.e_steps, expected.e_steps);
    EXPECT_NEAR(found.log_likelihood, expected.log_likelihood, 1e-11 * std::abs(expected.log_likelihood));
    EXPECT_EQ(found.free_parameters, expected.free_parameters);
    for (std::size_t j = 0; j < answers.items(); ++j) {
        EXPECT_NEAR(found.items[j].parameters.slope, expected.items[j].parameters.slope, 1e-7);
        for (std::size_t k = 0; k < 3; ++k)
            EXPECT_NEAR(found.items[j].parameters.intercepts[k], expected.items[j].parameters.intercepts[k], 1e-7) << j << ' ' << k;
    }
    EXPECT_NEAR(found.groups[0].sd, expected.groups[0].sd, 1e-7);
    EXPECT_DOUBLE_EQ(found.groups[0].weight, expected.groups[0].weight);
    expect_at_the_maximum(answers, found);
}

INSTANTIATE_TEST_SUITE_P(Models, SampleStart,
                         testing::Values(ItemModel::graded, ItemModel::generalised_partial_credit, ItemModel::partial_credit,
                                         ItemModel::rating_scale));

TEST(SampleStartOf, groups_weights_fixed_items_and_one_slope_is_the_maximum) {
    const AnswerTable groups = drawn({.groups = 2, .missing = 0.05}, 2 * many);
    const Calibration of_groups = calibrate(groups, ItemModel::graded, {});
    expect_at_the_maximum(groups, of_groups);
    EXPECT_NEAR(of_groups.groups[1].mean, 0.4, 0.05);
    EXPECT_GT(phases(groups, ItemModel::graded)["newton"], 0);

    const AnswerTable weighted = drawn({.weights = true});
    expect_at_the_maximum(weighted, calibrate(weighted, ItemModel::graded, {}));
    EXPECT_GT(phases(weighted, ItemModel::graded)["newton"], 0);

    CalibrationOptions some_fixed;
    some_fixed.fixed = {of_groups.items[0].parameters, of_groups.items[1].parameters};
    const Calibration with_fixed = calibrate(weighted, ItemModel::graded, some_fixed);
    expect_at_the_maximum(weighted, with_fixed);
    EXPECT_EQ(with_fixed.items[0].parameters.slope, of_groups.items[0].parameters.slope);
    EXPECT_GT(phases(weighted, ItemModel::graded, some_fixed)["newton"], 0);

    CalibrationOptions one_slope;
    one_slope.equal_slopes = true;
    const Calibration equal = calibrate(weighted, ItemModel::graded, one_slope);
    expect_at_the_maximum(weighted, equal);
    EXPECT_EQ(equal.items[0].parameters.slope, equal.items[4].parameters.slope);
    EXPECT_GT(phases(weighted, ItemModel::graded, one_slope)["newton"], 0);
}

TEST(SampleStartOf, few_people_or_a_category_that_a_sample_hardly_knows_is_left_to_em) {
    EXPECT_EQ(phases(drawn({}, 19'000), ItemModel::graded)["newton"], 0);
    CalibrationOptions at_most;
    at_most.most_e_steps = 20;
    EXPECT_EQ(phases(drawn({.rare = 0.0005}), ItemModel::graded, at_most)["newton"], 0);
    AnswerTable small_group = drawn({});
    for (int p = 0; p < 150; ++p) small_group.add(small_group.person(0), 1, 1);
    CalibrationOptions options;
    EXPECT_EQ(phases(small_group, ItemModel::graded, options)["newton"], 0);
    options.most_e_steps = 3;
    const Calibration cut_short = calibrate(drawn({}), ItemModel::graded, options);
    EXPECT_EQ(cut_short.end, CalibrationEnd::out_of_steps);
    EXPECT_LE(cut_short.e_steps, 5U);
}

TEST(SampleStartOf, people_separated_perfectly_is_said_as_ever) {
    AnswerTable answers({2, 2, 2});
    std::mt19937 random(3);
    for (std::size_t p = 0; p < many; ++p) {
        const auto code = static_cast<std::uint8_t>(random() % 2);
        answers.add(std::vector<std::uint8_t>{code, code, static_cast<std::uint8_t>(random() % 5 == 0 ? 1 - code : code)});
    }
    const Calibration found = calibrate(answers, ItemModel::two_parameter, {});
    EXPECT_EQ(found.items[0].end, ItemEnd::at_limit);
}

TEST(SampleStartOf, the_same_bits_whatever_the_threads) {
    const AnswerTable answers = drawn({.groups = 2}, 2 * many);
    CalibrationOptions options;
    const Calibration one = calibrate(answers, ItemModel::graded, options);
    options.threads = 3;
    const Calibration three = calibrate(answers, ItemModel::graded, options);
    EXPECT_EQ(one.log_likelihood, three.log_likelihood);
    for (std::size_t j = 0; j < answers.items(); ++j) EXPECT_EQ(one.items[j].parameters.intercepts, three.items[j].parameters.intercepts);
}

}  // namespace
}  // namespace capgap
