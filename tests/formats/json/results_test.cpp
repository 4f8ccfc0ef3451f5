#include "report/sample_tables.hpp"

#include <capgap/formats/json/result_rows.hpp>
#include <capgap/formats/json/results.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sstream>

namespace capgap {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;

std::string written(const sample_round::SampleRound& round) {
    const SampleTables sample(round);
    std::ostringstream out;
    write_results_json(out, {sample.report, sample.source, "0.0.0"});
    return out.str();
}

/// Those that a group does not have are null in every column.
std::size_t rows_of(const Json& table) {
    if (table.contains("rows")) return table.at("rows").size();
    std::size_t rows = 0;
    for (const Json& group : table.at("groups")) {
        for (const Json& status : group.at("status")) rows += status.is_null() ? 0U : 1U;
    }
    return rows;
}

TEST(ResultsJson, every_table_has_its_rows) {
    const Json json = Json::parse(written(full_round()));
    const SampleTables sample(full_round());
    EXPECT_EQ(json.at("tables").size(), tables_of(sample.source).size());
    for (const ResultTable* table : tables_of(sample.source)) {
        const Json& one = json.at("tables").at(std::string(table->file().name));
        EXPECT_EQ(rows_of(one), table->rows(sample.source)) << table->file().name;
        EXPECT_EQ(one.contains("groups"), table->file().group_keys > 0);
    }
}

TEST(ResultsJson, rows_have_a_cell_per_column_and_groups_an_entry_per_line) {
    const Json json = Json::parse(written(full_round())).at("tables");
    for (const Json& row : json.at("quality").at("rows")) EXPECT_EQ(row.size(), json.at("quality").at("columns").size());
    const Json& levels = json.at("levels");
    for (const Json& line : levels.at("lines")) EXPECT_EQ(line.size(), 2U) << "competency and level";
    for (const Json& group : levels.at("groups")) EXPECT_EQ(group.at("share").size(), levels.at("lines").size());
}

TEST(ResultsJson, each_kind_of_cell) {
    const Json gaps = Json::parse(written(full_round())).at("tables").at("gaps");
    const Json first = gaps.at("groups").at(0);
    EXPECT_EQ(gaps.at("lines").at(0).at(0), "1.1");
    EXPECT_EQ(first.at("institution"), "ministry");
    EXPECT_EQ(first.at("respondents").at(0), 600);
    EXPECT_EQ(first.at("below_target_share").at(0), 0.5);
    EXPECT_FALSE(first.contains("shown_in")) << "nothing but null";
    // 1 of 580 is fewer than three: a bound, never the share.
    EXPECT_TRUE(first.at("below_target_share").at(3).contains("less_than")) << first;
}

/// However the rows are divided into parts, the text is the same.
TEST(ResultsJson, parts_of_a_table_follow_each_other) {
    const SampleTables sample(full_round());
    for (const ResultTable& table : result_tables()) {
        const JsonTable json(table, sample.source);
        for (const std::size_t rows_each : {1U, 2U, 5U}) {
            std::string text;
            for (const ResultTable::Part& part : table.parts(sample.source, rows_each)) text += json.rows(part);
            EXPECT_EQ(text, json.rows({0, table.rows(sample.source)})) << table.file().name;
        }
    }
}

TEST(ResultsJson, names_that_break_a_careless_writer) {
    sample_round::SampleRound round = full_round();
    const std::string name = "\"\\\n\t\x01</script> \xF0\x9F\x98\x80 é";
    round.institutions[1].name = name;
    const Json json = Json::parse(written(round));
    EXPECT_EQ(json.at("institutions").at(1).at("name"), name);
}

/// Bytes that are no UTF-8 are replaced; the rest of the file stays readable.
TEST(ResultsJson, a_name_that_is_not_utf_8) {
    sample_round::SampleRound round = full_round();
    round.institutions[1].name = "a\xFFz";
    EXPECT_EQ(Json::parse(written(round)).at("institutions").at(1).at("name"), "a\xEF\xBF\xBDz");
}

TEST(ResultsJson, approved_targets_say_by_whom_and_when) {
    sample_round::SampleRound round = full_round();
    round.approve();
    const Json targets = Json::parse(written(round)).at("instrument").at("targets");
    EXPECT_EQ(targets.at("status"), "approved");
    EXPECT_EQ(targets.at("approved_by"), "the Council");
    EXPECT_EQ(targets.at("approved_on"), "2026-02-12");
}

TEST(ResultsJson, a_round_without_a_headcount) {
    sample_round::SampleRound round = full_round();
    round.headcount.reset();
    EXPECT_TRUE(Json::parse(written(round)).at("counts").at("headcount").is_null());
}

/// One group a line: who cannot hold the file can read it line by line.
TEST(ResultsJson, groups_stand_on_lines_of_their_own) {
    EXPECT_THAT(written(full_round()), HasSubstr("\n{\"institution\":\"ministry\",\"dimension\":\"*\",\"category\":\"*\",\"profile\":\"*\","));
}

}  // namespace
}  // namespace capgap
