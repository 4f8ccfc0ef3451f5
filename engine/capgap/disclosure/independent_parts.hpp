#pragma once

#include <capgap/disclosure/equations.hpp>

#include <utility>
#include <vector>

namespace capgap {

/// Equations that have nothing to do with each other, as those of different places before what adds up over places: each part can be solved and
/// closed by itself, in small memory.
struct IndependentParts {
    Lists<std::uint32_t> equations;  ///< by part, ascending
    Lists<std::uint32_t> variables;  ///< by part, in the order in which its equations name them
};

/// `unit_of`: by variable; variables of a unit are of one part. `ties`: pairs of units whose variables are.
[[nodiscard]] IndependentParts independent_parts(const Equations& equations, const std::vector<std::uint32_t>& unit_of, std::size_t units,
                                                 const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ties);

}  // namespace capgap
