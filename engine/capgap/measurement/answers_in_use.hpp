#pragma once

#include <capgap/measurement/calibrate.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace capgap {

/// The categories of each item that somebody used, or that are fixed; `no_variance` where they are fewer than two.
[[nodiscard]] std::vector<CalibratedItem> items_in_use(const AnswerTable& answers, ItemModel model,
                                                       const std::vector<std::optional<ItemParameters>>& fixed);

/// Likewise from the weights of people by [item][category].
[[nodiscard]] std::vector<CalibratedItem> items_in_use(const std::vector<std::vector<double>>& category_weights, ItemModel model,
                                                       const std::vector<std::optional<ItemParameters>>& fixed);

/// Those that vary, or are fixed.
[[nodiscard]] std::vector<std::size_t> items_with_parameters(const std::vector<CalibratedItem>& items);

/// The answers of people, in `order`, to the items `kept`, in the categories that their parameters are of; any other answer counts as missing.
[[nodiscard]] AnswerTable recoded_answers(const AnswerTable& answers, const std::vector<CalibratedItem>& items, const std::vector<std::size_t>& kept,
                                          const std::vector<std::size_t>& order);

/// Those of all people, group after group, so that people who share a distribution of theta stand together.
[[nodiscard]] AnswerTable answers_in_use(const AnswerTable& answers, const std::vector<CalibratedItem>& items, const std::vector<std::size_t>& kept);

/// What was found for the items `kept`, put in its place among `items`.
[[nodiscard]] Calibration of_all_items(Calibration of_kept, std::vector<CalibratedItem> items, const std::vector<std::size_t>& kept);

}  // namespace capgap
