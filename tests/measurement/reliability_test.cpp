#include <capgap/measurement/reliability.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace capgap {
namespace {

ItemCovariances of(const std::vector<std::vector<std::int64_t>>& people) {
    ItemCovariances out(people.front().size());
    for (const auto& points : people) out.add(points);
    return out;
}

// Worked by hand: items (1,2,3,4) and (2,2,4,4): variances 5/3 and 4/3, covariance 4/3, variance of the sum 5/3 + 4/3 + 8/3 = 17/3; alpha = 2 (1 -
// 3/(17/3)) = 16/17.
TEST(CronbachAlpha, by_hand) {
    EXPECT_NEAR(*cronbach_alpha(of({{1, 2}, {2, 2}, {3, 4}, {4, 4}})), 16.0 / 17, 1e-15);
}

TEST(CronbachAlpha, parallel_items_give_one) {
    EXPECT_NEAR(*cronbach_alpha(of({{0, 0, 0}, {3, 3, 3}, {1, 1, 1}})), 1, 1e-15);
}

TEST(CronbachAlpha, undefined_where_nothing_can_be_said) {
    EXPECT_EQ(cronbach_alpha(ItemCovariances(3)), std::nullopt);
    EXPECT_EQ(cronbach_alpha(of({{1, 2}})), std::nullopt);          // one person
    EXPECT_EQ(cronbach_alpha(of({{1}, {2}})), std::nullopt);        // one item
    EXPECT_EQ(cronbach_alpha(of({{1, 2}, {1, 2}})), std::nullopt);  // no variance
}

TEST(CronbachAlpha, does_not_lose_digits_far_from_zero) {
    const std::int64_t far = std::int64_t{1} << 30;
    EXPECT_NEAR(*cronbach_alpha(of({{far + 1, far + 2}, {far + 2, far + 2}, {far + 3, far + 4}, {far + 4, far + 4}})), 16.0 / 17, 1e-12);
}

// The same people: variance of the sum 17/3; two items of up to 4 points are 8 points in all.
TEST(SdOfScore, by_hand) {
    EXPECT_NEAR(*sd_of_score_0_100(of({{1, 2}, {2, 2}, {3, 4}, {4, 4}}), 4), 100.0 / 8 * std::sqrt(17.0 / 3), 1e-12);
    EXPECT_EQ(sd_of_score_0_100(of({{1, 2}}), 4), std::nullopt);
    EXPECT_EQ(sd_of_score_0_100(ItemCovariances(0), 1), std::nullopt);
    EXPECT_EQ(*sd_of_score_0_100(of({{1, 2}, {1, 2}}), 4), 0);
}

}  // namespace
}  // namespace capgap
