#include <capgap/base/small_numbers.hpp>

#include <gtest/gtest.h>

#include <type_traits>

namespace capgap {
namespace {

TEST(SmallNumbers, take_the_room_that_they_are_for) {
    EXPECT_EQ(sizeof(Index16), 2U);
    EXPECT_EQ(sizeof(Count32), 4U);
    EXPECT_EQ(sizeof(OptionalCount32), 4U);
    EXPECT_EQ(sizeof(Optional<double>), 8U);
}

TEST(SmallNumbers, a_narrow_number_is_a_number) {
    Count32 people = 3;
    people += 4;
    EXPECT_EQ(people, 7);
    EXPECT_EQ(people - 10, -3) << "it is reckoned with as the wide number";
    EXPECT_EQ(Index32{4'000'000'000}, 4'000'000'000U);
}

TEST(SmallNumbers, an_optional_is_nothing_until_it_is_something) {
    Optional<double> share;
    EXPECT_FALSE(share.has_value());
    EXPECT_EQ(share, std::nullopt);
    EXPECT_EQ(share.value_or(0.5), 0.5);
    EXPECT_THROW((void)share.value(), std::bad_optional_access);
    share = 0.0;
    EXPECT_TRUE(share.has_value());
    EXPECT_EQ(*share, 0.0);
    EXPECT_NE(share, std::nullopt);
    share.reset();
    EXPECT_EQ(share, Optional<double>());
}

TEST(SmallNumbers, an_optional_comes_from_one_of_the_library_and_goes_to_it) {
    const std::optional<std::int64_t> headcount = 12;
    const Optional<std::int64_t> kept = headcount;
    EXPECT_EQ(std::optional<std::int64_t>(kept), headcount);
    EXPECT_EQ(std::optional<std::int64_t>(Optional<std::int64_t>(std::optional<std::int64_t>())), std::nullopt);
    EXPECT_EQ(OptionalCount32(Count32(5)), 5);
    EXPECT_EQ(OptionalCount32(0), 0) << "nobody is a number";
}

}  // namespace
}  // namespace capgap
