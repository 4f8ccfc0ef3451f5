#include <capgap/measurement/item_use.hpp>

#include <capgap/responses/batch.hpp>

#include <gtest/gtest.h>

namespace capgap {
namespace {

TEST(ItemUse, a_column_counts_as_its_answers_one_by_one) {
    const std::vector<std::int8_t> codes = {0, 2, 2, Batch::empty, Batch::not_applicable, Batch::do_not_know, Batch::refused, -5, 1, 2};
    const std::vector<std::uint8_t> counted = {1, 1, 0, 1, 1, 1, 1, 1, 0, 1};
    ItemUse by_column({3});
    by_column.add(0, codes, counted);
    ItemUse one_by_one({3});
    for (std::size_t row = 0; row < codes.size(); ++row) {
        if (counted[row] != 0) one_by_one.add(0, codes[row]);
    }
    EXPECT_EQ(by_column, one_by_one);
    EXPECT_EQ(by_column.items()[0].options, (std::vector<std::int64_t>{1, 0, 2}));
    EXPECT_EQ(by_column.items()[0].people(), 8);
}

}  // namespace
}  // namespace capgap
