#include <capgap/training/ratings.hpp>
#include <training/sample.hpp>

#include <gtest/gtest.h>

namespace capgap {
namespace {

using namespace sample_training;

ModuleRating rated(LevelRange first, LevelRange second) {
    ModuleRating out;
    out.first = first;
    out.second = second;
    return out;
}

std::vector<std::string> codes_of(const ModuleRating& rating) {
    std::vector<std::string> out;
    for (const Diagnostic& one : check_ratings(catalogue({remedy("one", {module("a", 1, 3)})}), {rating})) out.push_back(one.code);
    return out;
}

TEST(Ratings, what_differs_needs_a_decision_with_a_name_and_a_day) {
    ModuleRating one = rated({1, 3}, {1, 2});
    EXPECT_EQ(status_of(one), RatingStatus::undecided);
    one.decision = LevelRange{1, 3};
    EXPECT_EQ(status_of(one), RatingStatus::undecided);
    one.decided_by = "A. Dean";
    EXPECT_EQ(status_of(one), RatingStatus::undecided);
    EXPECT_EQ(codes_of(one), std::vector<std::string>{"CG2709"});
    one.decided_on = "2026-03-02";
    EXPECT_EQ(status_of(one), RatingStatus::decided);
    EXPECT_TRUE(codes_of(one).empty());
}

TEST(Ratings, one_person_alone_is_no_agreement) {
    ModuleRating one;
    one.first = LevelRange{1, 3};
    EXPECT_EQ(status_of(one), RatingStatus::unrated);
    EXPECT_TRUE(codes_of(one).empty());
}

TEST(Ratings, a_catalogue_that_says_otherwise_is_told) {
    EXPECT_EQ(codes_of(rated({1, 2}, {1, 2})), std::vector<std::string>{"CG2710"});
    EXPECT_TRUE(codes_of(rated({1, 3}, {1, 3})).empty());
}

TEST(Ratings, a_row_for_each_module) {
    const Catalogue of = catalogue({remedy("one", {module("a", 1, 2), module("b", 1, 2)}), remedy("two", {module("c", 1, 2)})});
    ModuleRating last = rated({1, 2}, {1, 2});
    last.remedy = 1;
    const auto all = with_unrated(of, {last});
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(module_name(of, all[1].remedy, all[1].module), "one#2");
    EXPECT_EQ(status_of(all[1]), RatingStatus::unrated);
    EXPECT_EQ(status_of(all[2]), RatingStatus::agreed);
}

}  // namespace
}  // namespace capgap
