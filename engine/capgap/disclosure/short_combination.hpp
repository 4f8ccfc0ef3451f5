#pragma once

#include <capgap/disclosure/equations.hpp>

#include <cstdint>
#include <vector>

namespace capgap {

/// Looks for few equations that determine an unknown: those that name it, then always the one with the fewest unknowns that were not met yet. Exact,
/// modulo 2^61 - 1: what it finds does determine the unknown. Where it finds nothing, a longer combination may (NullSpace::combination).
class ShortCombination {
public:
    static constexpr std::size_t most_equations = 48;
    static constexpr std::size_t most_unknowns = 64;  ///< new ones of an equation

    explicit ShortCombination(const Equations& equations) : equations_(equations) {}

    /// Of the unknowns only the wanted one is left in it, with some factor. Empty where nothing was found.
    [[nodiscard]] std::vector<EquationUse> find(std::uint32_t variable);

private:
    struct Candidate {
        std::uint32_t equation = 0;
        std::uint32_t not_met = 0;  ///< of its unknowns
        bool taken = false;
    };
    /// An equation with multiples of earlier rows, so that no pivot of these is in it.
    struct Row {
        std::uint32_t equation = 0;
        std::uint32_t pivot = 0;  ///< a column, not that of the wanted one
        Residue inverse;
        std::vector<SparseEntry> others;
        std::vector<SparseEntry> added;  ///< earlier rows

        void clear() noexcept {
            pivot = 0;
            others.clear();
            added.clear();
        }
    };

    void begin(std::uint32_t variable);
    void meet(std::uint32_t variable);
    Candidate* next();
    bool determines(std::uint32_t equation);
    void reduce();
    void keep_row(std::uint32_t equation);
    std::vector<EquationUse> uses(std::uint32_t equation) const;

    const Equations& equations_;
    std::vector<Candidate> candidates_;
    std::vector<std::uint32_t> met_;           ///< by column: the unknown; column 0 is the wanted one
    std::vector<std::uint32_t> candidate_of_;  ///< by equation; none
    std::vector<std::uint32_t> column_of_;     ///< by unknown; none
    std::vector<Residue> row_;                 ///< by column: the equation in work
    std::vector<SparseEntry> added_;           ///< to it: rows
    Reused<Row> rows_;
};

}  // namespace capgap
