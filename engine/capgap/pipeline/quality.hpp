#pragma once

#include <capgap/pipeline/round_counts.hpp>

#include <vector>

namespace capgap {

/// quality.csv, in the order of methods.md section 9. A value from fewer than `min_cell` people, or of fewer than three on one side of a share, is
/// left out.
[[nodiscard]] std::vector<QualityRow> quality_rows(const AssessInput& input, const RoundCounts& counts, const Tabulated& tabulated,
                                                   const AssessSummary& summary);

}  // namespace capgap
