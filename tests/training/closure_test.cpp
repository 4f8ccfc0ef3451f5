#include <capgap/training/closure.hpp>
#include <capgap/training/working_languages.hpp>

#include <training/sample.hpp>

#include <gtest/gtest.h>

namespace capgap {
namespace {

using namespace sample_training;

TEST(Closure, steps_end_where_the_module_or_the_target_ends) {
    // 2 to 4: level 1 is below it, level 4 behind it; a target of 3 ends before it does.
    const std::vector<Need> needs = {{0, 5, 1, 10, 0, true}, {0, 3, 2, 1.5, 0.5, false, 0.25}, {0, 5, 2, 2, 1, false, 1},
                                     {0, 5, 3, 4, 0, true},  {0, 5, 4, 100, 100, false},       {1, 5, 2, 1000, 0, true}};
    const Reach reach = reach_of(module("a", 2, 4), 0, needs);
    EXPECT_DOUBLE_EQ(reach.people, 1.5 + 2 + 4);
    EXPECT_DOUBLE_EQ(reach.steps, 1.5 * 1 + 2 * 2 + 4 * 1);
    EXPECT_DOUBLE_EQ(reach.estimated, 0.5 + 1);
    EXPECT_DOUBLE_EQ(reach.guessed, 0.25 + 1);
    EXPECT_FALSE(reach.exact);
    EXPECT_EQ(reach_of(module("a", 2, 4), 2, needs).people, 0);
}

TEST(Closure, halves_go_up_whatever_their_last_bit) {
    EXPECT_EQ(whole_people(2.5), 3);
    EXPECT_EQ(whole_people(2.5 - 4e-16), 3);
    EXPECT_EQ(whole_people(2.49), 2);
    EXPECT_EQ(whole_people(0), 0);
    EXPECT_DOUBLE_EQ(one_decimal(0.25), 0.3);
    EXPECT_DOUBLE_EQ(one_decimal(3 * 0.1 + 0.05), 0.4);  // 0.35000000000000003 and 0.35 alike
    EXPECT_DOUBLE_EQ(one_decimal(0.35), 0.4);
    EXPECT_DOUBLE_EQ(one_decimal(7.94), 7.9);
}

TEST(Closure, a_half_is_not_more_than_a_half_whatever_its_last_bit) {
    EXPECT_FALSE(mostly_guessed(0, 0));
    EXPECT_FALSE(mostly_guessed(0.3, 0.1 + 0.2 + 0.3));
    EXPECT_FALSE(mostly_guessed(0.1 + 0.2, 0.6));  // 0.30000000000000004
    EXPECT_TRUE(mostly_guessed(0.31, 0.6));
}

TEST(Closure, cost_counts_people_full_sessions_and_what_is_paid_once) {
    RemedyContent one = remedy("r", {});
    EXPECT_EQ(cost_of(one, 7), std::nullopt);  // not known is not free
    one.costs = {{CostLine::Per::person, figure("0")}};
    EXPECT_EQ(cost_of(one, 7), 0);
    one.seats = figure("4");
    one.costs = {{CostLine::Per::person, figure("5")}, {CostLine::Per::session, figure("100")}, {CostLine::Per::once, figure("30.5")}};
    EXPECT_EQ(cost_of(one, 7), 7 * 5 + 2 * 100 + 30.5);
    EXPECT_EQ(cost_of(one, 8), 8 * 5 + 2 * 100 + 30.5);
    EXPECT_EQ(cost_of(one, 0), 30.5);
}

TEST(Closure, hours_of_the_module_stand_before_those_of_the_remedy) {
    const RemedyContent one = remedy("r", {module("a", 1, 2)}, "10");
    EXPECT_EQ(hours_of(one, one.modules[0]), 10);
    ModuleContent own = module("a", 1, 2);
    own.hours = figure("2.5");
    EXPECT_EQ(hours_of(one, own), 2.5);
    EXPECT_EQ(hours_of(remedy("r", {}, ""), module("a", 1, 2)), std::nullopt);
}

/// RFC 4647, section 3.3.1, in both directions.
TEST(Languages, match_by_their_first_parts) {
    EXPECT_TRUE(same_language("en", "EN"));
    EXPECT_TRUE(same_language("pt", "pt-BR"));
    EXPECT_TRUE(same_language("pt-BR", "pt"));
    EXPECT_FALSE(same_language("pt-BR", "pt-PT"));
    EXPECT_FALSE(same_language("fr", "fry"));
    EXPECT_FALSE(same_language("other", "ot"));
}

}  // namespace
}  // namespace capgap
