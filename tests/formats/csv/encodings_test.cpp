#include "reading.hpp"

#include <capgap/formats/csv/utf8_input.hpp>

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace capgap {
namespace {

using csv::Utf8Input;
using csv_testing::Fields;
using csv_testing::read_all;
using testing::ElementsAre;
using testing::HasSubstr;
using namespace std::string_literals;

// Bytes below are written from the tables of the standards (Unicode 15; Windows code page 1252; GB 18030-2005), not by a converter.

std::string decoded(const std::string& bytes, Encoding encoding, std::size_t room = 1U << 16U) {
    std::istringstream in(bytes);
    Utf8Input input(in, encoding);
    std::string out;
    std::string block(room, '\0');
    while (const std::size_t count = input.read(block.data(), block.size())) out.append(block, 0, count);
    return input.fault() ? out + '|' + input.fault()->message : out;
}

/// "a,é" and so on in UTF-16, for the Basic Multilingual Plane.
std::string utf_16(const std::u16string& text, bool big) {
    std::string out;
    for (const char16_t unit : text) {
        const char high = static_cast<char>(unit >> 8U);
        const char low = static_cast<char>(unit & 0xFFU);
        out += big ? std::string{high, low} : std::string{low, high};
    }
    return out;
}

TEST(Utf8Input, utf_8_passes_as_it_is) {
    EXPECT_EQ(decoded("\xEF\xBB\xBFk\xC3\xA9\xFF", Encoding::utf_8), "\xEF\xBB\xBFk\xC3\xA9\xFF");
    EXPECT_EQ(decoded("", Encoding::utf_8), "");
}

TEST(Utf8Input, windows_1252) {
    EXPECT_EQ(decoded("\x80 5\xA0%, c\x9Cur, \xE9\xFF", Encoding::windows_1252), "\xE2\x82\xAC 5\xC2\xA0%, c\xC5\x93ur, \xC3\xA9\xC3\xBF");
    EXPECT_EQ(decoded("ab\x81z", Encoding::windows_1252), "ab|byte 3 of the file (0x81) is no text in Windows-1252");
}

TEST(Utf8Input, utf_16_in_both_orders) {
    for (const bool big : {false, true}) {
        // U+1F600 takes two units.
        EXPECT_EQ(decoded(utf_16(u"\xFEFFk\x00E9\x4E2D\xD83D\xDE00", big), Encoding::utf_16), "\xEF\xBB\xBFk\xC3\xA9\xE4\xB8\xAD\xF0\x9F\x98\x80");
        EXPECT_EQ(decoded(utf_16(u"id,q1", big), Encoding::utf_16), "id,q1") << "without a mark, by its zero bytes";
        EXPECT_EQ(decoded(utf_16(u"\xFEFFk\xDE00z", big), Encoding::utf_16),
                  "\xEF\xBB\xBFk|byte 5 of the file (0x"s + (big ? "DE" : "00") + ") is no text in UTF-16");
    }
    EXPECT_EQ(decoded("\x2D\x4E\x87\x65", Encoding::utf_16), "\xE4\xB8\xAD\xE6\x96\x87") << "nothing tells: little endian";
    EXPECT_EQ(decoded("k\0z"s, Encoding::utf_16), "k|the file ends within a character of UTF-16, which begins at byte 3 of the file (0x7A)");
}

TEST(Utf8Input, gb18030) {
    // 中文 é € in two bytes each, 😀 in four.
    EXPECT_EQ(decoded("\xD6\xD0\xCE\xC4 \xA8\xA6 \xA2\xE3 \x94\x39\xFC\x36", Encoding::gb18030),
              "\xE4\xB8\xAD\xE6\x96\x87 \xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80");
    EXPECT_EQ(decoded("ok \xFF", Encoding::gb18030), "ok |byte 4 of the file (0xFF) is no text in GB18030");
    EXPECT_EQ(decoded("\xD6\xD0\xCE", Encoding::gb18030),
              "\xE4\xB8\xAD|the file ends within a character of GB18030, which begins at byte 3 of the file (0xCE)");
}

TEST(Utf8Input, characters_across_blocks) {
    // One byte in front puts every character across a border of the 64 KiB that are read at once.
    std::string bytes = "x";
    std::string expected = "x";
    for (int i = 0; i < 100'000; ++i) {
        bytes += "\xD6\xD0\x94\x39\xFC\x36";
        expected += "\xE4\xB8\xAD\xF0\x9F\x98\x80";
    }
    for (const std::size_t room : {std::size_t{1}, std::size_t{4093}, std::size_t{1} << 20U}) {
        EXPECT_TRUE(decoded(bytes, Encoding::gb18030, room) == expected) << room;
    }
    const std::string accents(200'000, '\xE9');
    EXPECT_EQ(decoded(accents, Encoding::windows_1252).size(), 400'000U);
}

TEST(Utf8Input, byte_order_needs_evidence) {
    EXPECT_EQ(csv::byte_order_of(""), std::nullopt);
    EXPECT_EQ(csv::byte_order_of("respondent,institution"), std::nullopt);
    EXPECT_EQ(csv::byte_order_of("one stray NUL \0 in a file that is far from UTF-16, which it does not become by that"s), std::nullopt);
    EXPECT_EQ(csv::byte_order_of(std::string(100, '\0')), std::nullopt);
    EXPECT_EQ(csv::byte_order_of("i\0d\0"s), csv::ByteOrder::little);
    EXPECT_EQ(csv::byte_order_of("\0i\0d"s), csv::ByteOrder::big);
    // 编号,机构: one Latin character among others.
    EXPECT_EQ(csv::byte_order_of(utf_16(u"\x7F16\x53F7,\x673A\x6784", false)), csv::ByteOrder::little);
    EXPECT_EQ(csv::byte_order_of(utf_16(u"\x7F16\x53F7,\x673A\x6784", true)), csv::ByteOrder::big);
}

TEST(CsvReader, reads_other_encodings) {
    const std::string bytes = utf_16(u"\xFEFFid;\x00E9tat\r\"1;\n\";\x4E2D\r", false);
    const auto reading = read_all(bytes, {.delimiter = ';', .encoding = Encoding::utf_16});
    EXPECT_THAT(reading.header, ElementsAre("id", "\xC3\xA9tat"));
    EXPECT_THAT(reading.rows, ElementsAre(Fields{"1;\n", "\xE4\xB8\xAD"}));
    EXPECT_THAT(reading.problems, testing::IsEmpty());
}

TEST(CsvReader, says_where_a_file_ceases_to_be_text) {
    // A broken row of its own would be said first: it is not, because it was never read whole.
    for (const std::size_t block : {std::size_t{4}, std::size_t{1} << 16U}) {
        const auto reading = read_all("a,b\n1,2\n\x81", {.encoding = Encoding::windows_1252, .block_bytes = block});
        EXPECT_EQ(reading.rows.size(), 1U);
        EXPECT_TRUE(reading.failed);
        EXPECT_THAT(reading.problems,
                    ElementsAre("f.csv:3: error: byte 9 of the file (0x81) is no text in Windows-1252; is the file in another encoding? [CG1014]"));
        EXPECT_THAT(read_all("a,\x81", {.encoding = Encoding::windows_1252, .block_bytes = block}).problems,
                    ElementsAre(HasSubstr("f.csv:1: error")));
        EXPECT_THAT(read_all("a,b\n1,\"x\ny\x81", {.encoding = Encoding::windows_1252, .block_bytes = block}).problems,
                    ElementsAre(HasSubstr("f.csv:3: error: byte 11 ")));
    }
}

RC_GTEST_PROP(CsvReader, reads_the_same_from_utf_16, (bool big, bool marked)) {
    const auto units = *rc::gen::container<std::u16string>(
        rc::gen::element(u'a', u'"', u',', u';', u'\n', u'\r', u' ', char16_t{0x00E9}, char16_t{0x4E2D}, char16_t{0xFEFF}));
    // Ten letters in front, so that zero bytes tell the order.
    const std::u16string text = u"head of it" + units;
    std::string as_utf_8;
    for (const char16_t unit : text) {
        if (unit < 0x80) {
            as_utf_8 += static_cast<char>(unit);
        } else if (unit < 0x800) {
            as_utf_8 += {static_cast<char>(0xC0U | unit >> 6U), static_cast<char>(0x80U | (unit & 0x3FU))};
        } else {
            as_utf_8 +=
                {static_cast<char>(0xE0U | unit >> 12U), static_cast<char>(0x80U | (unit >> 6U & 0x3FU)), static_cast<char>(0x80U | (unit & 0x3FU))};
        }
    }
    const std::string bytes = utf_16((marked ? u"\xFEFF" : u"") + text, big);
    if (!marked) RC_PRE(csv::byte_order_of(bytes).has_value());
    RC_ASSERT(read_all(bytes, {.encoding = Encoding::utf_16}) == read_all(as_utf_8));
}

}  // namespace
}  // namespace capgap
