#include "sample_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace capgap {
namespace {

using testing::ElementsAre;

std::vector<std::vector<ResultCell>> cells_of(const std::string& name, const ResultSource& source) {
    std::vector<std::vector<ResultCell>> rows;
    for (const ResultTable& table : result_tables()) {
        if (table.file().name != name) continue;
        table.for_each_row(source, [&rows](ResultTable::Row row) { rows.emplace_back(row.begin(), row.end()); });
    }
    return rows;
}

bool fits(const ResultCell& cell, ColumnKind kind) {
    if (std::holds_alternative<std::monostate>(cell)) return true;
    if (std::holds_alternative<ShareBound>(cell)) return kind == ColumnKind::share_0_1;
    switch (cell_type(kind)) {
        case CellType::text: return std::holds_alternative<std::string>(cell);
        case CellType::integer: return std::holds_alternative<std::int64_t>(cell);
        case CellType::decimal: return std::holds_alternative<double>(cell);
    }
    return false;
}

TEST(ResultTables, every_cell_is_of_the_type_that_its_column_says) {
    const SampleTables sample(tested_round());
    for (const ResultTable& table : result_tables()) {
        const ResultFile& file = table.file();
        std::size_t rows = 0;
        table.for_each_row(sample.source, [&](ResultTable::Row row) {
            ++rows;
            ASSERT_EQ(row.size(), file.columns.size());
            for (std::size_t i = 0; i < row.size(); ++i) EXPECT_TRUE(fits(row[i], file.columns[i].kind)) << file.name << '.' << file.columns[i].name;
            for (std::size_t i = 0; i < file.keys; ++i) EXPECT_FALSE(std::holds_alternative<std::monostate>(row[i])) << file.name;
        });
        EXPECT_GT(rows, 0U) << file.name;
        EXPECT_EQ(rows, table.rows(sample.source)) << file.name;
    }
}

TEST(ResultTables, where_nobody_was_tested_there_is_no_table_of_tests) {
    const SampleTables without(full_round());
    const SampleTables with(tested_round());
    EXPECT_EQ(tables_of(without.source).size() + 1, result_tables().size());
    ASSERT_EQ(tables_of(with.source).size(), result_tables().size());
    EXPECT_EQ(tables_of(with.source).back()->file().name, "tested");
}

TEST(ResultTables, have_names_and_columns_of_their_own) {
    std::set<std::string_view> names;
    for (const ResultFile& file : result_files()) {
        EXPECT_TRUE(names.insert(file.name).second) << file.name;
        std::set<std::string_view> columns;
        for (const ResultColumn& column : file.columns) EXPECT_TRUE(columns.insert(column.name).second) << column.name;
        EXPECT_LT(file.keys, file.columns.size());
    }
}

TEST(ResultTables, keys_say_whom_a_row_speaks_of) {
    const SampleTables sample(full_round());
    const auto rows = cells_of("gaps", sample.source);
    ASSERT_EQ(rows.size(), 14U);
    const auto keys = [&rows](std::size_t row) {
        std::vector<std::string> out;
        for (std::size_t i = 0; i < 5; ++i) out.push_back(std::get<std::string>(rows[row][i]));
        return out;
    };
    const std::string dimension = sample.codebook.background[0].id;
    EXPECT_THAT(keys(0), ElementsAre("ministry", "*", "*", "*", "1.1"));
    EXPECT_THAT(keys(6), ElementsAre("ministry/own", "*", "*", "*", "1.2"));
    EXPECT_THAT(keys(7), ElementsAre("north", "*", "*", "*", "1.2"));
    EXPECT_THAT(keys(8), ElementsAre("ministry", dimension, sample.codebook.background[0].categories.name(0), "*", "1.2"));
    EXPECT_THAT(keys(9), ElementsAre("ministry", dimension, "unknown", "*", "1.2"));
    EXPECT_THAT(keys(10), ElementsAre("ministry", "*", "*", "none", "1.2"));
    EXPECT_THAT(keys(11), ElementsAre("ministry", "*", "*", "manager", "1.1"));
}

TEST(ResultTables, at_most_so_many_rows) {
    const SampleTables sample(full_round());
    std::size_t rows = 0;
    result_tables().front().for_each_row(
        sample.source, [&rows](ResultTable::Row) { ++rows; }, 3);
    EXPECT_EQ(rows, 3U);
}

}  // namespace
}  // namespace capgap
