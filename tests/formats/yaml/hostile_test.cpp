// Files made to harm: each is refused or read within the time and the memory that a person would not notice.

#include <capgap/formats/yaml/parser.hpp>

#include <formats/yaml/yaml_testing.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

namespace capgap::yaml {
namespace {

std::string first_code(const std::string& bytes) {
    const Parsed parsed = parse(bytes, "f.yaml");
    return parsed.problems.empty() ? "read" : parsed.problems.front().code;
}

constexpr std::size_t megabyte = 1024 * 1024;

TEST(HostileYaml, size_is_checked_before_anything_else) {
    EXPECT_EQ(first_code(std::string(16 * megabyte, ' ')), "CG0105");
    EXPECT_EQ(first_code(std::string(16 * megabyte + 1, ' ')), "CG0101");
    EXPECT_EQ(first_code(std::string(64 * megabyte, '[')), "CG0101");
}

TEST(HostileYaml, nesting_is_checked_before_the_parser_recurses) {
    EXPECT_EQ(first_code(repeated("[", 15 * megabyte)), "CG0106");
    EXPECT_EQ(first_code(repeated("{a: ", 4 * megabyte)), "CG0106");
    EXPECT_EQ(first_code(repeated("- ", 8 * megabyte)), "CG0106");
    EXPECT_EQ(first_code(repeated("[", 64) + repeated("]", 64)), "read");
    EXPECT_EQ(first_code(repeated("[", 65) + repeated("]", 65)), "CG0106");
    std::string stairs;
    for (std::size_t i = 0; i < 3000; ++i) stairs += std::string(i, ' ') + "k:\n";
    EXPECT_EQ(first_code(stairs), "CG0106");
}

TEST(HostileYaml, the_number_of_values_is_bounded) {
    EXPECT_EQ(first_code("[" + repeated("a,", 8 * megabyte - 1)), "CG0107");
    EXPECT_EQ(first_code(repeated("- a\n", 4 * megabyte)), "CG0107");
    std::string keys;
    for (int i = 0; i < 249'000; ++i) keys += "k" + std::to_string(i) + ": v\n";
    EXPECT_EQ(first_code(keys), "read");
}

TEST(HostileYaml, the_number_of_problems_is_bounded) {
    for (const char* const wrong : {"&a ", "a: b\n", "- ~\n", "? ", "\x01", "[,,,", "\"a\"#\n", "'a' b\n", "-\n"}) {
        const Parsed parsed = parse(repeated(wrong, 2 * megabyte / std::string(wrong).size()), "f.yaml");
        EXPECT_LE(parsed.problems.size(), Limits{}.problems + 1) << wrong;
        EXPECT_FALSE(parsed.problems.empty()) << wrong;
    }
}

TEST(HostileYaml, long_lines_are_read) {
    EXPECT_EQ(first_code("a: " + std::string(10 * megabyte, 'x')), "read");
    EXPECT_EQ(first_code("a: \"" + std::string(10 * megabyte, 'x') + '"'), "read");
    EXPECT_EQ(first_code("a: b #" + std::string(10 * megabyte, '[')), "read");
    EXPECT_EQ(first_code(std::string(10 * megabyte, 'x') + ": a"), "CG0119");
    EXPECT_EQ(first_code("a:" + std::string(10 * megabyte, ' ') + "b"), "read");
    EXPECT_EQ(first_code("a: [" + repeated("\"?\" ,", 200'000) + "]"), "read");
    EXPECT_EQ(first_code("a: [" + repeated("? b,", 200'000) + "]"), "CG0115");
    EXPECT_EQ(first_code("a: '" + repeated("''", 5 * megabyte) + "'"), "read");
}

TEST(HostileYaml, many_lines_are_read) {
    EXPECT_EQ(first_code("a:\n" + repeated("  word\n", 2 * megabyte)), "read");
    EXPECT_EQ(first_code("a: |\n" + repeated("  word\n", 2 * megabyte)), "read");
    EXPECT_EQ(first_code("a:" + repeated("\n", 15 * megabyte) + " b"), "read");
    EXPECT_EQ(first_code("a: b" + repeated("\n\t", 7 * megabyte)), "read");
    EXPECT_EQ(first_code("a: [" + repeated("\n", 15 * megabyte) + " b]"), "read");
}

TEST(HostileYaml, a_billion_laughs_are_not_laughed) {
    std::string bomb = "a: &a [lol, lol, lol]\n";
    for (char c = 'b'; c < 'k'; ++c) {
        const char before = static_cast<char>(c - 1);
        bomb += std::string(1, c) + ": &" + c + " [*" + before + ", *" + before + ", *" + before + "]\n";
    }
    const Parsed parsed = parse(bomb, "f.yaml");
    EXPECT_FALSE(parsed.root);
    EXPECT_THAT(parsed.problems, testing::Each(testing::Field(&Diagnostic::code, "CG0112")));
}

TEST(HostileYaml, a_diagnostic_cannot_be_made_long_or_forge_another_line) {
    const Parsed parsed = parse("a: b\n\"" + std::string(900, 'x') + "\\n\": c\n\"" + std::string(900, 'x') + "\\n\": d\n", "f.yaml");
    ASSERT_EQ(parsed.problems.size(), 1U);
    const std::string line = to_string(parsed.problems.front());
    EXPECT_LT(line.size(), 300U);
    EXPECT_EQ(line.find('\n'), std::string::npos);
}

/// As many problems as are listed, and the word that there are more.
void expect_bounded(const std::string& kind, const std::string& text) {
    const Diagnostics said = problems_of(kind, "capgap: " + kind + "/1\n" + text);
    EXPECT_FALSE(said.empty());
    EXPECT_LE(said.size(), Limits{}.problems + 1);
}

TEST(HostileYaml, files_full_of_mistakes_of_one_kind_cost_no_more_than_others) {
    expect_bounded("framework", numbered("k", ": v\n", 240'000));
    expect_bounded("survey", "items:\n" + repeated("  - {a: b, c: d}\n", 80'000));
    expect_bounded("framework", "languages: [en, fr]\nlevels:\n" + repeated("  - {id: a, title: {en: x, xx: y}}\n", 40'000));
    expect_bounded("framework", "languages: [" + repeated("en, ", 100'000) + "]\ntitle: {" + numbered("x", ": y, ", 100'000) + "}\n");
    expect_bounded("framework", "sources: {" + numbered(std::string(60, 's'), ": {title: x}, ", 50'000) + "}\nlevels:\n" +
                                    repeated("  - {title: {en: {text: x, source: " + std::string(60, 's') + "}}}\n", 20'000));
    expect_bounded("framework", "title: {" + numbered('"' + repeated("a-", 300), "\": x, ", 20'000) + "}\n");
    expect_bounded("framework", "version: " + std::string(8 * megabyte, 'a') + "\nlanguages: [" + repeated("a-bb", 2 * megabyte) + "]\n");
    const std::string levels = numbered("  - {id: l", ", title: {en: x}}\n", 30'000);
    expect_bounded("framework", "levels:\n" + levels + "domains:\n - competencies:\n" +
                                    repeated("    - descriptors: {" + numbered("l", ": {en: x}, ", 100) + "}\n", 300));
    expect_bounded("mapping", "institution: " + repeated("{first_of: [", 30) + "{code: a}" + repeated("]}", 30) + '\n');
    expect_bounded("mapping", "institution: {" + numbered("k", ": v, ", 200'000) + "}\n");
}

TEST(HostileYaml, random_bytes_are_refused) {
    std::mt19937 random(20260302);
    for (int i = 0; i < 2000; ++i) {
        std::string bytes(random() % 300, '\0');
        for (char& byte : bytes) byte = static_cast<char>(random());
        const Parsed parsed = parse(bytes, "f.yaml");
        EXPECT_TRUE(parsed.root || !parsed.problems.empty());
    }
}

}  // namespace
}  // namespace capgap::yaml
