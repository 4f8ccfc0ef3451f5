#include <capgap/measurement/dif_tables.hpp>

#include <measurement/no_answer.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace capgap {
namespace {

using testing::ElementsAre;

Decimal decimal(std::string_view text) {
    return *Decimal::parse(text);
}

DifLayout layout_of(std::size_t items, std::size_t categories) {
    DifLayout out;
    std::vector<std::int64_t> points;
    for (std::size_t k = 0; k < categories; ++k) points.push_back(static_cast<std::int64_t>(k));
    out.points.assign(items, points);
    out.most_points = static_cast<std::int64_t>(categories) - 1;
    return out;
}

void add(DifTables& to, const std::vector<std::uint8_t>& codes, std::size_t group = 0) {
    to.add(codes, group);
}

/// Of somebody alone, the band in which they stand with an item; -1 for none.
int band_in(const DifLayout& layout, const std::vector<std::uint8_t>& codes, std::size_t item) {
    DifTables tables(layout);
    add(tables, codes);
    const DifItemTable table = tables.item(item);
    for (std::size_t b = 0; b < table.bands; ++b) {
        for (std::size_t k = 0; k < table.categories(); ++k) {
            if (table.count(b, 0, k) > 0) return static_cast<int>(b);
        }
    }
    return -1;
}

TEST(DifTables, a_score_that_equals_a_limit_is_in_the_upper_band) {
    const DifLayout layout = layout_of(5, 5);  // 20 points make 100: 4, 8, 12, 16 are limits
    EXPECT_EQ(band_in(layout, {3, 0, 0, 0, 0}, 0), 0);
    EXPECT_EQ(band_in(layout, {4, 0, 0, 0, 0}, 0), 1);
    EXPECT_EQ(band_in(layout, {4, 4, 3, 0, 0}, 0), 2);
    EXPECT_EQ(band_in(layout, {4, 4, 4, 0, 0}, 0), 3);
    EXPECT_EQ(band_in(layout, {4, 4, 4, 4, 0}, 0), 4);
    EXPECT_EQ(band_in(layout, {4, 4, 4, 4, 4}, 0), 4);
    DifLayout odd = layout_of(3, 2);
    odd.band_limits = {decimal("33.333333"), decimal("66.666667")};  // just below 1 of 3, just above 2 of 3
    EXPECT_EQ(band_in(odd, {1, 0, 0}, 0), 1);
    EXPECT_EQ(band_in(odd, {1, 1, 0}, 0), 1);
    EXPECT_EQ(band_in(odd, {1, 1, 1}, 0), 2);
}

TEST(DifTables, what_is_missing_is_left_out_of_the_score) {
    const DifLayout layout = layout_of(4, 5);
    EXPECT_EQ(band_in(layout, {4, 4, no_answer, no_answer}, 0), 4) << "half of the items are enough";
    EXPECT_EQ(band_in(layout, {4, no_answer, no_answer, no_answer}, 0), -1) << "a quarter is not";
    EXPECT_EQ(band_in(layout, {no_answer, 4, 4, 4}, 0), -1) << "no answer to the item";
    EXPECT_EQ(band_in(layout, {9, 4, 4, 4}, 0), -1) << "no category of the item";
    DifLayout few = layout;
    few.min_answered = decimal("0");
    EXPECT_EQ(band_in(few, {4, no_answer, no_answer, no_answer}, 0), 4);
}

TEST(DifTables, an_item_counts_towards_its_own_score_only) {
    DifLayout layout = layout_of(3, 5);
    layout.matching = {true, true, false};
    const std::vector<std::uint8_t> codes{1, 1, 4};
    EXPECT_EQ(band_in(layout, codes, 0), 1) << "2 of 8 points";
    EXPECT_EQ(band_in(layout, codes, 2), 2) << "6 of 12 points";
    layout.matching = {false, false, false};
    EXPECT_EQ(band_in(layout, codes, 2), 4) << "its own 4 of 4 points";
}

TEST(DifTables, are_counts_by_band_group_and_category) {
    DifLayout layout = layout_of(2, 2);
    layout.band_limits = {decimal("50")};
    DifTables tables(layout);
    add(tables, {0, 0}, 0);
    add(tables, {0, 1}, 0);
    add(tables, {0, 1}, 1);
    tables.add(std::vector<std::uint8_t>{1, 1}, 1, 7);
    const DifItemTable first = tables.item(0);
    EXPECT_THAT(std::vector(first.people.begin(), first.people.end()), ElementsAre(1, 0, 0, 0, 1, 0, 1, 7));
    EXPECT_EQ(first.count(1, 1, 1), 7);
    const DifItemTable second = tables.item(1);
    EXPECT_THAT(std::vector(second.people.begin(), second.people.end()), ElementsAre(1, 0, 0, 0, 0, 1, 0, 8));
}

TEST(DifTables, of_a_table_of_answers_are_those_of_its_people) {
    AnswerTable answers({3, 3});
    answers.add(std::vector<std::uint8_t>{2, 1}, 0.5, 1);
    answers.add(std::vector<std::uint8_t>{0, no_answer});
    answers.add(std::vector<std::uint8_t>{1, 1}, 0);  // only looks on
    DifTables whole(layout_of(2, 3));
    whole.add(answers);
    DifTables one(layout_of(2, 3));
    add(one, {2, 1}, 1);
    add(one, {0, no_answer}, 0);
    EXPECT_EQ(whole, one);
    DifTables other(layout_of(3, 3));
    EXPECT_THROW(other.add(answers), std::invalid_argument);
}

TEST(DifTables, refuse_what_nothing_can_be_counted_by) {
    const auto refuses = [](auto change) {
        DifLayout layout = layout_of(2, 3);
        change(layout);
        EXPECT_THROW(DifTables{layout}, std::invalid_argument);
    };
    refuses([](DifLayout& of) { of.groups = 0; });
    refuses([](DifLayout& of) { of.points[0] = {0}; });
    refuses([](DifLayout& of) { of.points[0] = {0, 3}; });
    refuses([](DifLayout& of) { of.points[0] = {-1, 2}; });
    refuses([](DifLayout& of) { of.most_points = 0; });
    refuses([](DifLayout& of) { of.matching = {true}; });
    refuses([](DifLayout& of) { of.min_answered = decimal("1.5"); });
    refuses([](DifLayout& of) { of.band_limits = {decimal("40"), decimal("40")}; });
    refuses([](DifLayout& of) { of.band_limits = {decimal("0")}; });
    refuses([](DifLayout& of) { of.band_limits = {decimal("100.5")}; });
    EXPECT_NO_THROW(DifTables{DifLayout{}}) << "no items";
}

}  // namespace
}  // namespace capgap
