#include "sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using sample::decimal;
using sample::in_survey;
using sample::item;
using sample::said;
using sample::scale;
using sample::survey_content;
using sample::text;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Survey, is_made_of_what_makes_sense) {
    const auto made = Survey::make(survey_content(), sample::framework());
    ASSERT_TRUE(made.has_value());
    EXPECT_THAT(made->remarks, IsEmpty());
    const Survey& survey = made->value;
    EXPECT_EQ(survey.item_index("b2"), 3U);
    EXPECT_EQ(survey.item_index("gender"), std::nullopt);
    EXPECT_EQ(survey.background_index("region"), 1U);
    EXPECT_EQ(survey.competency_of(3), 1U);
    EXPECT_EQ(survey.attitude_of(3), std::nullopt);
    EXPECT_EQ(survey.competency_of(6), std::nullopt);
    EXPECT_EQ(survey.attitude_of(6), 0U);
    EXPECT_EQ(survey.scale_of(6).id.text(), "four");
    EXPECT_EQ(survey.competencies(), 3U);
}

TEST(Survey, is_for_this_framework_in_this_version) {
    auto content = survey_content();
    content.framework.version = "2.0";
    content.items[0].competency = CompetencyId("of.the.other.version");
    content.scoring.cut_scores.pop_back();
    EXPECT_THAT(said(content),
                ElementsAre("survey.yaml:3:3: error: the survey is for dcf 2.0, the framework is dcf 1.0; use the framework it was written "
                            "for, or review the items and change `framework` [CG1300]"))
        << "the rest is not held against the wrong framework";
}

TEST(Survey, has_ids) {
    auto content = survey_content();
    content.scales[0].options[1].id = OptionId("dk");
    content.scales.push_back(scale("four", {"0", "1"}, 20));
    content.items[1].id = ItemId("a 2");
    content.items[3].id = ItemId("a1");
    content.background[0].options[1].id = OptionId("female");
    content.background[1].id = BackgroundId("t1");
    const char* form = "; an id is 1 to 64 characters of A-Z a-z 0-9 . _ - and begins with a letter or digit [CG1301]";
    EXPECT_THAT(
        said(content),
        ElementsAre(
            "survey.yaml:12:3: error: 'dk' cannot be the id of an option: the word has a meaning of its own; reserved are none, unknown, own, "
            "na, dk, ref and * [CG1301]",
            "survey.yaml:20:3: error: the id 'four' of this scale is taken by the scale at line 10; each id may be used once [CG1302]",
            std::string("survey.yaml:31:3: error: 'a 2' cannot be the id of an item") + form,
            "survey.yaml:33:3: error: the id 'a1' of this item is taken by the item at line 30; each id may be used once [CG1302]",
            "survey.yaml:52:3: error: the id 'female' of this option is taken by the option at line 51; each id may be used once [CG1302]",
            "survey.yaml:55:3: error: the id 't1' of this background question is taken by the item at line 36; each id may be used once "
            "[CG1302]"));
}

TEST(Survey, leaves_columns_with_a_meaning_of_their_own_alone) {
    for (const char* name :
         {"respondent", "institution", "profile", "wanted", "weight", "stratum", "psu", "language", "seconds", "wave", "headcount"}) {
        auto content = survey_content();
        content.items[0].id = ItemId(name);
        EXPECT_THAT(said(content),
                    ElementsAre("survey.yaml:30:3: error: the item is called '" + std::string(name) +
                                "', the name of a column that responses or population have for something else; choose another id [CG1303]"));
        content = survey_content();
        content.background[1].id = BackgroundId(name);
        EXPECT_THAT(said(content), ElementsAre(HasSubstr("survey.yaml:55:3: error: the background question is called '" + std::string(name))));
    }
}

TEST(Survey, has_options_to_choose_from) {
    auto content = survey_content();
    content.scales.push_back(scale("one", {"0"}, 20));
    Scale wide = scale("wide", {}, 22);
    for (int i = 0; i < 100; ++i) wide.options.push_back({OptionId("o" + std::to_string(i)), in_survey(23), text("Option", in_survey(23)), {}});
    content.scales.push_back(wide);
    content.background[0].options.clear();
    EXPECT_THAT(said(content),
                ElementsAre("survey.yaml:20:3: error: the scale 'one' has 1 option, 2 to 100 are possible [CG1304]",
                            "survey.yaml:50:3: error: the background question 'gender' has 0 options, 1 to 65535 are possible [CG1304]"));
    content = survey_content();
    wide.options.push_back({OptionId("last"), in_survey(23), text("Option", in_survey(23)), {}});
    content.scales.push_back(wide);
    EXPECT_THAT(said(content), ElementsAre("survey.yaml:22:3: error: the scale 'wide' has 101 options, 2 to 100 are possible [CG1304]"));
}

TEST(Survey, has_items) {
    auto content = survey_content();
    content.items.clear();
    EXPECT_THAT(said(content), ElementsAre("survey.yaml:2:3: error: the survey has no item [CG1305]"));
}

TEST(Survey, measures_one_thing_with_an_item) {
    auto content = survey_content();
    content.items[0].attitude = AttitudeId("trust");
    content.items[6].attitude = AttitudeId();
    EXPECT_THAT(
        said(content),
        ElementsAre("survey.yaml:30:3: error: the item 'a1' has more than one of competency, attitude and anchors; an item has exactly one of the "
                    "three [CG1306]",
                    "survey.yaml:36:3: error: the item 't1' has neither a competency nor an attitude, and anchors no other item; an item has exactly "
                    "one of the three [CG1306]"));
}

TEST(Survey, names_what_exists) {
    auto content = survey_content();
    content.items[0].competency = CompetencyId("1.11");
    content.items[1].competency = CompetencyId("trust");
    content.items[2].scale = ScaleId("fuor");
    content.items[6].attitude = AttitudeId("Trust");
    content.items.push_back(item("t2", "", "four", 37));
    content.items[7].attitude = AttitudeId("1.2");
    EXPECT_THAT(
        said(content),
        ElementsAre("survey.yaml:30:3: error: the item 'a1' names the competency '1.11', which dcf 1.0 does not have; did you mean '1.1'? [CG1307]",
                    "survey.yaml:31:3: error: the item 'a2' names the competency 'trust', which dcf 1.0 does not have; it is an attitude: write "
                    "`attitude: trust` [CG1307]",
                    "survey.yaml:32:3: error: the item 'b1' names the scale 'fuor', which is none of `scales`; did you mean 'four'? [CG1309]",
                    "survey.yaml:36:3: error: the item 't1' names the attitude 'Trust', which dcf 1.0 does not have; did you mean 'trust'? [CG1308]",
                    "survey.yaml:37:3: error: the item 't2' names the attitude '1.2', which dcf 1.0 does not have; it is a competency: write "
                    "`competency: 1.2` [CG1308]"));
}

TEST(Survey, says_which_competencies_it_hardly_measures) {
    auto content = survey_content();
    content.items.erase(content.items.begin() + 2, content.items.begin() + 5);
    EXPECT_THAT(said(content),
                ElementsAre("survey.yaml:3:3: warning: no item measures '1.2', which dcf 1.0 has [CG1313]",
                            "survey.yaml:35:3: remark: this is the only item of the competency '2.1': a person's level hangs on one answer, and "
                            "no reliability can be computed [CG1314]"));
    content.unit = Unit::institution;
    content.background.clear();
    content.notice.reset();
    EXPECT_THAT(said(content), ElementsAre(HasSubstr("[CG1313]"))) << "one item on each element is what institutions are asked";
}

TEST(Survey, of_persons_tells_them_who_asks_and_why) {
    auto content = survey_content();
    content.notice.reset();
    EXPECT_THAT(said(content),
                ElementsAre("survey.yaml:2:3: error: the survey asks persons, but has no `notice`; people are told who asks, on what legal "
                            "basis, for what purpose, which uses are excluded, how long answers are kept, and whom to ask [CG1315]"));
    content.notice = sample::notice();
    content.notice->excluded_uses = Text();
    content.notice->contact = Text();  // may be left to the round
    EXPECT_THAT(said(content), ElementsAre("survey.yaml:2:3: error: the notice has no excluded_uses [CG1107]"));
}

TEST(Survey, of_institutions_asks_nothing_about_persons) {
    auto content = survey_content();
    content.unit = Unit::institution;
    content.wanted = Wanted{1, text("Wanted", in_survey(70)), in_survey(70)};
    content.items[1].ask_if = Condition{"profile", {"clerk"}, in_survey(40)};
    EXPECT_THAT(
        said(content),
        ElementsAre("survey.yaml:2:3: remark: the survey asks institutions: its `notice` is not needed [CG1316]",
                    "survey.yaml:40:3: error: the item 'a2' is asked by the profile, and the survey asks institutions; institutions have no profile "
                    "[CG1310]",
                    "survey.yaml:50:3: error: the survey asks institutions, and has background questions; only persons are asked about their "
                    "background; ask it as an item, or take it out [CG1310]",
                    "survey.yaml:70:3: error: the survey asks institutions, and has the question `wanted`; only persons are asked it [CG1310]"));
}

TEST(Survey, remarks_on_tables_by_sensitive_questions) {
    auto content = survey_content();
    content.background[0].sensitive = true;
    content.background[1].sensitive = true;
    content.background[1].breakdown = false;
    EXPECT_THAT(said(content),
                ElementsAre("survey.yaml:50:3: remark: the background question 'gender' is sensitive, and tables may be broken down by it; make "
                            "sure that the notice says so, or write `breakdown: false` [CG1311]"));
}

TEST(Survey, lets_people_want_as_many_competencies_as_there_are) {
    auto content = survey_content();
    for (const int max : {1, 3}) {
        content.wanted = Wanted{max, text("Wanted", in_survey(70)), in_survey(70)};
        EXPECT_THAT(said(content), IsEmpty());
    }
    content.wanted->max = 4;
    EXPECT_THAT(said(content),
                ElementsAre("survey.yaml:70:3: error: `wanted` lets people name 4 competencies; 1 to 3 are possible: the framework has 3 [CG1312]"));
    content.wanted->max = 0;
    content.wanted->at = {};
    EXPECT_THAT(said(content),
                ElementsAre("survey.yaml:2:3: error: `wanted` lets people name 0 competencies; 1 to 3 are possible: the framework has 3 [CG1312]"));
}

TEST(Survey, has_the_texts_that_people_read) {
    auto content = survey_content();
    content.disclaimer = Text();
    content.scales[0].options[2].title = Text();
    content.items[1].title = Text();
    content.items[1].help = Text({{"fr", "Aide", TextStatus::project, SourceId("us"), in_survey(31)}});
    content.background[0].title = Text();
    content.background[1].options[1].title = Text();
    EXPECT_THAT(said(content),
                ElementsAre("survey.yaml:2:3: error: the survey has no disclaimer [CG1107]",
                            "survey.yaml:13:3: error: the option '2' of the scale 'four' has no title [CG1107]",
                            "survey.yaml:31:3: error: the item 'a2' has no title [CG1107]",
                            "survey.yaml:31:3: error: the help of the item 'a2' is given in 'fr', which is none of `languages`; known is 'en' "
                            "[CG1110]",
                            "survey.yaml:31:3: error: the help of the item 'a2' is missing in 'en', the default language; the first of "
                            "`languages` is the default: every text is given in it [CG1109]",
                            "survey.yaml:50:3: error: the background question 'gender' has no title [CG1107]",
                            "survey.yaml:57:3: error: the option 'south' of the background question 'region' has no title [CG1107]"));
}

}  // namespace
}  // namespace capgap
