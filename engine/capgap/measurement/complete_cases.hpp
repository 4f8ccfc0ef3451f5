#pragma once

#include <capgap/measurement/coded_answers.hpp>

#include <cstddef>
#include <vector>

namespace capgap {

/// Who answered all items with parameters, and counts. For this folder only.
struct CompleteCases {
    std::vector<std::size_t> people;    ///< their places
    std::vector<std::size_t> by_group;  ///< how many
    bool weighted = false;              ///< their weights differ
};

[[nodiscard]] CompleteCases complete_cases(const CodedAnswers& coded, std::size_t groups);

/// Parameters of one item that were estimated, those that it shares with others too.
[[nodiscard]] std::size_t estimated_parameters(const Calibration& calibration, std::size_t item);
/// Free means and spreads of all groups.
[[nodiscard]] std::size_t free_group_parameters(const Calibration& calibration);

}  // namespace capgap
