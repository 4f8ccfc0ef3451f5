#include <capgap/disclosure/choose_pools.hpp>

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace capgap {
namespace {

struct Office {
    std::string id;
    std::string parent;
    std::int64_t respondents = 0;
    std::optional<std::int64_t> headcount = {};
};

/// Pools as text: "parent: a b+own".
std::vector<std::string> pools(const std::vector<Office>& offices, const std::vector<std::vector<std::size_t>>& named = {}) {
    std::vector<InstitutionContent> content;
    std::vector<Staff> staff;
    for (const Office& office : offices) {
        content.push_back({InstitutionId(office.id), {}, office.parent, office.id, "", ""});
        staff.push_back({office.respondents, office.headcount});
    }
    const InstitutionTree tree = InstitutionTree::make(content).value().value;
    std::vector<std::string> out;
    for (const Pool& pool : choose_pools(tree, staff, named, Policy{})) {
        std::string text = pool.parent < 0 ? "*" : offices[static_cast<std::size_t>(pool.parent)].id;
        text += "/" + std::to_string(pool.number) + (pool.named ? "!" : ":");
        for (const Pool::Member& member : pool.members) text += ' ' + offices[member.institution].id + (member.own_staff ? "+own" : "");
        out.push_back(text);
    }
    return out;
}

using Texts = std::vector<std::string>;

TEST(ChoosePools, nobody_is_pooled_who_can_stand_alone) {
    EXPECT_EQ(pools({{"m", "", 0}, {"a", "m", 10}, {"b", "m", 12}}), Texts{});
}

TEST(ChoosePools, small_ones_together_are_other_offices) {
    EXPECT_EQ(pools({{"m", "", 20}, {"a", "m", 6}, {"b", "m", 30}, {"c", "m", 4}}), Texts{"m/1: a c"});
}

TEST(ChoosePools, the_smallest_neighbour_joins_one_alone_and_ties_go_to_the_first) {
    EXPECT_EQ(pools({{"m", "", 0}, {"a", "m", 6}, {"b", "m", 30}, {"c", "m", 12}, {"d", "m", 12}}), Texts{"m/1: a c"});
    EXPECT_EQ(pools({{"m", "", 12}, {"a", "m", 6}, {"c", "m", 12}}), Texts{"m/1: m+own a"});
}

TEST(ChoosePools, neighbours_join_until_there_are_enough) {
    // Two small ones of 3 and 2 are not enough; own staff of 11 is the smallest neighbour.
    EXPECT_EQ(pools({{"m", "", 11}, {"a", "m", 3}, {"b", "m", 2}, {"c", "m", 40}}), Texts{"m/1: m+own a b"});
}

TEST(ChoosePools, few_answers_of_many_are_small_too) {
    // 25 of 100 is under 30 %; with b 45 of 120 is not.
    EXPECT_EQ(pools({{"m", "", 0, 0}, {"a", "m", 25, 100}, {"b", "m", 20, 20}, {"c", "m", 30, 30}}), Texts{"m/1: a b"});
    EXPECT_EQ(pools({{"m", "", 0, 0}, {"a", "m", 1, 1000}, {"b", "m", 20, 20}}), Texts{});  // it never holds
}

TEST(ChoosePools, a_named_pool_comes_first_and_whole_if_somebody_needs_it) {
    const std::vector<Office> offices = {{"m", "", 30}, {"a", "m", 6}, {"b", "m", 14}, {"c", "m", 4}, {"d", "m", 7}, {"e", "m", 50}, {"f", "m", 60}};
    EXPECT_EQ(pools(offices, {{1, 2}, {5, 6}}), (Texts{"m/1! a b", "m/2: c d"}));
    // Too small even together: its members are other offices.
    EXPECT_EQ(pools({{"m", "", 30}, {"a", "m", 3}, {"b", "m", 3}, {"c", "m", 6}}, {{1, 2}}), Texts{"m/1: a b c"});
}

TEST(ChoosePools, nothing_below_a_pooled_office_is_pooled_again) {
    EXPECT_EQ(pools({{"m", "", 40}, {"a", "m", 2}, {"a1", "a", 1}, {"a2", "a", 2}, {"b", "m", 9}}), Texts{"m/1: a b"});
}

TEST(ChoosePools, an_office_where_nobody_works_is_none) {
    EXPECT_EQ(pools({{"m", "", 30, 30}, {"a", "m", 0, 0}, {"b", "m", 20, 20}}), Texts{});
}

TEST(ChoosePools, roots_are_pooled_as_children_of_all) {
    EXPECT_EQ(pools({{"a", "", 6}, {"b", "", 5}, {"c", "", 50}}), Texts{"*/1: a b"});
}

}  // namespace
}  // namespace capgap
