#include <capgap/formats/csv/responses.hpp>

#include "mapping_building.hpp"
#include "source_reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using csv_testing::code;
using csv_testing::constant;
using csv_testing::first_of;
using csv_testing::header;
using csv_testing::join;
using csv_testing::joined;
using csv_testing::named;
using csv_testing::position;
using csv_testing::Responses;
using csv_testing::small_codebook;
using csv_testing::table;
using csv_testing::unknown;
using csv_testing::with;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Responses read_mapped(const std::string& text, const Mapping& mapping, const Codebook& codebook = small_codebook(), ResponseOptions options = {}) {
    std::istringstream first(text);
    const auto duplicates = find_duplicate_respondents(first, "r.csv", codebook, mapping, options);
    if (duplicates.has_value()) options.duplicates = &*duplicates;
    Responses responses = csv_testing::read_source(open_mapped(std::make_unique<std::istringstream>(text), "r.csv", codebook, mapping, options));
    if (duplicates.has_error()) {
        EXPECT_EQ(joined(duplicates.error().all), responses.errors);
    }
    return responses;
}

/// The least that people need: an id, an institution and a profile; both background questions, so that nothing is warned of.
Mapping least() {
    Mapping mapping;
    mapping.at = {"m.yaml", 1, 1};
    mapping.respondent = position(1);
    mapping.institution = constant("mps");
    mapping.profile = constant("policymaker");
    mapping.background = {named("gender", constant("")), named("region", constant(""))};
    return mapping;
}

TEST(OpenMapped, finds_columns_by_code_header_and_position) {
    Mapping mapping = least();
    mapping.items = {named("c1", code("q1[SQ001]")), named("c2", header("How often?")), named("t1", position(4))};
    const Responses responses = read_mapped(
        ",\"q1[SQ001]._. [Do you, or do you not?]\",\xEF\xBB\xBF How often? \t,,unused\n"
        "7,0,1,yes,x\n8, 2 ,\xEF\xBB\xBF"
        "0\t,,\n",
        mapping, small_codebook(), {.keep_respondents = true});
    EXPECT_EQ(responses.errors, "");
    EXPECT_THAT(joined(responses.summary.row_errors), IsEmpty());
    EXPECT_THAT(responses.all.respondent, ElementsAre("7", "8"));
    EXPECT_THAT(responses.all.institution, ElementsAre(0U, 0U));
    EXPECT_THAT(responses.all.item[0], ElementsAre(0, 2));
    EXPECT_THAT(responses.all.item[1], ElementsAre(1, 0));
    EXPECT_THAT(responses.all.item[2], ElementsAre(0, Batch::empty));
}

TEST(OpenMapped, an_item_without_a_rule_is_never_asked) {
    Mapping mapping = least();
    mapping.items = {named("c2", code("q2"))};
    const Responses responses = read_mapped("id,q2\n1,1\n", mapping);
    EXPECT_THAT(responses.all.item[0], IsEmpty());
    EXPECT_THAT(responses.all.item[1], ElementsAre(1));
    EXPECT_THAT(responses.all.item[2], IsEmpty());
}

TEST(OpenMapped, tables_replace_text_and_leave_what_is_empty) {
    Mapping mapping = least();
    mapping.tables = {table("often", {{"\xEF\xBB\xBFNever ", "0"}, {"Now and then", "1"}, {"I have none", "na"}, {"Skip", ""}}),
                      table("sex", {{"Woman", "female"}, {"Man", "male"}})};
    mapping.items = {named("c1", with(code("q1"), "often")), named("c2", with(code("q2"), "often", "dk"))};
    mapping.background = {named("gender", with(code("g"), "sex", "")), named("region", constant("north"))};
    const Responses responses = read_mapped(
        "id,q1,q2,g\n1,Never,\xEF\xBB\xBFNever,Man\n2, Now and then ,whatever,Other\n3,I have none,,\n4,Skip,Skip,Woman\n5,Sometimes,,Man\n",
        mapping);
    EXPECT_THAT(responses.all.item[0], ElementsAre(0, 1, Batch::not_applicable, Batch::empty));
    EXPECT_THAT(responses.all.item[1], ElementsAre(0, Batch::do_not_know, Batch::empty, Batch::empty));
    EXPECT_THAT(responses.all.background[0], ElementsAre(1, unknown, unknown, 0));
    EXPECT_THAT(responses.all.background[1], ElementsAre(0, 0, 0, 0));
    EXPECT_EQ(joined(responses.summary.row_errors),
              "r.csv:6:2: error: table 'often' of the mapping does not hold 'Sometimes'; add it to the table, or say `otherwise` [CG1823]\n");
}

TEST(OpenMapped, without_a_table_the_text_must_be_an_option) {
    Mapping mapping = least();
    mapping.institution = code("office");
    mapping.profile = code("job");
    mapping.items = {named("c1", code("q1"))};
    const Responses responses = read_mapped("id,office,job,q1\n1,audit,,ref\n2,Audit,,0\n3,,,0\n4,mps,none,5\n", mapping);
    EXPECT_THAT(responses.all.item[0], ElementsAre(Batch::refused));
    EXPECT_THAT(responses.all.profile, ElementsAre(Batch::no_profile));
    EXPECT_EQ(joined(responses.summary.row_errors),
              "r.csv:3:2: error: unknown institution 'Audit'; did you mean 'audit'? [CG1811]\n"
              "r.csv:4:2: error: no institution, expected one for each row [CG1811]\n"
              "r.csv:5:3: error: unknown profile 'none'; a person without a profile: leave the cell empty [CG1812]\n"
              "r.csv:5:4: error: '5' is no option of 'c1'; expected '0', '1' or '2', or na, dk, ref or nothing [CG1814]\n");
}

TEST(OpenMapped, first_of_takes_the_first_that_is_not_empty_after_its_own_table) {
    Mapping mapping = least();
    mapping.tables = {table("de", {{"Nie", "0"}, {"Oft", "2"}}), table("en", {{"Never", "0"}, {"Often", "2"}}), table("none", {{"-", ""}})};
    mapping.items = {named("c1", first_of({with(code("q_de"), "de"), with(code("q_en"), "en"), constant("dk")})),
                     named("c2", first_of({with(code("q_de"), "none", ""), with(code("q_en"), "en")}))};
    const Responses responses = read_mapped("id,q_de,q_en\n1,Oft,Never\n2,,Often\n3, ,\xEF\xBB\xBF\n4,Immer,Never\n5,Nie,Sometimes\n", mapping);
    EXPECT_THAT(responses.all.item[0], ElementsAre(2, 2, Batch::do_not_know));
    EXPECT_THAT(responses.all.item[1], ElementsAre(0, 2, Batch::empty));
    EXPECT_EQ(joined(responses.summary.row_errors),
              "r.csv:5:2: error: table 'de' of the mapping does not hold 'Immer'; add it to the table, or say `otherwise` [CG1823]\n"
              "r.csv:6:3: error: table 'en' of the mapping does not hold 'Sometimes'; add it to the table, or say `otherwise` [CG1823]\n");
}

TEST(OpenMapped, join_is_empty_where_a_part_is_empty) {
    Mapping mapping = least();
    mapping.tables = {table("yes_no", {{"Yes/Yes", "2"}, {"Yes/No", "1"}, {"No/No", "0"}}), table("country", {{"X", "directorate"}})};
    mapping.institution = join({with(code("land"), "country"), constant("of"), code("part")}, "-");
    mapping.items = {named("c1", with(join({code("a"), code("b")}, "/"), "yes_no")),
                     named("c2", with(join({code("a"), code("b")}, "/"), "yes_no", "na"))};
    const Responses responses = read_mapped(
        "id,land,part,a,b\n1,X,strategy,Yes,No\n2,X,strategy,Yes,\n3,,strategy,No,No\n4,X,tactics,No,No\n5,Y,,No,No\n6,X,strategy,No,Yes\n", mapping);
    EXPECT_THAT(responses.all.institution, ElementsAre(2U, 2U));
    EXPECT_THAT(responses.all.item[0], ElementsAre(1, Batch::empty));
    EXPECT_THAT(responses.all.item[1], ElementsAre(1, Batch::empty));
    EXPECT_EQ(joined(responses.summary.row_errors),
              "r.csv:4:2: error: no institution, expected one for each row [CG1811]\n"
              "r.csv:5:2: error: unknown institution 'directorate-of-tactics'; did you mean 'directorate-of-strategy'? [CG1811]\n"
              "r.csv:6:2: error: table 'country' of the mapping does not hold 'Y'; add it to the table, or say `otherwise` [CG1823]\n"
              "r.csv:7:4: error: table 'yes_no' of the mapping does not hold 'No/Yes'; add it to the table, or say `otherwise` [CG1823]\n");
}

TEST(OpenMapped, a_table_may_stand_behind_a_table) {
    Mapping mapping = least();
    mapping.tables = {table("tick", {{"Yes", "1"}, {"No", "0"}}), table("both", {{"11", "2"}, {"10", "1"}, {"01", "1"}, {"00", "0"}})};
    mapping.items = {named("c1", with(join({with(code("a"), "tick"), with(code("b"), "tick", "0")}, ""), "both"))};
    const Responses responses = read_mapped("id,a,b\n1,Yes,Yes\n2,No,what\n3,Yes,\n", mapping);
    EXPECT_THAT(responses.all.item[0], ElementsAre(2, 0, Batch::empty));
}

TEST(OpenMapped, reads_the_other_fields_too) {
    Mapping mapping = least();
    mapping.wanted = join({code("w1"), code("w2")}, ";");
    mapping.weight = code("weight");
    mapping.stratum = code("region");
    mapping.psu = code("office");
    mapping.language = code("startlanguage");
    mapping.seconds = code("interviewtime");
    mapping.wave = constant("2026");
    mapping.items = {named("c1", code("q"))};
    const Responses responses = read_mapped(
        "id,w1,w2,weight,region,office,startlanguage,interviewtime,q\n1,1.1,2.1,0.5,n,a,de-informal,123.45,0\n2,1.1,,2,n,,en,,1\n3,,,0,s,b,english!,"
        "x,1\n",
        mapping);
    EXPECT_THAT(responses.all.wanted[0], ElementsAre(0, Batch::none_wanted));
    EXPECT_THAT(responses.all.wanted[1], ElementsAre(2, Batch::none_wanted));
    EXPECT_THAT(responses.all.weight, ElementsAre(0.5, 2.0));
    EXPECT_THAT(responses.all.cluster, ElementsAre(0U, 1U));
    EXPECT_EQ(joined(responses.summary.row_errors),
              "r.csv:4:4: error: '0' is no weight, expected a number from 0.000001 to 1,000,000 [CG1819]\n"
              "r.csv:4:7: error: 'english!' is no language, expected a tag as 'en' or 'fr-CA', or nothing [CG1820]\n"
              "r.csv:4:8: error: 'x' is no number of seconds, expected one from 0, or nothing [CG1821]\n");
}

TEST(OpenMapped, ids_are_compared_as_they_are_picked) {
    Mapping mapping = least();
    mapping.respondent = join({code("office"), code("number")}, "-");
    mapping.items = {named("c1", code("q"))};
    const Responses responses = read_mapped("office,number,q\na,1,0\na,2,1\n b, 1 ,2\nb,1,2\na,,0\n", mapping);
    EXPECT_THAT(responses.all.item[0], ElementsAre(0, 1));
    EXPECT_EQ(joined(responses.summary.row_errors),
              "r.csv:4:1: error: respondent 'b-1' occurs more than once, again in line 5; all rows of this id are set aside, unless the assessment "
              "says `duplicates: first` or `last` [CG1816]\n"
              "r.csv:5:1: error: respondent 'b-1' occurs more than once, first in line 4; all rows of this id are set aside, unless the assessment "
              "says `duplicates: first` or `last` [CG1816]\n"
              "r.csv:6:2: error: no respondent id, expected one for each row [CG1815]\n");
}

TEST(OpenMapped, reports_columns_that_the_file_does_not_have) {
    Mapping mapping = least();
    mapping.respondent = position(7, 10);
    mapping.institution = join({code("ofice", 11), first_of({header("Part?", 12), position(0, 13)})}, ".", 11);
    mapping.items = {named("c1", code("q1", 20)), named("c2", code("Q1[SQ01]", 21)), named("t1", header("q1[SQ01]", 22))};
    EXPECT_EQ(
        read_mapped("office._.Which office?,q1[SQ01]._.How?,Part\n", mapping).errors,
        "m.yaml:10:5: error: r.csv has no column 7, expected 1 to 3 [CG1707]\n"
        "m.yaml:11:5: error: r.csv has no column of code 'ofice'; did you mean 'office'? [CG1707]\n"
        "m.yaml:12:5: error: r.csv has no column of header 'Part?'; did you mean 'Part'? [CG1707]\n"
        "m.yaml:13:5: error: r.csv has no column 0, expected 1 to 3 [CG1707]\n"
        "m.yaml:20:5: error: r.csv has no column of code 'q1'; known are 'office', 'q1[SQ01]' and 'Part' [CG1707]\n"
        "m.yaml:21:5: error: r.csv has no column of code 'Q1[SQ01]'; did you mean 'q1[SQ01]'? [CG1707]\n"
        "m.yaml:22:5: error: r.csv has no column of header 'q1[SQ01]'; known are 'office._.Which office?', 'q1[SQ01]._.How?' and 'Part' [CG1707]\n");
}

TEST(OpenMapped, an_ambiguous_code_or_header_is_an_error_only_where_it_is_used) {
    Mapping mapping = least();
    mapping.items = {named("c1", code("q", 20)), named("c2", header("w", 21)), named("t1", code("u"))};
    EXPECT_EQ(read_mapped("id,q._.One,q._.Two, w,w,x,x,u\n1,,,,,,,yes\n", mapping).errors,
              "m.yaml:20:5: error: r.csv has 2 columns of code 'q': 2 and 3; name the right one by `position` [CG1708]\n"
              "m.yaml:21:5: error: r.csv has 2 columns of header 'w': 4 and 5; name the right one by `position` [CG1708]\n");
    mapping.items = {named("c1", header("q._.Two")), named("c2", position(5)), named("t1", code("u"))};
    EXPECT_EQ(read_mapped("id,q._.One,q._.Two, w,w,x,x,u\n1,,,,,,,yes\n", mapping).all.rows, 1U);
}

TEST(OpenMapped, a_wrong_value_of_a_shared_table_is_one_problem) {
    Mapping mapping = least();
    mapping.tables = {table("often", {{"a", "0"}, {"b", "often"}}, 30)};
    mapping.tables[0].values_at = {{"m.yaml", 31, 9}, {"m.yaml", 32, 9}};
    mapping.items = {named("c1", with(code("id", 20), "often")), named("c2", with(code("id", 21), "often"))};
    EXPECT_EQ(read_mapped("id\n1\n", mapping).errors,
              "m.yaml:32:9: error: table 'often' gives 'often', which item 'c1' and 1 more cannot hold; expected '0', '1' or '2', or na, dk, ref or "
              "nothing [CG1706]\n");
}

TEST(OpenMapped, checks_the_mapping_against_the_survey) {
    Mapping mapping = least();
    mapping.tables = {table("five", {{"1", "1"}, {"5", "5"}, {"none", "na"}, {"", "0"}}, 30),
                      table("twice", {{"a", "0"}, {" a", "1"}, {"a ", "0"}}, 31)};
    mapping.institution = constant("ministry", 10);
    mapping.profile = with(code("id", 11), "proflies");
    mapping.background = {named("gender", with(code("id", 12), "twice", "unknown")), named("gendre", code("id"), 13),
                          named("region", constant("north"))};
    mapping.items = {named("c1", with(code("id", 20), "five", "6")), named("c3", code("id"), 21),
                     named("c2", first_of({with(code("id", 22), "five"), constant("3", 23)})), named("t1", with(constant("x", 24), "twice"))};
    FieldRule alone = code("id", 25);
    alone.otherwise = "1";
    mapping.weight = alone;
    EXPECT_EQ(
        read_mapped("id\n1\n", mapping).errors,
        "m.yaml:10:5: error: the constant gives 'ministry', which the institution cannot hold; expected 'mps', 'audit' or 'directorate-of-strategy' "
        "[CG1706]\n"
        "m.yaml:11:5: error: unknown table 'proflies'; known are 'five' and 'twice' [CG1704]\n"
        "m.yaml:12:5: error: table 'twice' gives '0', which background question 'gender' cannot hold; expected 'female' or 'male', or na, dk, ref "
        "or nothing [CG1706]\n"
        "m.yaml:12:5: error: table 'twice' gives '1', which background question 'gender' cannot hold; expected 'female' or 'male', or na, dk, ref "
        "or nothing [CG1706]\n"
        "m.yaml:12:5: error: `otherwise` gives 'unknown', which background question 'gender' cannot hold; expected 'female' or 'male', or na, dk, "
        "ref or nothing [CG1706]\n"
        "m.yaml:13:3: error: unknown background question 'gendre'; did you mean 'gender'? [CG1701]\n"
        "m.yaml:20:5: error: table 'five' gives '5', which item 'c1' cannot hold; expected '0', '1' or '2', or na, dk, ref or nothing [CG1706]\n"
        "m.yaml:20:5: error: `otherwise` gives '6', which item 'c1' cannot hold; expected '0', '1' or '2', or na, dk, ref or nothing [CG1706]\n"
        "m.yaml:21:3: error: unknown item 'c3'; did you mean 'c1' or 'c2'? [CG1701]\n"
        "m.yaml:22:5: error: table 'five' gives '5', which item 'c2' cannot hold; expected '0', '1' or '2', or na, dk, ref or nothing [CG1706]\n"
        "m.yaml:23:5: error: the constant gives '3', which item 'c2' cannot hold; expected '0', '1' or '2', or na, dk, ref or nothing [CG1706]\n"
        "m.yaml:24:5: error: table 'twice' does not hold the constant 'x' [CG1706]\n"
        "m.yaml:24:5: error: table 'twice' gives '0', which item 't1' cannot hold; expected 'yes', 'no' or 'it-depends-on-the-office', or na, dk, "
        "ref or nothing [CG1706]\n"
        "m.yaml:24:5: error: table 'twice' gives '1', which item 't1' cannot hold; expected 'yes', 'no' or 'it-depends-on-the-office', or na, dk, "
        "ref or nothing [CG1706]\n"
        "m.yaml:25:5: error: `otherwise` without a table is never used [CG1711]\n"
        "m.yaml:30:3: error: table 'five' has an entry for an empty text, which is never looked up; leave it out [CG1710]\n"
        "m.yaml:31:3: error: table 'twice' gives both '0' and '1' for 'a'; cells and keys are compared without blanks and byte-order marks around "
        "them [CG1705]\n");
}

TEST(OpenMapped, people_need_an_id_an_institution_and_a_profile) {
    Mapping mapping;
    mapping.at = {"m.yaml", 1, 1};
    EXPECT_EQ(read_mapped("id\n", mapping).errors,
              "m.yaml:1:1: error: the mapping has no rule for 'institution'; one value for all rows is written {constant: ID} [CG1702]\n"
              "m.yaml:1:1: error: the mapping has no rule for 'respondent'; name its column, as 'respondent: {position: 1}' [CG1702]\n"
              "m.yaml:1:1: error: the mapping has no rule for 'profile'; one value for all rows is written {constant: ID} [CG1702]\n");
}

TEST(OpenMapped, institutions_have_no_persons) {
    Mapping mapping = least();
    mapping.institution = code("office");
    mapping.weight = position(1, 8);
    const Codebook codebook = small_codebook(Unit::institution);
    EXPECT_EQ(read_mapped("office\n", mapping, codebook).errors,
              "m.yaml:1:5: error: 'respondent' does not belong here; institutions answer this survey, not persons [CG1703]\n"
              "m.yaml:1:5: error: 'profile' does not belong here; institutions answer this survey, not persons [CG1703]\n"
              "m.yaml:8:5: error: 'weight' does not belong here; institutions answer this survey, not persons [CG1703]\n");
    mapping = {};
    mapping.institution = code("office");
    mapping.items = {named("c1", code("q"))};
    const Responses responses = read_mapped("office,q\nmps,1\naudit,0\nmps,2\n", mapping, codebook);
    EXPECT_THAT(responses.all.institution, ElementsAre(1U));
    EXPECT_THAT(joined(responses.summary.row_errors), HasSubstr("r.csv:4:1: error: institution 'mps' occurs more than once, first in line 2"));
}

TEST(OpenMapped, background_without_a_rule_is_unknown_and_a_warning) {
    Mapping mapping = least();
    mapping.background.erase(mapping.background.begin());
    mapping.stratum = code("id");
    const Responses responses = read_mapped("id\n1\n", mapping);
    EXPECT_EQ(joined(responses.summary.row_errors),
              "m.yaml:1:1: warning: question 'gender' has no column: nobody's answer to it is known, and nothing is broken down by it [CG1805]\n"
              "m.yaml:1:1: warning: 'stratum' is not used, because there is no 'psu' [CG1806]\n");
    EXPECT_THAT(responses.all.background[0], IsEmpty());
}

TEST(OpenMapped, columns_that_are_not_used_are_errors_if_the_mapping_says_so) {
    Mapping mapping = least();
    mapping.items = {named("c1", code("q"))};
    EXPECT_EQ(read_mapped("id,q,r,s\n1,0,,\n", mapping).all.rows, 1U);
    mapping.unused_columns_are_errors = true;
    EXPECT_EQ(read_mapped("id,q,r,s\n1,0,,\n", mapping).errors,
              "r.csv:1:3: error: column 'r' is not named by the mapping, which says `columns_unused: error` [CG1709]\n"
              "r.csv:1:4: error: column 's' is not named by the mapping, which says `columns_unused: error` [CG1709]\n");
}

TEST(OpenMapped, takes_every_style_of_header_that_limesurvey_writes) {
    Mapping mapping = least();
    mapping.items = {named("c1", code("q1[SQ001]"))};
    for (const char* name : {"q1[SQ001]", "q1[SQ001]._.How often. And why", "\"q1[SQ001]. How often, if ever\"", "\xEF\xBB\xBFq1[SQ001] . Text",
                             "\"\xEF\xBB\xBFq1[SQ001]._.\n[First line\nof three]\""}) {
        const Responses responses = read_mapped("id," + std::string(name) + "\n1,2\n", mapping);
        EXPECT_EQ(responses.errors, "") << name;
        EXPECT_EQ(responses.all.rows, 1U) << name;
    }
    for (const char* code_with_number : {"q2[SQ001][1]", "q2[SQ001_SQ002]", "q2[other]", "q2_[a b]"}) {
        mapping.items = {named("c1", code(code_with_number))};
        EXPECT_EQ(read_mapped("id," + std::string(code_with_number) + ". Text. More text\n1,2\n", mapping).all.rows, 1U) << code_with_number;
    }
    // What is no code has none, however it goes on.
    mapping.items = {named("c1", code("How often do you"))};
    EXPECT_THAT(read_mapped("id,How often do you. Really\n1,2\n", mapping).errors, HasSubstr("has no column of code 'How often do you'"));
    mapping.items = {named("c1", header("How often do you. Really"))};
    EXPECT_EQ(read_mapped("id,How often do you. Really\n1,2\n", mapping).all.rows, 1U);
}

TEST(OpenMapped, repeated_and_empty_headers_are_named_by_position) {
    Mapping mapping = least();
    mapping.items = {named("c1", position(3))};
    EXPECT_EQ(read_mapped("id,q,q,,\n1,0,2,x,y\n", mapping).all.item[0].at(0), 2);
    mapping.items = {named("c1", position(4))};
    EXPECT_EQ(read_mapped("id,q,q,,\n1,x,x,1,y\n", mapping).all.item[0].at(0), 1);
    mapping.items = {named("c1", code("q", 7))};
    EXPECT_EQ(read_mapped("id,q,q. Again,,\n1,0,2,x,y\n", mapping).errors,
              "m.yaml:7:5: error: r.csv has 2 columns of code 'q': 2 and 3; name the right one by `position` [CG1708]\n");
    mapping.items = {named("c1", header("", 7))};
    EXPECT_THAT(read_mapped("id,q,q,,\n1,0,2,x,y\n", mapping).errors,
                HasSubstr("r.csv has 2 columns of header '': 4 and 5; name the right one by `position`"));
}

TEST(OpenMapped, names_the_delimiter_where_there_is_one_column) {
    Mapping mapping = least();
    mapping.items = {named("c1", code("q"))};
    EXPECT_EQ(read_mapped("id;q\n1;0\n", mapping).errors,
              "r.csv:1: error: the header is one field that holds semicolons; save the file with commas between the fields; many spreadsheets "
              "take the separator from the regional settings [CG1012]\n");
    EXPECT_EQ(read_mapped("id;q\n1;0\n", mapping, small_codebook(), {.form = {.delimiter = ';'}}).all.rows, 1U);
}

TEST(OpenMapped, wanted_must_be_asked) {
    Mapping mapping = least();
    mapping.wanted = code("w", 9);
    Codebook codebook = small_codebook();
    codebook.wanted_max = 0;
    EXPECT_EQ(read_mapped("id,w\n", mapping, codebook).errors,
              "m.yaml:9:5: error: 'wanted' does not belong here; the survey does not ask for wanted competencies [CG1703]\n");
}

}  // namespace
}  // namespace capgap
