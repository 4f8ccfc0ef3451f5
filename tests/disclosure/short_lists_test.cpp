#include <capgap/disclosure/lists.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace capgap {
namespace {

std::vector<std::uint32_t> entries(const ShortLists& lists, std::size_t owner) {
    std::vector<std::uint32_t> out;
    for (const std::uint32_t value : lists[owner]) out.push_back(value);
    return out;
}

TEST(ShortLists, grow_in_any_order_and_keep_theirs) {
    ShortLists lists;
    lists.add_owner();
    lists.add(0, 7);
    lists.add_owner();
    lists.add_owner();
    lists.add(2, 1);
    lists.add(0, 5);
    lists.add(2, 9);
    lists.add(0, 6);
    EXPECT_EQ(entries(lists, 0), (std::vector<std::uint32_t>{7, 5, 6}));
    EXPECT_TRUE(entries(lists, 1).empty());
    EXPECT_EQ(entries(lists, 2), (std::vector<std::uint32_t>{1, 9}));
}

}  // namespace
}  // namespace capgap
