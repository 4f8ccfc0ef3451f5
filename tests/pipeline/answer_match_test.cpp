#include <capgap/pipeline/answer_match.hpp>

#include <gtest/gtest.h>

namespace capgap {
namespace {

using Kind = AnswerMatch::Kind;
using Table = std::vector<std::pair<std::string, std::string>>;

ColumnSummary column(std::initializer_list<const char*> texts) {
    ColumnSummary made;
    for (const char* text : texts) made.values.emplace_back(text, 1);
    made.filled = made.rows = made.values.size();
    return made;
}

/// Five steps, whose ids are no numbers.
AnswerSet steps() {
    AnswerSet answers;
    answers.options = {{"never", {"Never", "Jamais"}},
                       {"rarely", {"Rarely", "Rarement"}},
                       {"often", {"Often", "Souvent"}},
                       {"mostly", {"Mostly", "Le plus souvent"}},
                       {"always", {"Always", "Toujours"}}};
    answers.special = {{"na", {"Not part of my work"}}, {"dk", {"Don't know", "Ne sait pas"}}, {"ref", {}}};
    return answers;
}

AnswerSet numbered() {
    AnswerSet answers;
    answers.options = {{"0", {"Never"}}, {"1", {"Sometimes"}}, {"2", {"Always"}}};
    return answers;
}

AnswerSet yes_no() {
    AnswerSet answers;
    answers.options = {{"no", {"No", "Non"}}, {"yes", {"Yes", "Oui"}}};
    return answers;
}

TEST(AnswerMatch, ids_need_no_table) {
    const AnswerMatch match = match_answers(column({"often", "never", "dk"}), steps());
    EXPECT_EQ(match.kind, Kind::ids);
    EXPECT_TRUE(match.table.empty());
}

TEST(AnswerMatch, words_of_any_language_are_answers) {
    const AnswerMatch match = match_answers(column({"SOUVENT", "Never", "<p>Ne sait&nbsp;pas</p>", "mostly"}), steps());
    EXPECT_EQ(match.kind, Kind::labels);
    EXPECT_EQ(match.table, (Table{{"SOUVENT", "often"}, {"Never", "never"}, {"<p>Ne sait&nbsp;pas</p>", "dk"}, {"mostly", "mostly"}}));
}

TEST(AnswerMatch, one_text_that_is_no_answer_is_enough_to_take_nothing) {
    const AnswerMatch match = match_answers(column({"Never", "Now and then"}), steps());
    EXPECT_EQ(match.kind, Kind::none);
    EXPECT_TRUE(match.table.empty());
    EXPECT_EQ(match.reason, "'Now and then' is no answer, or more than one");
}

TEST(AnswerMatch, what_somebody_wrote_by_hand_is_not_repeated) {
    const char* const by_hand = "Since the new director came I have not been asked once";
    EXPECT_EQ(match_answers(column({by_hand}), steps()).reason, "1 longer text is no answer");
    EXPECT_EQ(match_answers(column({by_hand, "Seldom", "Never"}), steps()).reason, "'Seldom', and 1 longer text, are no answers, or more than one");
    ColumnSummary printed = column({by_hand});
    printed.values.front().second = 2;
    EXPECT_NE(match_answers(printed, steps()).reason.find(by_hand), std::string::npos) << "an option that the survey lacks";
}

TEST(AnswerMatch, words_of_two_answers_stand_for_neither) {
    AnswerSet answers = steps();
    answers.options[1].titles = {"Never!"};
    EXPECT_EQ(match_answers(column({"Never"}), answers).kind, Kind::none);
}

TEST(AnswerMatch, fractions_that_programs_made_of_whole_numbers) {
    const AnswerMatch match = match_answers(column({"1.0", "2.00", "0"}), numbered());
    EXPECT_EQ(match.kind, Kind::labels);
    EXPECT_EQ(match.table, (Table{{"1.0", "1"}, {"2.00", "2"}, {"0", "0"}}));
    EXPECT_EQ(match_answers(column({"1.5"}), numbered()).kind, Kind::none);
}

TEST(AnswerMatch, y_and_n_are_the_options_that_say_so) {
    EXPECT_EQ(match_answers(column({"Y", "N"}), yes_no()).table, (Table{{"Y", "yes"}, {"N", "no"}}));
    AnswerSet two_say_no = yes_no();
    two_say_no.options.push_back({"nein", {"Nein"}});
    EXPECT_EQ(match_answers(column({"Y", "N"}), two_say_no).kind, Kind::none);
    EXPECT_EQ(match_answers(column({"Y"}), steps()).kind, Kind::none);
}

TEST(AnswerMatch, lettered_codes_count_from_one) {
    const AnswerMatch match = match_answers(column({"A2", "A4"}), steps());
    EXPECT_EQ(match.kind, Kind::places);
    EXPECT_EQ(match.table, (Table{{"A2", "rarely"}, {"A4", "mostly"}}));
    EXPECT_EQ(match_answers(column({"AO05", "AO01"}), steps()).table, (Table{{"AO05", "always"}, {"AO01", "never"}}));
    EXPECT_EQ(match_answers(column({"A6"}), steps()).kind, Kind::none) << "there is no sixth option";
    EXPECT_EQ(match_answers(column({"A0", "A4"}), steps()).table, (Table{{"A0", "never"}, {"A4", "always"}})) << "these begin at nothing";
}

TEST(AnswerMatch, bare_numbers_count_only_from_where_they_must) {
    EXPECT_EQ(match_answers(column({"5", "2"}), steps()).table, (Table{{"5", "always"}, {"2", "rarely"}})) << "there are five";
    EXPECT_EQ(match_answers(column({"0", "2"}), steps()).table, (Table{{"0", "never"}, {"2", "often"}}));
    EXPECT_EQ(match_answers(column({"2", "3"}), steps()).kind, Kind::none) << "from 0 or from 1?";
    EXPECT_EQ(match_answers(column({"0", "5"}), steps()).kind, Kind::none) << "six codes, five options";
    EXPECT_EQ(match_answers(column({"1", "A5"}), steps()).kind, Kind::none) << "two kinds of codes";
    EXPECT_EQ(match_answers(column({"99999999999999999999999999"}), steps()).kind, Kind::none);
}

TEST(AnswerMatch, what_was_not_shown_is_empty_unless_the_survey_says_so) {
    const AnswerMatch match = match_answers(column({"Never", "N/A"}), steps());
    EXPECT_EQ(match.table, (Table{{"Never", "never"}, {"N/A", ""}}));
    EXPECT_NE(match.reason.find("'N/A' is read as a question that was not shown"), std::string::npos) << match.reason;
    AnswerSet answers = steps();
    answers.special[0].titles = {"n/a"};
    EXPECT_EQ(match_answers(column({"Never", "N/A"}), answers).table, (Table{{"Never", "never"}, {"N/A", "na"}}));
}

TEST(AnswerMatch, empty_columns_and_free_texts) {
    EXPECT_EQ(match_answers(column({}), steps()).kind, Kind::nothing);
    ColumnSummary texts = column({});
    texts.filled = 9'000;
    texts.too_many_values = true;
    EXPECT_EQ(match_answers(texts, steps()).kind, Kind::none);
}

}  // namespace
}  // namespace capgap
