#pragma once

#include <capgap/disclosure/equations.hpp>

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstdint>
#include <vector>

namespace capgap {

/// Looks for few equations that determine an unknown: those that name it, then always the one with the fewest unknowns that were not met yet. Exact,
/// modulo 2^61 - 1: what it finds does determine the unknown. Where it finds nothing, a longer combination may (NullSpace::combination).
class ShortCombination {
public:
    static constexpr std::size_t most_equations = 48;
    static constexpr std::size_t most_unknowns = 64;  ///< new ones of an equation

    ShortCombination(const Equations& equations, std::uint32_t variable);

    /// Of the unknowns only the wanted one is left in it, with some factor. Empty where nothing was found.
    [[nodiscard]] std::vector<EquationUse> find();

private:
    struct Candidate {
        std::uint32_t equation = 0;
        std::uint32_t not_met = 0;  ///< of its unknowns
        bool taken = false;
    };
    /// An equation with multiples of others, so that no pivot of an earlier row is in it.
    struct Row {
        std::uint32_t pivot = 0;  ///< a column, not that of the wanted one
        Residue inverse;
        std::vector<SparseEntry> others;
        std::vector<EquationUse> uses;
    };

    void meet(std::uint32_t variable);
    Candidate* next();
    bool determines(std::uint32_t equation);
    void reduce();
    void keep_row();

    const Equations& equations_;
    std::vector<Candidate> candidates_;
    boost::unordered_flat_map<std::uint32_t, std::size_t> candidate_of_;  ///< by equation
    boost::unordered_flat_map<std::uint32_t, std::uint32_t> column_of_;   ///< by unknown that was met
    std::vector<Residue> row_;                                            ///< by column: the equation in work; column 0 is the wanted one
    std::vector<EquationUse> uses_;                                       ///< of it
    std::vector<Row> rows_;
};

}  // namespace capgap
