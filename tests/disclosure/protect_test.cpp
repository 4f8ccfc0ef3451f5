#include <capgap/disclosure/protect.hpp>

#include <gtest/gtest.h>

#include <type_traits>

namespace capgap {
namespace {

/// A whole of one row: n scored of the respondents, k below.
Tables one_row(std::int64_t respondents, std::int64_t scored, std::int64_t below, std::optional<std::int64_t> headcount = {}) {
    Tables tables;
    tables.groups.push_back({Group::everyone, false, Group::everyone, Group::everyone, Group::everyone, respondents, headcount});
    GapRow row;
    row.headcount = headcount;
    row.respondents = respondents;
    row.scored = scored;
    row.below = below;
    row.target_level = 3;
    row.mean_score_0_100 = 50;
    row.below_target_share = {static_cast<double>(below) / static_cast<double>(scored), Interval{0.1, 0.9}};
    row.possible = Interval{0, 1};
    row.mean_shortfall_levels = {1.0, Interval{0.5, 1.5}};
    row.person_levels_missing = 7;
    row.largest_three_share = 3.0 / static_cast<double>(scored);
    tables.gaps.push_back(row);
    return tables;
}

ShownGap shown_gap(const Tables& tables, std::int64_t min_cell = 10) {
    return protect(tables, Policy{min_cell, true})->gaps.front();
}

TEST(Protect, the_first_status_that_holds) {
    EXPECT_EQ(shown_gap(one_row(9, 9, 4)).status, Status::suppressed);
    EXPECT_EQ(shown_gap(one_row(40, 40, 12, 134)).status, Status::suppressed);  // 29.9 % answered
    EXPECT_EQ(shown_gap(one_row(40, 40, 2)).status, Status::bounded);
    EXPECT_EQ(shown_gap(one_row(40, 40, 38)).status, Status::bounded);
    EXPECT_EQ(shown_gap(one_row(40, 40, 12, 81)).status, Status::low_response);  // 49.4 %
    EXPECT_EQ(shown_gap(one_row(40, 29, 12, 80)).status, Status::indicative);    // exactly half is no low response
    EXPECT_EQ(shown_gap(one_row(40, 30, 12)).status, Status::ok);
}

TEST(Protect, a_suppressed_row_keeps_keys_headcount_and_target_alone) {
    const ShownGap row = shown_gap(one_row(9, 9, 4, 12));
    EXPECT_EQ(row.headcount, 12);
    EXPECT_EQ(row.target_level, 3);
    EXPECT_FALSE(row.respondents || row.scored || row.not_applicable || row.do_not_know || row.n_effective || row.mean_score_0_100 ||
                 row.below_target || row.possible || row.mean_shortfall_levels || row.mean_shortfall || row.person_levels_missing || row.not_covered);
    EXPECT_EQ(row.below_target_share, ShownShare{});
    EXPECT_EQ(protect(one_row(9, 9, 4, 12), Policy{})->groups.front().keys.respondents, 0);
}

TEST(Protect, a_bounded_row_shows_a_bound_and_hides_what_would_tell_the_few) {
    const ShownGap few_below = shown_gap(one_row(28, 28, 2));
    EXPECT_EQ(few_below.below_target_share, (ShownShare{ShownShare::Kind::less_than, 0.107143}));  // 3/28, rounded up
    EXPECT_FALSE(few_below.below_target || few_below.possible || few_below.mean_shortfall_levels || few_below.mean_shortfall ||
                 few_below.person_levels_missing);
    EXPECT_EQ(few_below.respondents, 28);
    EXPECT_EQ(shown_gap(one_row(28, 28, 0)).below_target_share, few_below.below_target_share);  // nobody and two look the same
    EXPECT_EQ(shown_gap(one_row(28, 28, 27)).below_target_share, (ShownShare{ShownShare::Kind::more_than, 1 - 0.107143}));
    EXPECT_EQ(shown_gap(one_row(28, 4, 2)).below_target_share, ShownShare{});  // few on either side
}

TEST(Protect, levels_of_a_hidden_group_are_hidden) {
    Tables tables = one_row(9, 9, 4);
    tables.levels.push_back({0, 0, 1, 4, 9, 4.0 / 9, 1.0 / 3});
    const ShownChoice level = protect(tables, Policy{})->levels.front();
    EXPECT_EQ(level.status, Status::suppressed);
    EXPECT_FALSE(level.respondents);
    EXPECT_EQ(level.share, ShownShare{});
}

TEST(Protect, nothing_else_makes_something_disclosed) {
    EXPECT_FALSE((std::is_constructible_v<Disclosed<ShownTables>, ShownTables>));
    EXPECT_FALSE((std::is_constructible_v<Disclosed<ShownTables>, Tables>));
}

/// Of 40 people, so many at level 1 and the rest at level 2.
Tables two_levels(std::int64_t at_first) {
    Tables tables = one_row(40, 40, 5);
    const auto share = static_cast<double>(at_first) / 40;
    tables.levels = {{0, 0, 1, at_first, 40, share, 0.1, 7.5}, {0, 0, 2, 40 - at_first, 40, 1 - share, 0.1, 30}};
    return tables;
}

TEST(Protect, whom_a_row_stands_for_is_known_where_the_row_is_shown) {
    EXPECT_EQ(protect(two_levels(30), {10})->levels.front().represented, 7.5);
    EXPECT_FALSE(protect(two_levels(38), {10})->levels.front().represented);  // all but two are at it
    EXPECT_FALSE(protect(two_levels(30), {50})->levels.front().represented);
    EXPECT_TRUE(protect(one_row(40, 40, 5), {10})->gaps.front().represented);
    EXPECT_FALSE(protect(one_row(40, 40, 38), {10})->gaps.front().represented);
    EXPECT_FALSE(protect(one_row(9, 9, 5), {10})->gaps.front().represented);
}

}  // namespace
}  // namespace capgap
