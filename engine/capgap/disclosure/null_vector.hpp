#pragma once

#include <capgap/disclosure/sparse_sums.hpp>
#include <capgap/disclosure/triangle.hpp>

#include <functional>
#include <vector>

namespace capgap {

/// An equation with its factor in a combination, modulo 2^61 - 1 and not 0.
struct EquationUse {
    std::uint32_t equation = 0;
    Residue times;
};

/// An equation with a variable's factor in it.
struct ColumnTerm {
    std::uint32_t equation = 0;
    std::int32_t factor = 1;
};

/// Which variables x of the homogeneous system sum(factor * x) = 0 are 0 in every solution, while variables are added to it.
///
/// A number that is hidden can be computed from what is published exactly if its unit vector lies in the row space of the equations over the hidden
/// numbers (published ones are constants), that is, if its coordinate is 0 in every vector of their null space. One random vector of the null space
/// decides it for all numbers at once: a coordinate that can differ from 0 is 0 there with a chance of 1/p only, and then one number more than needed
/// is hidden; a coordinate that must be 0 always is. Arithmetic is exact, modulo the prime p = 2^61 - 1. A number that the rationals determine is
/// determined modulo p too, unless p divides a minor of the equations; with factors of a few units that takes a minor of some sixty bits that happens
/// to be a multiple of p. The vector is drawn from a fixed sequence, so that the same equations give the same answer.
///
/// The equations are only brought to triangular form, and once: a further variable goes through the row operations of those before it. Where
/// something of it is left in an equation that had become empty, that equation is solved for it: it is 0 as yet. Else it is free, and the vector gets
/// a random multiple of the one solution more that there is now. A variable is determined or not for good: what is not remains so. Cost of a
/// variable: the pivots that its equations lead to; in a hierarchy those above it.
class NullSpace {
public:
    /// Begins anew with so many variables. Memory is used again.
    void start(std::size_t variables, const Lists<LinearTerm>& equations);

    /// Its index is the number of variables so far.
    void add_variable(const std::vector<ColumnTerm>& column);

    [[nodiscard]] std::size_t variables() const noexcept { return values_.size(); }
    [[nodiscard]] bool determined(std::uint32_t variable) const { return values_[variable].is_zero(); }
    /// Its coordinate in a random vector of the null space.
    [[nodiscard]] Residue value(std::uint32_t variable) const { return values_[variable]; }
    /// The combination of equations that leaves `variable` alone: how a reader would compute it. Empty where it is not determined.
    [[nodiscard]] std::vector<EquationUse> combination(std::uint32_t variable);
    /// By equation: a random combination of equations in which all variables cancel. A further variable that does not cancel in it would be
    /// determined if it were unknown too.
    [[nodiscard]] const std::vector<Residue>& cancelling() const noexcept { return cancelling_; }

private:
    void list_uses();
    void draw_values();
    void draw_cancelling();
    void reduce(std::uint32_t variable, const std::vector<ColumnTerm>& column);
    std::uint32_t place(std::uint32_t equation) const;
    void change(std::uint32_t variable, Residue by);
    void solve(std::uint32_t variable, const std::vector<ColumnTerm>& column);
    void expand_uses(std::vector<EquationUse>& out);

    using Forward = SparseSums<std::greater<>>;
    using Backward = SparseSums<std::less<>>;

    Elimination elimination_;
    Triangle triangle_;
    Reused<std::vector<SparseEntry>> uses_;     ///< by variable: other pivots' rows that hold it
    Reused<std::vector<SparseEntry>> targets_;  ///< by pivot: equations that its row was added to
    std::vector<Residue> values_;               ///< by variable
    std::vector<Residue> cancelling_;           ///< by equation
    Forward forward_;                           ///< by pivot; behind them, by equation
    Backward backward_;                         ///< by pivot
    std::vector<SparseEntry> left_;             ///< of a variable that is added, by equation
    std::vector<EquationUse> added_uses_;
};

}  // namespace capgap
