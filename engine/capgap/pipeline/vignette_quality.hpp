#pragma once

#include <capgap/gaps/tables.hpp>
#include <capgap/measurement/vignettes.hpp>
#include <capgap/pipeline/assess.hpp>
#include <capgap/survey/scoring_key.hpp>

#include <cstdint>
#include <vector>

namespace capgap {

/// Counts the respondents by their rank among the vignettes of each item that has some, in the order of Survey::anchored_items().
class VignetteCounter {
public:
    /// `survey` must outlive it.
    VignetteCounter(const Survey& survey, const ScoringKey& key);

    [[nodiscard]] std::vector<VignetteCounts> nobody() const;
    /// Unweighted; pairs of vignettes are counted of people who have a rank, and of no others: a second number of people would tell of a few.
    void add(const ScoredBatch& scored, std::vector<VignetteCounts>& to) const;

private:
    const Survey& survey_;
    /// [anchored item][option]: the place of the option's points among those of the item, turned round where the item is; AnswerTable::missing
    /// without a score. Options of equal points are equal.
    std::vector<std::vector<std::uint8_t>> code_;
};

/// Rows of quality.csv of the kind `vignettes` (methods.md, section 12), `counts` as VignetteCounter has them. Neither ranks nor pairs are told of 1
/// to min_cell - 1 people, nor what would tell them by subtraction.
[[nodiscard]] std::vector<QualityRow> vignette_rows(const AssessInput& input, const std::vector<VignetteCounts>& counts, std::int64_t respondents);

}  // namespace capgap
