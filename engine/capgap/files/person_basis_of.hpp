#pragma once

#include <capgap/files/round.hpp>
#include <capgap/pipeline/assess.hpp>
#include <capgap/report/person_basis.hpp>

#include <vector>

namespace capgap {

/// What the page of one person's result needs of a round. `summary`: as assess() found it.
[[nodiscard]] PersonBasis person_basis_of(const Round& round, const AssessSummary& summary);

}  // namespace capgap
