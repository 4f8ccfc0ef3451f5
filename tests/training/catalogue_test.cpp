#include <training/sample.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace capgap {
namespace {

using namespace sample_training;

std::vector<std::string> codes_of(const CatalogueContent& content, const Framework* mended = nullptr) {
    const auto made = Catalogue::make(content, framework(), mended);
    const Diagnostics& found = made.has_error() ? made.error().all : made->remarks;
    std::vector<std::string> codes;
    for (const Diagnostic& one : found) codes.push_back(one.code);
    return codes;
}

TEST(Catalogue, knows_what_its_ids_mean) {
    RemedyContent first = remedy("first", {module("c", 1, 2), module("a", 2, 3)});
    RemedyContent second = remedy("second", {});
    second.mends = {{"network", {}}};
    second.prerequisites = {{"first", {}}};
    CatalogueContent content = catalogue_content({second, first});
    const Framework environment = framework("e", {"law", "network"});
    content.mends_in = environment.ref();
    const Catalogue made = Catalogue::make(content, framework(), &environment).value().value;
    EXPECT_EQ(made.competency(1, 0), 2U);
    EXPECT_EQ(made.competency(1, 1), 0U);
    EXPECT_EQ(made.prerequisites(0), std::vector<std::size_t>{1});
    EXPECT_EQ(made.mends(0), std::vector<std::size_t>{1});
    // Without the framework nothing is said of its elements, and nothing is mended.
    const Catalogue alone = Catalogue::make(content, framework(), nullptr).value().value;
    EXPECT_TRUE(alone.mends(0).empty());
}

TEST(Catalogue, every_problem_is_found_at_once) {
    RemedyContent one = remedy("none", {module("x", 1, 2), module("a", 3, 3), module("a", 3, 6)});
    one.completion.reset();
    one.prerequisites = {{"elsewhere", {}}};
    one.costs = {{CostLine::Per::session, figure("5")}};
    one.dates = {{"2026-02-30", "", {}}, {"2026-03-02", "2026-03-01", {}}};
    const auto codes = codes_of(catalogue_content({one, remedy("idle", {})}));
    EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()),
              (std::set<std::string>{"CG2202", "CG2204", "CG2205", "CG2206", "CG2207", "CG2208", "CG2209", "CG2214", "CG2216", "CG2217"}));
    EXPECT_EQ(std::count(codes.begin(), codes.end(), "CG2206"), 2);
    EXPECT_EQ(std::count(codes.begin(), codes.end(), "CG2216"), 2);
}

TEST(Catalogue, a_circle_is_named_and_what_lies_behind_it_is_not) {
    RemedyContent a = remedy("a", {module("a", 1, 2)});
    RemedyContent b = remedy("b", {module("a", 1, 2)});
    RemedyContent behind = remedy("aa-behind", {module("a", 1, 2)});
    a.prerequisites = {{"b", {}}};
    b.prerequisites = {{"a", {}}};
    behind.prerequisites = {{"a", {}}};
    const auto made = Catalogue::make(catalogue_content({a, b, behind}), framework(), nullptr);
    ASSERT_TRUE(made.has_error());
    ASSERT_EQ(made.error().all.size(), 1U);
    EXPECT_EQ(made.error().all[0].message, "the remedies 'a' and 'b' need each other first: nobody could begin");
}

TEST(Catalogue, what_is_free_needs_no_currency) {
    RemedyContent one = remedy("r", {module("a", 1, 2)});
    one.costs = {{CostLine::Per::person, figure("0")}};
    EXPECT_TRUE(codes_of(catalogue_content({one})).empty());
}

TEST(Catalogue, kinds_are_written_as_files_have_them) {
    EXPECT_EQ(remedy_kinds().size(), 8U);
    EXPECT_EQ(to_string(RemedyKind::course), "course");
    EXPECT_EQ(to_string(RemedyKind::job_aid), "job_aid");
    EXPECT_EQ(to_string(RemedyKind::rule_or_tool), "rule_or_tool");
}

}  // namespace
}  // namespace capgap
