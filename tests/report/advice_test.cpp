#include "sample_round.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace capgap {
namespace {

using sample_round::SampleRound;
using sample_round::section;
using sample_round::table;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// 290 people lack a step in Systems, 280 in Data (one of the weights 2), 40 in Privacy; nothing in the catalogue is for Systems.
SampleRound round_with_advice() {
    SampleRound round;
    round.whole({{290, 1}, {100, 2}, {280, 1}, {40, 3}, {50, 3}, {50, 3}});
    round.with_catalogue = true;
    round.lacking(0, 0, 290, 480);
    round.lacking(0, 2, 280, 560);
    round.lacking(0, 3, 40, 80);
    round.tables.wanted = {{0, 0, 100, 400, 0.25, 0.01}, {0, 3, 2, 400, 0.005, 0.01}};
    return round;
}

std::vector<std::string> cells_of(const ReportRow& row) {
    std::vector<std::string> texts = {row.title};
    for (const ReportCell& cell : row.cells) texts.push_back(cell.text);
    return texts;
}

TEST(Advice, stands_nowhere_without_a_catalogue) {
    SampleRound round = round_with_advice();
    round.with_catalogue = false;
    EXPECT_EQ(section(round.report(), "advice"), nullptr);
}

/// Privacy: 80 people and steps. Course 0.9 * 0.5 * 80 = 36 steps in 560 hours, for 800; coaching is more per hour (1/20 < 0.45/7), so it comes after
/// it.
TEST(Advice, one_remedy_for_each_competency_with_its_reason) {
    const ReportDocument document = round_with_advice().report();
    const ReportTable* lines = table(document, "advice-table");
    ASSERT_NE(lines, nullptr);
    ASSERT_EQ(lines->rows.size(), 2U);
    EXPECT_EQ(lines->caption, "What would help: The Ministry");
    EXPECT_THAT(cells_of(lines->rows[0]), ElementsAre("A course", "“Privacy”, from level 1 to 2", "80", "36", "560", "800",
                                                      "of 100 who begin, 90 should finish; of 100 who finish, 50 should reach the level"));
    EXPECT_THAT(cells_of(lines->rows[1]),
                ElementsAre("Coaching", "“Data”, from level 1 to 2", "560", "560", "11,000", "",
                            "of 100 who begin, 100 should finish; of 100 who finish, 100 should reach the level; after “A course”"));
    EXPECT_EQ(lines->columns[4].note, "USD");
}

TEST(Advice, what_is_to_be_put_in_order_comes_first_and_says_who_states_it) {
    SampleRound round = round_with_advice();
    round.environment(0, 0, 1);
    round.environment(0, 1, 1);
    const ReportDocument document = round.report();
    const ReportTable* lines = table(document, "advice-table");
    ASSERT_EQ(lines->rows.size(), 4U);
    EXPECT_EQ(lines->rows[0].title, "A rule");  // it blocks all three, the network only one
    EXPECT_EQ(lines->rows[0].note, "to be put in order first");
    EXPECT_EQ(lines->rows[0].cells[0].text, "now at level 1; level 2 is proposed");
    EXPECT_EQ(lines->rows[0].cells[5].text,
              "by the statement of its own focal point; meanwhile a course in “Systems”, “Data” and “Privacy” is of little use; could be mended by: "
              "“A procedure”");
    EXPECT_EQ(lines->rows[1].title, "Network");
    EXPECT_THAT(lines->rows[1].cells[5].text, HasSubstr("the catalogue has nothing that mends it"));
    EXPECT_THAT(lines->rows[2].cells[5].text, HasSubstr("of little use before this is in order: “A rule” and “Network”"));
}

/// 80 people are at level 1; who of them are managers, for whom it is too low, is hidden, no manager is shown anywhere, and nobody knows how many
/// there are.
TEST(Advice, says_where_people_are_estimated_and_why_there_is_no_number) {
    const ReportDocument known = round_with_advice().report();
    EXPECT_TRUE(table(known, "advice-table")->notes.empty());

    SampleRound round;
    round.whole({{290, 1}, {100, 2}, {280, 1}, {40, 3}, {50, 3}, {50, 3}});
    round.with_catalogue = true;
    round.tables.gaps[3].represented = 580;
    for (const int profile : {0, 1}) {
        Group group = round.tables.groups[0];
        group.profile = profile;
        group.headcount.reset();
        round.tables.groups.push_back(group);
        round.add_gap(round.tables.groups.size() - 1, 3, {20, 290, std::nullopt}).target_level = profile + 1;
    }
    round.tables.levels = {{0, 3, 1, 80, 580, 80.0 / 580, 0, 80}, {0, 3, 2, 400, 580, 400.0 / 580, 0, 400}, {0, 3, 3, 100, 580, 100.0 / 580, 0, 100}};
    const ReportDocument document = round.report();
    const ReportTable* lines = table(document, "advice-table");
    ASSERT_NE(lines, nullptr);
    ASSERT_EQ(lines->rows.size(), 1U);
    for (std::size_t figure = 1; figure < 5; ++figure) EXPECT_EQ(lines->rows[0].cells[figure].text, "");
    EXPECT_THAT(lines->rows[0].cells[5].text, HasSubstr("too few to be shown here or anywhere above, so no number is given"));
    EXPECT_TRUE(lines->legend.empty());
    ASSERT_EQ(lines->notes.size(), 1U);
    EXPECT_THAT(lines->notes[0], HasSubstr("is estimated"));
}

/// Office North has the needs of its own people on its page, and one line in the overview.
TEST(Advice, of_an_institution_stands_on_its_page) {
    SampleRound round = round_with_advice();
    round.tables.groups.push_back(SampleRound::place(1, false, 480, 800));
    const std::size_t north = round.tables.groups.size() - 1;
    round.add_gap(north, 3, {30, 470, 800});
    round.lacking(north, 3, 30, 60);
    const ReportDocument document = round.report();
    const ReportTable* places = table(document, "advice-overview");
    ASSERT_NE(places, nullptr);
    ASSERT_EQ(places->rows.size(), 1U);
    EXPECT_THAT(cells_of(places->rows[0]), ElementsAre("Office North", "", "A course"));
    EXPECT_THAT(sample_round::all_texts(document), Contains(StartsWith("Why, for whom and at what cost stands on the page of the institution")));
    const auto page = std::find_if(document.figures.groups.begin(), document.figures.groups.end(),
                                   [](const ReportGroup& group) { return group.title == "Office North"; });
    ASSERT_NE(page, document.figures.groups.end());
    ASSERT_FALSE(page->blocks.empty());
    const auto* lines = std::get_if<ReportTable>(&page->blocks.back());
    ASSERT_NE(lines, nullptr);
    EXPECT_EQ(lines->caption, "What would help: Office North");
    EXPECT_THAT(cells_of(lines->rows[0]), ElementsAre("A course", "“Privacy”, from level 1 to 2", "60", "27", "420", "600", testing::_));
    // The name in the overview leads there, and below the lines stands how many answered here.
    ASSERT_TRUE(places->rows[0].group.has_value());
    EXPECT_EQ(&document.figures.groups[*places->rows[0].group], &*page);
    EXPECT_EQ(lines->footer, page->footer);
    EXPECT_THAT(lines->footer,
                HasSubstr("480 of 800 staff (60 in 100) · self-rating · targets proposed, not approved · titles and levels: CC-BY-4.0"));
}

TEST(Advice, whom_nothing_reaches_is_listed_with_the_reason) {
    const ReportDocument document = round_with_advice().report();
    const ReportTable* none = table(document, "no-remedy-table");
    ASSERT_NE(none, nullptr);
    ASSERT_EQ(none->rows.size(), 1U);
    EXPECT_THAT(cells_of(none->rows[0]), ElementsAre("Systems", "1 to 2", "480", "nothing exists"));
}

TEST(Advice, needed_and_wanted_stand_side_by_side) {
    const ReportDocument document = round_with_advice().report();
    const ReportTable* both = table(document, "needed-wanted-table");
    ASSERT_NE(both, nullptr);
    ASSERT_EQ(both->rows.size(), 6U);
    EXPECT_THAT(cells_of(both->rows[0]), ElementsAre("Systems", "50", "25"));
    EXPECT_THAT(cells_of(both->rows[3]), ElementsAre("Privacy", "7", "<1"));
    EXPECT_THAT(cells_of(both->rows[4]), ElementsAre("AI", "9", ""));
    EXPECT_EQ(both->columns.size(), 2U);  // and no third one that adds them
}

TEST(Advice, a_bound_lends_no_figure) {
    SampleRound round = round_with_advice();
    round.tables.gaps[3].below = 579;  // Privacy: all but one
    const ReportDocument document = round.report();
    for (const ReportRow& row : table(document, "advice-table")->rows) EXPECT_THAT(row.title, Not(HasSubstr("A course")));
}

TEST(Advice, is_said_in_french_too) {
    SampleRound round = round_with_advice();
    round.environment(0, 1, 1);
    const ReportDocument document = round.report("fr");
    const ReportTable* lines = table(document, "advice-table");
    EXPECT_EQ(lines->rows[0].title, "Une règle");
    EXPECT_THAT(lines->rows[0].cells[5].text, HasSubstr("pourrait être réglé par : « Une procédure »"));
    EXPECT_EQ(lines->rows[1].title, "Une formation");
}

TEST(Advice, catalogues_stand_among_the_sources) {
    EXPECT_THAT(sample_round::all_texts(round_with_advice().report()), testing::Contains(HasSubstr("The project (licence: CC-BY-4.0)")));
    const ReportSection* sources = section(round_with_advice().report(), "sources");
    ASSERT_NE(sources, nullptr);
}

}  // namespace
}  // namespace capgap
