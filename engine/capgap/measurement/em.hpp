#pragma once

#include <capgap/measurement/calibrate.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace capgap {

/// Throws std::invalid_argument where calibrate() does, before anything of the answers is known but the number of categories of each item.
void check_calibration(const std::vector<std::size_t>& categories, std::size_t groups, ItemModel model, const CalibrationOptions& options);

/// calibrate() on answers in which every item varies and every category is used. `fixed` and `start`: by item.
[[nodiscard]] Calibration run_em(const AnswerTable& answers, ItemModel model, const CalibrationOptions& options,
                                 std::vector<std::optional<ItemParameters>> fixed, const std::vector<std::optional<ItemParameters>>& start);

}  // namespace capgap
