#include <capgap/training/personal_steps.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

PersonalRemedy personal_remedy(std::string id, std::vector<PersonalRemedy::Module> modules, double share = 0.5,
                               std::vector<std::size_t> before = {}) {
    PersonalRemedy out;
    out.id = std::move(id);
    out.expected_share = share;
    out.prerequisites = std::move(before);
    out.modules = std::move(modules);
    return out;
}

/// A range of levels 1 and 2 of 5, even chances.
PersonalNeed need(std::size_t competency, int target) {
    return {competency, target, 1, 2, {0.5, 0.5, 0, 0, 0}};
}

std::vector<std::string> ids(const std::vector<PersonalRemedy>& remedies, const std::vector<PersonalStep>& steps) {
    std::vector<std::string> out;
    for (const PersonalStep& step : steps)
        out.push_back(step.remedy ? remedies[*step.remedy].id
                                  : "practise " + std::to_string(step.competencies.front()) + " to " + std::to_string(step.level));
    return out;
}

std::vector<std::string> steps(const std::vector<PersonalRemedy>& remedies, std::vector<PersonalNeed> needs,
                               std::vector<std::string> languages = {"en"}) {
    return ids(remedies, personal_steps({remedies, std::move(needs), std::move(languages)}));
}

// Target 3, levels 1 and 2 alike: a module from 1 to 3 closes 0.5 * (0.5 * 2 + 0.5 * 1) = 0.75 steps; in 10 hours 0.075 an hour. One from 2 to 3
// closes 0.5 * 0.5 * 1 = 0.25; in 2 hours 0.125 an hour.
TEST(PersonalSteps, by_what_is_closed_in_an_hour) {
    const std::vector<PersonalRemedy> remedies = {personal_remedy("long", {{0, 1, 3, 10.0}}), personal_remedy("short", {{0, 2, 3, 2.0}})};
    EXPECT_THAT(steps(remedies, {need(0, 3)}), ElementsAre("short", "long"));
}

TEST(PersonalSteps, a_range_wholly_below_comes_first) {
    const std::vector<PersonalRemedy> remedies = {personal_remedy("perhaps", {{0, 1, 3, 1.0}}), personal_remedy("surely", {{1, 1, 3, 100.0}})};
    EXPECT_THAT(steps(remedies, {need(0, 2), need(1, 3)}), ElementsAre("surely", "perhaps"));
}

TEST(PersonalSteps, no_hours_count_as_one_and_ties_go_by_id) {
    const std::vector<PersonalRemedy> remedies = {personal_remedy("b", {{0, 1, 3, std::nullopt}}), personal_remedy("a", {{0, 1, 3, 1.0}})};
    EXPECT_THAT(steps(remedies, {need(0, 3)}), ElementsAre("a", "b"));
}

TEST(PersonalSteps, what_reaches_nobody_of_the_range_is_left_out) {
    const std::vector<PersonalRemedy> remedies = {personal_remedy("too-high", {{0, 3, 5, 1.0}}), personal_remedy("another", {{1, 1, 3, 1.0}}),
                                                  personal_remedy("vain", {{0, 1, 3, 1.0}}, 0)};
    EXPECT_THAT(steps(remedies, {need(0, 5)}), ElementsAre("practise 0 to 3"));
    EXPECT_THAT(steps(remedies, {need(0, 1)}), IsEmpty());  // at the target
    EXPECT_THAT(steps(remedies, {}), IsEmpty());
}

TEST(PersonalSteps, only_in_a_language_that_one_works_in_with_all_that_it_needs) {
    std::vector<PersonalRemedy> remedies = {personal_remedy("french", {{0, 1, 3, 1.0}}), personal_remedy("any", {{0, 1, 3, 2.0}}, 0.5, {0}),
                                            personal_remedy("english", {{0, 1, 3, 3.0}})};
    remedies[0].languages = {"fr-FR"};
    remedies[2].languages = {"de", "en"};
    EXPECT_THAT(steps(remedies, {need(0, 3)}, {"en-GB"}), ElementsAre("english"));
    EXPECT_THAT(steps(remedies, {need(0, 3)}, {"fr"}), ElementsAre("french", "any"));
    EXPECT_THAT(steps(remedies, {need(0, 3)}, {"fr", "en"}), ElementsAre("french", "any", "english"));
}

TEST(PersonalSteps, what_is_expected_comes_first_or_is_named) {
    std::vector<PersonalRemedy> remedies = {personal_remedy("second", {{0, 1, 3, 1.0}}, 0.5, {1, 2}), personal_remedy("first", {{0, 1, 2, 50.0}}),
                                            personal_remedy("elsewhere", {{7, 1, 2, 1.0}})};
    const auto named = personal_steps({remedies, {need(0, 3)}, {"en"}});
    EXPECT_THAT(ids(remedies, named), ElementsAre("first", "second"));
    EXPECT_THAT(named[1].before, ElementsAre(2));
    // Whose range lies where it leads has it behind them.
    const PersonalNeed there{7, 2, 2, 3, {0, 0.5, 0.5, 0, 0}};
    EXPECT_THAT(personal_steps({remedies, {need(0, 3), there}, {"en"}})[1].before, IsEmpty());
}

TEST(PersonalSteps, a_remedy_stands_once_for_all_that_it_reaches) {
    const std::vector<PersonalRemedy> remedies = {personal_remedy("both", {{1, 1, 3, 1.0}, {0, 1, 3, 1.0}, {0, 2, 3, 1.0}, {2, 1, 2, 1.0}})};
    const auto found = personal_steps({remedies, {need(0, 3), need(1, 3)}, {"en"}});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].competencies, ElementsAre(0, 1));
}

// Expected to be missing: target 5: 0.5 * 4 + 0.5 * 3 = 3.5; target 3: 1.5; target 2 (the range reaches it): 0.5.
TEST(PersonalSteps, the_next_level_to_practise_where_there_is_nothing_else) {
    EXPECT_THAT(steps({}, {need(0, 2), need(1, 3), need(2, 5)}), ElementsAre("practise 2 to 3", "practise 1 to 3", "practise 0 to 2"));
}

TEST(PersonalSteps, at_most_three) {
    std::vector<PersonalRemedy> remedies;
    for (const char* id : {"a", "b", "c", "d"}) remedies.push_back(personal_remedy(id, {{0, 1, 3, 1.0}}));
    EXPECT_THAT(steps(remedies, {need(0, 3), need(1, 3)}), ElementsAre("a", "b", "c"));
    remedies.resize(1);
    EXPECT_THAT(steps(remedies, {need(0, 3), need(1, 3), need(2, 3), need(3, 3)}), ElementsAre("a", "practise 1 to 3", "practise 2 to 3"));
}

}  // namespace
}  // namespace capgap
