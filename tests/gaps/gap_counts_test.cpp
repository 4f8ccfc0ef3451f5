#include <capgap/gaps/gap_counts.hpp>

#include <gtest/gtest.h>

namespace capgap {
namespace {

// Mistake 11 of comparable systems: memory must not grow with participants x competencies.
TEST(GapCounts, ten_thousand_like_people_take_the_room_of_one) {
    CountLayout layout;
    layout.competencies = 1;
    layout.levels = 3;
    layout.targets = {{2}};
    layout.breakdowns = {0};
    layout.breakdown_sizes = {2};
    GapCounts counts(layout);
    Batch batch;
    ScoredBatch scored;
    batch.rows = scored.rows = 1;
    batch.institution = {0};
    batch.profile = {0};
    batch.background = {{1}};
    scored.respondent = {1};
    scored.competencies.push_back({{Outcome::scored}, {1}, {10}, {1}, {1}});
    for (int i = 0; i < 10'000; ++i) counts.add(batch, scored);
    ASSERT_EQ(counts.classes().size(), 1U);
    EXPECT_EQ(counts.classes().begin()->second.slots.size(), 2U);
    EXPECT_EQ(counts.respondents(), 10'000U);
    EXPECT_EQ(counts.classes().begin()->second.slots.at(0).at_level(0)[0], 10'000U);
}

TEST(CountLayout, slots_stand_by_breakdown_with_unknown_last) {
    CountLayout layout;
    layout.breakdown_sizes = {2, 3};
    EXPECT_EQ(layout.slots(), 8U);
    EXPECT_EQ(layout.slot(0, 0), 1U);
    EXPECT_EQ(layout.slot(0, Batch::unknown_category), 3U);
    EXPECT_EQ(layout.slot(1, 2), 6U);
    EXPECT_EQ(layout.slot(1, Batch::unknown_category), 7U);
}

}  // namespace
}  // namespace capgap
