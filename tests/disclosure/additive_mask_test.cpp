#include <capgap/disclosure/additive_mask.hpp>
#include <capgap/disclosure/short_combination.hpp>

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace capgap {
namespace {

using State = AdditiveMask::State;
using System = std::vector<std::vector<LinearTerm>>;

std::vector<bool> determined(const NullSpace& space) {
    std::vector<bool> out;
    for (std::uint32_t v = 0; v < space.variables(); ++v) out.push_back(space.determined(v));
    return out;
}

Lists<LinearTerm> lists_of(const System& equations) {
    Lists<LinearTerm> out;
    for (const auto& equation : equations) out.add(equation);
    return out;
}

NullSpace space_of(std::size_t variables, const System& equations) {
    NullSpace out;
    out.start(variables, lists_of(equations));
    return out;
}

std::vector<bool> determined(std::size_t variables, const System& equations) {
    return determined(space_of(variables, equations));
}

TEST(NullSpace, tells_what_equations_determine) {
    // a + b = 1, b + c = 2, a - c = -1: three equations, two of them independent, so nothing is determined; with c + d = 3 and d = 1 everything is.
    System equations = {{{0, 1}, {1, 1}}, {{1, 1}, {2, 1}}, {{0, 1}, {2, -1}}};
    EXPECT_EQ(determined(4, equations), (std::vector<bool>{false, false, false, false}));
    equations.push_back({{2, 1}, {3, 1}});
    equations.push_back({{3, 1}});
    EXPECT_EQ(determined(4, equations), (std::vector<bool>{true, true, true, true}));
}

TEST(NullSpace, knows_factors) {
    // Two people's levels from their number and their steps: x + y and 2x + y.
    EXPECT_EQ(determined(2, {{{0, 1}, {1, 1}}, {{0, 2}, {1, 1}}}), (std::vector<bool>{true, true}));
    // The same said twice is said once.
    EXPECT_EQ(determined(2, {{{0, 1}, {1, 1}}, {{0, 2}, {1, 2}}}), (std::vector<bool>{false, false}));
    // A factor that cancels is none.
    EXPECT_EQ(determined(2, {{{0, 1}, {0, -1}, {1, 1}}}), (std::vector<bool>{false, true}));
}

TEST(NullSpace, nothing_is_determined_by_nothing) {
    EXPECT_TRUE(determined(0, {}).empty());
    EXPECT_EQ(determined(1, {{}}), std::vector<bool>{false});
}

TEST(NullSpace, says_how_a_variable_is_computed) {
    // x0 = (x0 + x1 + x2) - (x1 + x2): the first equation less the second.
    NullSpace space = space_of(3, {{{0, 1}, {1, 1}, {2, 1}}, {{1, 1}, {2, 1}}, {{1, 1}, {2, 1}}});
    ASSERT_TRUE(space.determined(0));
    std::vector<std::uint64_t> sums(3, 0);
    const System equations = {{{0, 1}, {1, 1}, {2, 1}}, {{1, 1}, {2, 1}}, {{1, 1}, {2, 1}}};
    for (const EquationUse& use : space.combination(0)) {
        for (const LinearTerm& term : equations[use.equation]) {
            sums[term.variable] = (Residue(sums[term.variable]) + Residue::of(term.factor) * use.times).value();
        }
    }
    EXPECT_EQ(sums, (std::vector<std::uint64_t>{1, 0, 0}));
    EXPECT_TRUE(space.combination(1).empty());
}

TEST(NullSpace, takes_further_variables) {
    // a + b is known twice. With 3c in the second equation, c is known and nothing else; with d beside it, neither is.
    NullSpace space = space_of(2, {{{0, 1}, {1, 1}}, {{0, 1}, {1, 1}}});
    space.add_variable({{1, 3}});
    EXPECT_EQ(determined(space), (std::vector<bool>{false, false, true}));
    space.add_variable({{1, 1}});
    EXPECT_EQ(determined(space), (std::vector<bool>{false, false, false, false}));
    space.add_variable({});
    EXPECT_FALSE(space.determined(4));
}

/// The same system, all at once and in steps: variables from `first` on are added one by one. `space`: used for other systems before.
void expect_same_in_steps(NullSpace& space, std::size_t variables, std::size_t first, const System& equations) {
    System start(equations.size());
    std::vector<std::vector<ColumnTerm>> columns(variables);
    for (std::uint32_t e = 0; e < equations.size(); ++e) {
        for (const LinearTerm& term : equations[e]) {
            if (term.variable < first) {
                start[e].push_back(term);
            } else {
                columns[term.variable].push_back({e, term.factor});
            }
        }
    }
    space.start(first, lists_of(start));
    for (std::size_t v = first; v < variables; ++v) space.add_variable(columns[v]);
    EXPECT_EQ(determined(space), determined(variables, equations));
    for (std::uint32_t v = 0; v < variables; ++v) {
        std::vector<Residue> sums(variables);
        for (const EquationUse& use : space.combination(v)) {
            for (const LinearTerm& term : equations[use.equation]) sums[term.variable] += Residue::of(term.factor) * use.times;
        }
        for (std::uint32_t other = 0; other < variables; ++other) {
            EXPECT_EQ(sums[other].value(), space.determined(v) && other == v ? 1U : 0U);
        }
    }
    std::vector<Residue> cancelled(variables);
    for (std::uint32_t e = 0; e < equations.size(); ++e) {
        for (const LinearTerm& term : equations[e]) cancelled[term.variable] += Residue::of(term.factor) * space.cancelling()[e];
    }
    for (const Residue sum : cancelled) EXPECT_TRUE(sum.is_zero());
}

TEST(NullSpace, is_the_same_in_steps_as_at_once) {
    std::uint64_t drawn = 1;
    const auto below = [&](std::uint64_t n) {
        drawn = drawn * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::uint32_t>((drawn >> 33) % n);
    };
    NullSpace space;
    for (int i = 0; i < 300; ++i) {
        const std::size_t variables = 1 + below(14);
        System equations(1 + below(12));
        for (auto& equation : equations) {
            for (std::uint32_t term = below(5); term-- > 0;) equation.push_back({below(variables), static_cast<std::int32_t>(below(7)) - 3});
        }
        expect_same_in_steps(space, variables, below(variables + 1), equations);
    }
}

/// The factors of all variables in a combination.
std::vector<std::uint64_t> factors(const Equations& equations, const std::vector<EquationUse>& combination) {
    std::vector<Residue> sums(equations.variables());
    for (const EquationUse& use : combination) {
        for (const LinearTerm& term : equations.terms(use.equation)) sums[term.variable] += Residue::of(term.factor) * use.times;
    }
    std::vector<std::uint64_t> out;
    for (const Residue sum : sums) out.push_back(sum.value());
    return out;
}

TEST(ShortCombination, leaves_the_wanted_unknown_and_what_is_known) {
    // x0 + x1 + x2 (and a known x3), x1 + x2 = x4 known, and longer ways round that are not needed.
    Equations equations;
    for (int v = 0; v < 8; ++v) equations.add_variable(v != 3 && v != 4);
    const System system = {{{5, 1}, {6, 1}, {7, 1}, {0, 1}}, {{0, 1}, {1, 1}, {2, 1}, {3, 1}}, {{1, 2}, {2, 2}, {4, -2}}};
    for (const auto& terms : system) equations.add_equation(terms);
    equations.index();
    ShortCombination combination(equations);
    const auto found = combination.find(0);
    EXPECT_EQ(found.size(), 2U);
    const auto left = factors(equations, found);
    EXPECT_EQ(left, (std::vector<std::uint64_t>{left[0], 0, 0, left[0], left[0], 0, 0, 0}));
    EXPECT_NE(left[0], 0U);
    EXPECT_TRUE(combination.find(1).empty());
    EXPECT_TRUE(combination.find(5).empty());
}

TEST(ShortCombination, finds_what_is_determined_in_small_systems_and_nothing_else) {
    std::uint64_t drawn = 3;
    const auto below = [&](std::uint64_t n) {
        drawn = drawn * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::uint32_t>((drawn >> 33) % n);
    };
    for (int i = 0; i < 300; ++i) {
        const std::uint32_t variables = 1 + below(12);
        Equations equations;
        for (std::uint32_t v = 0; v < variables; ++v) equations.add_variable(true);
        System system(1 + below(12));
        for (auto& equation : system) {
            for (std::uint32_t v = 0; v < variables; ++v) {
                if (below(3) == 0) equation.push_back({v, static_cast<std::int32_t>(1 + below(3))});
            }
            equations.add_equation(equation);
        }
        equations.index();
        ShortCombination combination(equations);
        const std::vector<bool> expected = determined(variables, system);
        for (std::uint32_t v = 0; v < variables; ++v) {
            const auto found = combination.find(v);
            EXPECT_EQ(!found.empty(), expected[v]);
            if (found.empty()) continue;
            std::vector<std::uint64_t> sums = factors(equations, found);
            EXPECT_NE(std::exchange(sums[v], 0), 0U);
            EXPECT_EQ(sums, std::vector<std::uint64_t>(variables, 0));
        }
    }
}

/// A table of people by office (down) and profile (across) with totals, where a number under ten is hidden.
class Table {
public:
    explicit Table(const std::vector<std::vector<std::int64_t>>& people) {
        std::vector<AdditiveMask::Variable> totals;
        std::vector<std::vector<AdditiveMask::Variable>> cells;
        for (const auto& row : people) {
            std::int64_t sum = 0;
            cells.emplace_back();
            for (const std::int64_t n : row) {
                sum += n;
                units.push_back(mask.add_unit(n, n < 10 ? State::hidden : State::shown));
                cells.back().push_back(mask.add_variable(units.back()));
            }
            totals.push_back(mask.add_variable(mask.add_unit(sum, State::shown, 9)));
            mask.add_sum(totals.back(), cells.back());
        }
        for (std::size_t column = 0; column < people.front().size(); ++column) {
            std::vector<AdditiveMask::Variable> parts;
            for (const auto& row : cells) parts.push_back(row[column]);
            mask.add_sum(mask.add_variable(mask.add_unit(1000, State::shown, 9)), parts);
        }
    }

    std::vector<bool> hidden() const {
        std::vector<bool> out;
        for (const auto unit : units) out.push_back(mask.hidden(unit));
        return out;
    }

    AdditiveMask mask;
    std::vector<AdditiveMask::Unit> units;  ///< of the cells, row by row
};

TEST(AdditiveMask, hides_nothing_where_nothing_is_hidden) {
    Table table({{20, 30}, {40, 50}});
    table.mask.close(10);
    EXPECT_EQ(table.hidden(), (std::vector<bool>{false, false, false, false}));
}

TEST(AdditiveMask, closes_a_rectangle_around_one_hidden_number) {
    // 4 is the row's total less its neighbour, and the column's. The cheapest rectangle through it is with the 12 beside and the 30, 40 below.
    Table table({{4, 12, 50}, {30, 40, 50}, {90, 80, 70}});
    table.mask.close(10);
    EXPECT_EQ(table.hidden(), (std::vector<bool>{true, true, false, true, true, false, false, false, false}));
}

TEST(AdditiveMask, hidden_parts_are_at_least_so_many_people) {
    AdditiveMask mask;
    const auto total = mask.add_unit(50, State::shown, 9);
    std::vector<AdditiveMask::Unit> parts;
    std::vector<AdditiveMask::Variable> variables;
    for (const std::int64_t people : {3, 4, 20, 23}) {
        parts.push_back(mask.add_unit(people, people < 10 ? State::hidden : State::shown));
        variables.push_back(mask.add_variable(parts.back()));
    }
    mask.add_sum(mask.add_variable(total), variables);
    mask.close(10);  // 3 and 4 are two, but seven people; a third row is not secret by itself, but keeps them company
    EXPECT_TRUE(mask.hidden(parts[2]));
    EXPECT_FALSE(mask.hidden(parts[3]));
    EXPECT_FALSE(mask.hidden(total));
}

TEST(AdditiveMask, company_may_be_computed) {
    AdditiveMask mask;
    const auto total = mask.add_unit(30, State::shown);
    const auto member = mask.add_unit(20, State::company);
    const auto other = mask.add_unit(10, State::shown);
    mask.add_sum(mask.add_variable(total), {mask.add_variable(member), mask.add_variable(other)});
    mask.close(10);
    EXPECT_FALSE(mask.hidden(other));
}

TEST(AdditiveMask, a_consequence_is_hidden_with_its_cause) {
    AdditiveMask mask;
    const auto first = mask.add_unit(4, State::hidden);
    const auto second = mask.add_unit(40, State::shown);
    mask.add_consequence(first, second);
    EXPECT_TRUE(mask.hidden(second));
}

TEST(AdditiveMask, looks_at_everything_where_more_is_determined_beside_what_is_set_aside) {
    // One hidden number in an equation beside one that is settled: with that one taken for known it would be determined, and it is not.
    AdditiveMask mask;
    const auto secret = mask.add_variable(mask.add_unit(4, State::hidden));
    const auto other = mask.add_variable(mask.add_unit(40, State::hidden));
    const auto lone = mask.add_variable(mask.add_unit(3, State::hidden));
    const auto beside = mask.add_unit(30, State::shown);
    mask.add_equation({{secret, 1}, {other, 1}});
    mask.add_equation({{lone, 1}, {mask.add_variable(beside), 1}});
    mask.settle(other);
    mask.set_aside(other);
    mask.close(0);
    EXPECT_TRUE(mask.hidden(beside));
    EXPECT_FALSE(mask.change(secret).is_zero());
    EXPECT_FALSE(mask.change(lone).is_zero());
}

TEST(AdditiveMask, ends_where_a_number_follows_from_nothing_that_is_shown) {
    AdditiveMask mask;
    const auto unit = mask.add_unit(4, State::hidden);
    mask.add_equation({{mask.add_variable(unit), 1}});  // it is 0, whatever is shown
    mask.close(10);
    EXPECT_TRUE(mask.hidden(unit));
}

}  // namespace
}  // namespace capgap
