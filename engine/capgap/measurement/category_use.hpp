#pragma once

#include <capgap/measurement/calibrate.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace capgap {

/// One category of one item.
struct CategoryUse {
    std::int64_t people = 0;  ///< who chose it and have a weight above 0
    double weight = 0;        ///< theirs
    /// Nowhere on theta the most likely answer: people who fit it best still choose another more often. Nothing for a category without parameters.
    std::optional<bool> never_most_likely;
};

struct ItemCategoryUse {
    std::vector<CategoryUse> categories;  ///< all that the item has, lowest first
    std::int64_t missing = 0;             ///< people without an answer
    /// Whether the difficulties of the steps fall somewhere instead of rising [Andrich2013]; only models of adjacent categories can have that.
    std::optional<bool> disordered;
};

/// How the categories of every item are used. A category k is the most likely somewhere if and only if it is so where the best of the categories
/// below it and the best of those above are equally likely: in all models here the odds of the higher of two rise with theta (slope > 0). Throws as
/// expected_a_posteriori().
[[nodiscard]] std::vector<ItemCategoryUse> category_use(const AnswerTable& answers, const Calibration& calibration);

/// Of one item, by its categories; with a slope of 0 only the most frequent is ever the most likely.
[[nodiscard]] std::vector<bool> never_most_likely(ItemModel model, const ItemParameters& parameters);

}  // namespace capgap
