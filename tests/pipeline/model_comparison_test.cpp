#include <capgap/pipeline/model_comparison.hpp>

#include <capgap/measurement/answer_table.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

namespace capgap {
namespace {

struct DrawnPeople {
    std::vector<std::uint8_t> codes;  ///< three items of three categories
    std::vector<std::size_t> group;
};

/// Of the second group the last item is harder; every hundredth person is of a third.
DrawnPeople draw_people(std::size_t people) {
    DrawnPeople out;
    std::mt19937_64 random(5);
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> uniform;
    for (std::size_t p = 0; p < people; ++p) {
        out.group.push_back(p % 100 == 99 ? 2 : p % 2);
        const double theta = normal(random);
        for (int j = 0; j < 3; ++j) {
            const double u = uniform(random);
            const double at = std::log(u / (1 - u)) - 1.7 * theta + (out.group.back() == 1 && j == 2 ? 1.2 : 0);
            out.codes.push_back(static_cast<std::uint8_t>((at < 1) + (at < -1)));
        }
    }
    return out;
}

DomainAnswers answers_of(const DrawnPeople& drawn) {
    DomainAnswers out;
    out.points.assign(3, {0, 1, 2});
    out.people = drawn.group.size();
    out.codes = [&drawn](std::size_t person) { return std::span(drawn.codes).subspan(3 * person, 3); };
    out.group = [&drawn](std::size_t person) { return drawn.group[person]; };
    out.groups = 3;
    return out;
}

TEST(ModelComparison, is_of_groups_with_enough_people_the_reference_first) {
    const DrawnPeople drawn = draw_people(4'000);
    const auto found = compare_by_model(ItemModel::graded, answers_of(drawn), 1);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->groups, (std::vector<std::size_t>{1, 0})) << "40 people of the third are too few";
    EXPECT_LT(found->found.items[2].test->p, 1e-6);
    EXPECT_GT(found->found.items[2].differences[0]->with_sign, 0.1) << "easier than for the reference";
    EXPECT_FALSE(compare_by_model(ItemModel::graded, answers_of(drawn), 2)) << "a reference of 40";
    const DrawnPeople many = draw_people(60'000);  // 600 of the third
    const auto of_many = compare_by_model(ItemModel::graded, answers_of(many), 0);
    ASSERT_EQ(of_many->groups, (std::vector<std::size_t>{0, 1, 2}));
    const auto& moments = of_many->found.common.groups;
    EXPECT_NEAR(moments[0].weight + moments[1].weight, 2 * 9'900, 1) << "of 20,000 as many as the group has of all";
    EXPECT_EQ(moments[2].weight, 200);
    DrawnPeople with_few = draw_people(30'000);
    for (std::size_t p = 0; p < with_few.group.size(); ++p) with_few.group[p] = p < 250 ? 2 : p % 2;
    EXPECT_EQ(compare_by_model(ItemModel::graded, answers_of(with_few), 0)->found.common.groups[2].weight, 200) << "and not 166";
}

TEST(ModelComparison, categories_stand_in_the_order_of_their_points) {
    const DrawnPeople drawn = draw_people(3'000);
    const DomainAnswers plain = answers_of(drawn);
    DrawnPeople turned = drawn;
    for (std::size_t i = 0; i < turned.codes.size(); i += 3) turned.codes[i] = static_cast<std::uint8_t>(2 - turned.codes[i]);
    DomainAnswers with_turned = answers_of(turned);
    with_turned.points[0] = {6, 3, 0};
    const auto expected = compare_by_model(ItemModel::partial_credit, plain, 0);
    const auto found = compare_by_model(ItemModel::generalised_partial_credit, with_turned, 0);
    for (std::size_t j = 0; j < 3; ++j) EXPECT_EQ(found->found.items[j].test->x2, expected->found.items[j].test->x2);
    // Categories of equal points are one.
    DomainAnswers two = plain;
    two.points[1] = {0, 2, 2};
    EXPECT_EQ(compare_by_model(ItemModel::graded, two, 0)->found.items[1].by_group[0].parameters.categories(), 2U);
}

TEST(ModelComparison, needs_three_items_that_vary) {
    DrawnPeople drawn = draw_people(2'000);
    for (std::size_t i = 0; i < drawn.codes.size(); i += 3) drawn.codes[i] = 1;
    EXPECT_FALSE(compare_by_model(ItemModel::graded, answers_of(drawn), 0));
    for (std::uint8_t& one : drawn.codes) one = AnswerTable::missing;
    EXPECT_FALSE(compare_by_model(ItemModel::graded, answers_of(drawn), 0));
}

}  // namespace
}  // namespace capgap
