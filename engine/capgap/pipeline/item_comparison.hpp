#pragma once

#include <capgap/gaps/tables.hpp>
#include <capgap/pipeline/assess.hpp>
#include <capgap/pipeline/model_comparison.hpp>
#include <capgap/survey/scoring_key.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace capgap {

/// The answers of a round whose items are compared between groups of people: one byte for each item and person.
class ItemComparison {
public:
    /// `input` and `key` must outlive it.
    ItemComparison(const AssessInput& input, const ScoringKey& key);

    /// Counts are whole numbers: the order of batches makes no difference.
    void keep(const Batch& batch, const ScoredBatch& scored);

    /// Rows of quality.csv of the kind `comparability` (methods.md, section 12): for each question that items are compared by, each item; then each
    /// group against the largest; where the round has calibrated scales, by their model too. No numbers of people: they would tell how many did not
    /// answer.
    [[nodiscard]] std::vector<QualityRow> rows() const;

private:
    /// Items of one domain, side by side in `codes_`.
    struct Domain {
        std::size_t begin = 0;
        std::vector<std::size_t> items;                 ///< of the survey
        std::vector<std::vector<std::int64_t>> points;  ///< by item and category
        std::int64_t most_points = 1;
    };

    void add_domain(std::size_t domain, const ScoringKey& key);
    [[nodiscard]] std::span<const std::uint8_t> codes_of(std::size_t person, const Domain& domain) const;
    [[nodiscard]] std::optional<ModelComparison> by_model(std::size_t question, const Domain& domain, std::size_t reference) const;
    [[nodiscard]] std::size_t people() const noexcept { return groups_.empty() ? 0 : groups_.front().size(); }

    const AssessInput& input_;
    std::vector<Domain> domains_;
    std::vector<std::vector<std::uint8_t>> category_;  ///< by place in a person's codes, then option
    std::vector<std::uint8_t> codes_;                  ///< person after person
    std::vector<std::vector<std::uint16_t>> groups_;   ///< [question that is compared by][person]
};

}  // namespace capgap
