#pragma once

#include <capgap/measurement/item_model.hpp>
#include <capgap/measurement/likelihood_ratio_dif.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace capgap {

/// What people of one round answered to the items of one domain.
struct DomainAnswers {
    std::vector<std::vector<std::int64_t>> points;  ///< [item][category], as the categories are coded
    std::size_t people = 0;
    std::function<std::span<const std::uint8_t>(std::size_t person)> codes;  ///< of the items; AnswerTable::missing for none
    std::function<std::size_t(std::size_t person)> group;                    ///< one not among `groups` counts nowhere
    std::size_t groups = 0;
};

struct ModelComparison {
    std::vector<std::size_t> groups;  ///< those that were compared: the reference first
    LikelihoodRatioDif found;         ///< groups in this order
};

/// likelihood_ratio_dif() of the reference and every group with as many people as DifOptions::least_people who answered an item, under the model with
/// slopes of the family of `model`: graded response, or generalised partial credit. Of more than 20,000 people every k-th of each group, but 200 at
/// least. p are adjusted over the items of the domain. Nothing for fewer than three items that vary or two such groups.
[[nodiscard]] std::optional<ModelComparison> compare_by_model(ItemModel model, const DomainAnswers& answers, std::size_t reference);

}  // namespace capgap
