#include "sample_round.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using sample_round::SampleRound;
using sample_round::usual;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Kind = OpeningSentence::Kind;

constexpr std::size_t privacy = 3;

TEST(Opening, the_usual_case_in_full) {
    SampleRound round = usual();
    round.tables.groups.push_back(SampleRound::place(1, false, 7, 12));
    round.tables.groups.push_back(SampleRound::place(2, false, 0, 0));  // nobody works there: nothing is hidden
    round.environment(0, 0, 1);
    round.environment(0, 1, 2);
    round.environment(1, 0, 1);
    round.environment(1, 1, 1);
    const ReportDocument document = round.report();
    ASSERT_EQ(document.opening.size(), 4U);
    EXPECT_EQ(
        document.opening[0].text,
        "600 of the 1,000 staff of 3 institutions answered (60 in 100); they judged themselves, nobody was tested; 1 institution is not shown on "
        "its own, to protect people in small groups.");
    EXPECT_EQ(
        document.opening[1].text,
        "Measured against levels that are only proposed so far, people most often report that they are not yet at the level proposed for their job "
        "in “Privacy”: about 60 in 100 staff, by the answers of 580 people; even if everyone who stayed silent were already there, it would be 36 "
        "in 100 of the staff concerned; “Data” and “AI” come next and cannot be told apart.");
    EXPECT_EQ(
        document.opening[2].text,
        "By the statement of their own focal points, 2 of the 2 institutions that answered about themselves lack something without which a course "
        "in “Privacy” is of little use: most often “Network” (2 under the level proposed) and “A rule” (1 under the level proposed).");
    EXPECT_EQ(
        document.opening[3].text,
        "This page ranks no institution and grades no person. It says what groups of people report about themselves and what they would need for "
        "the levels proposed; before anything else is decided from it, these levels need a decision.");
}

TEST(Opening, in_french) {
    EXPECT_EQ(
        usual().sentence(Kind::finding, "fr"),
        "Par rapport à des niveaux qui ne sont encore que proposés, les personnes déclarent le plus souvent ne pas avoir encore atteint le niveau "
        "proposé pour leur poste en «\u00a0Privacy\u00a0»\u00a0: environ 60 sur 100 dans le personnel, d'après les réponses de 580 "
        "personnes\u202f; même si toutes les personnes restées silencieuses l'avaient déjà atteint, ce serait 36 sur 100 du personnel "
        "concerné\u202f; viennent ensuite «\u00a0Data\u00a0» et «\u00a0AI\u00a0», que rien ne départage.");
}

TEST(Opening, approved_targets_say_by_whom_and_when) {
    SampleRound round = usual();
    round.approve();
    EXPECT_THAT(round.sentence(Kind::finding), StartsWith("Measured against the levels that the Council approved on 12 February 2026, people"));
    EXPECT_THAT(round.sentence(Kind::finding), HasSubstr("not yet at the level approved for their job"));
    EXPECT_THAT(round.sentence(Kind::limits), EndsWith("what they would need for the levels approved."));
    EXPECT_THAT(round.report().footer, HasSubstr("targets approved on 12 February 2026"));
}

TEST(Opening, a_tie_in_the_first_place_is_named) {
    SampleRound round;
    round.whole({{100, 2}, {90, 2}, {350, 1}, {360, 1}, {290, 3}, {80, 4}});
    EXPECT_THAT(round.sentence(Kind::finding),
                HasSubstr("in “Data” and “Privacy”, which cannot be told apart: about 60 in 100 staff, by the answers of 580 "
                          "people in each; even if everyone who stayed silent were already there, it would be 35 to 36 in"));
    EXPECT_THAT(round.sentence(Kind::finding), EndsWith("; “Systems” and “Agility” come next and cannot be told apart."));
}

TEST(Opening, a_tie_of_many_is_counted) {
    SampleRound round;
    round.whole({{300, 1}, {310, 1}, {350, 1}, {360, 1}, {290, 1}, {80, 2}});
    EXPECT_THAT(round.sentence(Kind::finding),
                HasSubstr("none stands out: the 5 competencies in which people most often report that they are not yet at the "
                          "level proposed for their job cannot be told apart, with about 50 to 60 in 100 staff"));
    EXPECT_THAT(round.sentence(Kind::finding), EndsWith("; “Law” comes next."));
}

TEST(Opening, without_a_population_there_is_no_staff_and_no_weakest_case) {
    SampleRound round;
    round.headcount.reset();
    round.tables.groups[0].headcount.reset();
    round.whole({{100, 3}, {90, 3}, {300, 2}, {360, 1}, {290, 2}, {80, 3}});
    EXPECT_EQ(round.sentence(Kind::who_spoke),
              "600 people from 3 institutions answered; how many could have answered is not known; they judged themselves, nobody was tested.");
    EXPECT_THAT(
        round.sentence(Kind::finding),
        HasSubstr(
            "in “Privacy”: about 60 in 100 of the 580 people who answered on it; what those who did not answer would say is not known; “Data”"));
    EXPECT_THAT(round.sentence(Kind::finding), Not(HasSubstr("staff")));
}

TEST(Opening, when_everyone_answered_it_is_still_peoples_own_judgement) {
    SampleRound round;
    round.headcount = 600;
    round.tables.groups[0].headcount = 600;
    for (std::size_t c = 0; c < 6; ++c) {
        GapRow& row = round.add_gap(0, c, {c == privacy ? 373 : 90, 600, 600});
        row.n_effective.reset();
        row.below_target_share.interval = Interval{*row.below_target_share.value, *row.below_target_share.value};
        round.tables.order.push_back({c, *row.below_target_share.value, c == privacy ? 1 : 2});
    }
    std::stable_sort(round.tables.order.begin(), round.tables.order.end(), [](const auto& a, const auto& b) { return a.tie_group < b.tie_group; });
    EXPECT_EQ(round.sentence(Kind::who_spoke),
              "All 600 staff of 3 institutions answered; these are still people's own judgements, nobody was tested.");
    EXPECT_THAT(
        round.sentence(Kind::finding),
        HasSubstr(
            "“Privacy”: 62 in 100 of all 600 staff concerned; everyone answered, and these are still people's own judgements; 5 others come next"));
    EXPECT_THAT(round.sentence(Kind::finding), Not(HasSubstr("silent")));
}

TEST(Opening, volunteers_speak_for_themselves) {
    SampleRound round = usual();
    round.assessment.design = Design::volunteer;
    EXPECT_THAT(round.sentence(Kind::who_spoke), HasSubstr("chose to answer"));
    EXPECT_THAT(round.sentence(Kind::finding), EndsWith("Nothing here speaks for those who did not choose to answer."));
    const ReportTable* institutions = sample_round::table(round.report(), "institutions-table");
    ASSERT_NE(institutions, nullptr);
}

TEST(Opening, a_competency_whose_questions_do_not_agree_is_named_without_a_share) {
    SampleRound round = usual();
    round.quality("competency", "2.2", "alpha", 0.69, "very_low");  // Privacy
    round.quality("competency", "2.1", "alpha", 0.75, "low");       // Data: only a warning
    EXPECT_THAT(
        round.sentence(Kind::finding),
        HasSubstr(
            "people report that they are not yet at the level proposed for their job in “Data” and “AI”, which cannot be told apart: about 50 in "
            "100 staff"));
    EXPECT_THAT(round.sentence(Kind::finding),
                HasSubstr("For “Privacy” no share is named here: the answers to its questions agree too little with each "
                          "other (alpha under 0.7); the tables show it with this warning."));
    EXPECT_THAT(round.sentence(Kind::finding), Not(HasSubstr("most often")));  // the highest is not among those named
    EXPECT_THAT(round.sentence(Kind::finding), Not(HasSubstr("62")));
}

TEST(Opening, if_no_competency_is_reliable_no_share_is_named) {
    SampleRound round = usual();
    for (const char* id : {"1.1", "1.2", "2.1", "2.2", "2.3", "2.4"}) round.quality("competency", id, "alpha", 0.5, "very_low");
    EXPECT_THAT(round.sentence(Kind::finding), StartsWith("No share is named here: for every competency"));
}

TEST(Opening, a_bounded_share_is_a_bound_and_never_a_number) {
    SampleRound few;
    few.whole({{2, 1}, {1, 2}, {0, 2}, {1, 2}, {0, 2}, {0, 2}});
    EXPECT_THAT(few.sentence(Kind::finding), HasSubstr("in “Systems”: fewer than 1 in 100 staff, by the answers of 580 people; 5 others"));
    SampleRound nearly_all;
    nearly_all.whole({{578, 1}, {90, 2}, {300, 2}, {360, 2}, {290, 2}, {80, 2}});
    EXPECT_THAT(nearly_all.sentence(Kind::finding), HasSubstr("in “Systems”: more than 99 in 100 staff, by"));
}

TEST(Opening, under_thirty_in_a_hundred_nothing_is_found) {
    SampleRound round;
    round.headcount = 2100;
    round.tables.groups[0].headcount = 2100;
    round.whole({{100, 3}, {90, 3}, {300, 2}, {360, 1}, {290, 2}, {80, 3}});
    EXPECT_THAT(round.sentence(Kind::who_spoke), StartsWith("600 of the 2,100 staff of 3 institutions answered (29 in 100)"));
    EXPECT_EQ(round.sentence(Kind::finding), "Too few answered to say how the staff as a whole see themselves: 600 of 2,100, less than 30 in 100.");
    EXPECT_EQ(sample_round::section(round.report(), "whole"), nullptr);
}

TEST(Opening, under_half_nothing_is_compared) {
    SampleRound round;
    round.headcount = 1300;
    round.tables.groups[0].headcount = 1300;
    round.whole({{100, 3}, {90, 3}, {300, 2}, {360, 1}, {290, 2}, {80, 3}});
    EXPECT_THAT(round.sentence(Kind::finding), EndsWith("staff concerned. Fewer than half answered, so this is compared with nothing."));
    EXPECT_THAT(round.sentence(Kind::finding), Not(HasSubstr("most often")));
    EXPECT_THAT(round.sentence(Kind::finding), Not(HasSubstr("come next")));
}

/// A tie is the outcome of a comparison: under half there is none.
TEST(Opening, under_half_nothing_is_said_to_be_tied) {
    SampleRound round;
    round.headcount = 1300;
    round.tables.groups[0].headcount = 1300;
    round.whole({{100, 3}, {90, 3}, {350, 1}, {360, 1}, {290, 2}, {80, 3}});
    EXPECT_THAT(round.sentence(Kind::finding), HasSubstr("people report that they are not yet at the level proposed for their job in “Data” and "
                                                         "“Privacy”: about 60 in 100 staff, by"));
    EXPECT_THAT(round.sentence(Kind::finding), Not(HasSubstr("told apart")));
    EXPECT_THAT(round.sentence(Kind::finding, "fr"), Not(HasSubstr("départage")));
    SampleRound many;
    many.headcount = 1300;
    many.tables.groups[0].headcount = 1300;
    many.whole({{300, 1}, {301, 1}, {302, 1}, {303, 1}, {304, 1}, {80, 2}});
    EXPECT_THAT(many.sentence(Kind::finding), HasSubstr("in 5 competencies: about"));
    EXPECT_THAT(many.sentence(Kind::finding), Not(HasSubstr("told apart")));
}

/// Many answered, but the competency is part of few people's work.
TEST(Opening, fewer_people_than_a_row_needs_are_not_the_finding) {
    SampleRound round = usual();
    const auto highest =
        std::find_if(round.tables.gaps.begin(), round.tables.gaps.end(), [](const GapRow& row) { return row.competency == privacy; });
    highest->scored = 8;
    highest->below = 5;
    EXPECT_THAT(round.sentence(Kind::finding),
                HasSubstr("people report that they are not yet at the level proposed for their job in “Data” and “AI”"));
    EXPECT_THAT(round.sentence(Kind::finding), EndsWith(" For “Privacy” no share is named here: fewer than 10 people have a level in it."));
    highest->scored = 12;
    EXPECT_THAT(round.sentence(Kind::finding), HasSubstr("people most often report"));
    EXPECT_THAT(round.sentence(Kind::finding), EndsWith(" Fewer than 30 people have a level in it: an indication only."));
    for (GapRow& row : round.tables.gaps) row.scored = 8;
    EXPECT_EQ(round.sentence(Kind::finding), "Too few people have a level in each competency to name a share here.");
    for (int c = 0; c < 3; ++c) round.quality("competency", c < 2 ? "1." + std::to_string(c + 1) : "2.1", "alpha", 0.5);
    EXPECT_THAT(round.sentence(Kind::finding), StartsWith("No share is named here: in each competency either too few people have a level, or"));
}

TEST(Opening, the_only_institution_is_not_one_of_one) {
    SampleRound round = usual();
    round.institutions.resize(1);
    round.environment(0, 0, 1);
    EXPECT_EQ(round.sentence(Kind::barriers),
              "By the statement of its own focal point, the only institution that answered about itself lacks something without which a course in "
              "“Privacy” is of little use, such as “Network” (1 under the level proposed).");
    EXPECT_THAT(round.sentence(Kind::barriers, "fr"),
                StartsWith("Selon la déclaration de son propre point focal, la seule institution qui a répondu"));
    round.tables.environment[0] = {0, 0, 0, 2, 2, 0, 50.0};
    EXPECT_THAT(round.sentence(Kind::barriers), HasSubstr("the only institution that answered about itself names nothing missing"));
}

TEST(Opening, too_few_people_are_not_even_counted) {
    SampleRound round;
    round.headcount = 11;
    round.rows.respondents = 9;
    round.tables.groups[0] = SampleRound::place(0, false, 9, 11);
    round.add_gap(0, privacy, {4, 9, 11});
    const ReportDocument document = round.report();
    EXPECT_EQ(document.opening[0].text, "Fewer than 10 people answered: too few to show anything about them without exposing them.");
    EXPECT_EQ(document.opening[1].text, "Too few answered to say how people see themselves.");
    EXPECT_THAT(document.footer, HasSubstr("Fewer than 10 people"));
}

TEST(Opening, nothing_missing_in_the_environment_is_said_too) {
    SampleRound round = usual();
    round.environment(0, 0, 2);
    round.environment(1, 0, 3);
    EXPECT_EQ(round.sentence(Kind::barriers),
              "By the statement of their own focal points, none of the 2 institutions that answered about themselves names "
              "anything missing without which a course in what was just named is of little use.");
}

TEST(Opening, an_environment_that_nobody_answered_or_asked_is_left_out) {
    EXPECT_EQ(usual().sentence(Kind::barriers), "");
    SampleRound silent = usual();
    silent.environment(0, 0, 0);  // too little was answered
    EXPECT_EQ(silent.sentence(Kind::barriers), "");
}

TEST(Opening, only_what_blocks_the_named_competency_counts) {
    SampleRound round;
    round.whole({{400, 1}, {90, 3}, {300, 2}, {200, 3}, {290, 2}, {80, 3}});  // Systems first: the network does not block it
    round.environment(0, 0, 1);
    round.environment(0, 1, 2);
    round.environment(1, 1, 1);
    EXPECT_THAT(round.sentence(Kind::barriers), StartsWith("By the statement of its own focal point, one of the 2 institutions"));
    EXPECT_THAT(round.sentence(Kind::barriers), EndsWith("lacks something without which a course in “Systems” is of little use, such as “A rule” (1 "
                                                         "under the level proposed)."));
}

TEST(Opening, the_limiting_sentence_is_always_the_last) {
    for (const SampleRound& round : {usual(), SampleRound()}) {
        const ReportDocument document = round.report();
        EXPECT_EQ(document.opening.back().kind, Kind::limits);
        EXPECT_THAT(document.opening.back().text, StartsWith("This page ranks no institution and grades no person."));
    }
}

}  // namespace
}  // namespace capgap
