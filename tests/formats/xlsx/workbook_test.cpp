#include "report/sample_tables.hpp"

#include <capgap/formats/xlsx/workbook.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace capgap {
namespace {

namespace fs = std::filesystem;

class WriteXlsx : public testing::Test {
protected:
    WriteXlsx() {
        std::string pattern = (fs::temp_directory_path() / "capgap-xlsx-").string() + std::string(6, 'X');
        folder = ::mkdtemp(pattern.data());
    }
    ~WriteXlsx() override { fs::remove_all(folder); }

    /// A workbook of one sheet with one column.
    static Workbook small(const std::string& name = "one") {
        WorkbookSheet sheet;
        sheet.name = name;
        sheet.lines = {{WorkbookLine::Kind::heading, "", "What this is"}};
        sheet.columns = {{"Id", "The id", ColumnKind::word, 10}};
        sheet.row_count = 1;
        sheet.rows = [](const ResultTable::Visit& visit) { visit(std::vector<ResultCell>{std::string("a")}); };
        return {"Title", "Subject", "2026-03-27", "Footer & more", {sheet}};
    }

    std::string written(const std::string& name, const Workbook& workbook) const {
        write_xlsx(folder / name, workbook, folder);
        return sample_round_bytes(folder / name);
    }

    static std::string sample_round_bytes(const fs::path& path) {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    fs::path folder;
};

TEST_F(WriteXlsx, the_same_workbook_gives_the_same_bytes_and_leaves_nothing_else) {
    const std::string first = written("a.xlsx", small());
    ::setenv("TZ", "Pacific/Auckland", 1);
    const std::string second = written("b.xlsx", small());
    ::unsetenv("TZ");
    EXPECT_EQ(first, second);
    EXPECT_GT(first.size(), 1000U);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 2);
}

TEST_F(WriteXlsx, the_date_is_that_of_the_data) {
    Workbook later = small();
    later.date = "2026-03-28";
    EXPECT_NE(written("a.xlsx", small()), written("b.xlsx", later));
}

TEST_F(WriteXlsx, sheets_may_be_wanted_under_one_name) {
    Workbook twice = small();
    twice.sheets.push_back(twice.sheets.front());
    EXPECT_NO_THROW(written("a.xlsx", twice));
}

TEST_F(WriteXlsx, texts_longer_than_a_cell_and_footers_longer_than_a_page) {
    Workbook workbook = small();
    workbook.footer = std::string(1000, '&');
    workbook.title = std::string(1000, 'x');
    workbook.sheets.front().columns.front().note = std::string(40'000, 'x');
    workbook.sheets.front().rows = [](const ResultTable::Visit& visit) { visit(std::vector<ResultCell>{std::string(100'000, 'x')}); };
    EXPECT_NO_THROW(written("a.xlsx", workbook));
}

TEST_F(WriteXlsx, a_table_without_rows) {
    Workbook workbook = small();
    workbook.sheets.front().row_count = 0;
    workbook.sheets.front().rows = [](const ResultTable::Visit&) {};
    EXPECT_NO_THROW(written("a.xlsx", workbook));
}

TEST_F(WriteXlsx, a_file_that_cannot_be_written_is_a_failure_of_the_environment) {
    EXPECT_THROW(write_xlsx(folder / "no" / "such" / "folder.xlsx", small(), folder), std::system_error);
    EXPECT_THROW(write_xlsx("/dev/full", small(), folder), std::system_error);
}

}  // namespace
}  // namespace capgap
