#include "sample.hpp"

#include <capgap/framework/text_check.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using sample::at;
using testing::ElementsAre;
using testing::IsEmpty;

class Texts : public testing::Test {
protected:
    Texts() : head_(sample::head("file", "f.yaml")) { head_.languages = {"en", "fr", "pt"}; }

    static Text::Entry entry(const std::string& language, std::uint32_t line, TextStatus status = TextStatus::project) {
        return {language, "Words", status, SourceId("us"), at(line, "f.yaml")};
    }

    std::vector<std::string> said(std::vector<Text::Entry> entries) { return said(std::vector<Text>{Text(std::move(entries))}); }

    std::vector<std::string> said(const std::vector<Text>& texts, TextCheck::Version version = TextCheck::Version::required) {
        Diagnostics found;
        TextCheck check(head_, version, found);
        for (const Text& text : texts) check.required(text, "title", {"the thing 'x'", at(9, "f.yaml")});
        check.finish();
        return sample::lines(found);
    }

    Head head_;
};

TEST_F(Texts, in_all_languages_need_no_word) {
    EXPECT_THAT(said({entry("en", 10), entry("fr", 11), entry("pt", 12)}), IsEmpty());
}

TEST_F(Texts, that_must_be_there_are_missed_at_their_owner) {
    EXPECT_THAT(said({Text()}), ElementsAre("f.yaml:9:3: error: the thing 'x' has no title [CG1107]"));
    Diagnostics found;
    TextCheck(head_, TextCheck::Version::required, found).optional(Text(), "help", {"the thing 'x'", at(9)});
    EXPECT_THAT(found, IsEmpty());
}

TEST_F(Texts, fall_back_to_the_default_language_with_a_remark) {
    EXPECT_THAT(said({entry("en", 10)}),
                ElementsAre("f.yaml:10:3: remark: the title of the thing 'x' is not translated into 'fr' and 'pt'; readers see it in 'en' [CG1113]"));
}

TEST_F(Texts, must_have_the_default_language) {
    EXPECT_THAT(said({entry("fr", 10)}),
                ElementsAre("f.yaml:10:3: error: the title of the thing 'x' is missing in 'en', the default language; the first of "
                            "`languages` is the default: every text is given in it [CG1109]"));
}

TEST_F(Texts, have_only_the_languages_of_the_file) {
    EXPECT_THAT(
        said({entry("en", 10), entry("fr", 11), entry("pt", 12), entry("pt-BR", 13)}),
        ElementsAre("f.yaml:13:3: error: the title of the thing 'x' is given in 'pt-BR', which is none of `languages`; known are 'en', 'fr' and 'pt' "
                    "[CG1110]"));
    head_.languages = {"en"};
    EXPECT_THAT(
        said({entry("en", 10), entry("eN", 11)}),
        ElementsAre("f.yaml:11:3: error: the title of the thing 'x' is given in 'eN', which is none of `languages`; did you mean 'en'? [CG1110]"));
}

TEST_F(Texts, hold_more_than_spaces) {
    head_.languages = {"en"};
    Text::Entry blank = entry("en", 10);
    blank.text = " \t\n";
    EXPECT_THAT(said({blank}), ElementsAre("f.yaml:10:3: error: the title of the thing 'x' is empty in 'en'; leave the key out instead [CG1108]"));
}

TEST_F(Texts, name_a_source_that_exists) {
    head_.languages = {"en"};
    Text::Entry of_nobody = entry("en", 10);
    of_nobody.source = SourceId("uss");
    EXPECT_THAT(
        said({of_nobody}),
        ElementsAre(
            "f.yaml:10:3: error: the title of the thing 'x' names the source 'uss', which is none of `sources`; did you mean 'us'? [CG1111]"));
}

TEST_F(Texts, of_somebody_else_name_whose) {
    head_.languages = {"en"};
    for (const TextStatus status : {TextStatus::verbatim, TextStatus::rendering}) {
        Text::Entry borrowed = entry("en", 10, status);
        EXPECT_THAT(said({borrowed}), IsEmpty());
        borrowed.source = SourceId();
        EXPECT_THAT(said({borrowed}), ElementsAre("f.yaml:10:3: error: the title of the thing 'x' is said to be " + std::string(to_string(status)) +
                                                  ", but names no source; words of somebody else name the source they come from [CG1112]"));
    }
    Text::Entry own = entry("en", 10);
    own.source = SourceId();
    EXPECT_THAT(said({own}), IsEmpty());
}

TEST_F(Texts, that_are_drafts_are_counted) {
    head_.languages = {"en"};
    const auto draft = [](std::uint32_t line) { return Text({entry("en", line, TextStatus::draft)}); };
    EXPECT_THAT(said({draft(10)}),
                ElementsAre("f.yaml:10:3: remark: 1 text is a draft that nobody has reviewed: this one; once somebody has read them, set "
                            "`status` to what they are [CG1114]"));
    EXPECT_THAT(
        said({draft(11), Text({entry("en", 12)}), draft(13)}),
        ElementsAre("f.yaml:11:3: remark: 2 texts are drafts that nobody has reviewed; the first is here; once somebody has read them, set `status` "
                    "to what they are [CG1114]"));
}

TEST_F(Texts, need_a_head_that_makes_sense) {
    head_ = {"dk", "", at(2, "f.yaml"), {}, {{SourceId("a"), at(5, "f.yaml"), "", "", "", ""}, {SourceId("a"), at(6, "f.yaml"), "", "", "", ""}}};
    EXPECT_THAT(
        said(std::vector<Text>{}),
        ElementsAre("f.yaml:2:3: error: 'dk' cannot be the id of a file: the word has a meaning of its own; reserved are none, unknown, own, na, dk, "
                    "ref and * [CG1101]",
                    "f.yaml:2:3: error: the version is empty; other files refer to this one by its id and version [CG1102]",
                    "f.yaml:2:3: error: `languages` is empty; it names at least the default language [CG1103]",
                    "f.yaml:6:3: error: the id 'a' of this source is taken by the source at line 5; each id may be used once [CG1106]"));
    head_ = sample::head("file", "f.yaml");
    head_.languages = {"en", "fr", "en"};
    head_.version.clear();
    EXPECT_THAT(said(std::vector<Text>{}, TextCheck::Version::absent), ElementsAre("f.yaml:2:3: error: `languages` names 'en' twice [CG1104]"));
}

}  // namespace
}  // namespace capgap
