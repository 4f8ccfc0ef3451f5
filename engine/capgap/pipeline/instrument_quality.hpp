#pragma once

#include <capgap/gaps/tables.hpp>
#include <capgap/pipeline/assess.hpp>

#include <vector>

namespace capgap {

/// Rows of quality.csv on the questions of calibrated scales, with a flag where something stands out (methods.md, section 12). What speaks of fewer
/// than `min_cell` people is empty.
[[nodiscard]] std::vector<QualityRow> instrument_rows(const AssessInput& input, const std::vector<std::optional<ScaleQuality>>& scales);

}  // namespace capgap
