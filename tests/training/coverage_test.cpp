#include <capgap/training/coverage.hpp>
#include <training/sample.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using namespace sample_training;
using testing::ElementsAre;
using testing::IsEmpty;

Coverage coverage(std::vector<RemedyContent> remedies) {
    const Framework of = framework();
    const auto made = Catalogue::make(catalogue_content(std::move(remedies)), of, nullptr, CatalogueUse::coverage);
    return coverage_of(of, made.value().value);
}

RemedyContent needing(RemedyContent remedy, const std::string& id) {
    remedy.prerequisites.push_back({id, {}});
    return remedy;
}

ModuleContent timed(ModuleContent module, const std::string& hours) {
    module.hours = figure(hours);
    return module;
}

/// "course prerequisite reason from to", indices of courses.
std::vector<std::string> findings(const Coverage& of) {
    std::vector<std::string> out;
    for (const PrerequisiteFinding& one : of.prerequisites) {
        std::string text = std::to_string(one.remedy) + ' ' + (one.prerequisite ? std::to_string(*one.prerequisite) : "-") + ' ';
        text += to_string(one.problem);
        if (one.competency) text += ' ' + std::to_string(*one.competency) + ' ' + std::to_string(one.from) + ' ' + std::to_string(one.to);
        out.push_back(text);
    }
    return out;
}

TEST(Coverage, every_step_of_every_competency_is_there) {
    const Coverage of = coverage({remedy("one", {module("b", 2, 4)})});
    ASSERT_EQ(of.steps.size(), 3U * 4U);
    EXPECT_EQ(of.step(1, 2).status, StepStatus::empty);
    EXPECT_EQ(of.step(1, 3).status, StepStatus::covered);
    EXPECT_EQ(of.step(1, 4).status, StepStatus::covered);
    EXPECT_EQ(of.step(1, 5).status, StepStatus::empty);
    EXPECT_EQ(of.step(0, 3).status, StepStatus::empty);
    EXPECT_FALSE(of.step(1, 2).hours);
    EXPECT_EQ(of.step(1, 3).hours, 5);  // ten hours over two steps
}

/// 20 hours: 8 of the first module's own over two steps; the 12 that are left over the three steps of the other two.
TEST(Coverage, hours_are_a_modules_own_or_what_is_left_of_the_courses) {
    const RemedyContent course = remedy("one", {timed(module("a", 1, 3), "8"), module("b", 1, 2), module("c", 2, 4)}, "20");
    EXPECT_EQ(hours_per_step(course, 0), 4);
    EXPECT_EQ(hours_per_step(course, 1), 4);
    EXPECT_EQ(hours_per_step(course, 2), 4);
    EXPECT_EQ(hours_per_step(remedy("two", {timed(module("a", 1, 3), "8"), module("b", 1, 2)}, "9.5"), 1), 1.5);
    EXPECT_FALSE(hours_per_step(remedy("three", {timed(module("a", 1, 3), "8"), module("b", 1, 2)}, "7"), 1)) << "the one takes more than there is";
    EXPECT_FALSE(hours_per_step(remedy("four", {module("a", 1, 2)}, ""), 0));
}

TEST(Coverage, what_one_course_does_not_say_is_not_added_up) {
    RemedyContent first = remedy("one", {module("a", 1, 2)});
    first.seats = figure("20");
    first.languages = {"en"};
    RemedyContent second = remedy("two", {module("a", 1, 2)}, "");
    second.mode = "online";
    const Coverage of = coverage({first, second});
    EXPECT_FALSE(of.step(0, 2).hours);
    EXPECT_FALSE(of.step(0, 2).seats);
    EXPECT_THAT(of.step(0, 2).languages, ElementsAre("en", "*"));
    EXPECT_THAT(of.step(0, 2).modes, ElementsAre("online"));
}

TEST(Coverage, only_what_teaches_covers) {
    RemedyContent hired = remedy("hired", {module("a", 1, 5)});
    hired.kind = RemedyKind::recruitment;
    EXPECT_EQ(coverage({hired}).step(0, 2).status, StepStatus::empty);
}

TEST(Coverage, courses_side_by_side_share_language_and_mode) {
    RemedyContent first = remedy("one", {module("a", 1, 3)});
    first.languages = {"en", "fr"};
    RemedyContent second = remedy("two", {module("a", 2, 3)}, "4");
    second.languages = {"fr"};
    RemedyContent online = remedy("online", {module("a", 1, 2)});
    online.mode = "online";
    online.languages = {"en"};
    const Coverage of = coverage({first, second, online});
    ASSERT_EQ(of.overlaps.size(), 1U);  // to level 3 in French; the one online stands alone
    EXPECT_EQ(of.overlaps[0].to, 3);
    EXPECT_EQ(of.overlaps[0].language, "fr");
    EXPECT_EQ(of.overlaps[0].hours, 9);
}

TEST(Coverage, a_course_in_any_language_stands_beside_each) {
    RemedyContent any = remedy("any", {module("a", 1, 2)});
    RemedyContent english = remedy("english", {module("a", 1, 2)});
    english.languages = {"en"};
    const Coverage of = coverage({any, english});
    ASSERT_EQ(of.overlaps.size(), 1U);
    EXPECT_EQ(of.overlaps[0].language, "en");
    const Coverage both = coverage({any, remedy("also-any", {module("a", 1, 2)})});
    ASSERT_EQ(both.overlaps.size(), 1U);
    EXPECT_EQ(both.overlaps[0].language, "*");
}

TEST(Coverage, a_circle_and_what_stands_behind_it_cannot_be_begun) {
    const Coverage of = coverage({needing(remedy("a1", {module("a", 1, 2)}), "a2"), needing(remedy("a2", {module("b", 1, 2)}), "a1"),
                                  needing(remedy("behind", {module("c", 1, 2)}), "a1"), remedy("free", {module("b", 1, 2)})});
    EXPECT_THAT(findings(of), ElementsAre("0 1 cycle", "1 0 cycle", "2 0 blocked"));
    EXPECT_EQ(of.step(0, 2).status, StepStatus::blocked);
    EXPECT_EQ(of.step(2, 2).status, StepStatus::blocked);
    EXPECT_EQ(of.step(1, 2).status, StepStatus::covered);
    ASSERT_EQ(of.step(1, 2).modules.size(), 1U) << "the one on the circle does not count where another can be begun";
    EXPECT_EQ(of.step(1, 2).modules[0].remedy, 3U);
}

TEST(Coverage, what_is_not_offered_covers_nothing_and_blocks_what_needs_it) {
    RemedyContent old = remedy("old", {module("a", 1, 2)});
    old.offered = false;
    const Coverage of = coverage({old, needing(remedy("next", {module("b", 1, 2)}), "old"), needing(remedy("last", {module("c", 1, 2)}), "next")});
    EXPECT_THAT(findings(of), ElementsAre("1 0 not_offered", "2 1 blocked"));
    EXPECT_EQ(of.step(0, 2).status, StepStatus::not_offered);
    EXPECT_EQ(of.step(1, 2).status, StepStatus::blocked);
}

TEST(Coverage, a_prerequisite_that_leads_less_far_than_the_course_begins) {
    const RemedyContent basics = remedy("basics", {module("a", 1, 2)});
    const RemedyContent advanced = needing(remedy("advanced", {module("a", 3, 4)}), "basics");
    EXPECT_THAT(findings(coverage({basics, advanced})), ElementsAre("1 0 level_gap 0 2 3"));
    // Another course that leads over the step closes the gap.
    EXPECT_THAT(findings(coverage({basics, advanced, remedy("between", {module("a", 2, 3)})})), IsEmpty());
}

TEST(Coverage, a_chain_that_begins_at_a_level_that_nothing_leads_to) {
    EXPECT_THAT(findings(coverage({remedy("high", {module("a", 3, 4)}), remedy("low", {module("a", 1, 2)})})), ElementsAre("0 - start_unled 0 2 3"));
    EXPECT_THAT(findings(coverage({remedy("whole", {module("a", 1, 2), module("a", 2, 3)})})), IsEmpty());
}

TEST(Coverage, a_catalogue_for_it_need_not_say_how_many_succeed) {
    RemedyContent course = remedy("one", {module("a", 1, 2)});
    course.completion.reset();
    course.success.reset();
    EXPECT_TRUE(Catalogue::make(catalogue_content({course}), framework(), nullptr).has_error());
    EXPECT_TRUE(Catalogue::make(catalogue_content({course}), framework(), nullptr, CatalogueUse::coverage).has_value());
}

}  // namespace
}  // namespace capgap
