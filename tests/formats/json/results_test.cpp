#include "report/sample_tables.hpp"

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

TEST(ResultsJson, every_table_has_its_rows_with_a_cell_per_column) {
    const Json json = Json::parse(written(full_round()));
    const SampleTables sample(full_round());
    EXPECT_EQ(json.at("tables").size(), result_tables().size());
    for (const ResultTable& table : result_tables()) {
        const Json& one = json.at("tables").at(std::string(table.file().name));
        EXPECT_EQ(one.at("rows").size(), table.rows(sample.source));
        for (const Json& row : one.at("rows")) EXPECT_EQ(row.size(), table.file().columns.size());
    }
}

TEST(ResultsJson, each_kind_of_cell) {
    const Json gaps = Json::parse(written(full_round())).at("tables").at("gaps");
    const Json first = gaps.at("rows").at(0);
    EXPECT_EQ(first.at(4), "1.1");
    EXPECT_EQ(first.at(6), 600);
    EXPECT_EQ(first.at(13), 0.5);
    EXPECT_TRUE(first.at(24).is_null());
    // 1 of 580 is fewer than three: a bound, never the share.
    EXPECT_TRUE(gaps.at("rows").at(3).at(13).contains("less_than"));
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

/// One row a line: who cannot hold the file can read it line by line.
TEST(ResultsJson, rows_stand_on_lines_of_their_own) {
    EXPECT_THAT(written(full_round()), HasSubstr("\n[\"ministry\",\"*\",\"*\",\"*\",\"1.1\","));
}

}  // namespace
}  // namespace capgap
