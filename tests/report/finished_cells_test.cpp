#include <capgap/report/finished_cells.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace capgap {
namespace {

using ShareKind = ShownShare::Kind;

FinishedGap gap(double share, double low, double high, std::int64_t scored = 50, Status status = Status::ok) {
    FinishedGap out;
    out.status = status;
    out.scored = scored;
    out.n_effective = 40;
    out.below_target_share = {ShareKind::value, share};
    out.below_target = Interval{low, high};
    return out;
}

FinishedGap suppressed() {
    return {};
}

FinishedGap bound(ShareKind kind, double share) {
    FinishedGap out = gap(share, 0, 1);
    out.status = Status::bounded;
    out.below_target_share.kind = kind;
    out.below_target.reset();
    return out;
}

/// A root with two offices; as many competencies as the places have.
FinishedRound round_with(std::vector<std::optional<FinishedGap>> gaps) {
    FinishedRound out;
    out.min_cell = 10;
    out.institutions = {{"root", "Root", ""}, {"a", "Office A", "root"}, {"b", "Office B", "root"}};
    for (std::size_t c = 0; c < gaps.size(); ++c) out.competencies.push_back({std::to_string(c), {}, 0.9});
    for (const char* id : {"root", "root/own", "a", "b", "root/pool-1"}) out.places.push_back({id, 0, 100, 60, gaps});
    out.set_depths();
    return out;
}

MostReported most(const FinishedRound& round) {
    return most_reported(round, round.places.front());
}

TEST(MostReported, is_the_highest_share_with_those_whose_interval_overlaps) {
    const auto round = round_with({gap(0.5, 0.4, 0.6), gap(0.7, 0.6, 0.8), gap(0.3, 0.2, 0.59)});
    EXPECT_EQ(most(round).competency, 1U);
    EXPECT_EQ(most(round).others, 1U) << "0.6 touches 0.6; 0.59 does not";
}

TEST(MostReported, leaves_out_what_the_opening_would_not_name) {
    auto round = round_with({gap(0.9, 0.8, 1, 9), suppressed(), gap(0.8, 0.7, 0.9), gap(0.4, 0.3, 0.5), std::nullopt});
    round.competencies[2].alpha = 0.69;
    EXPECT_EQ(most(round).competency, 3U) << "too few people; hidden; questions that do not hang together; no target";
    EXPECT_EQ(most(round).others, 0U);
    round.competencies[2].alpha = 0.7;
    EXPECT_EQ(most(round).competency, 2U);
}

TEST(MostReported, takes_a_bound_from_below_and_no_bound_from_above) {
    const auto round = round_with({bound(ShareKind::less_than, 0.95), bound(ShareKind::more_than, 0.9), gap(0.8, 0.7, 0.85)});
    EXPECT_EQ(most(round).competency, 1U);
    EXPECT_EQ(most(round).others, 1U) << "how far below 1 the bound lies is not known";
}

TEST(MostReported, orders_nothing_where_fewer_than_half_answered) {
    const auto round = round_with({gap(0.5, 0.4, 0.6, 50, Status::low_response), gap(0.7, 0.6, 0.8, 50, Status::low_response)});
    EXPECT_TRUE(most(round).low_response);
    EXPECT_FALSE(most(round).competency);
}

TEST(MostReported, is_nothing_where_nothing_is_shown) {
    EXPECT_FALSE(most(round_with({suppressed(), std::nullopt})).competency);
    EXPECT_FALSE(most(round_with({})).competency);
}

std::vector<std::string> ids(const ChosenFinished& chosen) {
    std::vector<std::string> out;
    for (const FinishedPlace* place : chosen.places) out.push_back(place->id);
    return out;
}

TEST(ChoosePlaces, takes_whole_depths_or_the_first) {
    auto round = round_with({gap(0.5, 0.4, 0.6)});
    EXPECT_FALSE(choose_places(round, 5).cut);
    EXPECT_THAT(ids(choose_places(round, 4)), testing::ElementsAre("root", "root/own", "a", "b")) << "one depth has five, so the first four";
    round.institutions.push_back({"deep", "Office below A", "a"});
    round.places.push_back({"deep", 0, 10, 5, {}});
    round.set_depths();
    EXPECT_EQ(round.places.back().depth, 2);
    EXPECT_THAT(ids(choose_places(round, 5)), testing::ElementsAre("root", "root/own", "a", "b", "root/pool-1"));
    EXPECT_TRUE(choose_places(round, 5).cut);
}

TEST(FinishedRound, a_circle_of_parents_ends) {
    auto round = round_with({});
    round.institutions[0].parent = "a";
    round.set_depths();
    EXPECT_GE(round.places.front().depth, 1);
}

TEST(FinishedPlace, is_hidden_where_no_row_is_shown) {
    auto round = round_with({suppressed(), std::nullopt});
    EXPECT_TRUE(round.places.front().hidden());
    round.places.front().gaps[1] = bound(ShareKind::less_than, 0.3);
    EXPECT_FALSE(round.places.front().hidden());
}

}  // namespace
}  // namespace capgap
