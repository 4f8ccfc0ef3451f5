#include <capgap/assessment/posts.hpp>

#include "../report/sample_round.hpp"

#include <gmock/gmock.h>

namespace capgap {
namespace {

using testing::HasSubstr;

/// Clerks have no target in 1.2; everything else is 2 for both.
struct Targets {
    Framework framework = Framework::make(sample_round::framework_content()).value().value;
    Profiles profiles = Profiles::make(sample_round::profiles_content(), framework).value().value;

    Result<Checked<Posts>> posts(const std::vector<std::pair<std::string, std::string>>& lines) const {
        std::vector<PostContent> content;
        std::uint32_t number = 1;
        for (const auto& [post, profile] : lines) content.push_back({post, profile, {"posts.csv", ++number, 1}, 2});
        return Posts::make(content, profiles, framework, {"posts.csv", 0, 0});
    }
};

TEST(Posts, count_in_their_only_profile) {
    const auto posts = Targets().posts({{"K-2.10", "clerk"}, {"Head", "manager"}, {"K-2.1", "clerk"}});
    ASSERT_FALSE(posts.has_error());
    EXPECT_EQ(posts->value.names().size(), 3U);
    EXPECT_EQ(posts->value.profile(0), 0U);
    EXPECT_EQ(posts->value.profile(1), 1U);
    EXPECT_EQ(posts->value.profile(2), 0U);
}

TEST(Posts, with_several_profiles_count_in_the_first_where_that_has_the_highest_targets) {
    const auto posts = Targets().posts({{"Head", "manager"}, {"Head", "clerk"}});
    ASSERT_FALSE(posts.has_error());
    EXPECT_EQ(posts->value.profile(0), 1U);
}

TEST(Posts, held_to_more_than_their_first_profile_are_refused) {
    const auto posts = Targets().posts({{"Head", "clerk"}, {"Head", "manager"}});
    ASSERT_TRUE(posts.has_error());
    ASSERT_EQ(posts.error().all.size(), 1U);
    EXPECT_THAT(to_string(posts.error().all[0]), HasSubstr("posts.csv:2:1: error: post 'Head' counts in the profile 'clerk'"));
    EXPECT_THAT(posts.error().all[0].hint, HasSubstr("name 'manager' first"));
}

TEST(Posts, say_all_that_is_wrong_at_once) {
    const auto posts = Targets().posts({{"", "clerk"}, {"A", "clark"}, {"B", "clerk"}, {"B", "clerk"}});
    ASSERT_TRUE(posts.has_error());
    EXPECT_EQ(posts.error().all.size(), 3U);
    EXPECT_TRUE(Targets().posts({}).has_error());
}

}  // namespace
}  // namespace capgap
