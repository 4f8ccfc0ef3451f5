#include <capgap/formats/xlsx/cell_text.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using testing::ElementsAre;

TEST(CutToUnits, what_fits_stays) {
    EXPECT_EQ(cut_to_units("", 3), "");
    EXPECT_EQ(cut_to_units("abc", 3), "abc");
    EXPECT_EQ(cut_to_units("éàç", 3), "éàç");
    EXPECT_EQ(cut_to_units("a😀", 3), "a😀");  // 1 + 2 units of UTF-16
}

TEST(CutToUnits, what_is_longer_ends_with_an_ellipsis_between_two_characters) {
    EXPECT_EQ(cut_to_units("abcd", 3), "ab…");
    EXPECT_EQ(cut_to_units("éàçî", 3), "éà…");
    EXPECT_EQ(cut_to_units("ab😀", 3), "ab…");
    EXPECT_EQ(cut_to_units("a😀😀", 4), "a😀…");
    EXPECT_EQ(cut_to_units("😀😀", 3), "😀…");
}

TEST(SheetNames, what_is_allowed_stays_and_the_rest_becomes_so) {
    EXPECT_THAT(sheet_names({"gaps", "À lire d'abord"}), ElementsAre("gaps", "À lire d'abord"));
    EXPECT_THAT(sheet_names({"a/b:c*?[d]\\", "", "'x'"}), ElementsAre("a_b_c___d__", "_", "_x_"));
    EXPECT_THAT(sheet_names({std::string(40, 'x')}), ElementsAre(std::string(30, 'x') + "…"));
}

TEST(SheetNames, no_two_are_the_same_but_for_case) {
    EXPECT_THAT(sheet_names({"Read me", "read me", "READ ME"}), ElementsAre("Read me", "read me 2", "READ ME 3"));
    const std::string longest(31, 'x');
    EXPECT_THAT(sheet_names({longest, longest}), ElementsAre(longest, std::string(28, 'x') + "… 2"));
}

}  // namespace
}  // namespace capgap
