#pragma once

#include <capgap/measurement/answers_in_use.hpp>
#include <capgap/measurement/dimensions.hpp>
#include <capgap/measurement/joint_distribution.hpp>

#include <cstddef>
#include <vector>

namespace capgap {

/// The items and dimensions of a model that have parameters, dimension after dimension. For this folder only.
struct DimensionLayout {
    std::vector<std::size_t> dimensions;  ///< those in the model, in their order
    std::vector<std::size_t> kept;        ///< their items
    std::vector<std::size_t> first_item;  ///< in `kept`, of each dimension in the model; behind them the number of items
    std::vector<bool> equal_slopes;       ///< of each dimension in the model
    [[nodiscard]] std::size_t size() const noexcept { return dimensions.size(); }
};
[[nodiscard]] DimensionLayout layout_of(const DimensionsCalibration& calibration);

/// `out` with its dimensions and what became of the items, before anything is estimated. Throws std::invalid_argument as the models say.
void begin_dimensions(const AnswerTable& answers, const std::vector<std::size_t>& dimension_of, ItemModel model, const DimensionsOptions& options,
                      DimensionsCalibration& out);

/// Answers to the items of the layout, in the categories of their parameters, people in their order. Throws std::invalid_argument where `answers` are
/// of other items.
[[nodiscard]] AnswerTable answers_of_layout(const AnswerTable& answers, const DimensionsCalibration& calibration, const DimensionLayout& layout);

/// What is left to fill in of a calibration.
struct DimensionsFit {
    std::vector<double> distribution;
    std::vector<bool> reflected;                 ///< by dimension in the model: it was turned round, as its slopes added up to less than 0
    std::vector<std::vector<double>> node_mass;  ///< before that
};
/// EM, accelerated, from where each category has its share. Fills in all of `out`, begun, that models of several dimensions have in common.
[[nodiscard]] DimensionsFit fit_dimensions(const AnswerTable& answers, const DimensionLayout& layout, const DimensionsOptions& options,
                                           JointDistribution& distribution, DimensionsCalibration& out);

/// Of each variable of the distribution, for people by their answers to the items of the layout.
[[nodiscard]] std::vector<PosteriorMoments> variable_moments_of_people(const AnswerTable& answers, const DimensionsCalibration& calibration,
                                                                       const DimensionLayout& layout, const std::vector<double>& points,
                                                                       const JointDistribution& distribution, unsigned threads);
/// [variable][person][node]
[[nodiscard]] std::vector<std::vector<double>> node_posteriors_of_people(const AnswerTable& answers, const DimensionsCalibration& calibration,
                                                                         const DimensionLayout& layout, const std::vector<double>& points,
                                                                         const JointDistribution& distribution, std::size_t first,
                                                                         std::size_t people);

}  // namespace capgap
