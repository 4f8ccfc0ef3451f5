#include <capgap/gaps/gap_counter.hpp>

#include <gtest/gtest.h>

#include <array>

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

/// Six people in three institutions, one of whom answered nothing.
struct People {
    Batch batch;
    ScoredBatch scored;

    People() {
        batch.rows = scored.rows = 6;
        batch.institution = {0, 1, 2, 0, 1, 2};
        batch.profile = {0, 0, 0, Batch::no_profile, 0, 0};
        scored.respondent = {1, 1, 1, 1, 1, 0};
        scored.competencies.push_back({std::vector<Outcome>(6, Outcome::scored), {1, 2, 3, 3, 2, 1}, {10, 20, 30, 40, 50, 60}, {}, {}});
    }
};

CountLayout one_competency() {
    CountLayout layout;
    layout.competencies = 1;
    layout.levels = 3;
    layout.targets = {{2}};
    return layout;
}

TEST(GapCounts, shares_that_are_counted_by_themselves_are_the_whole) {
    const People people;
    GapCounts whole(one_competency());
    whole.add(people.batch, people.scored);
    for (const std::size_t shares : {2U, 3U, 7U}) {
        std::vector<GapCounts> parts;
        for (std::size_t i = 0; i < shares; ++i) {
            GapCounter counter(one_competency());
            counter.add(people.batch, people.scored, {i, shares});
            parts.push_back(std::move(counter).finish());
        }
        for (std::size_t i = 1; i < shares; ++i) {
            for (const auto& [key, counts] : parts[i].classes()) EXPECT_FALSE(parts[0].classes().contains(key)) << "a class is in one share";
            ASSERT_TRUE(parts[0].merge(std::move(parts[i])));
        }
        EXPECT_EQ(parts[0], whole) << shares;
    }
    EXPECT_EQ(whole.respondents(), 5U);
    EXPECT_EQ(whole.empty_rows(), 1U);
}

// Target 2, its cut at 30: under 25 with lower cuts, under 35 with higher ones. Scores 10, 20, 30, (no profile), 50, (nothing answered).
TEST(GapCounts, people_below_moved_cuts_add_up_and_go_again) {
    const People people;
    CountLayout layout = one_competency();
    layout.cuts = {30, 60};
    GapCounts whole(layout);
    whole.add(people.batch, people.scored);
    MovedCuts::Numbers below{};
    for (const auto& [key, counts] : whole.classes()) {
        for (std::size_t way = 0; way < MovedCuts::ways && !counts.below_moved.empty(); ++way) below[way] += counts.below_moved[0][way];
    }
    EXPECT_EQ(below, (MovedCuts::Numbers{2, 3}));
    GapCounts twice = whole;
    ASSERT_TRUE(twice.merge(whole));
    EXPECT_EQ(twice.without(whole).classes(), whole.classes());
    ScoredBatch drawn = people.scored;
    drawn.competencies[0].below_moved = {3, 2, 4, 3, 2, 3};
    GapCounts set(layout);
    set.add(people.batch, drawn);
    const auto& first = *set.classes().begin();
    EXPECT_EQ(first.first.institution, 0U);
    EXPECT_EQ(first.second.below_moved[0], (MovedCuts::Numbers{1, 1, 0, 0})) << "what was drawn tells, and not the score";
    layout.cuts = {30, 61};
    EXPECT_FALSE(GapCounts(layout).merge(whole));
}

TEST(GapCounts, goes_on_counting_after_a_merge) {
    const People people;
    GapCounts twice(one_competency());
    twice.add(people.batch, people.scored);
    GapCounts other = twice;
    other.add(people.batch, people.scored);  // a copy finds its own classes
    ASSERT_TRUE(twice.merge(other));
    twice.add(people.batch, people.scored);
    EXPECT_EQ(twice.respondents(), 20U);
    EXPECT_EQ(other.respondents(), 10U);
    EXPECT_EQ(twice.classes().begin()->second.slots.at(0).respondents, 4U);
}

/// More people than wait at a time: each is counted once, in the class and the slots that are theirs.
TEST(GapCounter, counts_everybody_who_waits_and_who_does_not_any_more) {
    const People people;
    GapCounter counter(one_competency());
    constexpr std::uint32_t times = 20'000;
    for (std::uint32_t i = 0; i < times; ++i) counter.add(people.batch, people.scored);
    const GapCounts counts = std::move(counter).finish();
    EXPECT_EQ(counts.respondents(), 5U * times);
    EXPECT_EQ(counts.empty_rows(), times);
    ASSERT_EQ(counts.classes().size(), 4U);
    for (const auto& [key, one] : counts.classes()) {
        const std::uint32_t in_class = key.institution == 1 ? 2 * times : times;
        EXPECT_EQ(one.slots.at(0).respondents, in_class);
        EXPECT_EQ(one.slots.at(0).with_level(0), in_class);
    }
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
