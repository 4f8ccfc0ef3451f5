// Coverage in simulation: how often the 95 % intervals of the share below target, from plausible values, hold the true share of a finite staff, where
// three items measure each person with error. Wanted: 93 to 99.5 % at 10, 80 and 100 % of staff answering, for the whole, for institutions and for a
// profile. The long run has 2,000 replications.
#include <capgap/assessment/institution_tree.hpp>
#include <capgap/gaps/tabulate.hpp>
#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/scale_model.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <coverage/replications.hpp>
#include <measurement/three_items.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace capgap {
namespace {

constexpr int target_level = 3;
constexpr std::size_t institutions = 8;
constexpr std::size_t profiles = 2;

/// Three graded items of five options at usual slopes, and cuts between four levels.
ScaleModel usual_scale() {
    ScaleModel out = three_items::scale();
    out.cuts = {-1.1, 0.1, 1.2};
    return out;
}

struct StaffMember {
    std::size_t institution = 0;
    std::size_t profile = 0;
    double theta = 0;
    bool answers = false;
};

class Simulated {
public:
    explicit Simulated(std::uint64_t seed) : random_(seed) {}

    double uniform() { return (static_cast<double>(random_() >> 11U) + 0.5) * 0x1.0p-53; }
    double normal() { return std::sqrt(-2 * std::log(uniform())) * std::cos(2 * 3.14159265358979323846 * uniform()); }

    /// Institutions of 30 to 170 staff that differ by 0.4, profiles by 0.5.
    std::vector<StaffMember> staff(double response) {
        std::vector<StaffMember> out;
        for (std::size_t i = 0; i < institutions; ++i) {
            const double effect = 0.4 * normal();
            for (std::size_t n = 0; n < 30 + 20 * i; ++n) {
                const std::size_t profile = uniform() < 0.6 ? 0 : 1;
                out.push_back({i, profile, effect + (profile == 0 ? -0.2 : 0.3) + 0.8 * normal(), false});
            }
        }
        // A simple random sample of each cell, of at least one.
        for (std::size_t i = 0; i < institutions * profiles; ++i) {
            std::vector<StaffMember*> cell;
            for (StaffMember& one : out) {
                if (one.institution * profiles + one.profile == i) cell.push_back(&one);
            }
            for (std::size_t k = cell.size(); k > 1; --k) std::swap(cell[k - 1], cell[static_cast<std::size_t>(uniform() * static_cast<double>(k))]);
            const auto answering = static_cast<std::size_t>(std::max(1.0, response * static_cast<double>(cell.size()) + 0.5));
            for (std::size_t k = 0; k < std::min(answering, cell.size()); ++k) cell[k]->answers = true;
        }
        return out;
    }

    std::vector<std::uint8_t> answers(const ScaleModel& scale, double theta) {
        return three_items::answers(scale, theta, [this] { return uniform(); });
    }

private:
    std::mt19937_64 random_;
};

/// A round of one competency, of which only the levels are known by sets of plausible values.
class MeasuredRound {
public:
    MeasuredRound(const std::vector<StaffMember>& staff, const ScaleModel& scale, Simulated& random, std::uint32_t seed)
        : scale_(scale), tree_(make_tree()) {
        for (std::size_t i = 0; i <= institutions; ++i) codebook_.institutions.add(tree_[i].id.text());
        codebook_.competencies.add("c");
        std::map<std::pair<std::size_t, std::size_t>, std::int64_t> headcount;
        for (const StaffMember& one : staff) ++headcount[{one.institution, one.profile}];
        for (std::size_t p = 0; p < profiles; ++p) codebook_.profiles.add(std::to_string(p));
        for (const auto& [cell, people] : headcount)
            population_.rows.push_back({static_cast<std::uint32_t>(cell.first + 1), static_cast<std::uint16_t>(cell.second), {}, people, {}});

        layout_.competencies = 1;
        layout_.levels = scale.cuts.size() + 1;
        layout_.targets.assign(profiles, {target_level});
        Conditioning known;
        known.factors.push_back({profiles, {}});
        known.groups.push_back({std::nullopt, 0});
        for (std::size_t i = 0; i < institutions; ++i) known.groups.push_back({0, 1});
        for (std::size_t i = 0; i < institutions * profiles; ++i) known.groups.push_back({1 + i / profiles, 2});
        AnswerPatterns patterns(scale.items.size());
        std::vector<std::uint32_t> pattern;
        for (const StaffMember& one : staff) {
            if (!one.answers) continue;
            answering_.push_back(one);
            pattern.push_back(patterns.number_of(random.answers(scale, one.theta)));
            known.factors.front().category.push_back(static_cast<std::uint16_t>(one.profile));
            known.group.push_back(static_cast<std::uint32_t>(1 + institutions + one.institution * profiles + one.profile));
        }
        PlausibleValueOptions options;
        options.seed = seed;
        draw_plausible_values(known, pattern_likelihoods(scale, patterns), pattern, options,
                              [this](std::size_t /*set*/, std::span<const double> theta) { sets_.push_back(count(theta)); });
    }

    Tables tables() {
        const std::vector<Cluster> no_clusters;
        TabulationInput input(sets_.front(), tree_, codebook_, &population_, no_clusters, {WeightingMethod::post_stratified, {}, {}}, {}, 1);
        input.sets = sets_;
        input.modelled = {true};
        return tabulate(input).value().value.tables;
    }

private:
    static InstitutionTree make_tree() {
        std::vector<InstitutionContent> out{{InstitutionId("all"), {}, "", "All", "", ""}};
        for (std::size_t i = 0; i < institutions; ++i) out.push_back({InstitutionId("i" + std::to_string(i)), {}, "all", "One", "", ""});
        return InstitutionTree::make(out).value().value;
    }

    GapCounts count(std::span<const double> theta) const {
        Batch batch;
        ScoredBatch scored;
        ScoredBatch::Competency& one = scored.competencies.emplace_back();
        batch.rows = scored.rows = answering_.size();
        for (std::size_t i = 0; i < answering_.size(); ++i) {
            batch.institution.push_back(static_cast<std::uint32_t>(answering_[i].institution + 1));
            batch.profile.push_back(static_cast<std::uint16_t>(answering_[i].profile));
            scored.respondent.push_back(1);
            one.outcome.push_back(Outcome::scored);
            one.level.push_back(static_cast<std::int8_t>(scale_.level_of(theta[i])));
            one.score_0_100.push_back(0);
        }
        GapCounts out(layout_);
        out.add(batch, scored);
        return out;
    }

    const ScaleModel& scale_;
    InstitutionTree tree_;
    Codebook codebook_;
    Population population_;
    CountLayout layout_;
    std::vector<StaffMember> answering_;
    std::vector<GapCounts> sets_;
};

/// The share below target of those who are `meant`.
template <class Meant>
double true_share(const std::vector<StaffMember>& staff, const ScaleModel& scale, Meant meant) {
    double people = 0;
    double below = 0;
    for (const StaffMember& one : staff) {
        if (!meant(one)) continue;
        people += 1;
        below += scale.level_of(one.theta) < target_level ? 1 : 0;
    }
    return below / people;
}

class LatentCoverage : public testing::TestWithParam<double> {};

TEST_P(LatentCoverage, of_true_shares) {
    const ScaleModel scale = usual_scale();
    const int repeated = replications(60);
    std::map<std::string, Held> found;
    for (int r = 0; r < repeated; ++r) {
        Simulated random(static_cast<std::uint64_t>(20260 + r));
        const std::vector<StaffMember> staff = random.staff(GetParam());
        const Tables tables = MeasuredRound(staff, scale, random, static_cast<std::uint32_t>(r)).tables();
        for (const GapRow& row : tables.gaps) {
            const Group& group = tables.groups[row.group];
            if (group.profile != Group::everyone && group.institution != 0) continue;
            const auto meant = [&](const StaffMember& one) {
                return (group.institution == 0 || static_cast<std::size_t>(group.institution) == one.institution + 1) &&
                       (group.profile == Group::everyone || static_cast<std::size_t>(group.profile) == one.profile);
            };
            const double truth = true_share(staff, scale, meant);
            ASSERT_TRUE(row.below_target_share.interval);
            const Interval interval = *row.below_target_share.interval;
            found[group.profile != Group::everyone ? "a profile"
                  : group.institution == 0         ? "the whole"
                                                   : "an institution"]
                .add(*row.below_target_share.value, interval.low, interval.high, truth);
        }
    }
    ASSERT_EQ(found.size(), 3U);
    for (const auto& [name, of] : found) {
        of.note("share below target of " + name, std::to_string(static_cast<int>(100 * GetParam())) + " % answer three items", repeated);
        // Three standard errors of so few replications are allowed.
        const double slack = 300 * std::sqrt(0.05 * 0.95 / of.of());
        EXPECT_GE(of.percent(), 93 - slack) << name;
        EXPECT_LE(of.percent(), 99.5 + slack) << name;
    }
}

INSTANTIATE_TEST_SUITE_P(, LatentCoverage, testing::Values(0.1, 0.8, 1.0),
                         [](const auto& one) { return std::to_string(static_cast<int>(100 * one.param)) + "_percent_answer"; });

}  // namespace
}  // namespace capgap
