#pragma once

#include <capgap/disclosure/equations.hpp>

#include <span>
#include <vector>

namespace capgap {

/// The null space of the unknown variables of some of the equations, which are all that hold one of them: what is determined, by the numbers that
/// variables and equations have in the whole. Used for one part after another, it keeps its memory.
class HiddenSpace {
public:
    explicit HiddenSpace(const Equations& equations) : equations_(equations) {}

    /// Begins anew. `variables`: unknown.
    void start(std::span<const std::uint32_t> variables, std::span<const std::uint32_t> equations);
    void add(std::uint32_t variable);

    [[nodiscard]] const std::vector<std::uint32_t>& variables() const noexcept { return variables_; }
    [[nodiscard]] bool determined(std::uint32_t variable) const { return space_.determined(column_of_[variable]); }
    /// See NullSpace.
    [[nodiscard]] Residue value(std::uint32_t variable) const { return space_.value(column_of_[variable]); }
    [[nodiscard]] std::vector<EquationUse> combination(std::uint32_t variable);
    /// Whether a variable that is known would be determined, if it alone were unknown too.
    [[nodiscard]] bool would_determine(std::uint32_t variable) const;

private:
    void number(std::span<const std::uint32_t> variables, std::span<const std::uint32_t> equations);

    const Equations& equations_;
    NullSpace space_;
    std::vector<std::uint32_t> variables_;  ///< by column of the null space
    std::vector<std::uint32_t> rows_;       ///< by row of it: the equation
    std::vector<std::uint32_t> column_of_;  ///< by variable; none
    std::vector<std::uint32_t> row_of_;     ///< by equation, of those it was started with
    Lists<LinearTerm> system_;              ///< by row
    std::vector<ColumnTerm> column_;        ///< of the variable that is added
};

}  // namespace capgap
