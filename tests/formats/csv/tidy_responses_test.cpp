#include <capgap/formats/csv/responses.hpp>

#include "source_reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace capgap {
namespace {

using csv_testing::joined;
using csv_testing::Responses;
using csv_testing::small_codebook;
using csv_testing::unknown;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto none_wanted = Batch::none_wanted;

Responses read_tidy(const std::string& text, ResponseOptions options = {}, Unit unit = Unit::person) {
    const Codebook codebook = small_codebook(unit);
    std::istringstream first(text);
    const auto duplicates = find_duplicate_respondents(first, "r.csv", codebook, options);
    if (duplicates.has_value()) options.duplicates = &*duplicates;
    Responses responses = csv_testing::read_source(open_tidy(std::make_unique<std::istringstream>(text), "r.csv", codebook, options));
    if (duplicates.has_error()) {
        EXPECT_EQ(joined(duplicates.error().all), responses.errors);
    }
    return responses;
}

std::string person(int number) {
    return std::string("r").append(std::to_string(number));
}

const std::string tidy_header = "respondent,institution,profile,gender,region,c1,c2,t1";

TEST(OpenTidy, codes_every_column) {
    const Responses read_back = read_tidy(
        "t1,c2,c1,region,gender,wanted,profile,institution,respondent\n"
        "yes,2,0,south,female,1.2;2.1,ict_staff,audit,r1\n"
        "it-depends-on-the-office,na,dk,,ref,,,mps,r2\n"
        "ref,,1,na,dk,2.1,policymaker,directorate-of-strategy,r3\n",
        {.keep_respondents = true});
    const Batch& all = read_back.all;
    EXPECT_EQ(read_back.errors, "");
    EXPECT_THAT(read_back.summary.row_errors, IsEmpty());
    EXPECT_EQ(read_back.summary.rows_read, 3U);
    EXPECT_THAT(all.respondent, ElementsAre("r1", "r2", "r3"));
    EXPECT_THAT(all.institution, ElementsAre(1U, 0U, 2U));
    EXPECT_THAT(all.profile, ElementsAre(1, Batch::no_profile, 0));
    EXPECT_THAT(all.background[0], ElementsAre(0, unknown, unknown));
    EXPECT_THAT(all.background[1], ElementsAre(1, unknown, unknown));
    EXPECT_THAT(all.item[0], ElementsAre(0, Batch::do_not_know, 1));
    EXPECT_THAT(all.item[1], ElementsAre(2, Batch::not_applicable, Batch::empty));
    EXPECT_THAT(all.item[2], ElementsAre(0, 2, Batch::refused));
    EXPECT_THAT(all.wanted[0], ElementsAre(1, none_wanted, 2));
    EXPECT_THAT(all.wanted[1], ElementsAre(2, none_wanted, none_wanted));
    EXPECT_THAT(all.weight, IsEmpty());
    EXPECT_THAT(all.cluster, IsEmpty());
}

TEST(OpenTidy, keeps_no_respondent_unless_told) {
    EXPECT_THAT(read_tidy(tidy_header + "\nr1,mps,,,,0,0,yes\n").all.respondent, IsEmpty());
}

TEST(OpenTidy, without_wanted_nobody_wants) {
    const Batch all = read_tidy(tidy_header + "\nr1,mps,,,,0,0,yes\n").all;
    EXPECT_THAT(all.wanted, ElementsAre(ElementsAre(none_wanted), ElementsAre(none_wanted)));
}

TEST(OpenTidy, a_file_of_something_else_is_one_problem) {
    EXPECT_EQ(
        read_tidy("a,b\n1,2\n").errors,
        "r.csv:1: error: the header has none of the columns that are read here, as 'respondent', 'institution', 'profile', 'c1', 'c2' and 't1'; "
        "found 'a' and 'b'; the first line names the columns; is this the right file? [CG1802]\n");
}

TEST(OpenTidy, a_column_under_another_name_is_one_problem) {
    EXPECT_EQ(read_tidy("respondent,office,profile,c1,c2,t1\nx\n").errors,
              "r.csv:1:2: error: unknown column 'office'; is it the column 'institution', which is missing? [CG1801]\n");
    EXPECT_EQ(read_tidy("respondent,institution,profile,C1,c2,t1\nx\n").errors,
              "r.csv:1:4: error: unknown column 'C1'; did you mean 'c1'? [CG1801]\n");
}

TEST(OpenTidy, a_header_alone_is_a_warning) {
    const Responses responses = read_tidy(tidy_header + '\n');
    EXPECT_EQ(responses.errors, "");
    EXPECT_EQ(joined(responses.summary.row_errors), "r.csv:1: warning: the file has no row below its header: nobody answered [CG1807]\n");
}

TEST(OpenTidy, reports_every_problem_of_the_header) {
    EXPECT_EQ(read_tidy("respondent,institution,proflie,gendre,c1,c1,,wantd,T1\nx\n").errors,
              "r.csv:1: error: column 'c2' is missing [CG1802]\n"
              "r.csv:1:3: error: unknown column 'proflie'; did you mean 'profile'? [CG1801]\n"
              "r.csv:1:4: error: unknown column 'gendre'; did you mean 'gender'? [CG1801]\n"
              "r.csv:1:6: error: column 'c1' is there twice, first as column 5 [CG1803]\n"
              "r.csv:1:7: error: a column without a name; delete it, if it is empty [CG1801]\n"
              "r.csv:1:8: error: unknown column 'wantd'; did you mean 'wanted'? [CG1801]\n"
              "r.csv:1:9: error: unknown column 'T1'; did you mean 't1'? [CG1801]\n");
    EXPECT_THAT(read_tidy("respondent;institution;profile\n").errors, HasSubstr("the header is one field that holds semicolons"));
    EXPECT_EQ(read_tidy("").errors, "r.csv: error: the file is empty, expected a line with the names of the columns [CG1001]\n");
    EXPECT_THAT(read_tidy("\xFF\xFEr").errors, HasSubstr("[CG1004]"));
}

TEST(OpenTidy, a_header_alone_is_a_file_without_rows) {
    const Responses responses = read_tidy(tidy_header + "\n");
    EXPECT_EQ(responses.errors, "");
    EXPECT_EQ(responses.summary.rows_read, 0U);
    EXPECT_THAT(responses.batch_rows, IsEmpty());
}

TEST(OpenTidy, a_question_must_not_bear_the_name_of_another_column) {
    Codebook codebook = small_codebook();
    codebook.items.push_back({"weight", csv_testing::names({"0", "1"})});
    const auto source = open_tidy(std::make_unique<std::istringstream>(tidy_header + ",weight\n"), "r.csv", codebook);
    ASSERT_TRUE(source.has_error());
    EXPECT_THAT(joined(source.error().all),
                HasSubstr("the survey has a question 'weight', which is the name of another column; give the question another id [CG1804]"));
}

TEST(OpenTidy, wanted_is_a_column_only_where_it_is_asked) {
    Codebook codebook = small_codebook();
    codebook.wanted_max = 0;
    const auto source = open_tidy(std::make_unique<std::istringstream>(tidy_header + ",wanted\n"), "r.csv", codebook);
    ASSERT_TRUE(source.has_error());
    EXPECT_EQ(joined(source.error().all),
              "r.csv:1:9: error: column 'wanted' does not belong here; the survey does not ask for wanted competencies [CG1801]\n");
}

TEST(OpenTidy, missing_background_is_unknown_of_everybody_and_a_warning) {
    const Responses responses = read_tidy("respondent,institution,profile,c1,c2,t1,region,stratum\nr1,mps,,0,0,yes,east,s\n");
    EXPECT_THAT(responses.all.background[0], IsEmpty());
    EXPECT_THAT(responses.all.background[1], ElementsAre(2));
    EXPECT_THAT(responses.all.cluster, IsEmpty());
    EXPECT_EQ(joined(responses.summary.row_errors),
              "r.csv:1: warning: question 'gender' has no column: nobody's answer to it is known, and nothing is broken down by it [CG1805]\n"
              "r.csv:1: warning: 'stratum' is not used, because there is no 'psu' [CG1806]\n");
    EXPECT_EQ(responses.summary.row_errors_total, 2U);
    EXPECT_EQ(responses.summary.rows_set_aside, 0U);
}

TEST(OpenTidy, sets_wrong_rows_aside_with_all_their_errors) {
    const Responses responses = read_tidy(tidy_header +
                                          "\nr1,mps,,,,0,0,yes\n"
                                          ",mp,policymakr,femal,none,3,00,Yes\n"
                                          "r3,,none,,,0,0,yes\n"
                                          "r4,mps,,,,0,0\n"
                                          "r5,mps,,,,0,\"0\" ,yes\n"
                                          "r6,mps,, female,,1,1,no\n"
                                          "r7,mps,,,,2,2,no\n");
    EXPECT_EQ(joined(responses.summary.row_errors),
              "r.csv:3:1: error: no respondent id, expected one for each row [CG1815]\n"
              "r.csv:3:2: error: unknown institution 'mp'; did you mean 'mps'? [CG1811]\n"
              "r.csv:3:3: error: unknown profile 'policymakr'; did you mean 'policymaker'? [CG1812]\n"
              "r.csv:3:4: error: 'femal' is no option of 'gender'; expected 'female' or 'male', or na, dk, ref or nothing [CG1813]\n"
              "r.csv:3:5: error: 'none' is no option of 'region'; expected 'north', 'south' or 'east', or na, dk, ref or nothing [CG1813]\n"
              "r.csv:3:6: error: '3' is no option of 'c1'; expected '0', '1' or '2', or na, dk, ref or nothing [CG1814]\n"
              "r.csv:3:7: error: '00' is no option of 'c2'; expected '0', '1' or '2', or na, dk, ref or nothing [CG1814]\n"
              "r.csv:3:8: error: 'Yes' is no option of 't1'; expected 'yes', 'no' or 'it-depends-on-the-office', or na, dk, ref or nothing [CG1814]\n"
              "r.csv:4:2: error: no institution, expected one for each row [CG1811]\n"
              "r.csv:4:3: error: unknown profile 'none'; a person without a profile: leave the cell empty [CG1812]\n"
              "r.csv:5: error: the row has 7 fields, the header 8; a field that is left empty is separated all the same [CG1009]\n"
              "r.csv:6:7: error: the quoted field goes on after its closing quote; a quote inside a quoted field is written twice: \"\" [CG1010]\n"
              "r.csv:7:4: error: ' female' is no option of 'gender'; expected 'female' or 'male', or na, dk, ref or nothing [CG1813]\n");
    EXPECT_EQ(responses.summary.rows_read, 7U);
    EXPECT_EQ(responses.summary.rows_set_aside, 5U);
    EXPECT_EQ(responses.summary.row_errors_total, 13U);
    EXPECT_THAT(responses.all.item[0], ElementsAre(0, 2));
}

TEST(OpenTidy, places_count_physical_lines) {
    const Responses responses = read_tidy(tidy_header + "\n\"r\n1\",mps,,,,0,0,yes\r\n\r\nr2,nowhere,,,,0,0,yes\r\n");
    EXPECT_THAT(joined(responses.summary.row_errors), HasSubstr("r.csv:5:2: error: unknown institution 'nowhere'"));
}

TEST(OpenTidy, wanted_holds_known_competencies_and_not_too_many) {
    const Responses responses = read_tidy("wanted," + tidy_header +
                                          "\n1.1;1.1,r1,mps,,,,0,0,yes\n;2.1;,r2,mps,,,,0,0,yes\n1.1;1.2;2.1,r3,mps,,,,0,0,yes\n"
                                          "1.10; 1.2,r4,mps,,,,0,0,yes\n1.2;1.1,r5,mps,,,,0,0,yes\n");
    EXPECT_THAT(responses.all.wanted[0], ElementsAre(0, 2, 1));
    EXPECT_THAT(responses.all.wanted[1], ElementsAre(none_wanted, none_wanted, 0));
    EXPECT_EQ(joined(responses.summary.row_errors),
              "r.csv:4:1: error: wanted: 3 competencies, at most 2 may be named [CG1818]\n"
              "r.csv:5:1: error: wanted: unknown competency '1.10'; did you mean '1.1'? [CG1818]\n"
              "r.csv:5:1: error: wanted: unknown competency ' 1.2'; did you mean '1.2'? [CG1818]\n");
}

TEST(OpenTidy, weights_are_above_zero_and_at_most_a_million) {
    std::string text = "weight," + tidy_header + '\n';
    for (const char* right : {"1", "0.25", "1e+05", "1000000", "1.5E-3", "007"}) text += std::string(right) + ",r" + right + ",mps,,,,0,0,yes\n";
    EXPECT_THAT(read_tidy(text).all.weight, ElementsAre(1, 0.25, 1e5, 1e6, 1.5e-3, 7));
    for (const char* wrong :
         {"", "0", "0.0", "-1", "+1", " 1", "1 ", ".5", "5.", "1.e3", "inf", "nan", "1e400", "1000000.0001", "0x10", "1e", "one"}) {
        const Responses responses = read_tidy("weight," + tidy_header + "\n" + wrong + ",r1,mps,,,,0,0,yes\n");
        EXPECT_EQ(joined(responses.summary.row_errors),
                  "r.csv:2:1: error: " + (*wrong == '\0' ? "no weight" : '\'' + std::string(wrong) + "' is no weight") +
                      ", expected a number from 0.000001 to 1,000,000 [CG1819]\n");
    }
    EXPECT_THAT(joined(read_tidy("weight," + tidy_header + "\n\"0,5\",r1,mps,,,,0,0,yes\n").summary.row_errors),
                HasSubstr("'0,5' is no weight, expected a number from 0.000001 to 1,000,000; numbers are written with a decimal point, unless `file: "
                          "{decimal: comma}` says otherwise [CG1819]"));
}

TEST(OpenTidy, language_seconds_and_wave_are_checked) {
    const Responses responses = read_tidy("language,seconds,wave," + tidy_header +
                                          "\nen,12.5,2026-1,r1,mps,,,,0,0,yes\nde-informal,0,w1,r2,mps,,,,0,0,yes\n,,,r3,mps,,,,0,0,yes\n"
                                          "english language,-3,a wave,r4,mps,,,,0,0,yes\n");
    EXPECT_EQ(responses.all.rows, 3U);
    EXPECT_EQ(joined(responses.summary.row_errors),
              "r.csv:5:1: error: 'english language' is no language, expected a tag as 'en' or 'fr-CA', or nothing [CG1820]\n"
              "r.csv:5:2: error: '-3' is no number of seconds, expected one from 0, or nothing [CG1821]\n"
              "r.csv:5:3: error: 'a wave' is no wave, expected an id, or nothing [CG1822]\n");
}

TEST(OpenTidy, clusters_are_pairs_of_stratum_and_psu) {
    const Responses responses =
        read_tidy("psu,stratum," + tidy_header +
                  "\np1,s1,r1,mps,,,,0,0,yes\np1,s2,r2,mps,,,,0,0,yes\n,s1,r3,mps,,,,0,0,yes\np9,s1,r4,mps,,,,9,0,yes\np1,s1,r5,mps,,,,0,0,yes\n"
                  ",s1,r6,mps,,,,0,0,yes\np1,,r7,mps,,,,0,0,yes\n");
    EXPECT_THAT(responses.all.cluster, ElementsAre(0U, 1U, 2U, 0U, 3U, 4U));
    ASSERT_EQ(responses.clusters.size(), 5U);  // none of the row that is set aside
    EXPECT_EQ(responses.clusters[1].stratum, "s2");
    EXPECT_EQ(responses.clusters[1].psu, "p1");
    EXPECT_FALSE(responses.clusters[1].own_person);
    EXPECT_TRUE(responses.clusters[2].own_person);
    EXPECT_EQ(responses.clusters[2].stratum, "s1");
    EXPECT_TRUE(responses.clusters[3].own_person);
    EXPECT_EQ(responses.clusters[4].stratum, "");
}

TEST(OpenTidy, psu_without_stratum) {
    const Responses responses = read_tidy("psu," + tidy_header + "\np1,r1,mps,,,,0,0,yes\np2,r2,mps,,,,0,0,yes\np1,r3,mps,,,,0,0,yes\n");
    EXPECT_THAT(responses.all.cluster, ElementsAre(0U, 1U, 0U));
}

TEST(OpenTidy, all_rows_of_a_repeated_respondent_are_set_aside) {
    const Responses responses = read_tidy(tidy_header +
                                          "\nr1,mps,,,,0,0,yes\nr2,mps,,,,0,0,yes\nr1,audit,,,,1,1,no\nr1 ,audit,,,,1,1,no\nr1,mps,,,,9,0,yes\n"
                                          "r2,mps\n,mps,,,,0,0,yes\n,mps,,,,0,0,yes\n");
    // A row that cannot be read is nobody's: r2 is there once. A row that is wrong in another column is still a row of its id.
    EXPECT_EQ(joined(responses.summary.row_errors),
              "r.csv:2:1: error: respondent 'r1' occurs more than once, again in line 4; all rows of this id are set aside, unless the assessment "
              "says `duplicates: first` or `last` [CG1816]\n"
              "r.csv:4:1: error: respondent 'r1' occurs more than once, first in line 2; all rows of this id are set aside, unless the assessment "
              "says `duplicates: first` or `last` [CG1816]\n"
              "r.csv:6:1: error: respondent 'r1' occurs more than once, first in line 2; all rows of this id are set aside, unless the assessment "
              "says `duplicates: first` or `last` [CG1816]\n"
              "r.csv:6:6: error: '9' is no option of 'c1'; expected '0', '1' or '2', or na, dk, ref or nothing [CG1814]\n"
              "r.csv:7: error: the row has 2 fields, the header 8; a field that is left empty is separated all the same [CG1009]\n"
              "r.csv:8:1: error: no respondent id, expected one for each row [CG1815]\n"
              "r.csv:9:1: error: no respondent id, expected one for each row [CG1815]\n");
    EXPECT_THAT(responses.all.institution, ElementsAre(0U, 1U));
}

TEST(OpenTidy, without_the_first_pass_ids_are_not_compared) {
    const auto responses = csv_testing::read_source(
        open_tidy(std::make_unique<std::istringstream>(tidy_header + "\nr1,mps,,,,0,0,yes\nr1,mps,,,,0,0,yes\n"), "r.csv", small_codebook()));
    EXPECT_EQ(responses.all.rows, 2U);
}

TEST(OpenTidy, institutions_answer_once_and_without_persons) {
    const Responses responses =
        read_tidy("institution,c1,c2,t1,language\nmps,0,1,yes,en\naudit,na,,dk,fr\nmps,1,1,no,en\nnowhere,0,0,yes,\n", {}, Unit::institution);
    EXPECT_THAT(responses.all.institution, ElementsAre(1U));
    EXPECT_THAT(responses.all.profile, ElementsAre(Batch::no_profile));
    EXPECT_THAT(joined(responses.summary.row_errors), HasSubstr("r.csv:2:1: error: institution 'mps' occurs more than once, again in line 4"));
    EXPECT_THAT(joined(responses.summary.row_errors), HasSubstr("[CG1817]\nr.csv:5:1: error: unknown institution 'nowhere'"));
    EXPECT_EQ(responses.summary.rows_set_aside, 3U);

    EXPECT_EQ(read_tidy("institution,c1,c2,t1,respondent,profile,weight,psu,gender,region\n", {}, Unit::institution).errors,
              "r.csv:1:5: error: column 'respondent' does not belong here; institutions answer this survey, not persons [CG1801]\n"
              "r.csv:1:6: error: column 'profile' does not belong here; institutions answer this survey, not persons [CG1801]\n"
              "r.csv:1:7: error: column 'weight' does not belong here; institutions answer this survey, not persons [CG1801]\n"
              "r.csv:1:8: error: column 'psu' does not belong here; institutions answer this survey, not persons [CG1801]\n");
}

TEST(OpenTidy, batches_hold_4096_rows) {
    std::string text = tidy_header + ",psu,weight\n";
    for (int i = 0; i < 10'000; ++i) {
        text += person(i) + ",mps,,,," + (i % 100 == 7 ? "x" : std::to_string(i % 3)) + ",0,yes,p" + std::to_string(i % 5) + ",1." +
                std::to_string(i) + "\n";
    }
    const Responses responses = read_tidy(text, {.keep_respondents = true});
    EXPECT_THAT(responses.batch_rows, ElementsAre(4096U, 4096U, 9900U - 8192U));
    EXPECT_EQ(responses.all.item[0].size(), 9900U);
    EXPECT_EQ(responses.all.respondent.back(), "r9999");
    EXPECT_EQ(responses.all.weight.back(), 1.9999);
    EXPECT_EQ(responses.clusters.size(), 5U);
    EXPECT_EQ(responses.summary.rows_set_aside, 100U);
}

TEST(OpenTidy, lists_two_hundred_errors_and_counts_all) {
    std::string text = tidy_header + '\n';
    for (int i = 0; i < 1000; ++i) text += person(i) + ",nowhere,,,,9,0,yes\n";
    const SourceSummary summary = read_tidy(text).summary;
    EXPECT_EQ(summary.row_errors.size(), ResponseSource::max_row_errors);
    EXPECT_EQ(summary.row_errors_total, 2000U);
    EXPECT_EQ(summary.rows_set_aside, 1000U);
    EXPECT_EQ(summary.row_errors.back().at, (Location{"r.csv", 101, 6}));
}

TEST(OpenTidy, a_file_that_cannot_be_read_on_gives_an_error_and_no_rows) {
    const Codebook codebook = small_codebook();
    auto source = open_tidy(std::make_unique<std::istringstream>(tidy_header + "\nr1,mps,,,,0,0,yes\nr2,mps,,,,0,\xFF,yes\n"), "r.csv", codebook);
    ASSERT_TRUE(source.has_value());
    Batch batch;
    const auto more = (*source)->next(batch);
    ASSERT_TRUE(more.has_error());
    EXPECT_EQ(joined(more.error().all), "r.csv:3:7: error: 0xFF, byte 1 of this field, is not UTF-8; save the file as 'CSV UTF-8' [CG1002]\n");
    EXPECT_EQ(batch.rows, 0U);
    EXPECT_THAT(batch.institution, IsEmpty());
}

TEST(OpenTidy, decimal_commas_where_the_file_says_so) {
    const ResponseOptions options{.form = {.delimiter = ';', .decimal_comma = true}};
    const std::string columns = "respondent;institution;profile;c1;c2;t1;gender;region;weight;seconds\n";
    const Responses responses = read_tidy(columns + "r1;mps;;0;1;yes;;;0,5;61,25\nr2;mps;;0;1;yes;;;2;\nr3;mps;;0;1;yes;;;1,2e-3;0\n", options);
    EXPECT_EQ(responses.errors, "");
    EXPECT_THAT(responses.all.weight, ElementsAre(0.5, 2, 0.0012));
    EXPECT_THAT(responses.all.seconds, ElementsAre(61.25, Batch::unknown_seconds, 0));
    const std::string said =
        joined(read_tidy(columns + "r1;mps;;0;1;yes;;;0.5;61.25\nr2;mps;;0;1;yes;;;1,5,0;1.000,5\n", options).summary.row_errors);
    EXPECT_THAT(said, HasSubstr("'0.5' is no weight, expected a number from 0.000001 to 1,000,000; `file` says that numbers have a decimal comma"));
    EXPECT_THAT(said, HasSubstr("'61.25' is no number of seconds"));
    EXPECT_THAT(said, HasSubstr("'1,5,0' is no weight"));
    EXPECT_THAT(said, HasSubstr("'1.000,5' is no number of seconds"));
}

TEST(OpenTidy, one_row_of_a_repeated_respondent_is_used_if_asked) {
    const std::string text =
        tidy_header + "\nr1,mps,,,,0,0,yes\nr2,mps,,,,0,0,yes\nr1,mps,,,,1,1,yes\nr3,nowhere,,,,0,0,yes\nr1,mps,,,,9,2,yes\nr3,mps,,,,2,2,yes\n";
    ResponseOptions options;
    options.duplicate_rows = DuplicateRows::first;
    Responses responses = read_tidy(text, options);
    EXPECT_EQ(responses.all.item[0], (std::vector<std::int8_t>{0, 0}));
    EXPECT_EQ(responses.summary.rows_left_out, 3U);
    EXPECT_EQ(responses.summary.rows_set_aside, 1U) << "the first of r3 is wrong: r3 does not count";
    EXPECT_EQ(responses.summary.duplicated_ids, 2U);
    EXPECT_EQ(responses.summary.rows_of_duplicates, 5U);
    options.duplicate_rows = DuplicateRows::last;
    responses = read_tidy(text, options);
    EXPECT_EQ(responses.all.item[0], (std::vector<std::int8_t>{0, 2}));
    EXPECT_THAT(joined(responses.summary.row_errors), HasSubstr("r.csv:6:6: error: '9' is no option")) << "the last of r1 is wrong";
    EXPECT_EQ(responses.summary.rows_read, responses.all.rows + responses.summary.rows_set_aside + responses.summary.rows_left_out);
}

TEST(OpenTidy, takes_semicolons_if_asked) {
    const Responses responses = read_tidy("respondent;institution;profile;c1;c2;t1;gender;region\nr1;mps;;0;1;yes;;\n", {.form = {.delimiter = ';'}});
    EXPECT_EQ(responses.errors, "");
    EXPECT_EQ(responses.all.rows, 1U);
}

TEST(OpenTidy, hostile_bytes_behind_a_good_header_end_well) {
    std::mt19937 random(7);
    const std::string letters = "r1,mps\",\n\r0yes \xC3\xA9\xFF;";
    for (int round = 0; round < 3000; ++round) {
        std::string text = tidy_header + '\n';
        const auto size = random() % 300;
        for (std::size_t i = 0; i < size; ++i) text += letters[random() % letters.size()];
        const Responses responses = read_tidy(text);
        EXPECT_EQ(responses.all.rows + responses.summary.rows_set_aside,
                  responses.errors.empty() ? responses.summary.rows_read : responses.all.rows + responses.summary.rows_set_aside);
    }
}

}  // namespace
}  // namespace capgap
