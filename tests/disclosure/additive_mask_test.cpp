#include <capgap/disclosure/additive_mask.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace capgap {
namespace {

using State = AdditiveMask::State;
using Equations = std::vector<std::vector<LinearTerm>>;

TEST(NullSpace, tells_what_equations_determine) {
    // a + b = 1, b + c = 2, a - c = -1: three equations, two of them independent, so nothing is determined; with c + d = 3 and d = 1 everything is.
    Equations equations = {{{0, 1}, {1, 1}}, {{1, 1}, {2, 1}}, {{0, 1}, {2, -1}}};
    EXPECT_EQ(NullSpace(4, equations).determined(), (std::vector<bool>{false, false, false, false}));
    equations.push_back({{2, 1}, {3, 1}});
    equations.push_back({{3, 1}});
    EXPECT_EQ(NullSpace(4, equations).determined(), (std::vector<bool>{true, true, true, true}));
}

TEST(NullSpace, knows_factors) {
    // Two people's levels from their number and their steps: x + y and 2x + y.
    EXPECT_EQ(NullSpace(2, {{{0, 1}, {1, 1}}, {{0, 2}, {1, 1}}}).determined(), (std::vector<bool>{true, true}));
    // The same said twice is said once.
    EXPECT_EQ(NullSpace(2, {{{0, 1}, {1, 1}}, {{0, 2}, {1, 2}}}).determined(), (std::vector<bool>{false, false}));
    // A factor that cancels is none.
    EXPECT_EQ(NullSpace(2, {{{0, 1}, {0, -1}, {1, 1}}}).determined(), (std::vector<bool>{false, true}));
}

TEST(NullSpace, nothing_is_determined_by_nothing) {
    EXPECT_TRUE(NullSpace(0, {}).determined().empty());
    EXPECT_EQ(NullSpace(1, {{}}).determined(), std::vector<bool>{false});
}

TEST(NullSpace, says_how_a_variable_is_computed) {
    // x0 = (x0 + x1 + x2) - (x1 + x2): the first equation less the second.
    const NullSpace space(3, {{{0, 1}, {1, 1}, {2, 1}}, {{1, 1}, {2, 1}}, {{1, 1}, {2, 1}}});
    ASSERT_TRUE(space.determined()[0]);
    std::vector<std::uint64_t> sums(3, 0);
    const Equations equations = {{{0, 1}, {1, 1}, {2, 1}}, {{1, 1}, {2, 1}}, {{1, 1}, {2, 1}}};
    for (const EquationUse& use : space.combination(0)) {
        for (const LinearTerm& term : equations[use.equation]) sums[term.variable] = add_product(sums[term.variable], term.factor, use.times);
    }
    EXPECT_EQ(sums, (std::vector<std::uint64_t>{1, 0, 0}));
    EXPECT_TRUE(space.combination(1).empty());
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

TEST(AdditiveMask, ends_where_a_number_follows_from_nothing_that_is_shown) {
    AdditiveMask mask;
    const auto unit = mask.add_unit(4, State::hidden);
    mask.add_equation({{mask.add_variable(unit), 1}});  // it is 0, whatever is shown
    mask.close(10);
    EXPECT_TRUE(mask.hidden(unit));
}

}  // namespace
}  // namespace capgap
