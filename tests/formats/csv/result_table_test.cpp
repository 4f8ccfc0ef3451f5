#include <capgap/formats/csv/persons.hpp>
#include <capgap/formats/csv/result_table.hpp>
#include <capgap/formats/csv/writer.hpp>
#include <capgap/report/spreadsheet_text.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace capgap {
namespace {

TEST(WriteRow, each_kind_of_cell) {
    std::ostringstream out;
    CsvWriter csv(out);
    const std::vector<ResultCell> cells = {std::monostate{},
                                           std::string("1.10"),
                                           std::int64_t{-3},
                                           0.25,
                                           -0.0000001,
                                           ShareBound{ShareBound::Kind::less_than, 0.05},
                                           ShareBound{ShareBound::Kind::more_than, 0.95}};
    write_row(csv, cells);
    EXPECT_EQ(out.str(), ",1.10,-3,0.25,0,<0.05,>0.95\n");
}

TEST(WriteHeader, the_names_of_the_columns) {
    std::ostringstream out;
    CsvWriter csv(out);
    write_header(csv, *result_file("wanted"));
    EXPECT_EQ(out.str(), "institution,competency,respondents,share,status\n");
}

/// What a spreadsheet would run; and an apostrophe, so that taking one away gives back the text.
TEST(Neutralised, nothing_that_begins_like_a_formula) {
    for (const char* text : {"=1+1", "+33 6 12", "-5", "@SUM(1)", "\tx", "\r=1", "'=1"}) EXPECT_EQ(neutralised(text), std::string("'") + text);
    for (const char* text : {"", "a=1", "1.10", "*", " =1", "<0.3", "Élan"}) EXPECT_EQ(neutralised(text), text);
}

/// A respondent's id is the one text in a file of results that nobody has checked.
TEST(PersonsWriter, a_respondent_that_looks_like_a_formula) {
    Codebook codebook;
    codebook.institutions.add("a");
    codebook.competencies.add("1.1");
    Batch batch;
    batch.rows = 1;
    batch.respondent = {"=HYPERLINK(\"x\")"};
    batch.institution = {0};
    batch.profile = {Batch::no_profile};
    ScoredBatch scored;
    scored.rows = 1;
    scored.respondent = {1};
    ScoredBatch::Competency one;
    one.outcome = {Outcome::scored};
    one.score_0_100 = {62.5};
    one.level = {3};
    one.items_answered = {2};
    one.items_asked = {3};
    scored.competencies = {one};
    std::ostringstream out;
    PersonsWriter(out, codebook, std::nullopt).add(batch, scored);
    EXPECT_EQ(out.str(),
              "respondent,institution,profile,competency,score_0_100,theta,theta_se,level,items_answered,items_asked,working_language\n"
              "\"'=HYPERLINK(\"\"x\"\")\",a,none,1.1,62.5,,,3,2,3,\n");
}

}  // namespace
}  // namespace capgap
