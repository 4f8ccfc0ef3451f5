#include "sample_round.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using sample_round::first_share;
using sample_round::SampleRound;
using sample_round::section;
using sample_round::table;
using sample_round::tree_of_places;
using sample_round::usual;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr std::size_t answered_column = 0;

std::vector<std::string> section_ids(const ReportDocument& document) {
    std::vector<std::string> ids;
    for (const ReportSection& one : document.sections) ids.push_back(one.id);
    return ids;
}

TEST(Report, says_at_once_what_it_rests_on) {
    SampleRound round = usual();
    round.assessment.simulated = true;
    const ReportDocument document = round.report();
    EXPECT_EQ(document.title, "The round");
    ASSERT_EQ(document.banners.size(), 1U);
    EXPECT_EQ(document.banners[0].title, "Simulated data");
    std::vector<std::string> values;
    for (const ReportFact& fact : document.facts) values.push_back(fact.value);
    EXPECT_THAT(values, ElementsAre("1 March 2026 to 27 March 2026", "600 of 1,000 staff (60 in 100)",
                                    "Self-rating: people judged themselves, nobody was tested", "Everybody", "Proposed; nobody has approved them yet",
                                    "A framework, version 1.0", "A survey, version 1.0"));
    EXPECT_EQ(document.footer,
              "The round · answers of 1 March 2026 to 27 March 2026 · 600 of 1,000 staff (60 in 100) · self-rating · targets proposed, not "
              "approved · titles and levels: CC-BY-4.0");
}

TEST(Report, has_the_sections_that_the_round_can_fill) {
    EXPECT_THAT(section_ids(usual().report()), ElementsAre("whole", "institutions", "profiles", "quality", "definitions", "sources"));
    SampleRound full = usual();
    full.environment(0, 0, 1);
    full.tables.groups.push_back({0, false, 0, 0, Group::everyone, 300, {}});
    full.tables.wanted.push_back({0, 0, 100, 400, 0.25, 0.01});
    full.tables.attitudes.push_back({0, 12, 0, 200, 580, 0.35, 0.01});
    EXPECT_THAT(section_ids(full.report()), ElementsAre("whole", "institutions", "profiles", "breakdowns", "environment", "attitudes", "wanted",
                                                        "quality", "definitions", "sources"));
}

TEST(WholeTable, shows_each_competency_under_its_domain) {
    const ReportDocument document = usual().report();
    const ReportTable* whole = table(document, "whole-table");
    ASSERT_NE(whole, nullptr);
    std::vector<std::string> titles;
    for (const ReportRow& row : whole->rows) titles.push_back((row.heading ? "# " : "") + row.title);
    EXPECT_THAT(titles, ElementsAre("# Planning", "Systems", "Agility", "# Use of data", "Data", "Privacy", "AI", "Law"));
    std::vector<std::string> privacy;
    for (const ReportCell& cell : whole->rows[5].cells) privacy.push_back(cell.text);
    // p = 360/580; possible 360/1000 to (360 + 420)/1000; sum u = 1000, so 620 people and 1.5 steps each of them.
    EXPECT_THAT(privacy, ElementsAre("62", "36–78", "580", "0", "0", "620", "930"));
    EXPECT_EQ(whole->rows[5].cells[0].detail, "58–66");
    EXPECT_EQ(whole->rows[5].cells[0].shade, 4);
}

TEST(WholeTable, without_a_population_speaks_of_no_staff) {
    SampleRound round;
    round.headcount.reset();
    round.tables.groups[0].headcount.reset();
    round.whole({{100, 3}, {90, 3}, {300, 2}, {360, 1}, {290, 2}, {80, 3}});
    const ReportDocument document = round.report();
    EXPECT_EQ(table(document, "whole-table")->columns.size(), 4U);  // share, answers, not part of the work, do not know
    EXPECT_THAT(sample_round::all_texts(document), Not(Contains("Possible range")));
}

TEST(WholeTable, alpha_warns_beside_the_number) {
    SampleRound round = usual();
    round.quality("competency", "1.1", "alpha", 0.65, "very_low");
    round.quality("competency", "1.2", "alpha", 0.75, "low");
    round.quality("competency", "2.1", "alpha", 0.8);
    const ReportDocument document = round.report();
    const auto& rows = table(document, "whole-table")->rows;
    EXPECT_EQ(rows[1].note, "alpha 0.65: very low");
    EXPECT_EQ(rows[2].note, "alpha 0.75: low");
    EXPECT_EQ(rows[4].note, "");
    EXPECT_EQ(table(document, "institutions-table")->columns[first_share].note, "alpha 0.65");
}

TEST(WholeTable, the_order_names_what_cannot_be_told_apart) {
    const ReportDocument document = usual().report();
    const ReportSection* whole = section(document, "whole");
    const auto* points = std::get_if<ReportPoints>(&whole->blocks.back());
    ASSERT_NE(points, nullptr);
    EXPECT_THAT(points->points, ElementsAre("“Privacy”", "“Data”, from which “AI” cannot be told apart",
                                            "“Systems”, from which “Agility” and “Law” cannot be told apart"));
}

/// A title that is there in English only is heard in English on a French page.
TEST(Report, titles_in_another_language_say_in_which) {
    SampleRound round = usual();
    round.framework.competencies[0].title = sample_round::said("Systems");
    const ReportDocument french = round.report("fr");
    const ReportTable* whole = table(french, "whole-table");
    ASSERT_NE(whole, nullptr);
    EXPECT_EQ(whole->rows[1].title, "Systems");
    EXPECT_EQ(whole->rows[1].language, "en");
    EXPECT_EQ(whole->rows[2].language, "");
    EXPECT_EQ(french.figures.competencies[0].language, "en");
    EXPECT_EQ(french.figures.competencies[1].language, "");
    EXPECT_EQ(table(round.report("en"), "whole-table")->rows[1].language, "");
}

TEST(InstitutionsTable, keeps_the_order_of_the_tree) {
    const ReportDocument document = tree_of_places().report();
    const auto& rows = table(document, "institutions-table")->rows;
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0].title, "The Ministry");
    EXPECT_EQ(rows[0].depth, 0);
    EXPECT_EQ(rows[1].title, "The Ministry");
    EXPECT_EQ(rows[1].note, "own staff");
    EXPECT_EQ(rows[1].depth, 1);
    EXPECT_EQ(rows[2].title, "Office North");
    EXPECT_EQ(rows[3].depth, 1);
    EXPECT_EQ(rows[2].cells[answered_column].text, "480 of 800");
}

TEST(InstitutionsTable, is_pale_where_nothing_sets_it_apart_from_the_whole) {
    const ReportDocument document = tree_of_places().report();
    const auto& rows = table(document, "institutions-table")->rows;
    EXPECT_EQ(rows[0].cells[first_share].shade, 1);             // the whole: 17 in 100
    EXPECT_EQ(rows[1].cells[first_share].shade, std::nullopt);  // 17 (10-26) holds it
    EXPECT_EQ(rows[1].cells[first_share].text, "17");
    EXPECT_EQ(rows[2].cells[first_share].shade, 3);  // 43 (38-48) does not
    EXPECT_EQ(rows[2].cells[first_share].spoken, "differs from the whole");
}

TEST(InstitutionsTable, a_suppressed_row_holds_no_figure_but_the_headcount) {
    const ReportDocument document = tree_of_places().report();
    const ReportTable* institutions = table(document, "institutions-table");
    const ReportRow& south = institutions->rows[3];
    EXPECT_EQ(south.cells[answered_column].text, "of 12");
    EXPECT_EQ(south.cells[first_share].kind, ReportCell::Kind::mark);
    EXPECT_EQ(south.cells[first_share].text, "•");
    EXPECT_EQ(south.cells[first_share].detail, "");
    EXPECT_THAT(institutions->legend, Contains(Field(&LegendEntry::text, HasSubstr("not shown: too few people"))));
}

TEST(InstitutionsTable, of_many_shows_the_top_of_the_tree) {
    SampleRound round = usual();
    for (int i = 0; i < 300; ++i) {
        round.add_institution("u" + std::to_string(i), "north", "Unit " + std::to_string(i));
        round.tables.groups.push_back(SampleRound::place(3 + i, false, 0, 0));
    }
    round.tables.groups.insert(round.tables.groups.begin() + 1, {SampleRound::place(1, false, 300, 500), SampleRound::place(2, false, 300, 500)});
    const ReportDocument document = round.report();
    EXPECT_EQ(table(document, "institutions-table")->rows.size(), 3U);
    EXPECT_THAT(sample_round::all_texts(document),
                Contains(StartsWith("The table shows the 3 institutions nearest the top; all 303 are in gaps.csv. Only")));
}

TEST(InstitutionsTable, of_many_roots_shows_the_first) {
    SampleRound round = usual();
    round.tables.groups[0].institution = Group::everyone;
    for (int i = 0; i < 300; ++i) {
        round.add_institution("u" + std::to_string(i), "", "Unit " + std::to_string(i));
        round.tables.groups.push_back(SampleRound::place(3 + i, false, 0, 0));
    }
    const ReportDocument document = round.report();
    EXPECT_EQ(table(document, "institutions-table")->rows.size(), 200U);
    EXPECT_EQ(table(document, "institutions-table")->rows[0].title, "All institutions together");
    EXPECT_EQ(table(document, "institutions-table")->rows[1].depth, 1);
    EXPECT_THAT(sample_round::all_texts(document), Contains(StartsWith("The table shows the first 199 institutions; all 300 are in gaps.csv. Only")));
}

/// Own staff and pools have rows, but are no institutions.
TEST(InstitutionsTable, counts_institutions_and_not_rows) {
    SampleRound round = usual();
    for (int i = 0; i < 300; ++i) {
        round.add_institution("u" + std::to_string(i), "north", "Unit " + std::to_string(i));
        round.tables.groups.push_back(SampleRound::place(3 + i, false, 0, 0));
    }
    Group pool = SampleRound::place(0, false, 40, 50);
    pool.pool = 1;
    round.tables.groups.insert(round.tables.groups.begin() + 1, {SampleRound::place(0, true, 100, 200), SampleRound::place(1, false, 300, 500),
                                                                 SampleRound::place(2, false, 160, 250), pool});
    const ReportDocument document = round.report();
    EXPECT_EQ(table(document, "institutions-table")->rows.size(), 5U);
    EXPECT_THAT(sample_round::all_texts(document),
                Contains(StartsWith("The table shows the 3 institutions nearest the top; all 303 are in gaps.csv.")));
}

TEST(Profiles, targets_and_what_is_no_part_of_the_work) {
    SampleRound round = usual();
    round.tables.groups.push_back({0, false, Group::everyone, Group::everyone, 0, 400, 700});
    round.add_gap(1, 0, {60, 390, 700});
    round.tables.groups.push_back({0, false, Group::everyone, Group::everyone, 2, 30, {}});  // `none`
    const ReportDocument document = round.report();
    const ReportTable* targets = table(document, "targets-table");
    EXPECT_EQ(targets->caption, "Levels proposed for each job profile");
    EXPECT_EQ(targets->rows[0].cells[0].text, "2");
    EXPECT_EQ(targets->rows[0].cells[1].text, "–");
    const ReportTable* profiles = table(document, "profiles-table");
    ASSERT_EQ(profiles->rows.size(), 2U);  // together, clerk
    EXPECT_EQ(profiles->rows[1].title, "clerk");
    EXPECT_EQ(profiles->rows[1].cells[first_share + 1].text, "–");  // no row in the tables: no target
    EXPECT_THAT(profiles->legend, Contains(Field(&LegendEntry::text, HasSubstr("not part of the work"))));
}

TEST(Breakdowns, say_that_a_difference_is_no_measured_skill) {
    SampleRound round = usual();
    round.tables.groups.push_back({0, false, 0, 0, Group::everyone, 300, {}});
    round.add_gap(1, 0, {60, 290, {}});
    round.tables.groups.push_back({0, false, 0, 2, Group::everyone, 20, {}});
    const ReportDocument document = round.report();
    const auto& rows = table(document, "breakdowns-table")->rows;
    std::vector<std::string> titles;
    for (const ReportRow& row : rows) titles.push_back(row.title);
    EXPECT_THAT(titles, ElementsAre("All together", "Gender", "Women", "Not stated"));
    EXPECT_THAT(sample_round::all_texts(document), Contains(HasSubstr("so a lower self-rating of women is no measured difference in skill")));
}

TEST(Environment, levels_targets_and_what_they_block) {
    SampleRound round = usual();
    round.environment(0, 0, 2);
    round.environment(1, 0, 1);
    round.environment(1, 1, 1);
    round.environment(2, 1, 0);  // too little was answered
    const ReportDocument document = round.report();
    const ReportTable* levels = table(document, "environment-table-1");
    ASSERT_NE(levels, nullptr);
    ASSERT_EQ(levels->rows.size(), 3U);
    EXPECT_EQ(levels->rows[0].title, "Level proposed");
    EXPECT_EQ(levels->rows[1].title, "The Ministry");
    EXPECT_EQ(levels->rows[1].cells[0].text, "2");
    EXPECT_EQ(levels->rows[1].cells[0].shade, std::nullopt);
    EXPECT_EQ(levels->rows[1].cells[1].text, "×");
    EXPECT_EQ(levels->rows[2].cells[0].spoken, "one level under the level proposed");
    const ReportTable* barriers = table(document, "barriers-table-1");
    ASSERT_EQ(barriers->rows.size(), 2U);
    EXPECT_EQ(barriers->rows[0].cells[0].text, "1 of 2");
    EXPECT_EQ(barriers->rows[0].cells[1].text, "“Privacy”");
    EXPECT_EQ(barriers->rows[1].cells[1].text, "every competency");
    EXPECT_THAT(sample_round::all_texts(document), Contains(HasSubstr("2 of 3 institutions answered about themselves. These are statements")));
}

TEST(Attitudes, are_described_and_have_no_level_and_no_target) {
    SampleRound round = usual();
    round.tables.attitudes = {{0, 12, 0, 1, 580, 0.002, 0.006}, {0, 12, 1, 300, 580, 0.52, 0.006}, {0, 12, 2, 279, 580, 0.478, 0.006}};
    // One option hides its people, so another is left out, or they would be what is missing from all.
    const ReportDocument document = round.report();
    const ReportSection* attitudes = section(document, "attitudes");
    ASSERT_NE(attitudes, nullptr);
    const auto& trust = std::get<ReportDistribution>(attitudes->blocks[1]);
    EXPECT_THAT(trust.options, ElementsAre("Answer 0", "Answer 1", "Answer 2"));
    ASSERT_EQ(trust.rows.size(), 2U);
    EXPECT_EQ(trust.rows[0].title, "Trust");
    EXPECT_TRUE(trust.rows[0].heading);
    EXPECT_EQ(trust.rows[1].title, "Question t1");
    EXPECT_EQ(trust.rows[1].note, "");  // one option hides its people, so their sum is not told either
    ASSERT_EQ(trust.rows[1].shares.size(), 3U);
    EXPECT_EQ(trust.rows[1].shares[0].text, "<1");
    EXPECT_EQ(trust.rows[1].shares[0].width_0_1, 0);
    EXPECT_EQ(trust.rows[1].shares[1].text, "52");
}

TEST(Wanted, a_wish_is_not_a_gap) {
    SampleRound round = usual();
    round.tables.wanted = {{0, 0, 100, 400, 0.25, 0.01}, {0, 1, 2, 400, 0.005, 0.01}};
    const ReportDocument document = round.report();
    const ReportTable* wanted = table(document, "wanted-table");
    ASSERT_EQ(wanted->rows.size(), 2U);
    EXPECT_EQ(wanted->rows[0].cells[0].text, "25");
    EXPECT_EQ(wanted->rows[0].cells[1].text, "100");
    EXPECT_EQ(wanted->rows[1].cells[0].text, "<1");
    EXPECT_EQ(wanted->rows[1].cells[1].text, "");
    EXPECT_THAT(sample_round::all_texts(document), Contains(HasSubstr("A wish is not a gap")));
}

TEST(Sources, say_whose_words_and_under_which_licence) {
    const ReportDocument document = usual().report("fr");
    const auto texts = sample_round::all_texts(document);
    EXPECT_THAT(texts, Contains("De nous"));
    EXPECT_THAT(texts, Contains("Pas un test"));
    EXPECT_THAT(texts, Contains("Aucun organisme ne l'a approuvé. Licence\u00a0: CC-BY-4.0."));
    EXPECT_THAT(texts, Contains("The project (licence\u00a0: CC-BY-4.0). A note"));
    EXPECT_EQ(table(document, "competencies-table")->rows[0].cells[2].text, "de la source, traduit par ce projet");
}

TEST(Definitions, every_number_has_its_formula_and_source) {
    const ReportDocument document = usual().report();
    for (const ReportBlock& block : section(document, "definitions")->blocks) {
        const auto* terms = std::get_if<ReportTerms>(&block);
        if (terms == nullptr || terms->terms.front().title == "Level 1: start") continue;
        for (const ReportTerm& term : terms->terms) EXPECT_NE(term.source, "") << term.title;
    }
    const auto texts = sample_round::all_texts(document);
    for (const char* title :
         {"Share not yet at the level of their job", "95 % interval of the share", "Possible range", "Cronbach's alpha", "Cannot be told apart"}) {
        EXPECT_THAT(texts, Contains(title));
    }
}

TEST(Report, volunteers_intervals_are_labelled_everywhere) {
    SampleRound round = usual();
    round.assessment.design = Design::volunteer;
    const ReportDocument document = round.report();
    for (const char* id : {"whole-table", "institutions-table"}) {
        EXPECT_THAT(table(document, id)->notes, Contains(HasSubstr("if those who answered were a random sample"))) << id;
    }
    EXPECT_THAT(sample_round::all_texts(document), Contains(HasSubstr("Whoever wished to answer")));
    EXPECT_THAT(sample_round::all_texts(document),
                Contains(HasSubstr("would differ by more than chance if those who answered were a random sample:")));
}

TEST(Report, a_hidden_whole_still_shows_the_institutions_that_answered) {
    SampleRound round;
    round.headcount = 2100;
    round.tables.groups[0].headcount = 2100;
    round.whole({{100, 3}, {90, 3}, {300, 2}, {360, 1}, {290, 2}, {80, 3}});
    round.tables.groups.push_back(SampleRound::place(1, false, 480, 800));
    round.add_gap(1, 0, {200, 470, 800});
    const ReportDocument document = round.report();
    EXPECT_EQ(section(document, "whole"), nullptr);
    ASSERT_NE(table(document, "institutions-table"), nullptr);
    EXPECT_EQ(table(document, "institutions-table")->rows[1].cells[first_share].text, "43");
    EXPECT_EQ(table(document, "institutions-table")->rows[1].cells[first_share].shade, std::nullopt);  // there is no whole to compare with
}

}  // namespace
}  // namespace capgap
