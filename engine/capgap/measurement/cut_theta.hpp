#pragma once

#include <capgap/measurement/item_model.hpp>

#include <optional>
#include <span>
#include <vector>

namespace capgap {

/// An item that adds to a score: what each of its categories is worth, 0 to 100.
struct ScoredItemModel {
    ItemParameters parameters;
    std::vector<double> worth;  ///< by category
};

/// The mean over items of the worth that is expected at `theta`: the score of somebody there who answers them all. At least one item.
[[nodiscard]] double expected_score_0_100(ItemModel model, std::span<const ScoredItemModel> items, double theta);

/// Where on theta the expected score equals `cut`, within `limit` of 0 to 10^-9; nothing where it reaches the cut nowhere there, or everywhere.
[[nodiscard]] std::optional<double> theta_of_cut(ItemModel model, std::span<const ScoredItemModel> items, double cut_0_100, double limit);

}  // namespace capgap
