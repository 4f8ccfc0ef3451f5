#include "sample_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using testing::HasSubstr;

const ReportSection* tests_of(const ReportDocument& document) {
    for (const ReportSection& section : document.sections) {
        if (section.id == "tests") return &section;
    }
    return nullptr;
}

TEST(TestsSection, stands_only_where_some_were_tested) {
    EXPECT_EQ(tests_of(full_round().report()), nullptr);
    EXPECT_NE(tests_of(tested_round().report()), nullptr);
}

TEST(TestsSection, tells_what_tests_say_of_all_and_what_it_rests_on) {
    const ReportDocument document = tested_round().report();
    const ReportSection& section = *tests_of(document);
    EXPECT_EQ(section.title, "What tests say");
    EXPECT_THAT(std::get<ReportParagraph>(section.blocks.at(0)).text, HasSubstr("test-corrected"));
    const ReportTable& table = std::get<ReportTable>(section.blocks.at(1));
    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_EQ(table.rows[0].title, "Systems");
    // Ratings and results rise by ones and tens together in each ten: b = 0.05, x_t = 45, x_all = 45.
    EXPECT_EQ(table.rows[0].cells[0].text, "49.5");
    EXPECT_THAT(table.rows[0].cells[0].detail, HasSubstr("\u2013"));
    EXPECT_EQ(table.rows[0].cells[1].text, "25");
    EXPECT_EQ(table.rows[0].cells[2].text, "80");
    EXPECT_EQ(table.rows[0].cells[3].text, "200");
    EXPECT_THAT(table.footer, HasSubstr("no self-rating"));
    const ReportPoints& limits = std::get<ReportPoints>(section.blocks.at(2));
    EXPECT_THAT(limits.points.at(0), HasSubstr("drawn at random"));
    EXPECT_THAT(limits.points.at(3), HasSubstr("30 people tested or more"));
}

TEST(TestsSection, the_page_says_nowhere_that_nobody_was_tested) {
    const ReportDocument document = tested_round().report();
    EXPECT_THAT(document.opening.at(0).text, HasSubstr("what tests say stands by itself"));
    for (const ReportFact& fact : document.facts) EXPECT_THAT(fact.value, testing::Not(HasSubstr("nobody was tested")));
    for (const ReportSection& section : document.sections) {
        for (const ReportBlock& block : section.blocks) {
            const auto* const paragraph = std::get_if<ReportParagraph>(&block);
            if (paragraph == nullptr) continue;
            EXPECT_THAT(paragraph->text, testing::Not(testing::ContainsRegex("[Nn]obody was tested")));
        }
    }
}

TEST(TestsSection, what_is_hidden_is_said_to_be) {
    sample_round::SampleRound round = tested_round();
    for (TestedStaff::Result& one : round.tables.tested_staff.front().results) one.below = false;
    const ReportDocument document = round.report();
    const ReportTable& table = std::get<ReportTable>(tests_of(document)->blocks.at(1));
    EXPECT_EQ(table.rows[0].cells[0].text, "49.5");
    EXPECT_EQ(table.rows[0].cells[1].kind, ReportCell::Kind::mark);
    ASSERT_EQ(table.legend.size(), 1U);
    EXPECT_THAT(table.legend[0].text, HasSubstr("not shown: too few people"));
}

}  // namespace
}  // namespace capgap
