#include <capgap/disclosure/independent_parts.hpp>
#include <capgap/disclosure/sparse_row.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <vector>

namespace capgap {
namespace {

template <class T>
std::vector<T> listed(std::span<const T> list) {
    return {list.begin(), list.end()};
}

using Numbers = std::vector<std::uint32_t>;

TEST(Equations, are_found_by_variable_and_count_unknowns) {
    Equations equations;
    for (int v = 0; v < 4; ++v) equations.add_variable(v == 1);
    const std::vector<std::vector<LinearTerm>> terms = {{{2, 1}, {1, -1}}, {{1, 3}, {3, 1}, {2, 1}}};
    for (const auto& one : terms) equations.add_equation(one);
    EXPECT_TRUE(equations.of(1).empty());  // not indexed yet
    equations.index();
    EXPECT_TRUE(equations.of(0).empty());
    ASSERT_EQ(equations.of(1).size(), 2U);
    EXPECT_EQ(equations.of(1)[0].factor, -1);
    EXPECT_EQ(equations.of(1)[1].equation, 1U);
    EXPECT_EQ(equations.of(1)[1].factor, 3);
    equations.make_unknown(2);
    equations.make_unknown(2);
    EXPECT_EQ(equations.unknown_in(0), 2U);
    EXPECT_EQ(equations.unknown_in(1), 2U);
    equations.add_equation(std::vector<LinearTerm>{{2, 1}});
    equations.index();
    EXPECT_EQ(equations.of(2).size(), 3U);
    EXPECT_EQ(equations.unknown_in(2), 1U);
}

TEST(IndependentParts, hold_together_by_equations_units_and_consequences) {
    // Variables 0 to 9, each a unit of its own but 4 and 5; 1 is hidden with 8. Nothing names 9.
    Equations equations;
    for (int v = 0; v < 10; ++v) equations.add_variable(false);
    const std::vector<std::vector<LinearTerm>> terms = {{{1, 1}, {0, 1}}, {{2, 1}, {3, 1}}, {{4, 1}}, {{5, 1}, {3, 1}}, {{7, 1}, {6, 1}}, {{8, 1}}};
    for (const auto& one : terms) equations.add_equation(one);
    const IndependentParts parts = independent_parts(equations, {0, 1, 2, 3, 4, 4, 6, 7, 8, 9}, 10, {{1, 8}});
    ASSERT_EQ(parts.equations.size(), 3U);
    EXPECT_EQ(listed(parts.equations[0]), (Numbers{0, 5}));
    EXPECT_EQ(listed(parts.variables[0]), (Numbers{1, 0, 8}));
    EXPECT_EQ(listed(parts.equations[1]), (Numbers{1, 2, 3}));
    EXPECT_EQ(listed(parts.variables[1]), (Numbers{2, 3, 4, 5}));
    EXPECT_EQ(listed(parts.equations[2]), (Numbers{4}));
    EXPECT_EQ(listed(parts.variables[2]), (Numbers{7, 6}));
}

TEST(IndependentParts, of_nothing_are_none) {
    EXPECT_EQ(independent_parts(Equations(), {}, 0, {}).equations.size(), 0U);
}

/// What a map of numbers holds after the same steps.
TEST(SparseRow, short_or_long_is_the_same_as_a_map) {
    std::uint64_t drawn = 1;
    const auto below = [&](std::uint64_t n) {
        drawn = drawn * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::uint32_t>((drawn >> 33) % n);
    };
    SparseRow row;  // cleared and used again
    for (const std::uint32_t variables : {5U, 300U, 40U, 1U, 100U}) {
        row.clear();
        std::map<std::uint32_t, std::int64_t> expected;
        for (int step = 0; step < 3000; ++step) {
            const std::uint32_t variable = below(variables);
            if (below(4) == 0) {
                row.erase_variable(variable);
                expected.erase(variable);
                continue;
            }
            const std::int64_t factor = below(2) == 0 ? 1 : -1;
            const bool had = expected.contains(variable);
            const std::int64_t sum = expected[variable] += factor;
            if (sum == 0) expected.erase(variable);
            EXPECT_EQ(row.add(variable, Residue::of(factor)), !had       ? SparseRow::Change::entered
                                                              : sum == 0 ? SparseRow::Change::left
                                                                         : SparseRow::Change::none);
            ASSERT_EQ(row.size(), expected.size());
        }
        for (std::uint32_t v = 0; v < variables; ++v) {
            EXPECT_EQ(row.factor(v).value(), Residue::of(expected.contains(v) ? expected[v] : 0).value());
        }
    }
}

}  // namespace
}  // namespace capgap
