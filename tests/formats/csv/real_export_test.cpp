#include <capgap/formats/csv/reader.hpp>
#include <capgap/formats/csv/responses.hpp>

#include "mapping_building.hpp"
#include "source_reading.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

namespace capgap {
namespace {

using csv_testing::code;
using csv_testing::constant;
using csv_testing::first_of;
using csv_testing::join;
using csv_testing::named;
using csv_testing::names;
using csv_testing::position;
using csv_testing::with;

/// A LimeSurvey export of 997 real people, which may not be part of this project: rse-2018/responses.csv in the folder REAL_DATA, from
/// github.com/softwaresaved/international-survey. Expected numbers: examples/research-software-2018/counts.py, and Python's csv module.
class RealExport : public testing::Test {
protected:
    void SetUp() override {
        const char* folder = std::getenv("REAL_DATA");
        if (folder == nullptr) {
            GTEST_SKIP() << "\n*** NOT TESTED: REAL_DATA IS NOT SET. The test of a real LimeSurvey export needs the folder that holds "
                            "rse-2018/responses.csv. ***\n";
        }
        path_ = std::filesystem::path(folder) / "rse-2018/responses.csv";
        ASSERT_TRUE(std::filesystem::exists(path_)) << path_;
    }

    std::unique_ptr<std::ifstream> open() const { return std::make_unique<std::ifstream>(path_, std::ios::binary); }

    std::filesystem::path path_;
};

TEST_F(RealExport, is_read_to_the_last_cell) {
    const auto in = open();
    auto reader = CsvReader::open(*in, "responses.csv");
    ASSERT_TRUE(reader.has_value());
    EXPECT_EQ(reader->header().size(), 707U);
    std::size_t rows = 0;
    std::size_t empty = 0;
    std::set<std::string> ids;
    for (;;) {
        const auto step = reader->next();
        ASSERT_TRUE(step.has_value());
        if (*step == CsvReader::Step::end) break;
        ASSERT_EQ(*step, CsvReader::Step::row);
        ++rows;
        EXPECT_EQ(reader->row().line, rows + 1);
        const auto fields = reader->row().fields;
        empty += static_cast<std::size_t>(std::count(fields.begin(), fields.end(), ""));
        ids.emplace(fields.front());
    }
    EXPECT_EQ(rows, 997U);
    EXPECT_EQ(empty, 532'155U);
    EXPECT_EQ(ids.size(), 997U);
    EXPECT_TRUE(ids.contains("1465"));
}

Codebook export_codebook() {
    Codebook codebook;
    codebook.institutions = names({"au", "ca", "de", "nl", "nz", "za", "gb", "us", "world"});
    codebook.profiles = names({"lead", "developer", "author"});
    codebook.background = {{"contract", names({"permanent", "fixed-term", "other"})}};
    codebook.items = {{"leaver_plan", names({"yes", "no"})},
                      {"references_software", names({"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"})},
                      {"orcid", names({"unaware", "no", "yes"})},
                      {"never_asked", names({"yes", "no"})}};
    return codebook;
}

Mapping export_mapping() {
    Mapping mapping;
    mapping.at = {"mapping.yaml", 1, 1};
    mapping.tables = {{TableId("country"),
                       {},
                       {{"Australia", "au"},
                        {"Canada", "ca"},
                        {"Germany", "de"},
                        {"Netherlands", "nl"},
                        {"New Zealand", "nz"},
                        {"South Africa", "za"},
                        {"United Kingdom of Great Britain and Northern Ireland", "gb"},
                        {"United States of America", "us"}}},
                      {TableId("profile"),
                       {},
                       {{"Yes/Yes/Yes", "lead"},
                        {"Yes/Yes/No", "lead"},
                        {"No/Yes/Yes", "lead"},
                        {"No/Yes/No", "lead"},
                        {"Yes/No/Yes", "developer"},
                        {"Yes/No/No", "author"}}},
                      {TableId("contract"),
                       {},
                       {{"Permanent -- funded by Institution core funding", "permanent"},
                        {"Permanent -- funded by project funds", "permanent"},
                        {"Fixed term -- funded by Institution core funding", "fixed-term"},
                        {"Fixed term -- funded by project funds", "fixed-term"},
                        {"Prefer not to say", "ref"}}},
                      {TableId("yes_no"), {}, {{"Yes", "yes"}, {"No", "no"}}},
                      // The lowest label begins with a byte-order mark in the file, and not here.
                      {TableId("how_often"),
                       {},
                       {{"1 (None at all)", "1"},
                        {"2", "2"},
                        {"3", "3"},
                        {"4", "4"},
                        {"5", "5"},
                        {"6", "6"},
                        {"7", "7"},
                        {"8", "8"},
                        {"9", "9"},
                        {"10 (All the time)", "10"}}},
                      {TableId("orcid"), {}, {{"Yes", "yes"}, {"No", "no"}, {"What is ORCID?", "unaware"}, {"ORCID is not relevant for me", "na"}}}};
    mapping.respondent = position(1);
    mapping.institution = with(code("socio1"), "country", "world");
    mapping.profile = with(join({code("rse1"), code("rse4de"), code("soft2can")}, "/"), "profile", "");
    mapping.background = {named("contract", with(code("currentEmp10"), "contract", "other"))};
    mapping.items = {named("leaver_plan", with(code("stability2"), "yes_no")),
                     named("references_software", with(code("likert2[open2de]"), "how_often")), named("orcid", with(code("open1de"), "orcid"))};
    return mapping;
}

template <class Code>
std::map<int, int> counted(const std::vector<Code>& column) {
    std::map<int, int> counts;
    for (const Code each : column) ++counts[each];
    return counts;
}

TEST_F(RealExport, is_mapped_as_counted_without_this_program) {
    using Counts = std::map<int, int>;
    const Codebook codebook = export_codebook();
    const Mapping mapping = export_mapping();
    const auto in = open();
    const auto duplicates = find_duplicate_respondents(*in, "responses.csv", codebook, mapping);
    ASSERT_TRUE(duplicates.has_value());
    EXPECT_TRUE(duplicates->empty());
    const auto responses =
        csv_testing::read_source(open_mapped(open(), "responses.csv", codebook, mapping, {.keep_respondents = true, .duplicates = &*duplicates}));
    EXPECT_EQ(responses.errors, "");
    EXPECT_EQ(csv_testing::joined(responses.summary.row_errors), "");
    EXPECT_EQ(responses.all.rows, 997U);
    EXPECT_EQ(counted(responses.all.item[0]), (Counts{{0, 164}, {1, 731}, {Batch::empty, 102}}));
    EXPECT_EQ(counted(responses.all.item[1]),
              (Counts{{0, 168}, {1, 58}, {2, 53}, {3, 38}, {4, 85}, {5, 45}, {6, 56}, {7, 86}, {8, 51}, {9, 244}, {Batch::empty, 113}}));
    EXPECT_EQ(counted(responses.all.item[2]), (Counts{{0, 177}, {1, 130}, {2, 556}, {Batch::not_applicable, 15}, {Batch::empty, 119}}));
    EXPECT_TRUE(responses.all.item[3].empty());
    EXPECT_EQ(responses.all.respondent.back(), "1465");
}

TEST_F(RealExport, a_slip_in_a_code_is_found_among_707_columns) {
    Mapping mapping = export_mapping();
    mapping.items[1].rule.text = "likert2[open2d]";
    const Codebook codebook = export_codebook();
    const auto source = open_mapped(open(), "responses.csv", codebook, mapping);
    ASSERT_TRUE(source.has_error());
    EXPECT_NE(csv_testing::joined(source.error().all).find("responses.csv has no column of code 'likert2[open2d]'; did you mean 'likert2[open2de]'?"),
              std::string::npos)
        << csv_testing::joined(source.error().all);
}

}  // namespace
}  // namespace capgap
