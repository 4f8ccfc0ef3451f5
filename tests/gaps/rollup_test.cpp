#include <capgap/gaps/rollup.hpp>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <map>

namespace capgap {
namespace {

CountLayout small_layout() {
    CountLayout layout;
    layout.competencies = 2;
    layout.levels = 4;
    layout.targets = {{3, 4}, {2, 0}};
    layout.breakdowns = {0};
    layout.breakdown_sizes = {2};
    return layout;
}

Codebook small_codebook(std::size_t institutions) {
    Codebook codebook;
    for (std::size_t i = 0; i < institutions; ++i) codebook.institutions.add("i" + std::to_string(i));
    for (const char* profile : {"p", "q"}) codebook.profiles.add(profile);
    for (const char* competency : {"a", "b"}) codebook.competencies.add(competency);
    Codebook::Question gender{"gender", {}};
    for (const char* category : {"female", "male"}) gender.categories.add(category);
    codebook.background.push_back(gender);
    return codebook;
}

/// A tree in which every institution hangs under an earlier one or is a root.
InstitutionTree random_tree(std::size_t institutions) {
    std::vector<InstitutionContent> content;
    for (std::size_t i = 0; i < institutions; ++i) {
        const auto parent = *rc::gen::inRange<std::size_t>(0, i + 1);
        InstitutionContent one;
        one.id = InstitutionId("i" + std::to_string(i));
        one.name = "Office";
        if (parent != i) one.parent = "i" + std::to_string(parent);
        content.push_back(std::move(one));
    }
    return InstitutionTree::make(std::move(content)).value().value;
}

void add_random_person(GapCounts& counts, std::size_t institutions) {
    Batch batch;
    ScoredBatch scored;
    batch.rows = scored.rows = 1;
    batch.institution = {*rc::gen::inRange<std::uint32_t>(0, static_cast<std::uint32_t>(institutions))};
    batch.profile = {*rc::gen::element<std::uint16_t>(0, 1, Batch::no_profile)};
    batch.background = {{*rc::gen::element<std::uint16_t>(0, 1, Batch::unknown_category)}};
    batch.weight = {*rc::gen::inRange(1, 50) / 7.0};
    scored.respondent = {1};
    for (int c = 0; c < 2; ++c) {
        ScoredBatch::Competency& column = scored.competencies.emplace_back();
        column.outcome = {*rc::gen::weightedElement<Outcome>(
            {{6, Outcome::scored}, {1, Outcome::not_applicable}, {1, Outcome::do_not_know}, {1, Outcome::missing}})};
        const bool has_level = column.outcome[0] == Outcome::scored;
        column.level = {static_cast<std::int8_t>(has_level ? *rc::gen::inRange(1, 5) : 0)};
        column.score_0_100 = {has_level ? *rc::gen::inRange(0, 1000) / 9.0 : 0};
    }
    counts.add(batch, scored);
}

/// A headcount for every cell, at least now and then fewer than answered.
Population random_population(std::size_t institutions) {
    Population population;
    population.background = {0};
    for (std::uint32_t i = 0; i < institutions; ++i) {
        for (std::uint16_t profile = 0; profile < 2; ++profile) {
            for (std::uint16_t category = 0; category < 2; ++category)
                population.rows.push_back({i, profile, {category}, *rc::gen::inRange(0, 9), {}});
        }
    }
    return population;
}

struct Sums {
    std::int64_t respondents = 0, not_applicable = 0, do_not_know = 0, headcount = 0, not_covered = 0;
    WeightedDistribution shortfall{4};
    ExactSum u_score;
    std::vector<ExactSum> u_at_level = std::vector<ExactSum>(4);

    void add(const CompetencySums& one) {
        respondents += one.respondents;
        not_applicable += one.not_applicable;
        do_not_know += one.do_not_know;
        headcount += one.headcount;
        not_covered += one.not_covered;
        RC_ASSERT(shortfall.merge(one.shortfall));
        u_score.add(one.u_score);
        for (std::size_t level = 0; level < 4; ++level) u_at_level[level].add(one.u_at_level[level]);
    }
    friend bool operator==(const Sums&, const Sums&) = default;
};

/// Place of an institution, with descendants or of its own staff.
std::optional<std::size_t> place_of(const Rollup& rollup, std::size_t institution, bool own) {
    for (std::size_t place = 0; place < rollup.places().size(); ++place) {
        if (rollup.places()[place].institution == static_cast<int>(institution) && rollup.places()[place].own_staff == own) return place;
    }
    return std::nullopt;
}

TEST(Rollup, children_and_own_staff_equal_the_parent_to_the_bit) {
    EXPECT_TRUE(rc::check([] {
        const auto institutions = *rc::gen::inRange<std::size_t>(1, 8);
        const InstitutionTree tree = random_tree(institutions);
        const Codebook codebook = small_codebook(institutions);
        GapCounts counts(small_layout());
        const int people = *rc::gen::inRange(0, 60);
        for (int i = 0; i < people; ++i) add_random_person(counts, institutions);
        const Population population = random_population(institutions);
        const bool with_population = *rc::gen::arbitrary<bool>();
        const Population* used = with_population ? &population : nullptr;
        const std::vector<Cluster> no_clusters;
        const WeightSettings settings{with_population ? WeightingMethod::post_stratified : WeightingMethod::none, {}, {}};
        const TabulationInput input{counts, tree, codebook, used, no_clusters, settings, {}, 1};
        const Cells cells = make_cells(counts, used, codebook, {}).value().value;
        const Weights weights = make_weights(counts, cells, used, codebook, settings).value();
        const Rollup rollup(input, cells, weights);

        for (std::size_t institution = 0; institution < institutions; ++institution) {
            if (tree.children(institution).empty()) continue;
            std::vector<std::size_t> parts{*place_of(rollup, institution, true)};
            for (const std::size_t child : tree.children(institution)) parts.push_back(*place_of(rollup, child, false));
            const std::size_t parent = *place_of(rollup, institution, false);
            for (std::size_t c = 0; c < 2; ++c) {
                const std::vector<CompetencySums> sums = rollup.competency(c);
                for (std::size_t g = 0; g < rollup.size(); ++g) {
                    if (rollup.place(g) != parent) continue;
                    Sums whole;
                    whole.add(sums[g]);
                    Sums of_parts;
                    for (const std::size_t part : parts) {
                        if (const auto found = rollup.find(part, rollup.number(g))) of_parts.add(sums[*found]);
                    }
                    RC_ASSERT(whole == of_parts);
                }
            }
        }
    }));
}

TEST(Rollup, places_stand_in_tree_order_own_staff_first) {
    const auto content = [](const char* id, const char* parent) { return InstitutionContent{InstitutionId(id), {}, parent, "Office", "", ""}; };
    const InstitutionTree tree =
        InstitutionTree::make({content("i0", ""), content("i1", "i2"), content("i2", "i0"), content("i3", "")}).value().value;
    const Codebook codebook = small_codebook(4);
    const GapCounts counts(small_layout());
    const std::vector<Cluster> no_clusters;
    const TabulationInput input{counts, tree, codebook, nullptr, no_clusters, {}, {}, 1};
    const Cells cells;
    const Weights weights;
    const Rollup rollup(input, cells, weights);
    std::string order;
    for (const Place& place : rollup.places())
        order += (place.institution < 0 ? "*" : std::to_string(place.institution)) + (place.own_staff ? "/own " : " ");
    EXPECT_EQ(order, "* 0 0/own 2 2/own 1 3 ");
}

}  // namespace
}  // namespace capgap
