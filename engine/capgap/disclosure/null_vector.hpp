#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace capgap {

/// A variable with its factor in an equation.
struct LinearTerm {
    std::uint32_t variable = 0;
    std::int32_t factor = 1;
};

/// An equation with its factor in a combination, modulo 2^61 - 1 and not 0.
struct EquationUse {
    std::uint32_t equation = 0;
    std::uint64_t times = 0;
};

/// Which variables x of the homogeneous system sum(factor * x) = 0 are 0 in every solution.
///
/// A number that is hidden can be computed from what is published exactly if its unit vector lies in the row space of the equations over the hidden
/// numbers (published ones are constants), that is, if its coordinate is 0 in every vector of their null space. One random vector of the null space
/// decides it for all numbers at once: a coordinate that can differ from 0 is 0 there with a chance of 1/p only, and then one number more than needed
/// is hidden; a coordinate that must be 0 always is. Arithmetic is exact, modulo the prime p = 2^61 - 1. A number that the rationals determine is
/// determined modulo p too, unless p divides a minor of the equations; with factors of a few units that takes a minor of some sixty bits that happens
/// to be a multiple of p. The vector is drawn from a fixed sequence, so that the same equations give the same answer.
///
/// The equations are only brought to triangular form: the rarest variables are eliminated first, the shortest row into the others (Markowitz's rule
/// in short). For equations that add up along a tree, two to a variable, that is near linear.
class NullSpace {
public:
    NullSpace(std::size_t variables, const std::vector<std::vector<LinearTerm>>& equations);
    ~NullSpace();
    NullSpace(NullSpace&&) noexcept;
    NullSpace& operator=(NullSpace&&) = delete;

    /// By variable.
    [[nodiscard]] const std::vector<bool>& determined() const noexcept { return determined_; }
    /// The combination of equations that leaves `variable` alone: how a reader would compute it. Empty where it is not determined.
    [[nodiscard]] std::vector<EquationUse> combination(std::uint32_t variable) const;

    /// By equation: a random combination of equations in which all variables cancel. A further variable that does not cancel in it would be
    /// determined if it were unknown too.
    [[nodiscard]] std::vector<std::uint64_t> cancelling() const;

private:
    struct Triangle;
    std::unique_ptr<Triangle> triangle_;
    std::vector<bool> determined_;
};

/// The i-th number of a fixed sequence modulo 2^61 - 1, never 0.
[[nodiscard]] std::uint64_t drawn_number(std::uint64_t i);

/// factor * times, modulo 2^61 - 1, added to `sum`.
[[nodiscard]] std::uint64_t add_product(std::uint64_t sum, std::int32_t factor, std::uint64_t times);

}  // namespace capgap
