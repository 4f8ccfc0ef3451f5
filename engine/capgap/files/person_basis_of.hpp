#pragma once

#include <capgap/files/round.hpp>
#include <capgap/report/person_basis.hpp>

#include <vector>

namespace capgap {

/// What the page of one person's result needs of a round. `precision`: per competency, as assess() found it.
[[nodiscard]] PersonBasis person_basis_of(const Round& round, const std::vector<ScorePrecision>& precision);

}  // namespace capgap
