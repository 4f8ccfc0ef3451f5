// One mistake is one problem, however much of the file looks wrong because of it.

#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/parser.hpp>

#include <formats/yaml/yaml_testing.hpp>

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace capgap {
namespace {

using yaml::lines;

const std::string framework = R"(capgap: framework/1
id: f
version: "1"
languages: [en]
text_default: {status: project, source: s}
sources: {s: {title: S}}
title: {en: F}
attribution: {en: A}
endorsement: none
licence: {name: CC0, scope: {en: all}}
levels:
  - {id: a, title: {en: A}}
  - {id: b, title: {en: B}}
domains:
  - id: d
    title: {en: D}
    competencies:
      - {id: c, title: {en: C}, descriptors: {a: {en: CA}, b: {en: CB}}}
      - {id: e, title: {en: E}, descriptors: {a: {en: EA}, b: {en: EB}}}
)";

/// What is said of the framework above with `from` replaced by `to`, without the name of the file.
std::string said_with(std::string_view from, std::string_view to) {
    std::string text = framework;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    const auto result = read_framework(text, "f");
    return result.has_error() ? lines(result.error().all) : "nothing\n";
}

TEST(OneMistake, a_comma_in_a_text) {
    EXPECT_EQ(said_with("title: {en: D}", "title: {en: D, E}"),
              "f:16:20: error: 'E' has no value: between { and } stands 'key: value'; does a text that holds a comma want quotes? [CG0117]\n");
}

TEST(OneMistake, a_merge_key) {
    EXPECT_EQ(said_with("title: {en: D}", "title: {<<: {en: D}}"),
              "f:16:13: error: the merge key '<<' is outside the plain subset of YAML that is read here; write the keys again [CG0113]\n");
}

TEST(OneMistake, keys_that_are_not_indented) {
    EXPECT_EQ(said_with("licence: {name: CC0, scope: {en: all}}\n", "licence:\nname: CC0\nscope: {en: all}\n"),
              "f:10:1: error: 'licence' has no value; leave it out where there is nothing to say; or does the line below it want more indentation? "
              "[CG0117]\n");
}

TEST(OneMistake, a_language_by_its_name) {
    EXPECT_EQ(said_with("[en]", "[English]"),
              "f:4:13: error: entry 1 of 'languages' must be a language code, as 'en' or 'pt-BR'; found 'English' [CG0216]\n");
}

TEST(OneMistake, a_language_that_was_not_added_to_the_list) {
    EXPECT_EQ(said_with("[en]", "[fr]"),
              "f:7:9: error: the language 'en', used in 12 texts, is none of 'languages'; add it there, if the file is to have it [CG0231]\n");
}

TEST(OneMistake, a_level_under_another_id) {
    EXPECT_EQ(said_with("- {id: b,", "- {id: bb,"),
              "f:18:60: error: 'b', used in 2 competencies, is none of the levels of this framework; did you mean 'bb'? [CG0233]\n");
}

TEST(OneMistake, a_level_without_an_id) {
    EXPECT_EQ(said_with("- {id: b, title", "- {title"), "f:13:5: error: missing key 'id' in entry 2 of 'levels': the level's id [CG0211]\n");
}

TEST(OneMistake, a_line_that_cannot_be_placed) {
    const std::string below = "d: &x e\nf:\n    g: h\n";  // what follows is still read
    for (const std::string line : {"\tb: c\n", "\u00a0\u00a0b: c\n", "-b: c\n", "\u2013 b\n"}) {
        const yaml::Parsed parsed = yaml::parse("a:\n" + line + "    i: j\n" + below, "f");
        EXPECT_FALSE(parsed.root);
        EXPECT_EQ(parsed.problems.size(), 1U) << line << lines(parsed.problems);
    }
    EXPECT_EQ(yaml::parse("a:\n\tb: c\n" + below, "f").problems.size(), 2U);
}

TEST(OneMistake, backslashes_that_are_no_escapes) {
    for (const char* const text : {R"(a: "C:\data\responses")", R"(a: "C:\responses\data")", R"(a: "C:\data \" and \more")"}) {
        EXPECT_EQ(yaml::parse(text, "f").problems.size(), 1U) << text << lines(yaml::parse(text, "f").problems);
    }
}

TEST(OneMistake, a_bracket_too_many) {
    EXPECT_EQ(lines(yaml::parse("a: [b]]\n", "f").problems),
              "f:1:7: error: ']' stands behind the end of a value; is this bracket one too many? [CG0131]\n");
}

TEST(OneMistake, brackets_that_belong_to_a_text) {
    for (const char* const text : {"a: {b} c\n", "a: {b: [c] d}\n", "a: {'b'} c\n", "a: {b: \"}\"} c\n", "a: ['it''s]'] c\n"}) {
        const yaml::Parsed parsed = yaml::parse(text, "f");
        ASSERT_EQ(parsed.problems.size(), 1U) << text << lines(parsed.problems);
        EXPECT_EQ(parsed.problems.front().code, "CG0130") << text;
    }
    for (const char* const text :
         {"a: {b: c} # d\n", "a: {b: \"}\"}\n", "a: [[b], c]\n", "a: ['it''s]']\n", "a: [it's] # b's\n", "a: [b # ] c\n  ]\n"}) {
        EXPECT_EQ(lines(yaml::parse(text, "f").problems), "") << text;
    }
}

}  // namespace
}  // namespace capgap
