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

TEST(Figures, say_of_each_group_what_its_cells_do_not) {
    SampleRound round = tree_of_places();
    round.tables.levels = {{2, 0, 1, 200, 470, 0.425, 0.006}, {2, 0, 2, 170, 470, 0.362, 0.006}, {2, 0, 3, 100, 470, 0.213, 0.006}};
    const ReportDocument document = round.report();
    const auto& rows = table(document, "institutions-table")->rows;
    ASSERT_TRUE(rows[2].group);
    const ReportGroup& north = document.figures.groups[*rows[2].group];
    EXPECT_EQ(north.institution, "north");
    EXPECT_EQ(north.answered, "480 of 800 staff (60 in 100)");
    EXPECT_THAT(north.footer, HasSubstr("480 of 800 staff (60 in 100) · self-rating · targets proposed, not approved"));
    EXPECT_EQ(north.protection, "");
    const ReportFigure& systems = north.figures[0];
    ASSERT_EQ(systems.cells.size(), document.figures.columns.size());
    EXPECT_EQ(systems.cells[0].text, rows[2].cells[first_share].text);
    EXPECT_EQ(systems.cells[0].detail, "38–48");
    EXPECT_EQ(systems.cells[1].text, "25–67");  // 200 of 800 reported it; if all 330 others did: 530
    EXPECT_EQ(systems.cells[2].text, "470");
    EXPECT_THAT(systems.remarks, ElementsAre("differs from the whole by more than chance"));
    ASSERT_EQ(systems.levels.size(), 3U);
    EXPECT_EQ(systems.levels[0].text, "43");
    EXPECT_EQ(systems.levels[2].text, "21");
    EXPECT_EQ(systems.levels[2].width_0_1, 0.213);
}

TEST(Figures, of_people_who_are_not_shown_hold_no_number_and_say_why) {
    const ReportDocument document = tree_of_places().report();
    const ReportGroup& south = document.figures.groups[*table(document, "institutions-table")->rows[3].group];
    EXPECT_EQ(south.institution, "south");
    EXPECT_EQ(south.answered, "12 staff; how many answered is not shown");
    EXPECT_THAT(south.protection, HasSubstr("they could be recognised"));
    for (const ReportFigure& figure : south.figures) {
        for (const ReportCell& cell : figure.cells) EXPECT_THAT(cell.kind, testing::AnyOf(ReportCell::Kind::mark, ReportCell::Kind::blank));
        EXPECT_THAT(figure.levels, IsEmpty());
    }
}

TEST(Figures, the_first_group_is_the_whole_and_own_staff_has_an_address_of_its_own) {
    const ReportDocument document = tree_of_places().report();
    EXPECT_EQ(document.figures.groups[0].institution, "ministry");
    EXPECT_EQ(document.figures.groups[1].institution, "ministry/own");
    EXPECT_EQ(document.figures.groups[1].depth, 1);
}

TEST(Figures, the_page_of_an_institution_holds_its_own_statement) {
    SampleRound round = tree_of_places();
    round.environment(1, 0, 1);
    round.environment(1, 1, 3);
    const ReportDocument document = round.report();
    const ReportGroup& north = document.figures.groups[*table(document, "institutions-table")->rows[2].group];
    ASSERT_EQ(north.blocks.size(), 3U);
    const auto& statement = std::get<ReportTable>(north.blocks[2]);
    EXPECT_EQ(statement.rows[0].cells[0].text, "1 start");
    EXPECT_EQ(statement.rows[0].cells[1].text, "2");
    EXPECT_EQ(statement.rows[0].cells[2].text, "“Privacy”");
    EXPECT_EQ(statement.rows[1].cells[2].kind, ReportCell::Kind::blank);
    EXPECT_THAT(statement.footer, HasSubstr("1 of 3 institutions"));
    EXPECT_THAT(statement.footer, Not(HasSubstr("self-rating")));
}

TEST(Figures, every_column_leads_to_a_definition_that_is_there) {
    SampleRound round = tree_of_places();
    round.environment(1, 0, 1);
    round.tables.attitudes = {{0, 12, 1, 300, 580, 0.52, 0.006}};
    round.tables.wanted = {{0, 0, 100, 400, 0.25, 0.01}};
    round.tables.levels = {{0, 0, 1, 300, 580, 0.52, 0.006}};
    const ReportDocument document = round.report();
    std::vector<std::string> defined;
    std::vector<std::string> used = {document.figures.levels.term};
    const auto add_columns = [&used](const std::vector<ReportColumn>& columns) {
        for (const ReportColumn& column : columns) used.insert(used.end(), {column.term, column.interval_term});
    };
    add_columns(document.figures.columns);
    for (const ReportSection& one : document.sections) {
        for (const ReportBlock& block : one.blocks) {
            if (const auto* found = std::get_if<ReportTable>(&block)) add_columns(found->columns), used.push_back(found->term);
            if (const auto* found = std::get_if<ReportDistribution>(&block)) used.push_back(found->term);
            if (const auto* found = std::get_if<ReportTerms>(&block)) {
                for (const ReportTerm& term : found->terms) defined.push_back(term.id);
            }
        }
    }
    for (const std::string& term : used) {
        if (term.empty()) continue;
        EXPECT_THAT(defined, Contains(term));
    }
}

/// The cell of an office North with these people.
ReportCell cell(std::int64_t respondents, const sample_round::People& people, bool everyone_counted = false) {
    SampleRound round = usual();
    round.tables.groups.push_back(SampleRound::place(1, false, respondents, people.headcount));
    GapRow& row = round.add_gap(1, 0, people);
    if (everyone_counted) row.n_effective.reset();
    if (everyone_counted) row.below_target_share.interval = Interval{*row.below_target_share.value, *row.below_target_share.value};
    const ReportDocument document = round.report();
    return table(document, "institutions-table")->rows[1].cells[first_share];
}

TEST(GapCell, a_bound_in_the_place_of_a_share) {
    const ReportCell few = cell(40, {2, 40, 60});
    EXPECT_EQ(few.kind, ReportCell::Kind::bound);
    EXPECT_EQ(few.text, "<8");  // 3/40 rounded up
    EXPECT_EQ(few.detail, "");
    EXPECT_EQ(cell(40, {39, 40, 60}).text, ">92");
}

TEST(GapCell, marks_say_why_to_be_careful) {
    EXPECT_EQ(cell(40, {20, 40, 100}).mark, "†");  // under half answered
    EXPECT_EQ(cell(40, {20, 40, 100}).shade, std::nullopt);
    EXPECT_EQ(cell(29, {15, 29, 40}).mark, "°");
    EXPECT_EQ(cell(29, {15, 29, 40}).spoken, "an indication only, differs from the whole");
    EXPECT_EQ(cell(40, {20, 40, 60}).mark, "");
}

TEST(GapCell, a_complete_count_has_no_interval) {
    const ReportCell counted = cell(40, {25, 40, 40}, true);
    EXPECT_EQ(counted.text, "63");
    EXPECT_EQ(counted.detail, "");
    EXPECT_EQ(counted.mark, "‡");
}

TEST(GapCell, nobody_with_a_level) {
    EXPECT_EQ(cell(40, {0, 0, 60}).text, "×");
}

}  // namespace
}  // namespace capgap
