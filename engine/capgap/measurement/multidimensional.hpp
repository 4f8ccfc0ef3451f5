#pragma once

#include <capgap/measurement/dimensions.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace capgap {

/// As many as a product grid can carry.
inline constexpr std::size_t most_dimensions = 3;

/// A model of up to three dimensions that are standard normal each, and correlated.
struct MultidimensionalCalibration : DimensionsCalibration {
    /// [dimension][dimension], row by row: 1 in the diagonal; nothing where one of the two is not in the model.
    std::vector<std::optional<double>> correlations;
    /// The correlations stand where dimensions can no longer be told apart (or on this grid): they would be one, or depend on each other.
    bool correlations_at_limit = false;

    [[nodiscard]] std::optional<double> correlation(std::size_t a, std::size_t b) const { return correlations[a * dimensions.size() + b]; }
};

/// 31 nodes on [-5, 5] in each dimension.
[[nodiscard]] inline DimensionsOptions multidimensional_options() {
    DimensionsOptions out;
    out.quadrature = {31, 5};
    return out;
}

/// Marginal maximum likelihood by EM on the product of equally spaced grids (Bock, Gibbons & Muraki 1988), for items that measure one dimension each:
///
///     log L = sum over people of weight x log sum over t_1..t_D of w(t) prod_d L_d(t_d)     L_d the product over the answered items of dimension d
///
/// w in proportion to exp(-t' R^-1 t / 2), adding up to 1 over the grid; R the correlations. After each M-step means and spreads of the posterior are
/// folded into the items and its correlations taken over (parameter expansion: Liu, Rubin & Wu 1998); then plain EM, in which R is that which is most
/// likely on the grid; both with Anderson's acceleration (Walker & Ni 2011). A dimension's slopes are such that their sum is not below 0.
///
/// `dimension_of`: 0, 1, .. for each item. Missing answers, weights, categories that nobody used and items without variance as for calibrate();
/// groups are not told apart. A dimension of one item that varies is left out (DimensionEnd::one_item; its item ItemEnd::alone), two have one slope.
///
/// Throws std::invalid_argument: dimensions that do not number the items, or more than most_dimensions; a model without slopes, or of two categories
/// where items have more; fewer than 3 nodes or no limit.
///
/// Cost of a step: 3 x people x n^dimensions multiplications and additions, n the nodes at which a person's answers to one dimension are not
/// impossible beside the likeliest node (1e-17); all nodes where what is left out could matter by more than 1e-12.
[[nodiscard]] MultidimensionalCalibration calibrate_dimensions(const AnswerTable& answers, const std::vector<std::size_t>& dimension_of,
                                                               ItemModel model, const DimensionsOptions& options = multidimensional_options());

/// Of every person, by what they answered in all dimensions. `quadrature` may be finer than that of the calibration. Throws std::invalid_argument
/// where items are not those of the calibration.
[[nodiscard]] DimensionMoments expected_a_posteriori(const AnswerTable& answers, const MultidimensionalCalibration& calibration,
                                                     const Quadrature& quadrature, unsigned threads = 1);

/// Of `people` people from `first` on.
[[nodiscard]] NodePosteriors node_posteriors(const AnswerTable& answers, const MultidimensionalCalibration& calibration, const Quadrature& quadrature,
                                             std::size_t first, std::size_t people);

}  // namespace capgap
