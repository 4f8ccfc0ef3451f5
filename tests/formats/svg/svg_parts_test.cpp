#include <capgap/formats/svg/svg_parts.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap::svg {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(SvgParts, lines_are_no_wider_than_asked_but_for_a_long_word) {
    // 0.58 of the size for a letter: ten letters of size 10 are 58 wide.
    EXPECT_DOUBLE_EQ(width_of("abcdefghij", 10), 58);
    EXPECT_THAT(lines_of("abcd efgh ij", 58, 10), ElementsAre("abcd efgh", "ij"));
    EXPECT_THAT(lines_of("abcdefghijklmnop q", 58, 10), ElementsAre("abcdefghijklmnop", "q"));
    EXPECT_THAT(lines_of("", 58, 10), IsEmpty());
    EXPECT_THAT(lines_of("a", 0, 10), ElementsAre("a"));
}

TEST(SvgParts, letters_are_counted_not_bytes) {
    EXPECT_DOUBLE_EQ(width_of("é", 10), width_of("e", 10));
    EXPECT_DOUBLE_EQ(width_of("数", 10), 10) << "a square";
}

TEST(SvgParts, nothing_in_words_is_markup) {
    EXPECT_EQ(words({1, 2.04, 12, "a<b & \"c\""}), "<text x=\"1\" y=\"2\" font-size=\"12\">a&lt;b &amp; &quot;c&quot;</text>\n");
    EXPECT_EQ(words({1, 2, 12, ""}), "");
    EXPECT_EQ(element("g", {{"data-x", "\">"}}), "<g data-x=\"&quot;&gt;\"/>\n");
}

TEST(SvgParts, a_length_has_one_decimal_at_most) {
    EXPECT_EQ(length(1.0 / 3), "0.3");
    EXPECT_EQ(length(12), "12");
    EXPECT_EQ(length(-0.04), "0");
}

}  // namespace
}  // namespace capgap::svg
