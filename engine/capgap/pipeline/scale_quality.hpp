#pragma once

#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/classification.hpp>
#include <capgap/measurement/item_findings.hpp>
#include <capgap/measurement/limited_information_fit.hpp>
#include <capgap/measurement/scale_model.hpp>
#include <capgap/measurement/scale_reliability.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace capgap {

/// How well the items of a calibrated scale measure, by the answers of a round.
struct ScaleQuality {
    std::int64_t people = 0;          ///< with a level
    std::int64_t complete_cases = 0;  ///< who answered all items
    std::optional<double> empirical_reliability;
    OneFactor one_factor;
    std::optional<ClassificationAccuracy> classification;
    std::vector<std::size_t> finite_cuts;  ///< the levels (2, 3, ...) that `classification` has cuts of
    LimitedInformationFit fit;
    /// By item of the scale.
    std::vector<std::optional<double>> item_rest;
    std::vector<MeanSquares> mean_squares;
    std::vector<FitTest> sum_score_fit;
    std::vector<ItemCategoryUse> category_use;
    std::vector<ResidualCorrelation> residual_correlations;  ///< by pair
    std::vector<ItemFinding> findings;
};

/// Each person counts once. `answers` have the items and categories of `scale`; one thread.
[[nodiscard]] ScaleQuality scale_quality(const AnswerTable& answers, const ScaleModel& scale);

}  // namespace capgap
