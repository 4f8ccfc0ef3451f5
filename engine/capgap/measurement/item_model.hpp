#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace capgap {

/// How the answer to an item depends on the trait theta. engine/docs/methods.md, section 12, has each formula with its source.
enum class ItemModel {
    graded,                      ///< graded response (Samejima 1969): P(X >= k) = logistic(a theta + d_k)
    generalised_partial_credit,  ///< generalised partial credit (Muraki 1992): log(P_k / P_{k-1}) = a theta + d_k
    partial_credit,              ///< partial credit (Masters 1982): the same with a = 1 for all items
    rating_scale,                ///< rating scale (Andrich 1978): partial credit with d_k = d + t_k, t the same for all items
    rasch,                       ///< partial credit of items with two categories
    two_parameter,               ///< graded response of items with two categories (Birnbaum 1968)
};

/// "grm", "gpcm", "pcm", "rsm", "rasch", "2pl": as files and options write it.
[[nodiscard]] std::string_view to_string(ItemModel model);
[[nodiscard]] std::optional<ItemModel> item_model_of(std::string_view word);

/// Whether intercepts are those of P(X >= k), and fall, or those of one category against the one below.
[[nodiscard]] constexpr bool is_cumulative(ItemModel model) {
    return model == ItemModel::graded || model == ItemModel::two_parameter;
}
/// Whether all items have the slope 1, and the spread of theta is estimated instead.
[[nodiscard]] constexpr bool has_slopes(ItemModel model) {
    return is_cumulative(model) || model == ItemModel::generalised_partial_credit;
}

/// Of one item with K categories, in slope and intercepts: as they are estimated. Files and reports have slope and difficulty.
struct ItemParameters {
    double slope = 1;
    std::vector<double> intercepts;  ///< K - 1, d_1 first; of cumulative models falling

    [[nodiscard]] std::size_t categories() const noexcept { return intercepts.size() + 1; }
    friend bool operator==(const ItemParameters&, const ItemParameters&) = default;
};

/// b_k = -d_k / a: where on theta the category, or the step to it, is as likely as not. The slope must not be 0.
[[nodiscard]] std::vector<double> difficulties(const ItemParameters& parameters);

/// The probability of each category at `theta`, into `out` of K numbers. They add up to 1 within rounding, and none is under 1e-30: logarithms and
/// ratios of them are finite.
void category_probabilities(ItemModel model, const ItemParameters& parameters, double theta, std::span<double> out);

/// The derivatives of one item's probabilities at one theta, by slope first, then by intercepts: `by_parameter` has K rows of K numbers, row by row.
/// `probabilities` are those of category_probabilities().
void probability_derivatives(ItemModel model, const ItemParameters& parameters, double theta, std::span<const double> probabilities,
                             std::span<double> by_parameter);

/// The second derivatives likewise: for each category in turn K rows of K numbers.
void probability_second_derivatives(ItemModel model, const ItemParameters& parameters, double theta, std::span<const double> probabilities,
                                    std::span<double> by_parameters);

/// Fisher information of an answer about theta: the sum of (dP_k/dtheta)^2 / P_k.
[[nodiscard]] double item_information(ItemModel model, const ItemParameters& parameters, double theta);

}  // namespace capgap
