#pragma once

#include <capgap/measurement/calibrate.hpp>

#include <cstddef>
#include <vector>

namespace capgap {

/// Answers to the items of a calibration that have parameters, in the categories of these. For this folder only.
struct CodedAnswers {
    std::vector<std::size_t> items;          ///< their places among all
    std::vector<ItemParameters> parameters;  ///< of each
    AnswerTable answers;                     ///< people in their order; what a calibration does not know is missing

    /// Whether somebody counts, and answered every item.
    [[nodiscard]] bool complete(std::size_t person) const;
};

/// Throws std::invalid_argument where items or groups are not those of the calibration.
[[nodiscard]] CodedAnswers coded_answers(const AnswerTable& answers, const Calibration& calibration);

/// Weights of each group's normal distribution on the points of a grid. Throws std::invalid_argument: fewer than 3 nodes or no limit.
[[nodiscard]] std::vector<std::vector<double>> group_weights(const Calibration& calibration, const Quadrature& quadrature);

}  // namespace capgap
