#pragma once

#include <capgap/measurement/calibrate.hpp>

#include <optional>
#include <vector>

namespace capgap {

/// calibrate() on answers in which every item varies and every category is used. `fixed` and `start`: by item.
[[nodiscard]] Calibration run_em(const AnswerTable& answers, ItemModel model, const CalibrationOptions& options,
                                 std::vector<std::optional<ItemParameters>> fixed, std::vector<std::optional<ItemParameters>> start);

}  // namespace capgap
