// Changing a file that somebody wrote, and nothing else in it.

#include <capgap/formats/yaml/parser.hpp>
#include <capgap/formats/yaml/rewrite.hpp>

#include <formats/yaml/yaml_testing.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace capgap::yaml {
namespace {

Node tree_of(const std::string& text) {
    Parsed parsed = parse(text, "f.yaml");
    EXPECT_TRUE(parsed.root && parsed.problems.empty()) << lines(parsed.problems) << text;
    return parsed.root ? std::move(*parsed.root) : Node{};
}

/// `text`, made to say what `wanted` says.
std::string rewritten(const std::string& text, const std::string& wanted) {
    const auto out = rewritten(text, "f.yaml", tree_of(text), tree_of(wanted));
    return out.has_error() ? lines(out.error().all) : *out;
}

TEST(Rewriting, the_same_values_are_the_same_bytes) {
    const std::string text = "a:   'x'   # why\nb: [1,  2]\n\n";
    EXPECT_EQ(rewritten(text, "a: x\nb: [1, 2]\n"), text);
}

TEST(Rewriting, a_value_is_replaced_and_its_comment_stays) {
    EXPECT_EQ(rewritten("a: x   # why\nb: y\n", "a: z\nb: y\n"), "a: z   # why\nb: y\n");
    EXPECT_EQ(rewritten("a: 'it''s'  # why\nb: y\n", "a: z\nb: y\n"), "a: z  # why\nb: y\n");
    EXPECT_EQ(rewritten("a: \"x \\\" # no\"\nb: y\n", "a: z\nb: y\n"), "a: z\nb: y\n");
    EXPECT_EQ(rewritten("a: no # hash#tag is text\n", "a: z\n"), "a: z # hash#tag is text\n");
}

TEST(Rewriting, texts_over_several_lines_end_where_they_end) {
    EXPECT_EQ(rewritten("a: one\n  two\n\n  three\nb: y\n", "a: z\nb: y\n"), "a: z\nb: y\n");
    EXPECT_EQ(rewritten("a: |\n  one\n\n  two\n\n# for b\nb: y\n", "a: z\nb: y\n"), "a: z\n\n# for b\nb: y\n");
    EXPECT_EQ(rewritten("a: >-\n  one\n  two\nb: y\n", "a: z\nb: y\n"), "a: z\nb: y\n");
    EXPECT_EQ(rewritten("a:\n  b: |+\n    one\n\nc: y\n", "a:\n  b: z\nc: y\n"), "a:\n  b: z\nc: y\n");
    EXPECT_EQ(rewritten("a: \"one\n  two\"\nb: y\n", "a: z\nb: y\n"), "a: z\nb: y\n");
}

TEST(Rewriting, a_key_goes_behind_the_others_of_its_mapping) {
    EXPECT_EQ(rewritten("t:\n  en: x   # why\nb: y\n", "t: {en: x, fr: é}\nb: y\n"), "t:\n  en: x   # why\n  fr: \"é\"\nb: y\n");
    EXPECT_EQ(rewritten("t: {en: x}   # why\nb: y\n", "t: {en: x, fr: z}\nb: y\n"), "t: {en: x, fr: z}   # why\nb: y\n");
    EXPECT_EQ(rewritten("t: {en: x,\n    de: y}\n", "t: {en: x, de: y, fr: z}\n"), "t: {en: x,\n    de: y,\n    fr: z}\n");
    EXPECT_EQ(rewritten("t:\n  en: |\n    long\n    text\nb: y", "t: {en: \"long\\ntext\\n\", fr: z}\nb: y\n"),
              "t:\n  en: |\n    long\n    text\n  fr: z\nb: y");
    EXPECT_EQ(rewritten("l:\n  - id: a\n    t: {en: x}\n  - id: b\n", "l: [{id: a, t: {en: x}, fr: z}, {id: b}]\n"),
              "l:\n  - id: a\n    t: {en: x}\n    fr: z\n  - id: b\n");
    EXPECT_EQ(rewritten("a: x", "a: x\nb: z\n"), "a: x\nb: z");
}

TEST(Rewriting, a_text_becomes_one_with_its_status) {
    EXPECT_EQ(rewritten("t:\n  fr: y # why\n", "t: {fr: {text: z, status: draft}}\n"), "t:\n  fr: {text: z, status: draft} # why\n");
    EXPECT_EQ(rewritten("t: {fr: l'avenir, en: x}\n", "t: {fr: {text: z, of: \"0\"}, en: x}\n"), "t: {fr: {text: z, of: \"0\"}, en: x}\n");
    EXPECT_EQ(rewritten("t: {fr: {text: l'un, status: draft}, en: x}\n", "t: {fr: {text: z, status: project}, en: x}\n"),
              "t: {fr: {text: z, status: project}, en: x}\n");
}

TEST(Rewriting, a_mapping_that_lost_a_key_is_written_anew) {
    EXPECT_EQ(rewritten("t:\n  fr: {text: y, reviewer: A}\n", "t: {fr: {text: y}}\n"), "t:\n  fr: {text: \"y\"}\n");
    EXPECT_EQ(rewritten("t:\n  fr:\n    text: y z\n    reviewer: A\n  # next\n  en: x\n", "t: {fr: {text: y z, status: draft}, en: x}\n"),
              "t:\n  fr:\n    text: \"y z\"\n    status: draft\n  # next\n  en: x\n");
}

TEST(Rewriting, new_mappings_stand_one_key_a_line) {
    EXPECT_EQ(rewritten("t:\n  a: x\n", "t: {a: x, b: {c: {fr: {text: z, status: draft}, en: w}}}\n"),
              "t:\n  a: x\n  b:\n    c:\n      fr: {text: z, status: draft}\n      en: w\n");
    EXPECT_EQ(rewritten("t: {a: x}\n", "t: {a: x, b: {c: {fr: z}}}\n"), "t: {a: x, b: {c: {fr: z}}}\n");
    EXPECT_EQ(rewritten("t: {}\n", "t: {a: z}\n"), "t: {a: z}\n");
}

TEST(Rewriting, lists_grow_at_their_end) {
    EXPECT_EQ(rewritten("l: [a, b]  # why\n", "l: [a, b, c]\n"), "l: [a, b, c]  # why\n");
    EXPECT_EQ(rewritten("l:\n- a\n- b # why\nm: x\n", "l: [a, b, c]\nm: x\n"), "l:\n- a\n- b # why\n- c\nm: x\n");
    EXPECT_EQ(rewritten("l:\n  - a\n  - b\n", "l: [a, b, c]\n"), "l:\n  - a\n  - b\n  - c\n");
}

TEST(Rewriting, line_ends_and_byte_order_mark_stay) {
    EXPECT_EQ(rewritten("a: x\r\nb:\r\n  c: y # why\r\n", "a: z\nb: {c: y, d: w}\n"), "a: z\r\nb:\r\n  c: y # why\r\n  d: w\r\n");
    EXPECT_EQ(rewritten("\xEF\xBB\xBF"
                        "a: x\nb: y\n",
                        "a: z\nb: y\n"),
              "\xEF\xBB\xBF"
              "a: z\nb: y\n");
}

TEST(Rewriting, places_count_characters_and_not_bytes) {
    EXPECT_EQ(rewritten("é: {ü: 中文, b: y}\n", "é: {ü: 中文, b: z}\n"), "é: {ü: 中文, b: z}\n");
}

/// Every scalar, and a key in every mapping: what comes out is compared with what was wanted by rewritten() itself.
void change_all(Node& node) {
    if (node.is_scalar()) node.text += " 'x': #\n\"";
    for (Node& item : node.items) change_all(item);
    for (Node::Member& member : node.members) change_all(member.value);
    if (node.is_mapping()) node.members.push_back({"zz", {}, Node{Node::Kind::scalar, {}, "new: [", {}, {}}});
    if (node.is_sequence()) node.items.push_back(Node{Node::Kind::scalar, {}, "- {", {}, {}});
}

TEST(Rewriting, works_on_every_file_of_the_project) {
    namespace fs = std::filesystem;
    std::size_t files = 0;
    for (const char* folder : {"frameworks", "surveys", "reports", "examples", "tests/reference", "tests/invalid/base"}) {
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fs::path(CAPGAP_SOURCE_DIR) / folder)) {
            if (entry.path().extension() != ".yaml") continue;
            const std::string file = fs::relative(entry.path(), CAPGAP_SOURCE_DIR).generic_string();
            const std::string text = read_source_file(file);
            const Parsed parsed = parse(text, file);
            if (!parsed.root || !parsed.problems.empty()) continue;
            Node wanted = *parsed.root;
            change_all(wanted);
            const auto out = rewritten(text, file, *parsed.root, wanted);
            EXPECT_FALSE(out.has_error()) << file;
            ++files;
        }
    }
    EXPECT_GT(files, 50U);
}

TEST(Rewriting, says_where_it_cannot) {
    // Nothing but the place of the tree is wrong here: what comes out would be another text, and is not given.
    Node was = tree_of("a: x\nb: y\n");
    Node is = was;
    is.members[0].value.text = "z";
    was.members[0].value.at.line = 2;
    const auto out = rewritten("a: x\nb: y\n", "f.yaml", was, is);
    ASSERT_TRUE(out.has_error());
    EXPECT_EQ(out.error().all.front().code, "CG0301");
}

}  // namespace
}  // namespace capgap::yaml
