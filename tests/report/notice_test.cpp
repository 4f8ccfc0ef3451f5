#include "sample_round.hpp"

#include <capgap/assessment/notice.hpp>
#include <capgap/report/notice.hpp>

#include <gmock/gmock.h>

namespace capgap {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

/// Settings of a round, each to be changed by a test before the notice is made.
struct NoticeRound {
    AssessmentContent assessment;
    SurveyContent survey = sample_round::survey_content();
    std::vector<std::size_t> asked = {0};
    std::vector<std::size_t> breakdowns = {0};
    bool environment = false;
    bool catalogue = false;

    NoticeRound() {
        assessment.head = sample_round::head("round");
        assessment.title = sample_round::said("The round", "La campagne");
        assessment.collected_from = "2026-03-02";
        assessment.collected_to = "2026-03-27";
        assessment.anonymous = false;
    }

    NoticeDocument notice(const std::string& language = "en") const {
        const Notice words = notice_of(assessment, survey);
        return make_notice({assessment, survey, words, asked, breakdowns, environment, catalogue}, sample_round::texts(language));
    }

    NoticeSection section(const std::string& id, const std::string& language = "en") const {
        for (const NoticeSection& one : notice(language).sections) {
            if (one.id == id) return one;
        }
        return {};
    }

    /// Everything that a section says, a line each.
    std::string text(const std::string& id, const std::string& language = "en") const {
        const NoticeSection found = section(id, language);
        std::string out;
        for (const NoticeRow& row : found.rows) out += row.title + ": " + row.text.text + '\n';
        for (const NoticeText& point : found.points) out += point.text + '\n';
        return out;
    }
};

TEST(Notice, has_its_sections_in_both_languages) {
    for (const char* language : {"en", "fr"}) {
        std::vector<std::string> ids;
        for (const NoticeSection& one : NoticeRound().notice(language).sections) {
            ids.push_back(one.id);
            EXPECT_FALSE(one.rows.empty() && one.points.empty()) << one.id;
        }
        EXPECT_THAT(ids, ElementsAre("who", "questions", "sees", "shown", "never", "kept", "rights", "proof")) << language;
    }
}

TEST(Notice, says_that_some_are_tested_only_where_some_are) {
    NoticeRound round;
    EXPECT_THAT(round.text("questions"), Not(HasSubstr("test")));
    round.assessment.instruments.emplace_back().tests.text = "tests.csv";
    EXPECT_THAT(round.text("questions"), HasSubstr("drawn at random for a test"));
    EXPECT_THAT(round.text("questions"), HasSubstr("at least 30 people tested"));
    round.assessment.min_cell = 40;
    EXPECT_THAT(round.text("questions", "fr"), HasSubstr("au moins 40 personnes testées"));
}

TEST(Notice, takes_the_words_of_the_round_before_those_of_the_survey) {
    NoticeRound round;
    round.survey.notice->controller = sample_round::said("Somebody", "Quelqu'un");
    EXPECT_THAT(round.text("who"), HasSubstr("Who answers for it: Somebody\n"));
    round.assessment.notice.controller = sample_round::said("The Ministry, 1 Square");
    EXPECT_THAT(round.text("who"), HasSubstr("Who answers for it: The Ministry, 1 Square\n"));
    EXPECT_EQ(round.section("who", "fr").rows.front().text.language, "en") << "what is not translated says in which language it stands";
    EXPECT_EQ(round.section("who", "fr").rows.back().text.language, "");
    EXPECT_EQ(round.section("who", "fr").rows.back().title, "Quand");
}

TEST(Notice, says_the_smallest_group_and_the_pools_of_the_settings) {
    NoticeRound round;
    round.assessment.min_cell = 7;
    EXPECT_THAT(round.text("shown"), HasSubstr("anything is shown: 7 people who answered"));
    EXPECT_THAT(round.text("shown", "fr"), HasSubstr("est montré : 7 personnes ayant répondu"));
    EXPECT_THAT(round.text("shown"), Not(HasSubstr("These are shown together")));
    round.assessment.pools = {{sample_round::said("Eastern offices"), {"a", "b"}, {}}, {sample_round::said("Ports"), {"c", "d"}, {}}};
    EXPECT_THAT(round.text("shown"), HasSubstr("Eastern offices and Ports.\n"));
}

TEST(Notice, names_every_question_and_what_its_answers_are_used_for) {
    NoticeRound round;
    BackgroundQuestion health{BackgroundId("health"), {}, sample_round::said("Are you well?"), {}, true, true, true};
    round.survey.background.push_back(health);
    round.survey.background.push_back({BackgroundId("age"), {}, sample_round::said("How old are you?"), {}, true, false, false});
    round.asked = {0, 1};
    EXPECT_THAT(round.text("questions"), HasSubstr("“Gender” Tables are made by the answers.\n"));
    EXPECT_THAT(round.text("questions"), HasSubstr("“Are you well?” No tables are made by the answers. This question is sensitive"));
    EXPECT_THAT(round.text("questions"), Not(HasSubstr("How old")));
    EXPECT_THAT(round.text("questions"), HasSubstr("13 questions about your work"));
    round.breakdowns = {0, 1};
    EXPECT_THAT(round.text("questions"), HasSubstr("“Are you well?” Tables are made by the answers. This question is sensitive"));
}

TEST(Notice, says_who_sees_what_as_the_settings_are) {
    NoticeRound round;
    const auto sees = [&round] { return round.text("sees"); };
    EXPECT_THAT(sees(), HasSubstr("list the codes with their scores"));
    EXPECT_THAT(sees(), HasSubstr("a page with your own result"));
    round.assessment.person_scores = false;
    EXPECT_THAT(sees(), Not(HasSubstr("your own result")));
    EXPECT_THAT(sees(), HasSubstr("with a code for each person. The program refuses to list"));
    round.assessment.person_scores.reset();
    round.assessment.anonymous = true;
    EXPECT_THAT(sees(), HasSubstr("neither names nor codes. The program refuses to list"));
    EXPECT_THAT(sees(), Not(HasSubstr("questions about the institution")));
    EXPECT_THAT(sees(), Not(HasSubstr("courses")));
    round.environment = true;
    round.catalogue = true;
    EXPECT_THAT(sees(), HasSubstr("questions about the institution"));
    EXPECT_THAT(sees(), HasSubstr("courses"));
}

TEST(Notice, says_what_withdrawal_can_do) {
    NoticeRound round;
    EXPECT_THAT(round.text("rights"), HasSubstr("to withdraw them"));
    round.assessment.anonymous = true;
    EXPECT_THAT(round.text("rights"), HasSubstr("Nobody can then show them to you, correct them or take them out"));
    EXPECT_THAT(round.text("rights"), Not(HasSubstr("to withdraw them")));
}

TEST(Notice, says_how_people_were_chosen_and_that_a_simulated_round_asks_nobody) {
    NoticeRound round;
    for (const auto& [design, words] : std::vector<std::pair<Design, std::string>>{
             {Design::census, "Everybody who works"}, {Design::probability, "A random sample"}, {Design::volunteer, "Whoever wishes"}}) {
        round.assessment.design = design;
        EXPECT_THAT(round.text("who"), HasSubstr("Who is asked: " + words));
    }
    EXPECT_THAT(round.text("who"), HasSubstr("2 March 2026 to 27 March 2026"));
    EXPECT_EQ(round.notice().banner, "");
    round.assessment.simulated = true;
    EXPECT_THAT(round.notice().banner, HasSubstr("nobody is asked"));
}

TEST(Notice, has_a_hole_wherever_no_setting_says_what_people_must_be_told) {
    NoticeRound round;
    EXPECT_THAT(holes_in_notice(round.assessment, round.survey), ElementsAre());
    round.assessment.anonymous.reset();
    round.survey.notice->contact = Text();
    round.survey.notice->controller = Text();
    EXPECT_THAT(holes_in_notice(round.assessment, round.survey), ElementsAre("notice.controller", "notice.contact", "privacy.anonymous"));
    EXPECT_EQ(missing_in_notice(round.assessment, round.survey).size(), 3U);
    round.assessment.notice.contact = sample_round::said("Room 4");
    EXPECT_THAT(holes_in_notice(round.assessment, round.survey), ElementsAre("notice.controller", "privacy.anonymous"));
}

}  // namespace
}  // namespace capgap
