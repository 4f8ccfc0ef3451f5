#include <capgap/formats/html/notice_page.hpp>

#include <gmock/gmock.h>

namespace capgap {
namespace {

using testing::HasSubstr;
using testing::Not;

NoticeDocument document(const std::string& language, const std::string& words) {
    return {language,
            "in " + language,
            "What happens",
            {"The round"},
            "",
            "Languages",
            {{"s", "A heading", {{words}}, {{"A row", {"Its text", "de"}}}, {{"A point"}}}}};
}

TEST(NoticePage, is_one_file_with_a_section_for_each_language_and_no_script) {
    const std::string page = render_notice_page({document("en", "Words"), document("fr", "Mots")});
    EXPECT_THAT(page, testing::StartsWith("<!DOCTYPE html>\n<html lang=\"en\">"));
    EXPECT_THAT(page, HasSubstr("<section class=\"language\" id=\"en\" lang=\"en\">"));
    EXPECT_THAT(page, HasSubstr("<section class=\"language\" id=\"fr\" lang=\"fr\">"));
    EXPECT_THAT(page, HasSubstr("<a href=\"#fr\" lang=\"fr\" hreflang=\"fr\">in fr</a>"));
    EXPECT_THAT(page, HasSubstr("<dd lang=\"de\">Its text</dd>"));
    for (const char* outside : {"<script", "http:", "https:", "url(", "@import", "src="}) EXPECT_THAT(page, Not(HasSubstr(outside)));
}

TEST(NoticePage, escapes_whatever_it_is_given) {
    const std::string page = render_notice_page({document("en", "</p><script>alert(1)</script> & \"x\"")});
    EXPECT_THAT(page, HasSubstr("<p>&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;</p>"));
    EXPECT_THAT(page, Not(HasSubstr("<nav"))) << "there is nothing to choose between";
}

TEST(NoticePage, has_no_empty_lists) {
    const std::string page = render_notice_page({{"en", "English", "Kind", {"Title"}, "Banner", "", {{"s", "Heading", {}, {}, {}}}}});
    EXPECT_THAT(page, Not(HasSubstr("<ul")));
    EXPECT_THAT(page, Not(HasSubstr("<dl")));
    EXPECT_THAT(page, HasSubstr("<p class=\"banner\">Banner</p>"));
}

}  // namespace
}  // namespace capgap
