#pragma once

#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/expected_counts.hpp>
#include <capgap/measurement/item_model.hpp>
#include <capgap/measurement/quadrature.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace capgap {

/// Of models of several dimensions at once in which each item measures exactly one of them (simple structure).
struct DimensionsOptions {
    Quadrature quadrature;  ///< the same for each dimension
    /// Ends when no parameter is changed by more in a step of EM.
    double tolerance = 1e-8;
    std::size_t most_e_steps = 2000;
    unsigned threads = 1;
    /// As CalibrationOptions::on_step. Phases: "expanding" (parameter expansion), "plain" (EM without it), both with acceleration, and "taken_back",
    /// where that led to a lower likelihood, or to none.
    std::function<void(const CalibrationStep&)> on_step;
};

/// What became of a dimension.
enum class DimensionEnd {
    estimated,
    equal_slopes,  ///< two items that vary: they have one slope in common, as in a model of this dimension alone
    one_item,      ///< one item that varies: how it depends on the dimension is not told apart from how this depends on the others; not in the model
    no_items,      ///< none that varies; not in the model
};
[[nodiscard]] std::string_view to_string(DimensionEnd end);
[[nodiscard]] constexpr bool in_model(DimensionEnd end) {
    return end == DimensionEnd::estimated || end == DimensionEnd::equal_slopes;
}

/// What models of several dimensions have in common.
struct DimensionsCalibration {
    ItemModel model = ItemModel::graded;
    std::vector<std::size_t> dimension_of;  ///< of each item
    std::vector<DimensionEnd> dimensions;
    std::vector<CalibratedItem> items;
    double weight = 0;          ///< of all people
    double log_likelihood = 0;  ///< marginal, without a multinomial constant
    std::size_t e_steps = 0;
    std::size_t free_parameters = 0;
    CalibrationEnd end = CalibrationEnd::converged;
    GridFit grid = GridFit::fits;
    double last_change = 0;  ///< of any parameter, in the last step
};

/// Mean and standard deviation of each dimension for each person (expected a posteriori); nothing for a dimension that is not in the model.
using DimensionMoments = std::vector<std::optional<PosteriorMoments>>;

/// How likely each person stands at each node of each dimension: people `first` to `first + people` - 1.
struct NodePosteriors {
    std::size_t first = 0;
    std::size_t people = 0;
    std::vector<double> points;                              ///< the nodes
    std::vector<std::optional<std::vector<double>>> values;  ///< by dimension [person][node], adding up to 1; nothing where not in the model
};

}  // namespace capgap
