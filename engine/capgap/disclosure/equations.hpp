#pragma once

#include <capgap/disclosure/null_vector.hpp>

#include <cstdint>
#include <utility>
#include <vector>

namespace capgap {

/// Homogeneous equations sum(factor * variable) = 0, by equation and by variable, and which variables a reader does not know.
struct Equations {
    std::vector<std::vector<LinearTerm>> terms;  ///< by equation
    std::vector<std::vector<ColumnTerm>> of;     ///< by variable
    std::vector<std::uint32_t> unknown_in;       ///< by equation: terms whose variable is unknown
    std::vector<std::uint8_t> unknown;           ///< by variable

    std::uint32_t add_variable(bool is_unknown) {
        of.emplace_back();
        unknown.push_back(is_unknown ? 1 : 0);
        return static_cast<std::uint32_t>(of.size() - 1);
    }

    std::uint32_t add_equation(std::vector<LinearTerm> equation) {
        const auto index = static_cast<std::uint32_t>(terms.size());
        std::uint32_t unknowns = 0;
        for (const LinearTerm& term : equation) {
            of[term.variable].push_back({index, term.factor});
            unknowns += unknown[term.variable];
        }
        terms.push_back(std::move(equation));
        unknown_in.push_back(unknowns);
        return index;
    }

    void make_unknown(std::uint32_t variable) {
        if (std::exchange(unknown[variable], std::uint8_t{1}) != 0) return;
        for (const ColumnTerm& in : of[variable]) ++unknown_in[in.equation];
    }
};

}  // namespace capgap
