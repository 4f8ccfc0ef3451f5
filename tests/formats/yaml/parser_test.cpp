#include <capgap/formats/yaml/parser.hpp>

#include <formats/yaml/yaml_testing.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace capgap::yaml {
namespace {

using testing::HasSubstr;

Node parse_good(const std::string& text) {
    Parsed parsed = parse(text, "f.yaml");
    EXPECT_TRUE(parsed.problems.empty()) << text << '\n' << lines(parsed.problems);
    return parsed.root ? *parsed.root : Node{};
}

std::string place_in_file(const Location& at) {
    return at.file + ':' + std::to_string(at.line) + ':' + std::to_string(at.column);
}

// ---- what is read ----------------------------------------------------------------------------------------------------------------------------

TEST(YamlParser, reads_scalars_lists_and_mappings) {
    const Node root = parse_good("id: unesco-dcf\nlanguages: [en, fr]\nlevels:\n  - {id: aware}\n  - id: able\n");
    ASSERT_TRUE(root.is_mapping());
    EXPECT_EQ(root.find("id")->text, "unesco-dcf");
    ASSERT_TRUE(root.find("languages")->is_sequence());
    EXPECT_EQ(root.find("languages")->items.at(1).text, "fr");
    EXPECT_EQ(root.find("levels")->items.at(1).find("id")->text, "able");
    EXPECT_EQ(root.find("none"), nullptr);
    EXPECT_EQ(root.find("id")->find("x"), nullptr);
}

TEST(YamlParser, keeps_every_scalar_as_text) {
    const Node root = parse_good("[1.10, 0x1f, no, true, 1e3, 2026-03-02, 007, .inf, 1_000, '', \"null\", '~']");
    std::vector<std::string> texts;
    for (const Node& item : root.items) texts.push_back(item.text);
    EXPECT_THAT(texts, testing::ElementsAre("1.10", "0x1f", "no", "true", "1e3", "2026-03-02", "007", ".inf", "1_000", "", "null", "~"));
}

TEST(YamlParser, places_are_lines_and_characters_from_1) {
    const Node root = parse_good("# comment\nétat: {ключ: wert}\nlist:\n  - a\n  - \"b\"\n");
    EXPECT_EQ(place_in_file(root.at), "f.yaml:2:1");
    EXPECT_EQ(place_in_file(root.members.at(0).key_at), "f.yaml:2:1");
    EXPECT_EQ(place_in_file(root.members.at(0).value.at), "f.yaml:2:7");
    EXPECT_EQ(place_in_file(root.members.at(0).value.members.at(0).key_at), "f.yaml:2:8");
    EXPECT_EQ(place_in_file(root.members.at(0).value.members.at(0).value.at), "f.yaml:2:14");
    EXPECT_EQ(place_in_file(root.members.at(1).value.items.at(1).at), "f.yaml:5:5");
}

TEST(YamlParser, a_byte_order_mark_and_windows_line_ends_change_nothing) {
    const Node plain = parse_good("a: b\nc:\n  - |\n    x\n    y\n  - z\n");
    const Node windows = parse_good(
        "\xef\xbb\xbf"
        "a: b\r\nc:\r\n  - |\r\n    x\r\n    y\r\n  - z\r\n");
    EXPECT_TRUE(same_values(plain, windows)) << to_flow_text(windows);
    EXPECT_EQ(place_in_file(windows.at), "f.yaml:1:1");
    EXPECT_EQ(place_in_file(windows.find("c")->items.at(1).at), "f.yaml:6:5");
}

TEST(YamlParser, the_end_of_the_file_needs_no_line_end) {
    EXPECT_EQ(parse_good("a: |\n  x").find("a")->text, "x\n");
    EXPECT_EQ(parse_good("a: 'x'").find("a")->text, "x");
    EXPECT_EQ(parse_good("x").text, "x");
}

TEST(YamlParser, one_document_may_have_its_marks) {
    EXPECT_EQ(parse_good("---\na: b\n...\n").find("a")->text, "b");
    EXPECT_EQ(parse_good("--- a\n...\n...\n# end\n").text, "a");
}

TEST(YamlParser, question_marks_need_no_quotes_between_brackets) {
    const Node root = parse_good("{en: What counts?, fr: Qu'est-ce qui compte ?, es?: '¿?', x: [?y, a?b]}");
    EXPECT_EQ(root.find("en")->text, "What counts?");
    EXPECT_EQ(root.find("fr")->text, "Qu'est-ce qui compte ?");
    EXPECT_EQ(root.find("es?")->text, "¿?");
    EXPECT_EQ(root.find("x")->items.at(0).text, "?y");
}

TEST(YamlParser, a_tab_on_an_empty_line_is_no_indentation) {
    EXPECT_EQ(parse_good("a: 1\n\t\n \t \nb: 2\n").find("b")->text, "2");
}

TEST(YamlParser, a_closing_bracket_may_stand_below_its_key) {
    EXPECT_EQ(parse_good("a: [\n  b,\n  c,\n]\nd: {\n  e: f\n}\n").find("a")->items.size(), 2U);
}

TEST(YamlParser, long_texts_keep_their_words) {
    const Node root = parse_good("a: one\n  two\n\n  three # no\nb: >-\n  one\n  two\nc: \"one\n  two\\\n  three\"\n");
    EXPECT_EQ(root.find("a")->text, "one two\nthree");
    EXPECT_EQ(root.find("b")->text, "one two");
    EXPECT_EQ(root.find("c")->text, "one twothree");
}

// ---- what is refused -------------------------------------------------------------------------------------------------------------------------

struct Bad {
    std::string code;
    std::string at;  ///< line:column of the first problem; empty: the whole file
    std::string words;
    std::string text;
};

Limits small_limits() {
    Limits limits;
    limits.bytes = 400;
    limits.depth = 5;
    limits.nodes = 12;
    limits.key_bytes = 100;
    limits.problems = 3;
    return limits;
}

std::vector<Bad> bad_files() {
    return {
        {"CG0101", "", "the file has 401 bytes; at most 400", std::string(401, '#')},
        {"CG0102", "2:5", "UTF-8 (byte E9)", "a: b\nfr: \xe9tat\n"},
        {"CG0102", "1:4", "UTF-8 (byte C3)", "a: \xc3"},
        {"CG0102", "1:1", "UTF-8 (byte C0)", "\xc0\xaf"},
        {"CG0102", "1:1", "UTF-8 (byte ED)", "\xed\xa0\x80"},
        {"CG0102", "1:1", "UTF-8 (byte F4)", "\xf4\x90\x80\x80"},
        {"CG0103", "", "two or four bytes",
         std::string("\xff\xfe"
                     "a\0:\0",
                     6)},
        {"CG0103", "", "two or four bytes", std::string("\0a\0:\0 \0b", 8)},
        {"CG0104", "1:5", "U+0000", std::string("a: b\0c", 6)},
        {"CG0104", "1:4", "U+001B", "a: \x1b[31mred"},
        {"CG0104", "1:5", "carriage return", "a: b\rc: d\n"},
        {"CG0104", "1:4", "byte-order mark",
         "a: \xef\xbb\xbf"
         "b"},
        {"CG0104", "1:5", "control character", "a: \"\\e[31m\""},
        {"CG0104", "1:5", "control character", "a: \"\\x07\""},
        {"CG0105", "", "nothing", ""},
        {"CG0105", "", "nothing", "# only a comment\n\n"},
        {"CG0105", "", "nothing", "---\n...\n"},
        {"CG0106", "1:6", "more than 5", "[[[[[[a]]]]]]"},
        {"CG0106", "1:11", "more than 5", "- - - - - - a"},
        {"CG0106", "1:10", "more than 5", "[a: [b: [c: [d: e]]]]"},
        {"CG0107", "1:26", "more than 12", "[1,2,3,4,5,6,7,8,9,10,11,12,13]"},
        {"CG0108", "", "more than 3 problems", "[&a 1, &b 2, &c 3, &d 4]"},
        {"CG0110", "1:1", "directive", "%YAML 1.2\n---\na: b\n"},
        {"CG0111", "1:4", "tag", "a: !!str b"},
        {"CG0112", "1:4", "anchor", "a: &x b"},
        {"CG0112", "1:4", "alias", "a: *x"},
        {"CG0113", "2:3", "merge key", "a:\n  <<: b\n"},
        {"CG0114", "2:1", "second document", "a: b\n---\nc: d\n"},
        {"CG0114", "3:1", "second document", "a: b\n...\nc: d\n"},
        {"CG0115", "1:1", "'? '", "? a\n: b\n"},
        {"CG0115", "1:2", "'? '", "[? a]"},
        {"CG0116", "1:1", "a key must be a text", "[a, b]: c\n"},
        {"CG0116", "1:2", "a key must be a text", "{{a: b}: c}\n"},
        {"CG0117", "1:1", "'title' has no value", "title:\nid: x\n"},
        {"CG0117", "2:3", "this entry of the list has no value", "a:\n  -\n  - b\n"},
        {"CG0117", "1:4", "may not be '~'", "a: ~\n"},
        {"CG0117", "1:4", "may not be 'null'", "a: null\n"},
        {"CG0117", "1:5", "nothing before this comma", "[a, , b]"},
        {"CG0117", "1:8", "'c' has no value: between { and }", "{a: b, c}"},
        {"CG0117", "1:2", "'a' has no value", "{a: , b: c}"},
        {"CG0118", "3:1", "'a' stands here twice, first in line 1", "a: b\nc: d\na: e\n"},
        {"CG0118", "1:8", "'a' stands here twice, first in line 1", "{a: b, \"a\": e}"},
        {"CG0119", "1:1", "at most 100 bytes", std::string(101, 'k') + ": v"},
        {"CG0120", "1:4", "the quote \" has no end", "a: \"b\nc: d\n"},
        {"CG0120", "1:4", "the quote ' has no end", "a: 'it''s\n"},
        {"CG0120", "1:4", "has no end before line 2", "a: \"b\nc\"\n"},
        {"CG0121", "2:4", "the bracket '[' has no end", "a: b\nc: [d, e\n"},
        {"CG0121", "1:4", "the bracket '{' has no end", "a: {b: c\n---\n"},
        {"CG0121", "1:4", "has no end before line 2", "a: [b,\nc: d\n"},
        {"CG0121", "1:4", "what follows ' #' is a comment", "a: {b: c #1}\nd: e\n"},
        {"CG0122", "1:4", "nothing opens", "a: ]\n"},
        {"CG0122", "1:7", "cannot close the '['", "a: [b }\n"},
        {"CG0123", "2:1", "a tab indents", "a:\n\tb: c\n"},
        {"CG0123", "2:1", "a tab indents", "a: [\n\tb]\n"},
        {"CG0123", "2:1", "a tab indents", "a: 'b\n\tc'\n"},
        {"CG0124", "3:3", "belongs to nothing above it", "a:\n    b: c\n  d: e\n"},
        {"CG0124", "2:3", "belongs to nothing above it", "a: \"b\"\n  c: d\n"},
        {"CG0125", "1:9", "a comment begins with a space", "a: \"b c\"# d\n"},
        {"CG0126", "1:7", "backslash", "a: \"C:\\dir\"\n"},
        {"CG0126", "1:5", "2 hexadecimal digits", "a: \"\\xg1\"\n"},
        {"CG0126", "1:5", "no character of Unicode", "a: \"\\ud83d\"\n"},
        {"CG0127", "1:11", "put the value in quotes", "title: Foo: bar\n"},
        {"CG0127", "1:6", "put the value in quotes", "{a: b: c}"},
        {"CG0127", "1:8", "is a comma missing before 'c'", "{a: b c: d}"},
        {"CG0127", "2:6", "belongs to the value begun in line 1", "a: b\n  c d: e\n"},
        {"CG0128", "1:2", "on one line", "{a\n : b}"},
        {"CG0129", "2:1", "a key and a colon were expected here; found 'b'", "a: 1\nb\nc: 2\n"},
        {"CG0129", "2:1", "write a space after the ':'", "a: 1\nb:2\n"},
        {"CG0129", "2:1", "looks like a space, and is none", "a: 1\nb:\u00a02\n"},
        {"CG0129", "1:1", "no key before this colon", ": a\n"},
        {"CG0130", "1:4", "cannot begin with '@'", "a: @home\n"},
        {"CG0130", "1:4", "cannot begin with '%'", "a: %d\n"},
        {"CG0130", "1:2", "cannot begin with '|'", "[|]"},
        {"CG0130", "1:4", "cannot begin with '{'", "a: {b} c\n"},
        {"CG0130", "1:5", "cannot begin with '['", "{a: [b] c}"},
        {"CG0131", "1:8", "'c' stands behind the end of a value", "a: \"b\" c\n"},
        {"CG0131", "1:8", "an apostrophe is written twice", "a: 'it's'\n"},
        {"CG0132", "1:4", "cannot begin on the line of its key", "a: - b\n"},
        {"CG0132", "2:1", "next key of a mapping was expected", "a: b\n- c\n"},
        {"CG0132", "1:2", "between brackets", "[-, a]"},
        {"CG0132", "2:3", "a list entry begins with '-' and a space; found '-b:'", "a:\n  -b: c\n"},
        {"CG0132", "2:3", "a list entry begins with '-' and a space; found '\u2013'", "a:\n  \u2013 b\n"},
        {"CG0133", "1:6", "a comma is missing before '\"b\"'", "[\"a\" \"b\"]"},
        {"CG0134", "1:6", "begins on the next line", "a: | text\n"},
        {"CG0134", "2:1", "more spaces than the first line", "a: |\n    \n  text\n"},
        {"CG0135", "3:3", "cannot end with empty lines", "a: 'b\n\n  '\n"},
        {"CG0136", "2:1", "looks like a space, and is none", "a:\n\u00a0\u00a0b: c\n"},
    };
}

TEST(YamlParser, refuses_bad_files_with_place_and_words) {
    for (const Bad& bad : bad_files()) {
        const Parsed parsed = parse(bad.text, "f.yaml", small_limits());
        ASSERT_FALSE(parsed.problems.empty()) << bad.text;
        const Diagnostic& first = parsed.problems.front();
        EXPECT_EQ(first.code, bad.code) << bad.text << '\n' << lines(parsed.problems);
        EXPECT_EQ(first.severity, Severity::error);
        EXPECT_EQ(place_in_file(first.at), "f.yaml:" + (bad.at.empty() ? "0:0" : bad.at)) << bad.text << '\n' << lines(parsed.problems);
        EXPECT_THAT(first.message + "; " + first.hint, HasSubstr(bad.words)) << bad.text;
    }
}

TEST(YamlParser, says_each_problem_once) {
    for (const Bad& bad : bad_files()) {
        if (bad.code == "CG0108") continue;
        const Parsed parsed = parse(bad.text, "f.yaml", small_limits());
        EXPECT_EQ(parsed.problems.size(), 1U) << bad.text << '\n' << lines(parsed.problems);
    }
}

TEST(YamlParser, every_code_is_provoked) {
    std::set<std::string> provoked{"CG0139"};  // the parser's own refusals: below
    for (const Bad& bad : bad_files()) provoked.insert(bad.code);
    EXPECT_EQ(provoked, defined_codes("CG01[0-9]{2}"));
}

TEST(YamlParser, the_parsers_own_refusals_have_a_place) {
    const Parsed parsed = parse("a: &x &y b\n", "f.yaml");
    ASSERT_FALSE(parsed.root);
    EXPECT_THAT(lines(parsed.problems),
                HasSubstr("f.yaml:1:7: error: this cannot be read as YAML (cannot assign multiple anchors to the same node) [CG0139]"));
}

TEST(YamlParser, finds_all_problems_at_once_and_reads_on_where_it_can) {
    const Parsed parsed = parse("a: &x 1\nb: ~\nc: !t 2\nd: 3\nd: 4\n\"e\": 5# five\n", "f.yaml");
    EXPECT_THAT(parsed.problems, testing::ElementsAre(testing::Field(&Diagnostic::code, "CG0112"), testing::Field(&Diagnostic::code, "CG0117"),
                                                      testing::Field(&Diagnostic::code, "CG0111"), testing::Field(&Diagnostic::code, "CG0118")));
    ASSERT_TRUE(parsed.root);
    EXPECT_TRUE(parsed.root->find("b")->is_absent());
    EXPECT_EQ(parsed.root->find("d")->text, "3");
    EXPECT_EQ(parsed.root->find("e")->text, "5# five");
}

TEST(YamlParser, reads_nothing_where_the_structure_is_not_sure) {
    const Parsed parsed = parse("a: Foo: bar\nb: [c d: e]\nf: \"g\" h\n", "f.yaml");
    EXPECT_FALSE(parsed.root);
    EXPECT_EQ(parsed.problems.size(), 2U) << lines(parsed.problems);
}

}  // namespace
}  // namespace capgap::yaml
