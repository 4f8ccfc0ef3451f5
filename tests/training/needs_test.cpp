#include <training/sample.hpp>

#include <capgap/training/needs.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>

namespace capgap {
namespace {

using namespace sample_training;

ProfileCell shown(int target, int level, double people) {
    return {target, level, people, true, 0, false};
}

ProfileCell hidden(int target, int level, double expected) {
    return {target, level, 0, false, expected, false};
}

/// Two levels; a profile with the target 2 and one without, of which 3 : 1 are expected at level 1. Of 20 people at level 1 12 are under their
/// target, not 15.
TEST(DealOut, people_of_a_level_go_where_they_are_expected_and_then_agree_with_the_share) {
    std::vector<ProfileCell> cells = {hidden(2, 1, 3), hidden(2, 2, 1), hidden(0, 1, 1), hidden(0, 2, 1)};
    deal_out(cells, {{20, 10}, 30, 15, 15.0});
    EXPECT_NEAR(cells[0].people, 15, 1e-9);
    EXPECT_NEAR(cells[2].people, 5, 1e-9);
    EXPECT_NEAR(cells[3].people, 5, 1e-9);
    deal_out(cells, {{20, 10}, 30, 12, 12.0});
    EXPECT_NEAR(cells[0].people, 12, 1e-9);
    EXPECT_TRUE(cells[0].estimated);
}

/// Target 3: 10 people at level 1 and 10 at level 2 expected alike, but 16 lack 20 steps: 4 lack two and 12 one.
TEST(DealOut, steps_move_people_between_levels) {
    std::vector<ProfileCell> cells = {hidden(3, 1, 1), hidden(3, 2, 1), hidden(0, 1, 1), hidden(0, 2, 1)};
    deal_out(cells, {{20, 20}, 40, 16, 20.0});
    EXPECT_NEAR(cells[0].people, 4, 1e-9);
    EXPECT_NEAR(cells[1].people, 12, 1e-9);
    cells = {hidden(3, 1, 1), hidden(3, 2, 1), hidden(0, 1, 1), hidden(0, 2, 1)};
    deal_out(cells, {{20, 20}, 40, 16, std::nullopt});
    EXPECT_NEAR(cells[0].people, 8, 1e-9);
}

TEST(DealOut, whoever_is_left_alone_at_a_level_is_known) {
    std::vector<ProfileCell> cells = {shown(3, 1, 7), hidden(3, 1, 5), hidden(3, 1, 1), shown(0, 2, 9), hidden(2, 2, 1)};
    deal_out(cells, {{11, 12}, 23, 11, 22.0});
    EXPECT_DOUBLE_EQ(cells[1].people + cells[2].people, 4);
    EXPECT_FALSE(cells[1].estimated);  // who of them is who does not matter
    EXPECT_DOUBLE_EQ(cells[4].people, 3);
    EXPECT_FALSE(cells[4].estimated);
}

/// Levels whose sum is hidden share what the other levels leave.
TEST(DealOut, levels_without_a_sum_are_dealt_out_together) {
    std::vector<ProfileCell> cells = {hidden(0, 1, 1), hidden(0, 2, 3), shown(0, 3, 5)};
    deal_out(cells, {{std::nullopt, std::nullopt, 5}, 13, 0, 0.0});
    EXPECT_DOUBLE_EQ(cells[0].people, 2);
    EXPECT_DOUBLE_EQ(cells[1].people, 6);
}

TEST(DealOut, agrees_with_what_is_shown_and_is_never_negative) {
    EXPECT_TRUE(rc::check([] {
        std::vector<ProfileCell> cells;
        CellSums sums{{0.0, 0.0, 0.0, 0.0, 0.0}, 0, 0, 0.0};
        std::vector<double> truth;
        for (int profile = 0; profile < 4; ++profile) {
            const int target = *rc::gen::element(0, 2, 3, 4, 5);
            for (int level = 1; level <= 5; ++level) {
                const double people = *rc::gen::inRange(1, 30) / 7.0;
                truth.push_back(people);
                cells.push_back(*rc::gen::arbitrary<bool>() ? shown(target, level, people) : hidden(target, level, *rc::gen::inRange(1, 9)));
                *sums.at_level[static_cast<std::size_t>(level - 1)] += people;
                sums.all += people;
                if (level < target) sums.below += people;
                if (level < target) *sums.steps += people * (target - level);
            }
        }
        deal_out(cells, sums);
        double below = 0;
        double steps = 0;
        bool free = false;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            RC_ASSERT(cells[i].people >= 0);
            if (cells[i].shown) RC_ASSERT(cells[i].people == truth[i]);
            if (cells[i].level >= cells[i].target) continue;
            below += cells[i].people;
            steps += cells[i].people * (cells[i].target - cells[i].level);
            free = free || cells[i].estimated;
        }
        RC_ASSERT(std::abs(below - sums.below) < 1e-6);
        // With all estimated people at one distance from their targets the steps follow from the people.
        if (free) RC_ASSERT(std::abs(steps - *sums.steps) < 1e-6);
    }));
}

TEST(Needs, are_what_the_rows_say_where_all_is_shown) {
    const InstitutionTree tree = InstitutionTree::make({{InstitutionId("m"), {}, "", "Office", "", ""}}).value().value;
    const auto shown = protect(tables({{0, 3, 1, 4, 10.5}, {0, 3, 2, 5, 5}, {0, 5, 1, 7, 7}, {1, 2, 1, 2, 2}}), {10});
    std::vector<Need> needs = Needs(*shown, tree, 5).of(0).needs;
    std::erase_if(needs, [](const Need& need) { return need.people == 0; });  // levels where nobody is are hidden, and nobody is dealt out to them
    ASSERT_EQ(needs.size(), 3U);                                              // the two of the other competency are only a bound
    EXPECT_EQ(needs[0].target, 3);
    EXPECT_DOUBLE_EQ(needs[0].people, 10.5);
    EXPECT_EQ(needs[0].estimated, 0);
    EXPECT_EQ(needs[2].target, 5);
    EXPECT_DOUBLE_EQ(needs[2].people, 7);
}

}  // namespace
}  // namespace capgap
