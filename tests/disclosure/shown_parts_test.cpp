#include <capgap/disclosure/shown_parts.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<bool> shown(const std::vector<std::int64_t>& people) {
    return shown_parts(people, 10);
}

TEST(ShownParts, large_parts_and_empty_ones_are_told) {
    EXPECT_THAT(shown({10, 0, 25}), ElementsAre(true, true, true));
    EXPECT_THAT(shown({400}), ElementsAre(true));
    EXPECT_THAT(shown({0, 0}), ElementsAre(true, true));
    EXPECT_THAT(shown({}), IsEmpty());
}

TEST(ShownParts, one_small_part_hides_the_smallest_other) {
    EXPECT_THAT(shown({100, 9, 30, 50}), ElementsAre(true, false, false, true));
    EXPECT_THAT(shown({100, 1, 0, 100}), ElementsAre(false, false, true, true)) << "of two alike the first; nobody protects nobody";
    EXPECT_THAT(shown({400, 9}), ElementsAre(false, false));
}

TEST(ShownParts, small_parts_hide_each_other_if_together_they_are_enough) {
    EXPECT_THAT(shown({100, 5, 30, 5}), ElementsAre(true, false, true, false));
    EXPECT_THAT(shown({100, 5, 30, 4}), ElementsAre(true, false, false, false));
}

TEST(ShownParts, of_too_few_people_nothing_is_told) {
    EXPECT_THAT(shown({3, 0, 4}), ElementsAre(false, true, false));
    EXPECT_THAT(shown({1}), ElementsAre(false));
}

}  // namespace
}  // namespace capgap
