#include <capgap/formats/lss/relevance.hpp>

#include <gtest/gtest.h>

namespace capgap::lss {
namespace {

std::string read(const char* text) {
    const auto found = one_of_answers(text);
    if (!found) return "no";
    std::string out = found->variable + ':';
    for (const std::string& answer : found->answers) out += ' ' + answer;
    return out;
}

TEST(Relevance, one_of_some_answers_to_one_question) {
    EXPECT_EQ(read("((245554X4X20.NAOK == \"Y\"))"), "245554X4X20: Y");
    EXPECT_EQ(read("q1 == 'A1' or q1.NAOK eq \"A2\" || (q1.NAOK==\"A3\")"), "q1: A1 A2 A3");
    EXPECT_EQ(read("((a_SQ1.NAOK == \"-oth-\") or (a_SQ1.NAOK == \"2\"))"), "a_SQ1: -oth- 2");
}

TEST(Relevance, nothing_else) {
    for (const char* other : {"", "1", "q1", "q1 ==", "q1 == \"\"", "q1 != \"A\"", "q1 > 3", "!is_empty(q1)", "q1 == \"A\" and q1 == \"B\"",
                              "q1 == \"A\" or q2 == \"A\"", "(q1 == \"A\"", "q1 == \"A\")", "q1 == \"A\" or", "q1 == \"A", "q1 == 5", ")(", "(((("}) {
        EXPECT_EQ(read(other), "no") << other;
    }
}

}  // namespace
}  // namespace capgap::lss
