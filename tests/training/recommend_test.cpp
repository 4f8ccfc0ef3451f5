#include <training/sample.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

namespace capgap {
namespace {

using namespace sample_training;

/// Up to 12 remedies that need only earlier ones, so that there is no circle.
std::vector<RemedyContent> random_remedies() {
    std::vector<RemedyContent> remedies;
    const auto count = *rc::gen::inRange<std::size_t>(1, 13);
    for (std::size_t r = 0; r < count; ++r) {
        std::vector<ModuleContent> modules;
        for (const char* competency : {"a", "b", "c"}) {
            if (modules.empty() || *rc::gen::arbitrary<bool>()) {
                const int from = *rc::gen::inRange(1, 5);
                modules.push_back(module(competency, from, *rc::gen::inRange(from + 1, 6)));
            }
        }
        // Out of the order of the file, so that ids do not follow it.
        RemedyContent one = remedy("r" + std::to_string((r * 7) % 13), std::move(modules), std::to_string(*rc::gen::inRange(1, 40)));
        one.kind = *rc::gen::element(RemedyKind::course, RemedyKind::coaching);
        if (*rc::gen::arbitrary<bool>()) one.seats = figure(std::to_string(*rc::gen::inRange(1, 30)));
        for (std::size_t earlier = 0; earlier < r; ++earlier) {
            if (*rc::gen::inRange(0, 4) == 0) one.prerequisites.push_back({remedies[earlier].id.text(), {}});
        }
        remedies.push_back(std::move(one));
    }
    return remedies;
}

/// Of at least three people each: fewer are hidden.
std::vector<SampleNeed> random_needs() {
    std::vector<SampleNeed> needs;
    for (std::size_t c = 0; c < 3; ++c) {
        for (int target = 2; target <= 5; ++target) {
            for (int level = 1; level < target; ++level) {
                const int people = *rc::gen::inRange(0, 12);
                if (people > 2) needs.push_back({c, target, level, people, people * *rc::gen::inRange(1, 30) / 7.0});
            }
        }
    }
    return needs;
}

/// The share of the competency is only a bound.
bool few_below(const std::vector<SampleNeed>& needs, std::size_t competency) {
    std::int64_t people = 0;
    for (const SampleNeed& need : needs) people += need.competency == competency ? need.people : 0;
    return people < 3;
}

bool line_reaches(const Recommendation& line, const SampleNeed& need) {
    return line.kind == Recommendation::Kind::remedy && line.competency == need.competency && line.from_level <= need.level &&
           need.level < std::min(line.to_level, need.target);
}

TEST(Recommend, laws_for_any_catalogue_and_any_needs) {
    EXPECT_TRUE(rc::check([] {
        const std::vector<RemedyContent> remedies = random_remedies();
        const std::vector<SampleNeed> needs = random_needs();
        const std::vector<Recommendation> lines = advice(needs, {catalogue(remedies)});
        std::set<std::size_t> with_line;
        for (const Recommendation& line : lines) {
            if (line.kind == Recommendation::Kind::remedy) with_line.insert(line.remedy->remedy);
        }
        std::set<std::size_t> seen;
        std::set<std::tuple<std::size_t, std::size_t, int>> modules;
        bool none_began = false;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const Recommendation& line = lines[i];
            RC_ASSERT(line.rank == static_cast<int>(i) + 1);
            none_began = none_began || line.kind == Recommendation::Kind::none;
            if (line.kind != Recommendation::Kind::remedy) continue;
            RC_ASSERT(!none_began);                                                                      // people whom nothing reaches come last
            RC_ASSERT(modules.insert({line.remedy->remedy, *line.competency, line.from_level}).second);  // each once
            // At least one line of what comes first stands before, if it has one.
            for (const NamedId& needed : remedies[line.remedy->remedy].prerequisites) {
                const auto index = static_cast<std::size_t>(
                    std::find_if(remedies.begin(), remedies.end(), [&](const RemedyContent& one) { return one.id.text() == needed.id; }) -
                    remedies.begin());
                RC_ASSERT(!with_line.contains(index) || seen.contains(index));
            }
            seen.insert(line.remedy->remedy);
        }
        // Nobody who stands for somebody is forgotten: a line reaches them, or they are among those whom nothing reaches.
        for (const SampleNeed& need : needs) {
            if (need.u < 2.5 || few_below(needs, need.competency)) continue;
            RC_ASSERT(std::any_of(lines.begin(), lines.end(), [&](const Recommendation& line) {
                return line_reaches(line, need) || (line.kind == Recommendation::Kind::none && line.competency == need.competency &&
                                                    line.from_level <= need.level && need.target <= line.to_level);
            }));
        }
    }));
}

TEST(Recommend, prerequisites_of_prerequisites_take_no_more_time_than_there_are_of_them) {
    std::vector<RemedyContent> remedies;
    for (int layer = 0; layer < 100; ++layer) {
        for (int i = 0; i < 20; ++i) {
            RemedyContent one = remedy("r" + std::to_string(layer) + '-' + std::to_string(i), {module("a", 1, 3)});
            for (int below = 0; layer > 0 && below < 20; ++below)
                one.prerequisites.push_back({"r" + std::to_string(layer - 1) + '-' + std::to_string(below), {}});
            remedies.push_back(std::move(one));
        }
    }
    const auto lines = advice({{0, 3, 1, 5, 5.0}}, {catalogue(remedies)});
    EXPECT_EQ(lines.size(), 2000U);
}

TEST(Recommend, nothing_for_nobody) {
    EXPECT_TRUE(advice({}, {catalogue({remedy("r", {module("a", 1, 2)})})}).empty());
}

TEST(Recommend, a_suppressed_group_is_told_nothing) {
    const InstitutionTree tree = InstitutionTree::make({{InstitutionId("m"), {}, "", "Office", "", ""}}).value().value;
    const Framework f = framework();
    const auto shown = protect(tables({{0, 3, 1, 50, 50.0}}), {101});
    const std::vector<Catalogue> catalogues = {catalogue({remedy("r", {module("a", 1, 3)})})};
    EXPECT_TRUE(recommend({shown, tree, f, {}, catalogues, "2026-03-27", {}}).empty());
}

TEST(Reason, is_written_as_code_and_values) {
    const Reason reason{"closes", {{"completion", "0.9"}, {"after", "x y"}}};
    EXPECT_EQ(reason.text(), "closes;completion=0.9;after=x y");
    EXPECT_EQ(reason.value("after"), "x y");
    EXPECT_EQ(reason.value("no"), "");
}

}  // namespace
}  // namespace capgap
