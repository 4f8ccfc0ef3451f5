#pragma once

#include <capgap/measurement/item_use.hpp>
#include <capgap/measurement/reliability.hpp>
#include <capgap/measurement/vignettes.hpp>
#include <capgap/pipeline/assess.hpp>
#include <capgap/scoring/response_flags.hpp>

#include <vector>

namespace capgap {

/// Mergeable state: everything that a round counts.
struct RoundCounts {
    RoundCounts(const CountLayout& layout, const std::vector<std::size_t>& options_per_item, const std::vector<std::size_t>& items_per_competency);

    /// Counts what the quality of the answers is judged by; `gaps` are counted by themselves.
    void add_items(const ScoredBatch& scored, const ScoringKey& key, const std::vector<std::vector<std::size_t>>& items_of);
    [[nodiscard]] bool merge(RoundCounts&& other);

    GapCounts gaps;
    FlagCounts flags;
    ItemUse items;
    std::vector<ItemCovariances> covariances;  ///< per competency
    std::vector<VignetteCounts> vignettes;     ///< per item that has some; VignetteCounter fills them

    friend bool operator==(const RoundCounts&, const RoundCounts&) = default;
};

/// Counts flags, and takes the respondents with a flag of `which` out of `scored`: whoever counts it takes their rows for empty ones.
void count_flags(const std::vector<RowFlags>& found, const LeaveOut& which, ScoredBatch& scored, FlagCounts& counts);

/// Indices of the items of each competency of the framework, those that are `asked`.
[[nodiscard]] std::vector<std::vector<std::size_t>> items_by_competency(const Survey& survey, std::size_t competencies,
                                                                        const std::vector<bool>& asked);

}  // namespace capgap
