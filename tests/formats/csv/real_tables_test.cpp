#include "reading.hpp"

#include <capgap/formats/csv/assumed_form.hpp>

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace capgap {
namespace {

/// Scores of a hundred organisations in the Civil Service People Survey of 2018, as the UK Cabinet Office published them (Open Government Licence
/// v3): csps/2018-all-organisations.csv in the folder REAL_DATA. Expected numbers: Python's csv module.
TEST(RealTable, of_organisations_is_read_to_the_last_cell) {
    const char* folder = std::getenv("REAL_DATA");
    if (folder == nullptr)
        GTEST_SKIP() << "\n*** NOT TESTED: REAL_DATA IS NOT SET. It is the folder that holds csps/2018-all-organisations.csv. ***\n";
    const auto path = std::filesystem::path(folder) / "csps/2018-all-organisations.csv";
    ASSERT_TRUE(std::filesystem::exists(path)) << path;
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    std::istringstream beginning(text);
    const auto form = assume_form(beginning, "csps", {});
    ASSERT_TRUE(form.has_value());
    EXPECT_TRUE(form->remarks.empty());
    const auto reading = csv_testing::read_all(text, {.delimiter = form->value.delimiter, .encoding = form->value.encoding});
    EXPECT_TRUE(reading.problems.empty());
    EXPECT_EQ(reading.header.size(), 89U);
    EXPECT_EQ(reading.rows.size(), 106U);
    std::size_t percentages = 0;
    std::size_t others = 0;
    int sum = 0;
    std::set<std::string> codes;
    for (const auto& row : reading.rows) {
        codes.insert(row.at(2));
        for (const std::string& cell : row) {
            if (cell.ends_with('%')) {
                ++percentages;
                sum += std::stoi(cell);
            } else {
                ++others;
            }
        }
    }
    EXPECT_EQ(percentages, 9116U);
    EXPECT_EQ(sum, 558332);
    EXPECT_EQ(others, 318U);
    EXPECT_EQ(codes.size(), 106U);
}

}  // namespace
}  // namespace capgap
