#pragma once

#include <capgap/disclosure/residue.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace capgap {

/// A variable with its factor in an equation.
struct LinearTerm {
    std::uint32_t variable = 0;
    std::int32_t factor = 1;
};

/// One place of a sparse row or column.
struct SparseEntry {
    std::uint32_t at = 0;
    Residue factor;
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
    };
    std::vector<Pivot> pivots;
    std::vector<std::uint32_t> pivot_of_variable;     ///< none: free
    std::vector<std::uint32_t> pivot_of_equation;     ///< none: nothing left
    std::vector<std::vector<SparseEntry>> additions;  ///< by equation: pivots whose rows were added to it, how often
};

/// The rarest variables are eliminated first, the shortest row into the others (Markowitz's rule in short); ties: the lower index. For equations that
/// add up along a tree, two to a variable, that is near linear. A variable may stand in an equation more than once.
[[nodiscard]] Triangle triangular_form(std::size_t variables, const std::vector<std::vector<LinearTerm>>& equations);

}  // namespace capgap
