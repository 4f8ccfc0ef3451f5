#include <capgap/formats/csv/person_rows.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace capgap {
namespace {

using testing::HasSubstr;
using testing::Not;

PersonBasis basis() {
    PersonBasis out;
    out.levels.resize(5);
    out.competencies.resize(2);
    out.competencies[0].id = "1.1";
    out.competencies[1].id = "1.2";
    out.profiles.push_back({"clerk", {}, {3, 0}});
    return out;
}

const std::string scores_header =
    "respondent,institution,profile,competency,score_0_100,theta,theta_se,level,items_answered,items_asked,working_language\n";

Result<PersonAnswers> find(const std::string& rows, const std::string& id) {
    std::istringstream in(rows);
    return find_person(in, "scores.csv", id, basis());
}

std::string problems(const std::string& rows, const std::string& id) {
    auto found = find(rows, id);
    EXPECT_TRUE(found.has_error());
    std::string out;
    for (const Diagnostic& one : found.error().all) out += to_string(one) + '\n';
    return out;
}

const std::string three = scores_header +
                          "a,x,none,1.1,25,,,2,3,3,\n"
                          "a,x,none,1.2,,,,,0,3,\n"
                          "b,x,clerk,1.1,62.5,,,4,2,3,fr\n"
                          "b,x,clerk,1.2,,,,,0,0,fr\n"
                          "'=b,x,clerk,1.1,100,,,5,3,3,\n";

TEST(FindPerson, reads_the_rows_of_one) {
    const PersonAnswers b = *find(three, "b");
    EXPECT_EQ(b.profile, "clerk");
    EXPECT_EQ(b.working_language, "fr");
    ASSERT_EQ(b.rows.size(), 2U);
    EXPECT_EQ(b.rows[0].score_0_100, 62.5);
    EXPECT_EQ(b.rows[0].level, 4);
    EXPECT_EQ(b.rows[0].items_answered, 2);
    EXPECT_EQ(b.rows[1].score_0_100, std::nullopt);
    EXPECT_EQ(b.rows[1].items_asked, 0);
}

TEST(FindPerson, an_id_as_it_stands_in_the_answers) {
    EXPECT_EQ(find(three, "=b")->respondent, "=b");
    EXPECT_TRUE(find(three, "'=b").has_error());
    EXPECT_TRUE(find(three, "B").has_error());
}

TEST(FindPerson, of_nobody_else_is_anything_said) {
    const std::string said = problems(scores_header + "anna,x,none,1.1,25,,,2,3,3,\n", "anne");
    EXPECT_THAT(said, HasSubstr("scores.csv: error: holds nobody with the id 'anne'"));
    EXPECT_THAT(said, Not(HasSubstr("anna")));
    EXPECT_THAT(problems("", "anne"), HasSubstr("error"));
    EXPECT_THAT(problems(scores_header, "anne"), HasSubstr("CG1851"));
}

TEST(FindPerson, an_older_file_without_the_language) {
    EXPECT_EQ(
        find("respondent,institution,profile,competency,score_0_100,theta,theta_se,level,items_answered,items_asked\na,x,none,1.1,25,,,2,3,3\n", "a")
            ->working_language,
        "");
}

TEST(FindPerson, rows_that_no_run_has_written) {
    EXPECT_THAT(problems("respondent,profile\na,none\n", "a"), HasSubstr("it has no column competency"));
    EXPECT_THAT(problems(scores_header + "a,x,none,1.1,25,,,2,3\n", "a"), HasSubstr("scores.csv:2: error: is not a row"));
    EXPECT_THAT(problems(scores_header + "a,x,chief,1.1,25,,,2,3,3,\n", "a"), HasSubstr("scores.csv:2:3: error: the column profile"));
    for (const char* row : {"9.9,25,,,2,3,3,", "1.1,125,,,2,3,3,", "1.1,nan,,,2,3,3,", "1.1,25,,,0,3,3,", "1.1,25,,,6,3,3,", "1.1,25,,,2,0,3,",
                            "1.1,25,,,2,3,-1,", "1.1,25,,,2,3,x,"})
        EXPECT_THAT(problems(scores_header + "a,x,none," + row + "\n", "a"), HasSubstr("scores.csv:2:")) << row;
    EXPECT_THAT(problems(scores_header + "a,x,none,1.1,25,,,2,3,3,\na,x,none,1.1,25,,,2,3,3,\n", "a"), HasSubstr("scores.csv:3:4"));
}

}  // namespace
}  // namespace capgap
