#include <capgap/assessment/institution_tree.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

namespace capgap {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// The n-th institution stands on line n + 1, after the header.
std::vector<InstitutionContent> institutions(const std::vector<std::pair<std::string, std::string>>& with_parent) {
    std::vector<InstitutionContent> made;
    for (const auto& [id, parent] : with_parent) {
        InstitutionContent& institution = made.emplace_back();
        institution.id = InstitutionId(id);
        institution.at = {"institutions.csv", static_cast<std::uint32_t>(made.size() + 1), 1};
        institution.parent = parent;
        institution.name = "The " + id;
        institution.country = "RW";
    }
    return made;
}

std::vector<std::string> said(std::vector<InstitutionContent> content) {
    const auto made = InstitutionTree::make(std::move(content), {"institutions.csv", 0, 0});
    std::vector<std::string> lines;
    for (const Diagnostic& diagnostic : made.has_error() ? made.error().all : made->remarks) lines.push_back(to_string(diagnostic));
    return lines;
}

TEST(InstitutionTree, knows_parents_children_and_order) {
    const auto made =
        InstitutionTree::make(institutions({{"north", "ministry"}, {"ministry", ""}, {"court", ""}, {"south", "ministry"}, {"north.1", "north"}}));
    ASSERT_TRUE(made.has_value());
    EXPECT_THAT(made->remarks, IsEmpty());
    const InstitutionTree& tree = made->value;
    EXPECT_EQ(tree.size(), 5U);
    EXPECT_EQ(tree.index("south"), 3U);
    EXPECT_EQ(tree.index("east"), std::nullopt);
    EXPECT_EQ(tree[4].name, "The north.1");
    EXPECT_EQ(tree.parent(0), 1U);
    EXPECT_EQ(tree.parent(1), std::nullopt);
    EXPECT_THAT(tree.children(1), ElementsAre(0, 3));
    EXPECT_THAT(tree.children(2), IsEmpty());
    EXPECT_THAT(tree.roots(), ElementsAre(1, 2));
    EXPECT_THAT(tree.in_tree_order(), ElementsAre(1, 0, 4, 3, 2));
}

TEST(InstitutionTree, has_institutions) {
    EXPECT_THAT(said(institutions({})), ElementsAre("institutions.csv: error: the file has no institution [CG1550]"));
}

TEST(InstitutionTree, refuses_ids_that_are_none_or_there_twice) {
    EXPECT_THAT(
        said(institutions({{"a", ""}, {"b/own", "a"}, {"own", "a"}, {"a", ""}, {"c", "a"}})),
        ElementsAre("institutions.csv:3:1: error: 'b/own' cannot be the id of an institution; an id is 1 to 64 characters of A-Z a-z 0-9 . _ - and "
                    "begins with a letter or digit [CG1551]",
                    "institutions.csv:4:1: error: 'own' cannot be the id of an institution: the word has a meaning of its own; reserved are none, "
                    "unknown, own, na, dk, ref and * [CG1551]",
                    "institutions.csv:5:1: error: the id 'a' of this institution is taken by the institution at line 2; each id may be used once "
                    "[CG1552]"));
}

TEST(InstitutionTree, knows_every_parent) {
    EXPECT_THAT(
        said(institutions({{"ministry", ""}, {"north", "minsitry"}, {"south", "ministry of health"}})),
        ElementsAre("institutions.csv:3:1: error: the institution 'north' has the parent 'minsitry', which is no institution of this file; did you "
                    "mean 'ministry'? [CG1553]",
                    "institutions.csv:4:1: error: the institution 'south' has the parent 'ministry of health', which is no institution of this file; "
                    "known are 'ministry', 'north' and 'south' [CG1553]"));
}

TEST(InstitutionTree, names_a_cycle_in_full_and_once) {
    EXPECT_THAT(
        said(institutions({{"d", "b"}, {"a", "b"}, {"b", "a"}})),
        ElementsAre(
            "institutions.csv:3:1: error: the parents of these institutions go round in a circle: a -> b -> a; one of them has another parent, "
            "or none [CG1554]"));
    EXPECT_THAT(
        said(institutions({{"a", "a"}, {"x", "y"}, {"y", "z"}, {"z", "x"}, {"root", ""}})),
        ElementsAre("institutions.csv:2:1: error: the institution is its own parent: a -> a; one of them has another parent, or none [CG1554]",
                    "institutions.csv:3:1: error: the parents of these institutions go round in a circle: x -> y -> z -> x; one of them has another "
                    "parent, or none [CG1554]"));
}

TEST(InstitutionTree, says_all_of_it_at_once) {
    auto content = institutions({{"a", "b"}, {"b", "a"}, {"b", "nowhere"}, {"c", "c"}});
    content[0].name = "  ";
    content[1].country = "Rwanda";
    content[2].country = "rw";
    content[3].country = "";
    EXPECT_THAT(
        said(content),
        ElementsAre(
            "institutions.csv:2:1: error: the institution 'a' has no name; reports show the name, not the id [CG1555]",
            "institutions.csv:2:1: error: the parents of these institutions go round in a circle: a -> b -> a; one of them has another parent, "
            "or none [CG1554]",
            "institutions.csv:3:1: error: the institution 'b' has the country 'Rwanda', two capital letters were expected; the code of ISO "
            "3166-1 alpha-2, as RW; or leave it empty [CG1556]",
            HasSubstr("the id 'b' of this institution is taken by the institution at line 3"),  //
            HasSubstr("has the country 'rw', two capital letters were expected"),
            HasSubstr("the institution 'b' has the parent 'nowhere', which is no institution of this file"),  //
            HasSubstr("the institution is its own parent: c -> c")));
}

TEST(InstitutionTree, may_be_a_chain_of_a_hundred_thousand) {
    constexpr std::size_t count = 100'000;
    std::vector<std::pair<std::string, std::string>> chain;
    for (std::size_t i = 0; i < count; ++i) chain.emplace_back("i" + std::to_string(i), i + 1 < count ? "i" + std::to_string(i + 1) : "");
    const auto made = InstitutionTree::make(institutions(chain));
    ASSERT_TRUE(made.has_value());
    EXPECT_EQ(made->value.in_tree_order().front(), count - 1);
    EXPECT_EQ(made->value.in_tree_order().back(), 0U);

    chain.back().second = "i0";
    const auto closed = InstitutionTree::make(institutions(chain));
    ASSERT_TRUE(closed.has_error());
    ASSERT_EQ(closed.error().all.size(), 1U);
    EXPECT_THAT(closed.error().all[0].message, HasSubstr("i0 -> i1 -> i2 -> "));
    EXPECT_THAT(closed.error().all[0].message, HasSubstr("i49 -> ... 99950 more ... -> i0"));
}

TEST(InstitutionTree, is_done_quickly_with_a_hundred_thousand_wrong_parents) {
    std::vector<std::pair<std::string, std::string>> wrong;
    for (std::size_t i = 0; i < 100'000; ++i) wrong.emplace_back("institution" + std::to_string(i), "institutoin" + std::to_string(i));
    EXPECT_EQ(said(institutions(wrong)).size(), 100'000U);  // within the time that a test has: hints are not for all of them
}

/// Any parents at all: there is a tree exactly where everyone who walks up arrives, and then each parent comes before its children, each once.
TEST(InstitutionTree, property_is_made_exactly_where_every_walk_up_ends) {
    EXPECT_TRUE(rc::check([] {
        const auto count = *rc::gen::inRange<std::size_t>(1, 9);
        std::vector<std::size_t> parent;  // `count`: none
        std::vector<std::pair<std::string, std::string>> with_parent;
        for (std::size_t i = 0; i < count; ++i) {
            parent.push_back(*rc::gen::weightedOneOf<std::size_t>({{1, rc::gen::just(count)}, {2, rc::gen::inRange<std::size_t>(0, count)}}));
            with_parent.emplace_back("i" + std::to_string(i), parent[i] == count ? "" : "i" + std::to_string(parent[i]));
        }
        bool all_arrive = true;
        for (std::size_t i = 0; i < count; ++i) {
            std::size_t at = i;
            for (std::size_t step = 0; step < count && at != count; ++step) at = parent[at];
            all_arrive = all_arrive && at == count;
        }
        const auto made = InstitutionTree::make(institutions(with_parent));
        RC_CLASSIFY(all_arrive);
        RC_ASSERT(made.has_value() == all_arrive);
        if (!all_arrive) return;
        const std::vector<std::size_t>& order = made->value.in_tree_order();
        std::vector<std::size_t> position(count, count);
        for (std::size_t i = 0; i < order.size(); ++i) position[order[i]] = i;
        RC_ASSERT(order.size() == count);
        RC_ASSERT(std::count(position.begin(), position.end(), count) == 0);
        for (std::size_t i = 0; i < count; ++i) {
            if (parent[i] != count) RC_ASSERT(position[parent[i]] < position[i]);
            for (std::size_t j = i + 1; j < count; ++j) {
                if (parent[i] == parent[j]) RC_ASSERT(position[i] < position[j]);
            }
        }
    }));
}

}  // namespace
}  // namespace capgap
