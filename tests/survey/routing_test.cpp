#include "sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using sample::in_survey;
using sample::survey_content;
using testing::ElementsAre;
using testing::IsEmpty;

/// What is said where b1, the third item, is asked by the answer to `question`.
std::vector<std::string> said(const std::string& question, const std::vector<std::string>& any_of) {
    auto content = survey_content();
    content.items[2].ask_if = Condition{question, any_of, in_survey(40)};
    return sample::said(Survey::make(std::move(content), sample::framework()));
}

TEST(Routing, looks_back) {
    EXPECT_THAT(said("profile", {"clerk", "anybody"}), IsEmpty()) << "profiles are another file";
    EXPECT_THAT(said("gender", {"female"}), IsEmpty());
    EXPECT_THAT(said("a2", {"2", "3"}), IsEmpty());
}

TEST(Routing, looks_neither_ahead_nor_at_itself) {
    EXPECT_THAT(said("b1", {"2"}),
                ElementsAre("survey.yaml:40:3: error: the item 'b1' is asked by its own answer; routing looks back: to the profile, a "
                            "background question or an earlier item [CG1321]"));
    EXPECT_THAT(said("c2", {"2"}),
                ElementsAre("survey.yaml:40:3: error: the item 'b1' is asked by the answer to 'c2', which comes later, at line 35; routing "
                            "looks back: to the profile, a background question or an earlier item [CG1322]"));
}

TEST(Routing, names_questions_that_exist) {
    EXPECT_THAT(said("gendre", {"female"}),
                ElementsAre("survey.yaml:40:3: error: the item 'b1' is asked by the answer to 'gendre', which is no question of "
                            "this survey; did you mean 'gender'? [CG1320]"));
}

TEST(Routing, names_options_that_exist) {
    EXPECT_THAT(
        said("gender", {"femal", "male", "dk"}),
        ElementsAre(
            "survey.yaml:40:3: error: the item 'b1' is asked for the answer 'femal', which is no option of 'gender'; did you mean 'female'? "
            "[CG1323]",
            "survey.yaml:40:3: error: the item 'b1' is asked for the answer 'dk', which is no option of 'gender'; where the answer is na, dk or "
            "ref, or missing, the item is never asked [CG1323]"));
    EXPECT_THAT(said("a1", {"4"}),
                ElementsAre("survey.yaml:40:3: error: the item 'b1' is asked for the answer '4', which is no option of 'a1'; known are "
                            "'0', '1', '2' and '3' [CG1323]"));
    EXPECT_THAT(said("a1", {}), ElementsAre("survey.yaml:40:3: error: the item 'b1' is asked for no answer at all: `in` is empty [CG1324]"));
}

TEST(Routing, by_a_question_that_is_not_active_is_noticed) {
    auto content = survey_content();
    content.background[0].active = false;
    content.items[2].ask_if = Condition{"gender", {"male"}, in_survey(40)};
    EXPECT_THAT(
        sample::said(Survey::make(content, sample::framework())),
        ElementsAre("survey.yaml:40:3: warning: the item 'b1' is asked by the answer to 'gender', which is not active: where an assessment does not "
                    "switch it on, nobody is asked [CG1325]"));
}

TEST(Routing, by_profile_is_held_against_the_profiles) {
    auto content = survey_content();
    content.items[2].ask_if = Condition{"profile", {"clerk", "manger"}, in_survey(40)};
    content.items[3].ask_if = Condition{"gender", {"male"}, in_survey(41)};
    const Framework framework = sample::framework();
    const Survey survey = Survey::make(content, framework).value().value;
    const Profiles profiles = Profiles::make(sample::profiles_content(), framework).value().value;
    EXPECT_THAT(sample::lines(check_profile_routing(survey, profiles)),
                ElementsAre("survey.yaml:40:3: error: the item 'b1' is asked of the profile 'manger', which dcf-proposed does not have; did you mean "
                            "'manager'? [CG1326]"));
}

}  // namespace
}  // namespace capgap
