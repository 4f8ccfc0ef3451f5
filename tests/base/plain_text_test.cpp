#include <capgap/base/plain_text.hpp>

#include <gtest/gtest.h>

namespace capgap {
namespace {

TEST(PlainText, has_no_markup) {
    EXPECT_EQ(plain_text("<div id=\"q\">\n\t<p>\n\t\tIn which country?</p>\n</div>\n<p>\n\t\xC2\xA0</p>\n"), "In which country?");
    EXPECT_EQ(plain_text("under <strong>an open</strong> licence"), "under an open licence");
    EXPECT_EQ(plain_text("one<br />two</p><p>three"), "one two three") << "words of different lines stay apart";
    EXPECT_EQ(plain_text("a<script>var x = '<p>';</script>b<style>p {}</style>c<!-- no -->d"), "abcd");
    EXPECT_EQ(plain_text("<script>never closed"), "");
}

TEST(PlainText, keeps_what_is_no_tag_and_no_reference) {
    EXPECT_EQ(plain_text("< £18,031"), "< £18,031");
    EXPECT_EQ(plain_text("≥ £43,325 and < £58,172"), "≥ £43,325 and < £58,172");
    EXPECT_EQ(plain_text("a <b"), "a <b") << "a tag that never ends";
    EXPECT_EQ(plain_text("R&D & more; &nothing; &#xD800; &#x110000; &#;"), "R&D & more; &nothing; &#xD800; &#x110000; &#;");
}

TEST(PlainText, replaces_character_references) {
    EXPECT_EQ(plain_text("&Agrave; l&#39;&eacute;cole&nbsp;: &quot;&lt;5&quot; &amp; &#x20AC;10 &hellip; &yuml;"), "À l'école : \"<5\" & €10 … ÿ");
    EXPECT_EQ(plain_text("&amp;lt;"), "&lt;") << "once only";
}

TEST(PlainText, takes_out_what_nobody_sees) {
    EXPECT_EQ(plain_text("\xEF\xBB\xBF"
                         "1 (None at all)"),
              "1 (None at all)");
    EXPECT_EQ(plain_text("a\x01"
                         "b\xE2\x80\x8B"
                         "c\xC2\xAD"
                         "d"),
              "abcd")
        << "control character, zero-width space, soft hyphen";
    EXPECT_EQ(plain_text("a \t\r\n\xE2\x80\xAF b"), "a b") << "white space of any kind";
    EXPECT_EQ(plain_text("\xFF"
                         "a\xC3"),
              "\xEF\xBF\xBD"
              "a\xEF\xBF\xBD")
        << "bytes that are no UTF-8";
    EXPECT_EQ(plain_text(""), "");
}

TEST(Folded, is_the_same_where_only_typing_differs) {
    EXPECT_EQ(folded("  Do you have a PLAN ?"), folded("do you have <b>a</b> plan"));
    EXPECT_EQ(folded("L’équipe « A »"), folded("l'ÉQUIPE \" a \""));
    EXPECT_EQ(folded("ŽÁDNÝ"), "žádný");
    EXPECT_EQ(folded("ΣΧΟΛΗ ДА Ёлка"), "σχολη да ёлка");
    EXPECT_EQ(folded("Straße × ÷"), "straße × ÷") << "signs among the letters have no case";
    EXPECT_EQ(folded("2–3"), "2-3");
    EXPECT_NE(folded("Agree"), folded("Disagree"));
    EXPECT_EQ(folded("?"), "");
}

TEST(CanBeWritten, is_what_a_file_may_hold) {
    EXPECT_TRUE(can_be_written("é 中 \t\n\xEF\xBF\xBD \xC2\xA0"));
    for (const char* wrong : {"a\x01", "\r", "\x7F", "\xC2\x96", "a\xEF\xBB\xBF", "\xEF\xBF\xBE", "\xFF", "\xC3"})
        EXPECT_FALSE(can_be_written(wrong)) << wrong;
}

}  // namespace
}  // namespace capgap
