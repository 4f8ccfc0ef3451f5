#pragma once

#include <capgap/measurement/expected_counts.hpp>
#include <capgap/measurement/item_model.hpp>

#include <cstddef>
#include <vector>

namespace capgap {

/// What an answer to one item says of its parameters at each node: d log P_k / d phi_a at [category k][parameter a][padded node]. For this folder
/// only.
struct ScoredItem {
    std::size_t categories = 0;
    std::size_t parameters = 0;
    std::size_t at = 0;  ///< place of the first parameter among those of all items
    std::vector<double> values;

    ScoredItem(std::size_t k, std::size_t a, std::size_t place, std::size_t padded)
        : categories(k), parameters(a), at(place), values(k * a * padded, 0.0), padded_(padded) {}

    [[nodiscard]] double* row(std::size_t category, std::size_t parameter) { return values.data() + (category * parameters + parameter) * padded_; }
    [[nodiscard]] const double* row(std::size_t category, std::size_t parameter) const {
        return values.data() + (category * parameters + parameter) * padded_;
    }
    [[nodiscard]] std::size_t padded() const noexcept { return padded_; }

private:
    std::size_t padded_;
};

/// Of slope and intercepts at `points`.
[[nodiscard]] ScoredItem scored_item(ItemModel model, const ItemParameters& item, const std::vector<double>& points, std::size_t at,
                                     std::size_t padded);

/// By category, the parameters that the answer says something of: in a graded model the slope and the intercepts beside the category.
[[nodiscard]] std::vector<std::vector<std::size_t>> told_by_category(const ScoredItem& item);

/// The sum of r(k, q) d2P_k/P_k by slope and intercepts, `counts` of `place` there: rows of parameters. Of one item by itself what is known and what
/// is missing of the information have the sum of r (dP/P)(dP/P)' in common; less this sum is what stays (Louis 1982).
[[nodiscard]] std::vector<double> own_curvature(ItemModel model, const ItemParameters& item, const std::vector<double>& points,
                                                const NodeTable& counts, std::size_t place);

}  // namespace capgap
