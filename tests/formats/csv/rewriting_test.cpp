// What another program wrote, rewritten as tidy responses; and what is said of its columns before.

#include <capgap/formats/csv/column_summaries.hpp>

#include "mapping_building.hpp"
#include "source_reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace capgap {
namespace {

using csv_testing::code;
using csv_testing::constant;
using csv_testing::named;
using csv_testing::position;
using csv_testing::table;
using csv_testing::with;

Mapping foreign() {
    Mapping mapping;
    mapping.tables = {table("often", {{"Never", "0"}, {"Often", "2"}}), table("office", {{"The ministry", "mps"}})};
    mapping.respondent = code("id");
    mapping.institution = with(code("where"), "office");
    mapping.profile = constant("policymaker");
    mapping.background = {named("gender", code("sex"))};
    mapping.items = {named("c2", with(code("q2"), "often")), named("t1", code("t"))};
    mapping.weight = code("w");
    mapping.wave = code("wave");
    return mapping;
}

struct Rewritten {
    std::string text;
    SourceSummary summary;
    std::string errors;
};

Rewritten rewrite(const std::string& answers, const Mapping& mapping, ResponseOptions options = {}) {
    std::istringstream in(answers);
    std::ostringstream out;
    const Codebook codebook = csv_testing::small_codebook();
    const auto summary = rewrite_as_tidy(in, "f.csv", codebook, mapping, options, out);
    if (summary.has_error()) return {out.str(), {}, csv_testing::joined(summary.error().all)};
    return {out.str(), *summary, ""};
}

TEST(Rewriting, keeps_the_post_which_only_an_assessment_can_look_up) {
    Mapping mapping = foreign();
    mapping.profile.reset();
    mapping.post = code("job");
    const Rewritten written = rewrite("id,where,sex,q2,t,w,wave,job\n1,The ministry,female,Often,yes,1,w1,K-2.10\n", mapping, {.any_post = true});
    EXPECT_EQ(written.errors, "");
    EXPECT_EQ(written.text, "respondent,institution,post,gender,c1,c2,t1,weight,wave\n1,mps,K-2.10,female,na,2,yes,1,w1\n");
    EXPECT_THAT(rewrite("id,where,sex,q2,t,w,wave,job\n", mapping).errors, testing::HasSubstr("'post' does not belong here"));
}

TEST(Rewriting, writes_what_the_mapping_says_in_the_columns_of_the_survey) {
    ResponseOptions options;
    options.form.decimal_comma = true;
    const Rewritten made =
        rewrite("id,where,sex,q2,t,w,wave\n7,The ministry,male, Never ,no,\"1,5\",w1\n8,The ministry,,Often,\"dk\",2,\n", foreign(), options);
    EXPECT_EQ(made.errors, "");
    // c1 is an item that nobody was asked; region is a question without a column.
    EXPECT_EQ(made.text,
              "respondent,institution,profile,gender,c1,c2,t1,weight,wave\n7,mps,policymaker,male,na,0,no,1.5,w1\n8,mps,policymaker,,na,2,dk,2,\n");
    EXPECT_EQ(made.summary.rows_read, 2U);
    EXPECT_EQ(made.summary.rows_set_aside, 0U);
}

TEST(Rewriting, sets_aside_what_reading_would_and_keeps_repeated_ids) {
    const Rewritten made = rewrite(
        "id,where,sex,q2,t,w,wave\n7,The ministry,male,Seldom,no,1,\n7,The ministry,male,Never,no,1,\n7,Elsewhere,male,Never,no,0,\n7,The "
        "ministry,male,Never,no,3,\n8\n",
        foreign());
    EXPECT_EQ(made.text,
              "respondent,institution,profile,gender,c1,c2,t1,weight,wave\n7,mps,policymaker,male,na,0,no,1,\n7,mps,policymaker,male,na,0,no,3,\n");
    EXPECT_EQ(made.summary.rows_read, 5U);
    EXPECT_EQ(made.summary.rows_set_aside, 3U);
    const std::string said = csv_testing::joined(made.summary.row_errors);
    EXPECT_NE(said.find("f.csv:2:4: error: table 'often' of the mapping does not hold 'Seldom'"), std::string::npos) << said;
    EXPECT_NE(said.find("f.csv:4:2: error: table 'office'"), std::string::npos) << said;
}

TEST(Rewriting, takes_any_id_where_no_list_is_at_hand) {
    Mapping mapping = foreign();
    mapping.institution = code("where");
    mapping.profile = code("sex");
    mapping.background.clear();
    ResponseOptions options;
    options.any_institution = options.any_profile = true;
    const Rewritten made =
        rewrite("id,where,sex,q2,t,w,wave\n7,elsewhere,head,Never,no,1,\n8,Over there,head,Never,no,1,\n9,,,Never,no,1,\n10,x,,Never,no,1,\n",
                mapping, options);
    EXPECT_EQ(made.text, "respondent,institution,profile,c1,c2,t1,weight,wave\n7,elsewhere,head,na,0,no,1,\n10,x,,na,0,no,1,\n");
    const std::string said = csv_testing::joined(made.summary.row_errors);
    EXPECT_NE(said.find("'Over there' is no id of an institution"), std::string::npos) << said;
    EXPECT_NE(said.find("f.csv:4:2: error: no institution"), std::string::npos) << said;
}

TEST(Rewriting, says_what_is_wrong_with_the_mapping_and_writes_nothing) {
    Mapping mapping = foreign();
    mapping.respondent.reset();
    const Rewritten made = rewrite("id,where,sex,q2,t,w,wave\n", mapping);
    EXPECT_NE(made.errors.find("no rule for 'respondent'"), std::string::npos) << made.errors;
    EXPECT_EQ(made.text, "");
}

std::vector<ColumnSummary> summaries(const std::string& text, AssumedForm form = {}) {
    std::istringstream in(text);
    auto columns = summarise_columns(in, "f.csv", form);
    EXPECT_TRUE(columns.has_value());
    return columns.has_value() ? std::move(*columns) : std::vector<ColumnSummary>{};
}

TEST(ColumnSummaries, names_and_texts) {
    const auto columns = summaries(
        "\"\",q1[SQ1]._.How? [I],q2. \xEF\xBB\xBFWhat,Where is it?,q3,Where is it?\n1,\xEF\xBB\xBF Yes ,no,,x,\n3,Yes,,,y,\n20,no,x,,x,\nbad row\n");
    ASSERT_EQ(columns.size(), 6U);
    EXPECT_EQ(columns[1].code, "q1[SQ1]");
    EXPECT_EQ(columns[1].text, "How? [I]");
    EXPECT_EQ(columns[2].text, "What");
    EXPECT_EQ(columns[3].text, "Where is it?");
    EXPECT_EQ(columns[4].text, "") << "a code alone";
    EXPECT_TRUE(columns[4].code_is_unique && columns[4].header_is_unique);
    EXPECT_FALSE(columns[3].code_is_unique || columns[3].header_is_unique);
    EXPECT_EQ(columns[1].values, (std::vector<std::pair<std::string, std::uint64_t>>{{"Yes", 2}, {"no", 1}}));
    EXPECT_EQ(columns[0].rows, 3U);
    EXPECT_TRUE(columns[0].rising_numbers);
    EXPECT_EQ(columns[2].filled, 2U);
}

TEST(ColumnSummaries, numbers_with_either_mark) {
    AssumedForm form;
    form.delimiter = ';';
    const auto columns = summaries("a;b;c\n1;1.5;1,5\n2;2;1,500\n2;x;0,500\n", form);
    EXPECT_FALSE(columns[0].rising_numbers) << "2 after 2";
    EXPECT_EQ(columns[0].whole_numbers, 3U);
    EXPECT_EQ(columns[1].point_numbers, 1U);
    EXPECT_EQ(columns[2].comma_numbers, 3U);
    EXPECT_EQ(columns[2].comma_not_thousands, 2U) << "1,500 may be fifteen hundred";
}

TEST(ColumnSummaries, a_column_of_free_texts_costs_no_memory) {
    std::string text = "a,b\n";
    for (std::size_t i = 0; i <= ColumnSummary::max_values; ++i) text += "text " + std::to_string(i) + ",same\n";
    const auto columns = summaries(text);
    EXPECT_TRUE(columns[0].too_many_values && columns[0].values.empty());
    EXPECT_EQ(columns[0].filled, ColumnSummary::max_values + 1);
    EXPECT_EQ(columns[1].values.size(), 1U);
}

}  // namespace
}  // namespace capgap
