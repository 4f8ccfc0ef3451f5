#include "small_codebook.hpp"

#include <capgap/formats/csv/tables.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace capgap {
namespace {

using csv_testing::small_codebook;
using testing::ElementsAre;

Result<Checked<TestResults>> read_results(const std::string& text) {
    std::istringstream in(text);
    return read_test_results(in, "tests.csv", small_codebook());
}

std::vector<std::string> said(const Result<Checked<TestResults>>& found) {
    std::vector<std::string> out;
    for (const Diagnostic& one : found.error().all) out.push_back(std::to_string(one.at.line) + ' ' + one.code);
    return out;
}

std::string competency(std::uint32_t code) {
    return small_codebook().competencies.name(code);
}

TEST(TestResults, are_found_by_person_and_competency_in_any_order) {
    const std::string a = competency(0);
    const std::string b = competency(1);
    const auto read_in = read_results("score_0_100,respondent,competency\n100,p2," + b + "\n0,p1," + a + "\n62.5,p2," + a + "\n");
    ASSERT_FALSE(read_in.has_error());
    const TestResults& results = read_in->value;
    EXPECT_THAT(results.people().names(), ElementsAre("p2", "p1"));
    ASSERT_EQ(results.of(0).size(), 2U);
    EXPECT_EQ(results.of(0)[0].competency, 0);
    EXPECT_EQ(results.of(0)[0].score_0_100(), *Decimal::parse("62.5"));
    EXPECT_EQ(results.of(0)[0].line, 4U);
    EXPECT_EQ(results.of(0)[1].score_0_100(), *Decimal::parse("100"));
    ASSERT_EQ(results.of(1).size(), 1U);
    EXPECT_TRUE(results.of(2).empty());
    EXPECT_TRUE(TestResults().of(0).empty());
}

TEST(TestResults, every_problem_is_said_at_its_place) {
    const std::string a = competency(0);
    const auto found = read_results("respondent,competency,score_0_100\np1,no," + std::string("50\n") + "p1," + a + ",100.000001\n,x,y\np2," + a +
                                    ",1\np2," + a + ",1\np3," + a + ",nan\np4," + a + ",1e2\np5," + a + ",-0.1\n");
    ASSERT_TRUE(found.has_error());
    EXPECT_THAT(said(found), ElementsAre("2 CG2167", "3 CG2168", "4 CG2169", "4 CG2167", "4 CG2168", "6 CG2170", "7 CG2168", "8 CG2168", "9 CG2168"));
}

TEST(TestResults, nothing_is_no_file_of_results) {
    EXPECT_THAT(said(read_results("respondent,competency,score_0_100\n")), ElementsAre("0 CG2171"));
    EXPECT_THAT(said(read_results("")), ElementsAre("0 CG1001"));
}

}  // namespace
}  // namespace capgap
