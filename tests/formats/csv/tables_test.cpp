#include <capgap/formats/csv/tables.hpp>

#include "small_codebook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace capgap {
namespace {

using csv_testing::joined;
using csv_testing::small_codebook;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Result<Checked<std::vector<InstitutionContent>>> institutions(const std::string& text) {
    std::istringstream in(text);
    return read_institutions(in, "institutions.csv");
}

Result<Checked<Population>> population(const std::string& text) {
    std::istringstream in(text);
    return read_population(in, "population.csv", small_codebook());
}

template <class T>
std::string errors_of(const Result<T>& result) {
    return result.has_error() ? joined(result.error().all) : "no error";
}

TEST(ReadInstitutions, keeps_order_text_and_place) {
    const auto read = institutions("name,institution,parent,kind\n\"Ministry, of X\",mps,,ministry\nAudit,audit,mps,\n");
    ASSERT_TRUE(read.has_value()) << errors_of(read);
    EXPECT_THAT(read->remarks, IsEmpty());
    ASSERT_EQ(read->value.size(), 2U);
    const InstitutionContent& first = read->value[0];
    EXPECT_EQ(first.id.text(), "mps");
    EXPECT_EQ(first.parent, "");
    EXPECT_EQ(first.name, "Ministry, of X");
    EXPECT_EQ(first.kind, "ministry");
    EXPECT_EQ(first.country, "");
    EXPECT_EQ(first.at, (Location{"institutions.csv", 2, 2}));
    EXPECT_EQ(read->value[1].parent, "mps");
}

TEST(ReadInstitutions, reports_every_problem_at_its_place) {
    EXPECT_EQ(errors_of(institutions("institution,parant,parent,country,parent\na,,,de,\nb,,,XYZ,\n")),
              "institutions.csv:1: error: column 'name' is missing [CG1502]\n"
              "institutions.csv:1:2: error: unknown column 'parant'; did you mean 'parent'? [CG1501]\n"
              "institutions.csv:1:5: error: column 'parent' is there twice, first as column 3 [CG1503]\n");
    EXPECT_EQ(errors_of(institutions("institution,parent,name,country,staff\na,,A,de,1\nb,,B\nc,,C,FRA,1\nd,,D,,1\n")),
              "institutions.csv:1:5: error: unknown column 'staff'; known are 'institution', 'parent', 'name', 'country' and 'kind' [CG1501]\n"
              "institutions.csv:3: error: the row has 3 fields, the header 5; a field that is left empty is separated all the same [CG1009]\n");
}

TEST(ReadInstitutions, names_the_delimiter_of_a_spreadsheet) {
    EXPECT_EQ(
        errors_of(institutions("institution;parent;name\na;;A\n")),
        "institutions.csv:1: error: the header is one field that holds semicolons; save the file with commas between the fields; many spreadsheets "
        "take the separator from the regional settings [CG1012]\n");
    EXPECT_THAT(errors_of(institutions("institution\tparent\tname\n")), HasSubstr("holds tabs"));
}

TEST(ReadInstitutions, says_what_is_no_table) {
    EXPECT_THAT(errors_of(institutions("")), HasSubstr("[CG1001]"));
    EXPECT_THAT(errors_of(institutions("institution,parent,name\na,,\"A\nb,,B\n")),
                HasSubstr("institutions.csv:2:3: error: the quoted field is never closed"));
    EXPECT_THAT(errors_of(institutions("institution,parent,name,,\na,,A,,\n")),
                HasSubstr("institutions.csv:1:4: error: a column without a name; delete it"));
    EXPECT_TRUE(institutions("institution,parent,name\n").has_value());  // no institution: InstitutionTree::make says so
}

TEST(ReadPopulation, codes_rows) {
    const auto read = population("headcount,region,profile,institution\n12,south,ict_staff,audit\n0,,,mps\n");
    ASSERT_TRUE(read.has_value()) << errors_of(read);
    EXPECT_THAT(read->value.background, ElementsAre(1U));
    ASSERT_EQ(read->value.rows.size(), 2U);
    const Population::Row& first = read->value.rows[0];
    EXPECT_EQ(first.institution, 1U);
    EXPECT_EQ(first.profile, 1U);
    EXPECT_THAT(first.categories, ElementsAre(1U));
    EXPECT_EQ(first.headcount, 12);
    EXPECT_EQ(first.at, (Location{"population.csv", 2, 0}));
    EXPECT_EQ(read->value.rows[1].profile, Population::no_profile);
    EXPECT_THAT(read->value.rows[1].categories, ElementsAre(Population::unknown_category));
}

TEST(ReadPopulation, without_background_columns) {
    const auto read = population("institution,profile,headcount\nmps,policymaker,1000000000\n");
    ASSERT_TRUE(read.has_value()) << errors_of(read);
    EXPECT_THAT(read->value.background, IsEmpty());
    EXPECT_EQ(read->value.rows[0].headcount, 1'000'000'000);
}

TEST(ReadPopulation, reports_every_wrong_cell_at_its_place) {
    EXPECT_EQ(errors_of(population("institution,profile,gender,headcount\n"
                                   "mp,policy-maker,femal,-3\n"
                                   "mps,none,unknown,3.0\n"
                                   "mps,policymaker,female\n"
                                   "audit,ict_staff,male,1000000001\n")),
              "population.csv:2:1: error: unknown institution 'mp'; did you mean 'mps'? [CG1604]\n"
              "population.csv:2:2: error: unknown profile 'policy-maker'; did you mean 'policymaker'? [CG1605]\n"
              "population.csv:2:3: error: 'femal' is no option of 'gender'; expected 'female' or 'male' [CG1606]\n"
              "population.csv:2:4: error: '-3' is no headcount, expected a whole number from 0 to 1,000,000,000 [CG1607]\n"
              "population.csv:3:2: error: unknown profile 'none'; staff without a profile: leave the cell empty [CG1605]\n"
              "population.csv:3:3: error: 'unknown' is no option of 'gender'; staff of whom it is not known: leave the cell empty [CG1606]\n"
              "population.csv:3:4: error: '3.0' is no headcount, expected a whole number from 0 to 1,000,000,000 [CG1607]\n"
              "population.csv:4: error: the row has 3 fields, the header 4; a field that is left empty is separated all the same [CG1009]\n"
              "population.csv:5:4: error: '1000000001' is no headcount, expected a whole number from 0 to 1,000,000,000 [CG1607]\n");
}

TEST(ReadPopulation, headcounts_are_whole_numbers) {
    for (const char* wrong : {"", " 1", "1 ", "+1", "-0", "1e3", "0x10", "1.5", "99999999999999999999", "many"}) {
        EXPECT_THAT(errors_of(population("institution,profile,headcount\nmps,policymaker," + std::string(wrong) + "\n")), HasSubstr("[CG1607]"))
            << wrong;
    }
    EXPECT_TRUE(population("institution,profile,headcount\nmps,policymaker,007\n").has_value());
}

TEST(ReadPopulation, says_how_thousands_are_written) {
    const auto said = [](const std::string& headcount) {
        return errors_of(population("institution,profile,headcount\nmps,policymaker," + headcount + "\n"));
    };
    for (const char* grouped : {"\"1,200\"", "1.200", "1 200", "1'200", "12 000 000"}) EXPECT_THAT(said(grouped), HasSubstr("as 1200 [CG1607]"));
    for (const char* other : {"1.5", ".200", "a 200", "1.2000"}) EXPECT_THAT(said(other), HasSubstr("to 1,000,000,000 [CG1607]")) << other;
    EXPECT_THAT(said(""), HasSubstr("error: no headcount, expected a whole number"));
}

TEST(ReadPopulation, an_unknown_column_makes_no_row_look_repeated) {
    EXPECT_EQ(errors_of(population("institution,profile,town,headcount\nmps,policymaker,north,3\nmps,policymaker,south,3\n")),
              "population.csv:1:3: error: unknown column 'town'; known are 'institution', 'profile', 'headcount', 'gender' and 'region' [CG1601]\n");
}

TEST(ReadPopulation, the_same_combination_twice_names_the_first) {
    EXPECT_EQ(errors_of(population(
                  "institution,profile,gender,headcount\nmps,policymaker,female,3\nmps,policymaker,,3\nmps,,female,3\naudit,policymaker,female,3\n"
                  "mps,policymaker,female,4\nmps,policymaker,,3\n")),
              "population.csv:6: error: the same combination as in line 2; one row for each combination: add the two headcounts, if both are right "
              "[CG1608]\n"
              "population.csv:7: error: the same combination as in line 3; one row for each combination: add the two headcounts, if both are right "
              "[CG1608]\n");
}

TEST(ReadPopulation, needs_its_columns) {
    EXPECT_EQ(errors_of(population("institution,gendre,headcount\nmps,,1\n")),
              "population.csv:1: error: column 'profile' is missing [CG1602]\n"
              "population.csv:1:2: error: unknown column 'gendre'; did you mean 'gender'? [CG1601]\n");
}

TEST(ReadPopulation, lists_two_hundred_problems_and_counts_the_rest) {
    std::string text = "institution,profile,headcount\n";
    for (int i = 0; i < 1000; ++i) text += "nowhere,policymaker," + std::to_string(i) + "\n";
    const auto read = population(text);
    ASSERT_TRUE(read.has_error());
    ASSERT_EQ(read.error().all.size(), 201U);
    EXPECT_EQ(to_string(read.error().all[199]), "population.csv:201:1: error: unknown institution 'nowhere' [CG1604]");
    EXPECT_EQ(to_string(read.error().all[200]), "population.csv: error: 800 more problems are not listed [CG1013]");
}

}  // namespace
}  // namespace capgap
