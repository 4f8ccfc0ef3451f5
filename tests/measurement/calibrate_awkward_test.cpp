#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/standard_errors.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <utility>

namespace capgap {
namespace {

using testing::ElementsAre;

AnswerTable table_of(const std::vector<std::vector<int>>& people, std::size_t categories) {
    AnswerTable out(std::vector<std::size_t>(people.front().size(), categories));
    for (const std::vector<int>& one : people) {
        std::vector<std::uint8_t> codes;
        for (const int code : one) codes.push_back(code < 0 ? AnswerTable::missing : static_cast<std::uint8_t>(code));
        out.add(codes);
    }
    return out;
}

void expect_sane(const Calibration& found) {
    EXPECT_TRUE(std::isfinite(found.log_likelihood));
    for (const CalibratedItem& one : found.items) {
        EXPECT_LE(std::abs(one.parameters.slope), 30);
        for (const double d : one.parameters.intercepts) EXPECT_LE(std::abs(d), 100);
    }
}

TEST(CalibrateAwkward, refuses_what_no_model_can_be) {
    const AnswerTable answers = table_of({{0, 1, 2}, {1, 1, 0}, {2, 0, 1}}, 3);
    const auto refuses = [&answers](ItemModel model, const CalibrationOptions& options) {
        EXPECT_THROW(static_cast<void>(calibrate(answers, model, options)), std::invalid_argument);
    };
    refuses(ItemModel::rasch, {});
    refuses(ItemModel::two_parameter, {});
    CalibrationOptions options;
    options.quadrature = {2, 6};
    refuses(ItemModel::graded, options);
    options.quadrature = {61, 0};
    refuses(ItemModel::graded, options);
    options = {};
    options.fixed = {ItemParameters{1, {0.0}}};  // of two categories
    refuses(ItemModel::graded, options);
    options.fixed = {ItemParameters{1, {0.0, 1.0}}};  // rising
    refuses(ItemModel::graded, options);
    options.fixed.assign(4, std::nullopt);
    refuses(ItemModel::graded, options);
    EXPECT_THROW(static_cast<void>(calibrate(AnswerTable({3, 2}), ItemModel::rating_scale, {})), std::invalid_argument);
    EXPECT_THROW(AnswerTable({3, 1}), std::invalid_argument);
    EXPECT_THROW(AnswerTable({101}), std::invalid_argument);
    EXPECT_NO_THROW(AnswerTable({100}));
}

TEST(CalibrateAwkward, people_are_those_of_the_calibration) {
    const AnswerTable answers = table_of({{0, 1, 2}, {1, 1, 0}, {2, 0, 1}}, 3);
    const Calibration found = calibrate(answers, ItemModel::partial_credit, {});
    EXPECT_THROW(static_cast<void>(expected_a_posteriori(AnswerTable({3, 3}), found, {61, 6})), std::invalid_argument);
    EXPECT_THROW(static_cast<void>(expected_a_posteriori(AnswerTable({3, 3, 2}), found, {61, 6})), std::invalid_argument);
    AnswerTable of_another_group({3, 3, 3});
    of_another_group.add(std::vector<std::uint8_t>{0, 1, 2}, 1, 1);
    EXPECT_THROW(static_cast<void>(expected_a_posteriori(of_another_group, found, {61, 6})), std::invalid_argument);
}

// Two items of two categories have three free cells, and one slope with two intercepts fits them exactly: log L is that of the shares themselves.
TEST(CalibrateAwkward, two_items_have_one_slope) {
    AnswerTable answers({2, 2});
    const std::vector<std::pair<std::vector<std::uint8_t>, double>> cells{{{0, 0}, 40}, {{0, 1}, 15}, {{1, 0}, 20}, {{1, 1}, 25}};
    double of_shares = 0;
    for (const auto& [codes, people] : cells) {
        answers.add(codes, people);
        of_shares += people * std::log(people / 100);
    }
    CalibrationOptions options;
    options.equal_slopes = true;
    const Calibration found = calibrate(answers, ItemModel::two_parameter, options);
    EXPECT_EQ(found.end, CalibrationEnd::converged);
    EXPECT_NEAR(found.log_likelihood, of_shares, 1e-7);
    EXPECT_EQ(found.items[0].parameters.slope, found.items[1].parameters.slope);
    EXPECT_EQ(found.free_parameters, 3U);
    const ParameterErrors errors = parameter_errors(answers, found, options.quadrature);
    ASSERT_TRUE(errors.defined());
    EXPECT_EQ(errors.standard_error(errors.item_at[0]), errors.standard_error(errors.item_at[1]));
    EXPECT_GT(errors.standard_error(0), 0);
    options.fixed = {found.items[0].parameters};
    EXPECT_THROW(static_cast<void>(calibrate(answers, ItemModel::two_parameter, options)), std::invalid_argument);
}

TEST(CalibrateAwkward, of_three_people_ends) {
    for (const ItemModel model : {ItemModel::graded, ItemModel::generalised_partial_credit, ItemModel::partial_credit, ItemModel::rating_scale})
        expect_sane(calibrate(table_of({{0, 1, 2}, {1, 1, 0}, {2, 0, 1}}, 3), model, {}));
}

TEST(CalibrateAwkward, leaves_out_who_says_nothing_and_what_nobody_says) {
    std::vector<std::vector<int>> people;
    std::mt19937 random(11);
    for (int p = 0; p < 300; ++p) {
        const int able = static_cast<int>(random() % 3);
        const auto noisy = [&] { return std::clamp(able + static_cast<int>(random() % 3) - 1, 0, 2); };
        people.push_back({noisy(), noisy() * 2, 1, noisy()});  // the second never 1 or 3, the third alike for all
    }
    const Calibration found = calibrate(table_of(people, 5), ItemModel::graded, {});
    expect_sane(found);
    EXPECT_EQ(found.items[2].end, ItemEnd::no_variance);
    EXPECT_THAT(found.items[1].used, ElementsAre(0, 2, 4));
    EXPECT_EQ(found.items[1].parameters.intercepts.size(), 2U);

    people.emplace_back(std::vector<int>{-1, -1, -1, -1});
    const AnswerTable with_silent = table_of(people, 5);
    const Calibration again = calibrate(with_silent, ItemModel::graded, {});
    EXPECT_NEAR(again.log_likelihood, found.log_likelihood, 1e-8);
    const PosteriorMoments moments = expected_a_posteriori(with_silent, again, {61, 6});
    EXPECT_NEAR(moments.mean.back(), 0, 1e-9) << "who says nothing stands where the group stands";
    EXPECT_NEAR(moments.sd.back(), 1, 1e-6);
}

// One item leaves the highest category unused, and nobody uses the second at all: the thresholds are those of 0, 2, 3 and 4 for both.
TEST(CalibrateAwkward, a_rating_scale_keeps_what_one_item_uses) {
    std::mt19937 random(13);
    std::vector<std::vector<int>> people;
    for (int p = 0; p < 400; ++p) {
        const int able = static_cast<int>(random() % 3);
        const auto noisy = [&] { return std::array{0, 2, 3, 4}[static_cast<std::size_t>(able) + random() % 2]; };
        people.push_back({noisy(), std::min(noisy(), 3), 2});
    }
    const AnswerTable answers = table_of(people, 5);
    CalibrationOptions options;
    options.quadrature = {121, 12};
    const Calibration found = calibrate(answers, ItemModel::rating_scale, options);
    expect_sane(found);
    EXPECT_EQ(found.end, CalibrationEnd::converged);
    EXPECT_EQ(found.grid, GridFit::fits);
    // They spread over more than three units, which the usual grid cannot tell: said, not drawn out without end.
    const Calibration narrow = calibrate(answers, ItemModel::rating_scale, {});
    EXPECT_EQ(narrow.end, CalibrationEnd::converged);
    EXPECT_EQ(narrow.grid, GridFit::too_narrow);
    EXPECT_EQ(narrow.groups[0].sd, 3);
    EXPECT_THAT(found.items[0].used, ElementsAre(0, 2, 3, 4));
    EXPECT_THAT(found.items[1].used, ElementsAre(0, 2, 3, 4));
    EXPECT_EQ(found.items[2].end, ItemEnd::no_variance);
    for (std::size_t k = 0; k < 2; ++k) {
        const auto step = [&](std::size_t j) { return found.items[j].parameters.intercepts[k + 1] - found.items[j].parameters.intercepts[k]; };
        EXPECT_NEAR(step(0), step(1), 1e-9) << "thresholds in common";
    }
}

TEST(CalibrateAwkward, of_answers_that_separate_people_perfectly_ends_at_a_limit_that_is_said) {
    std::vector<std::vector<int>> people;
    for (int p = 0; p < 100; ++p) people.push_back({p % 2, p % 2, p % 2, p % 2});
    CalibrationOptions options;
    options.most_e_steps = 300;
    const Calibration found = calibrate(table_of(people, 2), ItemModel::two_parameter, options);
    expect_sane(found);
    EXPECT_TRUE(found.end != CalibrationEnd::converged || found.items[0].end == ItemEnd::at_limit || found.items[0].parameters.slope > 3)
        << to_string(found.end) << ' ' << found.items[0].parameters.slope;
}

TEST(CalibrateAwkward, of_all_lowest_and_nothing_at_all_has_no_items) {
    const Calibration lowest = calibrate(table_of({{0, 0}, {0, 0}}, 3), ItemModel::graded, {});
    EXPECT_EQ(lowest.items[0].end, ItemEnd::no_variance);
    EXPECT_EQ(lowest.e_steps, 0U);
    const Calibration nothing = calibrate(table_of({{-1, -1}}, 3), ItemModel::graded, {});
    EXPECT_EQ(nothing.items[1].end, ItemEnd::no_variance);
    const PosteriorMoments people = expected_a_posteriori(table_of({{-1, 2}, {0, 1}}, 3), nothing, {61, 6});
    EXPECT_NEAR(people.mean[0], 0, 1e-9) << "items without parameters say nothing";
    EXPECT_NEAR(people.sd[1], 1, 1e-6);
}

TEST(CalibrateAwkward, two_groups_of_very_different_size) {
    AnswerTable answers(std::vector<std::size_t>(12, 3));
    std::mt19937 random(8);
    std::normal_distribution<double> normal;
    for (int p = 0; p < 4'040; ++p) {
        const bool small = p >= 4'000;
        const double theta = normal(random) * (small ? 0.7 : 1.0) + (small ? 0.8 : 0.0);
        std::vector<std::uint8_t> codes;
        for (int j = 0; j < 12; ++j) {
            std::vector<double> chance(3);
            category_probabilities(ItemModel::graded, {1.5, {0.8 - 0.1 * j, -0.6 - 0.1 * j}}, theta, chance);
            const double draw = std::generate_canonical<double, 53>(random);
            codes.push_back(draw < chance[0] ? 0 : draw < chance[0] + chance[1] ? 1 : 2);
        }
        answers.add(codes, 1, small ? 1 : 0);
    }
    const Calibration found = calibrate(answers, ItemModel::graded, {});
    EXPECT_EQ(found.end, CalibrationEnd::converged);
    EXPECT_EQ(found.groups[0].mean, 0);
    EXPECT_NEAR(found.groups[1].mean, 0.8, 0.35) << "three standard errors of forty people";
    EXPECT_NEAR(found.groups[1].sd, 0.7, 0.3);
    EXPECT_NEAR(found.groups[1].weight, 40, 1e-9);
}

}  // namespace
}  // namespace capgap
