#include <capgap/formats/csv/writer.hpp>

#include "reading.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <sstream>

namespace capgap {
namespace {

using csv_testing::Fields;

std::string written(const std::vector<Fields>& rows, char delimiter = ',') {
    std::ostringstream out;
    CsvWriter csv(out, delimiter);
    for (const Fields& row : rows) {
        for (const std::string& field : row) csv.text(field);
        csv.end_row();
    }
    return out.str();
}

TEST(CsvWriter, quotes_what_needs_quotes) {
    EXPECT_EQ(written({{"a", "b c", ""}, {"x,y", "he said \"hi\"", "two\nlines"}, {" a", "b\t", "\r"}}),
              "a,b c,\n\"x,y\",\"he said \"\"hi\"\"\",\"two\nlines\"\n\" a\",\"b\t\",\"\r\"\n");
    EXPECT_EQ(written({{"a,b", "c;d"}}, ';'), "a,b;\"c;d\"\n");
    EXPECT_EQ(written({{"\xEF\xBB\xBF"
                        "a",
                        "\xC3\xA9"}}),
              "\"\xEF\xBB\xBF"
              "a\",\xC3\xA9\n");
    // as a workbook begins
    EXPECT_EQ(written({{"PK\x03", "a"}}), "\"PK\x03\",a\n");
}

TEST(CsvWriter, a_row_of_one_empty_field_is_no_empty_line) {
    EXPECT_EQ(written({{""}}), "\"\"\n");
    EXPECT_EQ(written({{"", ""}}), ",\n");
}

TEST(CsvWriter, writes_numbers_and_counts) {
    std::ostringstream out;
    CsvWriter csv(out);
    csv.text("x").number(0.5).number(std::nullopt).count(12).count(std::nullopt).count(-3).end_row();
    EXPECT_EQ(out.str(), "x,0.5,,12,,-3\n");
}

/// Valid UTF-8 without NUL, made of the characters that matter.
rc::Gen<std::string> field() {
    const auto pieces =
        rc::gen::element<std::string>(",", ";", "\"", "\n", "\r", "\t", " ", "a", "b", "\xC3\xA9", "\xEF\xBB\xBF", "\xF0\x9F\x98\x80");
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(pieces), [](const std::vector<std::string>& all) {
        std::string text;
        for (const std::string& each : all) text += each;
        return text;
    });
}

RC_GTEST_PROP(CsvWriter, what_is_written_is_read_back, ()) {
    const char delimiter = *rc::gen::element(',', ';', '\t');
    const auto columns = *rc::gen::inRange<std::size_t>(1, 5);
    const auto rows = *rc::gen::nonEmpty(rc::gen::container<std::vector<Fields>>(rc::gen::container<Fields>(columns, field())));
    const auto reading = csv_testing::read_all(written(rows, delimiter), {.delimiter = delimiter});
    RC_ASSERT(reading.problems.empty());
    RC_ASSERT(reading.header == rows.front());
    RC_ASSERT(reading.rows == std::vector<Fields>(rows.begin() + 1, rows.end()));
}

}  // namespace
}  // namespace capgap
