#include <capgap/formats/csv/reader.hpp>
#include <capgap/formats/csv/utf8.hpp>

#include "reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <ios>
#include <random>

namespace capgap {
namespace {

using namespace std::string_literals;
using csv::is_ascii_without_nul;
using csv::is_utf8;
using csv::trimmed;
using csv_testing::Fields;
using csv_testing::read_all;
using csv_testing::Reading;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string only_problem(const Reading& reading) {
    return reading.problems.size() == 1 ? reading.problems.front() : "problems: " + std::to_string(reading.problems.size());
}

TEST(CsvReader, reads_header_and_rows) {
    const Reading reading = read_all("a,b\n1,\n,2\n");
    EXPECT_THAT(reading.header, ElementsAre("a", "b"));
    EXPECT_THAT(reading.rows, ElementsAre(Fields{"1", ""}, Fields{"", "2"}));
    EXPECT_THAT(reading.lines, ElementsAre(2U, 3U));
    EXPECT_THAT(reading.problems, IsEmpty());
}

TEST(CsvReader, the_last_line_needs_no_end) {
    EXPECT_THAT(read_all("a,b\n1,2").rows, ElementsAre(Fields{"1", "2"}));
    EXPECT_THAT(read_all("a,b\n1,\"2\"").rows, ElementsAre(Fields{"1", "2"}));
    EXPECT_THAT(read_all("a,b\n1,").rows, ElementsAre(Fields{"1", ""}));
    EXPECT_THAT(read_all("a,b").rows, IsEmpty());
}

TEST(CsvReader, line_ends_may_be_mixed) {
    const Reading reading = read_all("a,b\r\n1,2\r3,4\n\"5\",6\r7,8\r\n");
    EXPECT_THAT(reading.rows, ElementsAre(Fields{"1", "2"}, Fields{"3", "4"}, Fields{"5", "6"}, Fields{"7", "8"}));
    EXPECT_THAT(reading.lines, ElementsAre(2U, 3U, 4U, 5U));
}

TEST(CsvReader, counts_physical_lines_through_quoted_line_ends_and_blank_lines) {
    const Reading reading = read_all("\na,b\n\n\"x\ny\r\nz\rw\",1\n\r\n\r2,3\n");
    EXPECT_THAT(reading.header, ElementsAre("a", "b"));
    EXPECT_THAT(reading.rows, ElementsAre(Fields{"x\ny\r\nz\rw", "1"}, Fields{"2", "3"}));
    EXPECT_THAT(reading.lines, ElementsAre(4U, 10U));
}

TEST(CsvReader, spaces_belong_to_fields) {
    EXPECT_THAT(read_all("a,b\n 1 ,\t2\n\" 3 \",4 \n \" 5\",6\n").rows,
                ElementsAre(Fields{" 1 ", "\t2"}, Fields{" 3 ", "4 "}, Fields{" \" 5\"", "6"}));
}

TEST(CsvReader, a_quoted_empty_field_is_a_row_and_an_empty_line_is_none) {
    EXPECT_THAT(read_all("a\n\"\"\n\nx\n").rows, ElementsAre(Fields{""}, Fields{"x"}));
}

TEST(CsvReader, a_quote_inside_an_unquoted_field_is_a_letter) {
    EXPECT_THAT(read_all("a,b\n5'10\",\"x\"\ny\"z\"\"w,\"\"\"\"\n").rows, ElementsAre(Fields{"5'10\"", "x"}, Fields{"y\"z\"\"w", "\""}));
}

TEST(CsvReader, drops_a_byte_order_mark_in_front_of_the_file_only) {
    EXPECT_THAT(read_all("\xEF\xBB\xBF"
                         "a,b\n\xEF\xBB\xBF"
                         "1,2\n")
                    .header,
                ElementsAre("a", "b"));
    EXPECT_THAT(read_all("\xEF\xBB\xBF"
                         "a,b\n\xEF\xBB\xBF"
                         "1,2\n")
                    .rows,
                ElementsAre(Fields{"\xEF\xBB\xBF"
                                   "1",
                                   "2"}));
    EXPECT_THAT(read_all("\xEF\xBB\xBF\"a,b\",c\n").header, ElementsAre("a,b", "c"));
}

TEST(CsvReader, takes_another_delimiter) {
    EXPECT_THAT(read_all("a;b\n1,5;\"2;5\"\n", {.delimiter = ';'}).rows, ElementsAre(Fields{"1,5", "2;5"}));
    EXPECT_THAT(read_all("a\tb\n1 \t\n", {.delimiter = '\t'}).rows, ElementsAre(Fields{"1 ", ""}));
    for (const char wrong : {'"', '\n', '\r', '\0', '\x80'}) {
        EXPECT_THAT(only_problem(read_all("a,b\n", {.delimiter = wrong})), HasSubstr("[CG1011]"));
    }
}

TEST(CsvReader, a_row_with_another_number_of_fields_is_set_aside) {
    const Reading reading = read_all("a,b\n1\n1,2,3\n1,2\n\"1\"\n");
    EXPECT_THAT(reading.rows, ElementsAre(Fields{"1", "2"}));
    EXPECT_THAT(reading.problems,
                ElementsAre("f.csv:2: error: the row has 1 field, the header 2; a field that is left empty is separated all the same [CG1009]",
                            "f.csv:3: error: the row has 3 fields, the header 2; a text that holds a comma needs quotes around it [CG1009]",
                            "f.csv:5: error: the row has 1 field, the header 2; a field that is left empty is separated all the same [CG1009]"));
    EXPECT_FALSE(reading.failed);
}

TEST(CsvReader, text_after_a_closing_quote_costs_its_line_only) {
    const Reading reading = read_all("a,b,c\n1,\"he said \"hi\", so\",3\n\"4\" ,5,6\n7,8,9\n");
    EXPECT_THAT(reading.rows, ElementsAre(Fields{"7", "8", "9"}));
    EXPECT_THAT(reading.lines, ElementsAre(4U));
    EXPECT_THAT(reading.problems, ElementsAre(HasSubstr("f.csv:2:2: error: the quoted field goes on after its closing quote"),
                                              HasSubstr("f.csv:3:1: error: the quoted field goes on after its closing quote")));
}

TEST(CsvReader, a_quote_that_is_never_closed_ends_the_reading) {
    const Reading reading = read_all("a,b\n1,2\n3,\"4\n5,6\n");
    EXPECT_THAT(reading.rows, ElementsAre(Fields{"1", "2"}));
    EXPECT_EQ(only_problem(reading), "f.csv:3:2: error: the quoted field is never closed: the file ends within it [CG1005]");
    EXPECT_TRUE(reading.failed);
}

TEST(CsvReader, an_empty_file_has_no_header) {
    for (const char* text : {"", "\n\r\n\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF\n"}) {
        EXPECT_EQ(only_problem(read_all(text)), "f.csv: error: the file is empty, expected a line with the names of the columns [CG1001]");
    }
}

TEST(CsvReader, utf16_is_named) {
    EXPECT_EQ(only_problem(read_all("\xFF\xFE"s + "a\0,\0b\0\n\0"s)),
              "f.csv:1: error: the file is UTF-16, expected UTF-8; save it as 'CSV UTF-8' [CG1004]");
    EXPECT_THAT(only_problem(read_all("\xFE\xFF\0a\0,\0b\0\n"s)), HasSubstr("[CG1004]"));
    EXPECT_THAT(only_problem(read_all("a\0,\0b\0\n\0"s)), HasSubstr("f.csv:1:1: error: a NUL byte"));
}

TEST(CsvReader, workbooks_are_named) {
    for (const std::string& text : {"PK\x03\x04\x14\0"s, "\xD0\xCF\x11\xE0\xA1\xB1"s}) {
        for (const std::string& beginning : {""s, "\xEF\xBB\xBF"s}) {
            EXPECT_EQ(only_problem(read_all(beginning + text)),
                      "f.csv: error: the file is a workbook, expected CSV; open it in a spreadsheet program and save it as 'CSV UTF-8' [CG1003]");
        }
    }
}

TEST(CsvReader, nul_and_wrong_utf8_end_the_reading_at_their_field) {
    EXPECT_THAT(only_problem(read_all("a,b\n1,2\n3,x\0y\n4,5\n"s)), HasSubstr("f.csv:3:2: error: a NUL byte"));
    EXPECT_THAT(only_problem(read_all("a,b\n1,2\n3,\"x\0y\"\n4,5\n"s)), HasSubstr("f.csv:3:2: error: a NUL byte"));
    EXPECT_EQ(only_problem(read_all("a,b\nM\xFCnchen,2\n")),
              "f.csv:2:1: error: 0xFC, byte 2 of this field, is not UTF-8; save the file as 'CSV UTF-8' [CG1002]");
    EXPECT_THAT(only_problem(read_all("a,b\n\"1\n\",\"M\xFCnchen\"\n")), HasSubstr("f.csv:2:2: error: 0xFC, byte 2 of this field, is not UTF-8"));
    EXPECT_THAT(only_problem(read_all("a,\xE9\n")), HasSubstr("f.csv:1:2: error: 0xE9, byte 1 of this field, is not UTF-8"));
}

TEST(CsvReader, fields_and_rows_have_limits) {
    const std::string most(CsvReader::max_field_bytes, 'x');
    for (const std::string& field : {most, '"' + most + '"'}) {
        for (const char* end : {"", "\n"}) {
            const Reading reading = read_all("a,b\n1," + field + end);
            EXPECT_TRUE(reading.rows == std::vector<Fields>({{"1", most}}));
        }
    }
    for (const std::string& field : {most + 'x', '"' + most + "x\"", '"' + most + "x"}) {
        for (const char* end : {"", "\n", ",\n"}) {
            if (field == '"' + most + 'x' && *end == '\0') continue;  // that one is never closed
            EXPECT_EQ(only_problem(read_all("a,b\n1," + field + end)),
                      "f.csv:2:2: error: a field is longer than 1 MiB; is a quote before it never closed? [CG1006]");
        }
    }
    for (const std::size_t block : {4U, 1U << 16U}) {  // whichever ends a block: the field, or the text behind its quote
        EXPECT_EQ(only_problem(read_all("a,b\n1,\"" + most + "more\"x\n3,4\n", {.block_bytes = block})),
                  "f.csv:2:2: error: a field is longer than 1 MiB; is a quote before it never closed? [CG1006]");
    }
    std::string row = most;
    for (int i = 0; i < 16; ++i) row += ',' + most;
    EXPECT_EQ(only_problem(read_all("a,b\n" + row + "\n")),
              "f.csv:2: error: the row is longer than 16 MiB; is a quote before it never closed? [CG1007]");
}

TEST(CsvReader, ten_thousand_fields_are_the_most) {
    std::string most = "1";
    for (std::size_t i = 1; i < CsvReader::max_fields; ++i) most += ",1";
    EXPECT_EQ(read_all(most + '\n').header.size(), CsvReader::max_fields);
    EXPECT_EQ(only_problem(read_all(most + ",1\n")), "f.csv:1: error: the header has more than 10,000 fields [CG1008]");
    EXPECT_EQ(only_problem(read_all("a,b\n" + most + ",1\n")), "f.csv:2: error: the row has more than 10,000 fields [CG1008]");
    EXPECT_EQ(only_problem(read_all("a,b\n\"1\"" + most + most + "\n")),
              "f.csv:2:1: error: the quoted field goes on after its closing quote; a quote inside a "
              "quoted field is written twice: \"\" [CG1010]");
    EXPECT_EQ(only_problem(read_all("a,b\n\"1\"," + most + ',' + most + "\n")), "f.csv:2: error: the row has more than 10,000 fields [CG1008]");
}

TEST(CsvReader, what_is_left_of_a_longer_row_is_not_looked_at) {
    std::string plain = "1";
    std::string quoted = "\"1\"";
    for (std::size_t i = 1; i < CsvReader::max_fields + 2000; ++i) {
        plain += ",1";
        quoted += ",\xC3\xA9";
    }
    // The second long row comes to lie where the first lay.
    const Reading reading = read_all("a\n" + plain + '\n' + quoted + "\n2\n", {.block_bytes = 32U << 10U});
    EXPECT_EQ(reading.problems, Fields({"f.csv:2: error: the row has more than 10,000 fields [CG1008]",
                                        "f.csv:3: error: the row has more than 10,000 fields [CG1008]"}));
    EXPECT_EQ(reading.rows, std::vector<Fields>({{"2"}}));
}

TEST(CsvReader, every_prefix_of_a_file_is_read_or_refused) {
    const std::string text =
        "\xEF\xBB\xBF"
        "a,\"b\"\r\n\"x\r\n\"\"y\",\xC3\xA9\r\n3,4\r\n";
    for (std::size_t size = 0; size <= text.size(); ++size) {
        const Reading reading = read_all(text.substr(0, size));
        EXPECT_TRUE(reading.failed || !reading.header.empty()) << size;
    }
}

TEST(CsvReader, random_bytes_end_well) {
    std::mt19937 random(1);
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        const auto size = random() % 200;
        for (std::size_t i = 0; i < size; ++i) text += static_cast<char>(random());
        const Reading reading = read_all(text);
        EXPECT_TRUE(reading.failed || !reading.header.empty());
    }
}

TEST(CsvReader, a_broken_stream_throws) {
    struct Broken : std::streambuf {
        int_type underflow() override { throw std::runtime_error("disk"); }
    } broken;
    std::istream in(&broken);
    EXPECT_THROW((void)CsvReader::open(in, "f.csv"), std::ios_base::failure);
}

TEST(CsvReader, is_over_after_an_error) {
    std::istringstream in("a\n\"1");
    auto reader = CsvReader::open(in, "f.csv");
    ASSERT_TRUE(reader.has_value());
    EXPECT_TRUE(reader->next().has_error());
    EXPECT_EQ(*reader->next(), CsvReader::Step::end);
}

/// Texts in which the characters that matter are frequent.
rc::Gen<std::string> awkward_text() {
    const auto pieces = rc::gen::element<std::string>(",", "\"", "\n", "\r", "\r\n", "a", " ", "\xC3\xA9", "\xEF\xBB\xBF", "\xFF", ";");
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(pieces), [](const std::vector<std::string>& all) {
        std::string text;
        for (const std::string& each : all) text += each;
        return text;
    });
}

RC_GTEST_PROP(CsvReader, the_size_of_blocks_changes_nothing, ()) {
    const std::string text = *awkward_text();
    const Reading whole = read_all(text);
    // Lines longer than the block go through libcsv, which is the second way through the same text.
    for (const std::size_t bytes : {4U, 5U, 7U, 16U}) RC_ASSERT(read_all(text, {.block_bytes = bytes}) == whole);
}

/// What is said of a text of which only the first fields of each row are cut out.
Reading read_first(const std::string& text, std::size_t fields) {
    std::istringstream in(text);
    auto reader = CsvReader::open(in, "f.csv");
    Reading reading;
    if (reader.has_error()) return reading;
    reader->cut_only(fields);
    for (;;) {
        const auto step = reader->next();
        reading.failed = step.has_error();
        if (reading.failed || *step == CsvReader::Step::end) return reading;
        if (*step == CsvReader::Step::bad_row) {
            reading.problems.push_back(to_string(reader->problem()));
            continue;
        }
        const auto row = reader->row().fields;
        reading.rows.emplace_back(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(std::min(fields, row.size())));
        reading.lines.push_back(reader->row().line);
    }
}

RC_GTEST_PROP(CsvReader, cutting_out_the_first_fields_only_finds_the_same_rows, ()) {
    const std::string text = "h,i,j\n" + *awkward_text();
    const auto fields = *rc::gen::inRange<std::size_t>(1, 4);
    Reading whole = read_all(text);
    for (Fields& row : whole.rows) row.resize(std::min(fields, row.size()));
    if (whole.failed) whole.problems.pop_back();
    whole.header.clear();
    RC_ASSERT(read_first(text, fields) == whole);
}

RC_GTEST_PROP(CsvReader, quotes_around_every_field_change_nothing, ()) {
    const auto fields = *rc::gen::container<std::vector<std::string>>(rc::gen::string<std::string>());
    std::string plain = "h";
    std::string in_quotes = "h";
    for (std::size_t i = 0; i < fields.size(); ++i) plain += ",h", in_quotes += ",h";
    plain += "\nx";
    in_quotes += "\n\"x\"";
    for (const std::string& field : fields) {
        std::string clean;
        for (const char c : field) {
            if (c != '"' && c != ',' && c != '\n' && c != '\r') clean += c;
        }
        plain += ',' + clean;
        in_quotes += ",\"" + clean + '"';
    }
    RC_ASSERT(read_all(plain) == read_all(in_quotes));
}

TEST(Utf8, accepts_the_corners_of_every_range_and_nothing_beside_them) {
    for (const char* good : {"", "a\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80",
                             "\xF4\x8F\xBF\xBF"}) {
        EXPECT_TRUE(is_utf8(good));
        EXPECT_TRUE(is_utf8("x"s + good + "y"));
    }
    for (const char* bad : {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2\x7F", "\xC2\xC0", "\xE0\x9F\xBF", "\xE0\xA0", "\xED\xA0\x80",
                            "\xEF\xBF", "\xEF\xBF\x7F", "\xF0\x8F\xBF\xBF", "\xF0\x90\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF"}) {
        EXPECT_FALSE(is_utf8(bad));
        EXPECT_FALSE(is_utf8("x"s + bad + "y"));
    }
}

TEST(Utf8, finds_what_is_not_plain_ascii) {
    for (int c = 1; c < 128; ++c) EXPECT_TRUE(is_ascii_without_nul(std::string(40, static_cast<char>(c)))) << c;
    for (int c = 128; c < 257; ++c) {
        std::string text(40, 'x');
        text[17] = static_cast<char>(c % 256);
        EXPECT_FALSE(is_ascii_without_nul(text)) << c;
    }
}

TEST(Utf8, trims_white_space_and_byte_order_marks) {
    EXPECT_EQ(trimmed(" \xEF\xBB\xBF\t 1 (None at all)\r\n\xEF\xBB\xBF "), "1 (None at all)");
    EXPECT_EQ(trimmed("\xEF\xBB\xBF"), "");
    EXPECT_EQ(trimmed("a b"), "a b");
    EXPECT_EQ(trimmed(""), "");
}

}  // namespace
}  // namespace capgap
