#pragma once

#include <capgap/gaps/tables.hpp>
#include <capgap/gaps/tested_people.hpp>
#include <capgap/pipeline/assess.hpp>

#include <vector>

namespace capgap {

/// Rows of quality.csv of the kind `tests` (methods.md, section 12): by competency with results, the share of those tested who count nowhere.
[[nodiscard]] std::vector<QualityRow> tested_quality_rows(const AssessInput& input, const TestedPeople& people);

}  // namespace capgap
