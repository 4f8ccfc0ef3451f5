#pragma once

#include <capgap/disclosure/lists.hpp>
#include <capgap/disclosure/sparse_row.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace capgap {

/// A variable with its factor in an equation.
struct LinearTerm {
    std::uint32_t variable = 0;
    std::int32_t factor = 1;
};

/// Homogeneous equations in triangular form: one after another was solved for a variable, and added to those left so that the variable vanished
/// there. Of an equation that is no pivot nothing was left.
struct Triangle {
    static constexpr std::uint32_t none = 0xffffffff;

    struct Pivot {
        std::uint32_t variable = 0;
        std::uint32_t equation = 0;
        Residue inverse;               ///< of the variable's factor
        std::vector<SparseEntry> row;  ///< the other variables: free ones, and those of later pivots

        void clear() noexcept { row.clear(); }
    };
    Reused<Pivot> pivots;
    std::vector<std::uint32_t> pivot_of_variable;  ///< none: free
    std::vector<std::uint32_t> pivot_of_equation;  ///< none: nothing left
    Reused<std::vector<SparseEntry>> additions;    ///< by equation: pivots whose rows were added to it, how often
};

/// Brings one system after another to triangular form. The rarest variables are eliminated first, the shortest row into the others (Markowitz's rule
/// in short); ties: the lower index. For equations that add up along a tree, two to a variable, that is near linear. A variable may stand in an
/// equation more than once.
class Elimination {
public:
    void run(std::size_t variables, const Lists<LinearTerm>& equations, Triangle& out);

private:
    /// A variable, and in how many rows it stood when it began to wait.
    struct Waiting {
        Waiting(std::uint32_t count, std::uint32_t variable) : order((std::uint64_t{count} << 32U) | variable) {}
        [[nodiscard]] std::uint32_t count() const noexcept { return static_cast<std::uint32_t>(order >> 32U); }
        [[nodiscard]] std::uint32_t variable() const noexcept { return static_cast<std::uint32_t>(order); }
        [[nodiscard]] bool operator>(const Waiting& other) const noexcept { return order > other.order; }

        std::uint64_t order;  ///< both in one number, which is compared at once
    };

    void add(std::uint32_t index, std::span<const LinearTerm> equation);
    void enter(std::uint32_t variable, std::uint32_t row);
    void leave(std::uint32_t variable);
    void wait(std::uint32_t variable);
    Waiting take_waiting();
    void find_rows_with(std::uint32_t variable);
    void eliminate(std::uint32_t variable, Triangle& out);
    void take(std::uint32_t equation, std::uint32_t variable, Triangle::Pivot& pivot);
    void add_to(std::uint32_t target, std::uint32_t variable, Residue factor);

    Reused<SparseRow> rows_;
    Reused<std::vector<std::uint32_t>> rows_of_;  ///< by variable, those it has left too
    std::vector<std::uint32_t> count_;            ///< by variable: rows that hold it
    std::vector<Waiting> waiting_;                ///< a heap, the rarest first
    std::vector<std::uint32_t> in_;               ///< rows with the variable in work
};

}  // namespace capgap
