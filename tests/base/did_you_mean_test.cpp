#include <capgap/base/did_you_mean.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

namespace capgap {
namespace {

constexpr std::size_t far = 1000;

TEST(EditDistance, counts_insertions_deletions_replacements_and_exchanges) {
    EXPECT_EQ(edit_distance("", "", far), 0U);
    EXPECT_EQ(edit_distance("", "abc", far), 3U);
    EXPECT_EQ(edit_distance("gender", "gander", far), 1U);
    EXPECT_EQ(edit_distance("gender", "geneder", far), 1U);
    EXPECT_EQ(edit_distance("gender", "gedner", far), 1U);
    // The classical example of Wagner and Fischer's table, and the one that tells the restricted form from the full one (2).
    EXPECT_EQ(edit_distance("kitten", "sitting", far), 3U);
    EXPECT_EQ(edit_distance("ca", "abc", far), 3U);
    EXPECT_EQ(edit_distance("kitten", "sitting", 1), 2U) << "more than one: not counted further";
    EXPECT_EQ(edit_distance("a", "abcdef", 2), 3U);
}

TEST(EditDistance, property_is_symmetric_and_small_after_one_edit) {
    const auto word = rc::gen::container<std::string>(rc::gen::inRange<char>('a', 'e'));
    EXPECT_TRUE(rc::check([word] {
        const std::string a = *word;
        const std::string b = *word;
        RC_ASSERT(edit_distance(a, b, far) == edit_distance(b, a, far));
        RC_ASSERT((edit_distance(a, b, far) == 0) == (a == b));
        RC_ASSERT(edit_distance(a, b, far) <= std::max(a.size(), b.size()));
        const auto most = *rc::gen::inRange<std::size_t>(0, 4);
        RC_ASSERT(edit_distance(a, b, most) == std::min(edit_distance(a, b, far), most + 1));
        std::string longer = a;
        longer.insert(*rc::gen::inRange<std::size_t>(0, a.size() + 1), 1, 'z');
        RC_ASSERT(edit_distance(a, longer, far) == 1);
    }));
}

TEST(DidYouMean, names_what_is_near) {
    DidYouMean hint({"region", "gender", "age_group", "1.1", "1.2", "1.10"});
    EXPECT_EQ(hint("Gender"), "did you mean 'gender'?");
    EXPECT_EQ(hint("REGION"), "did you mean 'region'?");
    EXPECT_EQ(hint("gneder"), "did you mean 'gender'?");
    EXPECT_EQ(hint("1.10 "), "did you mean '1.10'?");
    EXPECT_EQ(hint("1.3"), "did you mean '1.1' or '1.2'?");
    EXPECT_EQ(DidYouMean({"institution2", "institution", "institution3"})("institutoin"), "did you mean 'institution'?") << "the nearest alone";
    EXPECT_EQ(hint("income"), "known are 'region', 'gender', 'age_group', '1.1', '1.2' and '1.10'");
}

TEST(DidYouMean, says_nothing_that_does_not_help) {
    std::vector<std::string> many;
    for (int i = 0; i < 100; ++i) many.push_back("q" + std::to_string(i));
    DidYouMean hint(many);
    EXPECT_EQ(hint("institution"), "");
    EXPECT_EQ(hint("q100"), "did you mean 'q10'?");
    EXPECT_EQ(hint("qx"), "") << "ten are equally near";
    EXPECT_EQ(hint(std::string(1'000'000, 'q')), "");
    EXPECT_EQ(DidYouMean({})("x"), "");
    EXPECT_EQ(DidYouMean({"a"})("x"), "known is 'a'") << "one letter for another is no likeness";
}

TEST(DidYouMean, answers_only_the_first_questions) {
    DidYouMean hint({"region"});
    for (std::size_t i = 0; i < DidYouMean::most_hints; ++i) EXPECT_NE(hint("regoin"), "");
    EXPECT_EQ(hint("regoin"), "");
}

}  // namespace
}  // namespace capgap
