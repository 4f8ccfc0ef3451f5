// Coverage in simulation: how often the 95 % intervals of the share below target and of the mean shortfall hold the truth of a finite staff, when
// people of a cell answer at random. Wanted (the issue of the method, not of luck): averaged over true shares of 10 to 90 % between 92 and 97.5 %;
// with 100 answers from 200 people at each share between 92.5 and 97.5; a complete count always exactly the truth.
#include <capgap/assessment/institution_tree.hpp>
#include <capgap/gaps/tabulate.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <coverage/replications.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace capgap {
namespace {

using testing::AllOf;
using testing::Ge;
using testing::Le;

constexpr int target = 3;

/// One cell of the staff: how many, how likely each is below the target relative to the whole, how many answer, how many of these do not know.
struct StaffCell {
    int staff = 0;
    double odds = 1;  ///< times the odds of being below
    double response = 1;
    double do_not_know = 0;
    double heavy_base_weight = 1;  ///< of the first respondent
};

struct Person {
    int level = 0;
    bool answers = false;
    bool knows = true;
    double base_weight = 1;
};

class Simulation {
public:
    explicit Simulation(std::uint64_t seed) : random_(seed) {}

    /// Uniform on [0, 1), the same on every machine.
    double uniform() { return static_cast<double>(random_() >> 11U) * 0x1.0p-53; }

    /// A staff drawn anew, each person below with the chance that the cell has at this share: truth() is that of the staff drawn, not the chance.
    /// Who answers is a simple random sample of fixed size within the cell.
    std::vector<std::vector<Person>> draw(const std::vector<StaffCell>& cells, double share) {
        std::vector<std::vector<Person>> out;
        for (const StaffCell& cell : cells) {
            const double odds = cell.odds * share / (1 - share);
            std::vector<Person>& people = out.emplace_back(static_cast<std::size_t>(cell.staff));
            for (Person& person : people) person.level = uniform() < odds / (1 + odds) ? (uniform() < 0.4 ? 1 : 2) : 3;
            std::vector<Person*> order;
            for (Person& person : people) order.push_back(&person);
            for (std::size_t i = order.size(); i > 1; --i)
                std::swap(order[i - 1], order[static_cast<std::size_t>(uniform() * static_cast<double>(i))]);
            const auto answering = static_cast<std::size_t>(std::max(1.0, cell.response * cell.staff + 0.5));
            for (std::size_t i = 0; i < std::min(answering, order.size()); ++i) {
                order[i]->answers = true;
                order[i]->knows = i == 0 || uniform() >= cell.do_not_know;
                if (i == 0) order[i]->base_weight = cell.heavy_base_weight;
            }
        }
        return out;
    }

private:
    std::mt19937_64 random_;
};

struct Truth {
    double share = 0;
    double mean = 0;
};

Truth truth(const std::vector<std::vector<Person>>& staff) {
    double n = 0, below = 0, steps = 0;
    for (const auto& cell : staff) {
        for (const Person& person : cell) {
            n += 1;
            below += person.level < target ? 1 : 0;
            steps += target - person.level;
        }
    }
    return {below / n, steps / n};
}

/// One institution, one profile per cell, one competency; through the same counts and tables as a real round.
GapRow estimate(const std::vector<std::vector<Person>>& staff) {
    CountLayout layout;
    layout.competencies = 1;
    layout.levels = target;
    layout.targets.assign(staff.size(), {target});
    GapCounts counts(layout);
    Population population;
    Codebook codebook;
    codebook.institutions.add("all");
    codebook.competencies.add("c");
    for (std::size_t cell = 0; cell < staff.size(); ++cell) {
        codebook.profiles.add(std::to_string(cell));
        population.rows.push_back({0, static_cast<std::uint16_t>(cell), {}, static_cast<std::int64_t>(staff[cell].size()), {}});
        for (const Person& person : staff[cell]) {
            if (!person.answers) continue;
            Batch batch;
            ScoredBatch scored;
            batch.rows = scored.rows = 1;
            batch.institution = {0};
            batch.profile = {static_cast<std::uint16_t>(cell)};
            batch.weight = {person.base_weight};
            scored.respondent = {1};
            ScoredBatch::Competency& one = scored.competencies.emplace_back();
            one.outcome = {person.knows ? Outcome::scored : Outcome::do_not_know};
            one.level = {static_cast<std::int8_t>(person.knows ? person.level : 0)};
            one.score_0_100 = {0};
            counts.add(batch, scored);
        }
    }
    auto tree = InstitutionTree::make({{InstitutionId("all"), {}, "", "All", "", ""}});
    const std::vector<Cluster> no_clusters;
    auto made = tabulate({counts, tree.value().value, codebook, &population, no_clusters, {WeightingMethod::post_stratified, {}, {}}, {}, 1});
    return made.value().value.tables.gaps.front();
}

struct Coverage {
    Held share;
    Held mean;
};

void add(const Estimate& of, double truth, Held& to) {
    EXPECT_TRUE(of.value && of.interval);
    if (of.value && of.interval) to.add(*of.value, of.interval->low, of.interval->high, truth);
}

Coverage coverage(const std::vector<StaffCell>& cells, double share, int repeated, std::uint64_t seed) {
    Simulation simulation(seed);
    Coverage out;
    for (int r = 0; r < repeated; ++r) {
        const auto staff = simulation.draw(cells, share);
        const Truth true_values = truth(staff);
        const GapRow row = estimate(staff);
        add(row.below_target_share, true_values.share, out.share);
        add(row.mean_shortfall_levels, true_values.mean, out.mean);
    }
    return out;
}

const std::vector<double> shares{0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

struct Design {
    const char* name;
    std::vector<StaffCell> cells;
};

const std::vector<Design>& designs() {
    static const std::vector<Design> all{
        {"200 people, 100 answers", {{200, 1, 0.5}}},
        {"unequal response by cell", {{150, 0.5, 0.8}, {300, 1, 0.5}, {150, 2, 0.2}}},
        {"do not know differing by cell", {{200, 0.6, 0.6, 0.05}, {200, 1.6, 0.6, 0.4}}},
        {"one heavy weight", {{300, 1, 0.3, 0, 8}, {100, 1, 0.5}}},
        {"small cells", {{12, 0.7, 0.5}, {20, 1, 0.6}, {9, 1.5, 0.4}, {40, 1, 0.5}}},
    };
    return all;
}

TEST(Coverage, of_classical_shares_and_means) {
    const int repeated = replications(500);
    // Three standard errors, so far as they are more than those of the 2,000 replications that the limits are for.
    const double slack = std::max(0.0, 300 * std::sqrt(0.05 * 0.95) * (1 / std::sqrt(repeated) - 1 / std::sqrt(2000)));
    std::uint64_t seed = 20221;
    for (const Design& design : designs()) {
        double share_held = 0;
        double mean_held = 0;
        for (const double share : shares) {
            const Coverage at = coverage(design.cells, share, repeated, ++seed);
            share_held += at.share.percent() / static_cast<double>(shares.size());
            mean_held += at.mean.percent() / static_cast<double>(shares.size());
            if (&design != designs().data()) continue;
            const std::string words = std::string(design.name) + ", " + std::to_string(std::lround(100 * share)) + " % below";
            at.share.note("share below target", words, repeated);
            at.mean.note("mean shortfall", words, repeated);
            EXPECT_THAT(at.share.percent(), AllOf(Ge(92.5 - slack), Le(97.5 + slack))) << share;
            EXPECT_THAT(at.mean.percent(), AllOf(Ge(92.5 - slack), Le(97.5 + slack))) << share;
        }
        EXPECT_THAT(share_held, AllOf(Ge(92 - slack), Le(97.5 + slack))) << design.name;
        EXPECT_THAT(mean_held, AllOf(Ge(92 - slack), Le(97.5 + slack))) << design.name;
    }
}

TEST(Coverage, a_census_is_always_the_truth) {
    Simulation simulation(7);
    for (int r = 0; r < 100; ++r) {
        const auto staff = simulation.draw({{40, 1, 1}, {7, 2, 1}}, shares[static_cast<std::size_t>(r) % shares.size()]);
        const GapRow row = estimate(staff);
        const Truth true_values = truth(staff);
        EXPECT_NEAR(*row.below_target_share.value, true_values.share, 1e-15);
        EXPECT_EQ(row.below_target_share.interval, (Interval{*row.below_target_share.value, *row.below_target_share.value}));
        EXPECT_NEAR(*row.mean_shortfall_levels.value, true_values.mean, 1e-15);
        EXPECT_EQ(row.n_effective, std::nullopt);
    }
}

}  // namespace
}  // namespace capgap
