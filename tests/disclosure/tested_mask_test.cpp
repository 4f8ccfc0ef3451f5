#include <capgap/base/decimal.hpp>
#include <capgap/disclosure/tested_mask.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

namespace capgap {
namespace {

constexpr std::int64_t min_cell = 10;
constexpr std::int64_t least = 30;

/// A tree of institutions, `above` each before it (or -1), with those tested of the own staff of each; `rated` likewise.
struct TestedTree {
    std::vector<int> above;
    std::vector<std::vector<TestedStaff::Result>> results;
    std::vector<std::int64_t> rated;

    bool in(std::size_t institution, std::size_t place) const {
        for (int at = static_cast<int>(institution); at >= 0; at = above[static_cast<std::size_t>(at)]) {
            if (at == static_cast<int>(place)) return true;
        }
        return false;
    }

    Tables tables() const {
        Tables out;
        for (std::size_t i = 0; i < above.size(); ++i) {
            Place place{static_cast<int>(i), false, 0, {}, {}};
            if (above[i] >= 0) place.parent = static_cast<std::size_t>(above[i]);
            out.places.push_back(place);
            out.groups.push_back({static_cast<int>(i), false, Group::everyone, Group::everyone, Group::everyone, 1000, {}});
            if (rated[i] > 0) {
                out.tested_staff.push_back({i, 0, rated[i], results[i]});
                std::sort(out.tested_staff.back().results.begin(), out.tested_staff.back().results.end());
            }
        }
        for (std::size_t i = 0; i < above.size(); ++i) {
            TwoPhaseSums mean;
            TwoPhaseSums share;
            for (std::size_t j = 0; j < above.size(); ++j) {
                if (!in(j, i)) continue;
                int person = 0;
                for (const TestedStaff::Result& one : results[j]) {
                    ++person;
                    mean.add(person % 7, Decimal::of_millionths(one.millionths).to_double());
                    share.add(person % 7, one.below ? 1 : 0);
                }
                mean.add_untested(rated[j] - static_cast<std::int64_t>(results[j].size()), 3);
                share.add_untested(rated[j] - static_cast<std::int64_t>(results[j].size()), 3);
            }
            if (i == 0 || mean.tested() >= two_phase_least_tested) out.tested.push_back({i, 0, two_phase_mean(mean), two_phase_share(share)});
        }
        return out;
    }
};

TestedStaff::Result result(int score, bool below) {
    return {score * Decimal::per_unit, below};
}

std::vector<TestedStaff::Result> people(int number, int below) {
    std::vector<TestedStaff::Result> out;
    for (int i = 0; i < number; ++i) out.push_back(result(20 + i % 9 * 5, i < below));
    return out;
}

std::map<int, bool> told(const Tables& tables, const std::vector<bool>& rows) {
    std::map<int, bool> out;
    for (std::size_t r = 0; r < rows.size(); ++r) out[tables.groups[tables.tested[r].group].institution] = rows[r];
    return out;
}

TestedMask mask_of(const Tables& tables) {
    return mask_tested(tables, std::vector<bool>(tables.tested.size(), true), {min_cell});
}

TEST(TestedMask, parts_that_leave_no_small_rest_are_told) {
    const TestedTree tree{{-1, 0, 0}, {{}, people(40, 20), people(60, 20)}, {0, 100, 100}};
    const Tables tables = tree.tables();
    const TestedMask mask = mask_of(tables);
    EXPECT_EQ(told(tables, mask.means), (std::map<int, bool>{{0, true}, {1, true}, {2, true}}));
    EXPECT_EQ(mask.means, mask.shares);
}

TEST(TestedMask, a_small_rest_hides_the_smallest_part) {
    const TestedTree tree{{-1, 0, 0}, {people(29, 12), people(40, 20), people(60, 20)}, {100, 100, 100}};
    const Tables tables = tree.tables();
    EXPECT_EQ(told(tables, mask_of(tables).means), (std::map<int, bool>{{0, true}, {1, false}, {2, true}}));
}

/// The rest has nobody tested, and a few who rated themselves: whose self-ratings would follow from what the two rows say.
TEST(TestedMask, a_few_who_rated_themselves_are_a_small_rest_too) {
    const TestedTree tree{{-1, 0, 0}, {{}, people(40, 20), people(60, 20)}, {5, 100, 100}};
    const Tables tables = tree.tables();
    EXPECT_EQ(told(tables, mask_of(tables).means), (std::map<int, bool>{{0, true}, {1, false}, {2, true}}));
}

TEST(TestedMask, results_that_are_nearly_all_alike_are_hidden) {
    std::vector<TestedStaff::Result> alike;
    for (int i = 0; i < 60; ++i) alike.push_back(result(i < 51 ? 50 : 40 + i, i % 2 == 0));
    EXPECT_EQ(mask_of(TestedTree{{-1}, {alike}, {100}}.tables()).means, std::vector<bool>{false}) << "9 have another result";
    alike[0] = result(45, true);
    EXPECT_EQ(mask_of(TestedTree{{-1}, {alike}, {100}}.tables()).means, std::vector<bool>{true}) << "10 have";
}

TEST(TestedMask, of_few_different_results_each_is_had_by_many) {
    std::vector<TestedStaff::Result> three;
    for (int i = 0; i < 60; ++i) three.push_back(result(i < 9 ? 100 : i < 30 ? 0 : 50, i % 2 == 0));
    EXPECT_EQ(mask_of(TestedTree{{-1}, {three}, {100}}.tables()).means, std::vector<bool>{false});
    three[59] = result(100, true);
    EXPECT_EQ(mask_of(TestedTree{{-1}, {three}, {100}}.tables()).means, std::vector<bool>{true});
}

TEST(TestedMask, a_share_needs_people_on_both_sides) {
    for (const auto& [below, shown] : std::map<int, bool>{{0, false}, {9, false}, {10, true}, {50, true}, {51, false}, {60, false}}) {
        const TestedMask mask = mask_of(TestedTree{{-1}, {people(60, below)}, {100}}.tables());
        EXPECT_EQ(mask.means, std::vector<bool>{true});
        EXPECT_EQ(mask.shares, std::vector<bool>{shown}) << below;
    }
}

TEST(TestedMask, what_gaps_hide_is_hidden) {
    const TestedTree tree{{-1, 0, 0}, {{}, people(40, 20), people(60, 20)}, {0, 100, 100}};
    const Tables tables = tree.tables();
    const TestedMask mask = mask_tested(tables, {true, false, true}, {min_cell});
    EXPECT_EQ(mask.means, (std::vector<bool>{true, false, true}));
}

/// All sets of own staff whose sums are combinations of the sums that are told: those whose indicator lies in the span of those of the rows.
std::vector<std::vector<bool>> sets_that_follow(const std::vector<std::vector<double>>& rows, std::size_t staff) {
    std::vector<std::vector<double>> basis;
    const auto left_of = [&basis](std::vector<double> row) {
        for (const auto& one : basis) {
            const auto pivot = static_cast<std::size_t>(std::find_if(one.begin(), one.end(), [](double x) { return x != 0; }) - one.begin());
            const double factor = row[pivot] / one[pivot];
            for (std::size_t j = 0; j < row.size(); ++j) row[j] -= factor * one[j];
            row[pivot] = 0;
        }
        for (double& x : row) x = std::abs(x) < 1e-9 ? 0 : x;
        return row;
    };
    const auto is_zero = [](const std::vector<double>& row) { return std::all_of(row.begin(), row.end(), [](double x) { return x == 0; }); };
    for (const auto& row : rows) {
        auto left = left_of(row);
        if (!is_zero(left)) basis.push_back(std::move(left));
    }
    std::vector<std::vector<bool>> out;
    for (std::size_t set = 1; set < (std::size_t{1} << staff); ++set) {
        std::vector<double> row(staff);
        for (std::size_t j = 0; j < staff; ++j) row[j] = (set >> j & 1U) != 0 ? 1 : 0;
        if (!is_zero(left_of(row))) continue;
        out.emplace_back(staff);
        for (std::size_t j = 0; j < staff; ++j) out.back()[j] = row[j] == 1;
    }
    return out;
}

/// Whoever adds and subtracts what is told: of every set of people whose sums follow, nobody was tested, or thirty and more, with results that
/// differ.
TEST(TestedMask, nothing_about_a_few_follows_in_random_trees) {
    std::mt19937 random(20260302);
    const auto below = [&random](unsigned end) { return static_cast<int>(random() % end); };
    std::size_t shown = 0;
    for (int round = 0; round < 400; ++round) {
        const auto institutions = static_cast<std::size_t>(2 + below(7));
        TestedTree tree;
        for (std::size_t i = 0; i < institutions; ++i) {
            tree.above.push_back(i == 0 ? -1 : below(static_cast<unsigned>(i)));
            const int tested = std::vector<int>{0, 0, 3, 12, 29, 30, 45, 80}[static_cast<std::size_t>(below(8))];
            const int kinds = std::vector<int>{1, 2, 3, 21}[static_cast<std::size_t>(below(4))];
            const int side = below(101);
            tree.results.emplace_back();
            for (int p = 0; p < tested; ++p)
                tree.results.back().push_back(result(100 / kinds * below(static_cast<unsigned>(kinds)), below(100) < side));
            tree.rated.push_back(tested + std::vector<int>{0, 0, 4, 40}[static_cast<std::size_t>(below(4))]);
        }
        // The table has its rows in tree order; institutions are numbered so.
        const Tables tables = tree.tables();
        const TestedMask mask = mask_of(tables);
        for (const bool of_share : {false, true}) {
            std::vector<std::vector<double>> rows;
            for (std::size_t r = 0; r < tables.tested.size(); ++r) {
                if (!(of_share ? mask.shares : mask.means)[r]) continue;
                EXPECT_TRUE(mask.means[r]);
                rows.emplace_back(institutions);
                for (std::size_t j = 0; j < institutions; ++j) rows.back()[j] = tree.in(j, tables.tested[r].group) ? 1 : 0;
            }
            shown += rows.size();
            for (const std::vector<bool>& set : sets_that_follow(rows, institutions)) {
                std::int64_t rated = 0;
                std::int64_t tested = 0;
                std::int64_t under = 0;
                std::map<std::int64_t, std::int64_t> with_result;
                for (std::size_t j = 0; j < institutions; ++j) {
                    if (!set[j]) continue;
                    rated += tree.rated[j];
                    for (const TestedStaff::Result& one : tree.results[j]) {
                        ++tested;
                        under += one.below ? 1 : 0;
                        ++with_result[one.millionths];
                    }
                }
                EXPECT_TRUE(rated == 0 || rated >= least) << rated;
                if (tested == 0) continue;
                EXPECT_GE(tested, least);
                std::int64_t most = 0;
                for (const auto& [score, number] : with_result) {
                    most = std::max(most, number);
                    EXPECT_TRUE(with_result.size() > 4 || number >= min_cell) << number;
                }
                EXPECT_GE(tested - most, min_cell);
                EXPECT_TRUE(!of_share || (under >= min_cell && tested - under >= min_cell)) << under << " of " << tested;
            }
        }
    }
    EXPECT_GT(shown, 500U);
}

}  // namespace
}  // namespace capgap
