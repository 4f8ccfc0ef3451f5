#pragma once

#include <capgap/assessment/assessment.hpp>
#include <capgap/gaps/cells.hpp>
#include <capgap/responses/source.hpp>
#include <capgap/statistics/calibration.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace capgap {

/// One variable of a raking margin.
struct MarginVariable {
    enum class Kind { institution, profile, background };
    Kind kind = Kind::institution;
    std::size_t question = 0;  ///< background: index in the codebook
    friend bool operator==(const MarginVariable&, const MarginVariable&) = default;
};

struct WeightSettings {
    WeightingMethod method = WeightingMethod::none;
    std::vector<std::vector<MarginVariable>> margins;  ///< raked only
    Location at;
};

/// The weights of one set of people.
struct Weights {
    std::vector<double> of_class;        ///< w, in the order of GapCounts::classes()
    std::vector<std::vector<double>> u;  ///< [class][competency]: what a person with a level stands for; 0 where nobody of the cell has one
    bool calibrated = false;             ///< g = max(0, 1 - 1/u); otherwise 1
    RakingSummary raking;
    Diagnostics remarks;
};

/// The groups of a delete-a-group jackknife: clusters dealt in order of stratum and psu.
struct ReplicateGroups {
    std::size_t groups = 0;  ///< R; 0 without clusters
    std::map<std::uint32_t, std::size_t> of_cluster;
};

inline constexpr std::size_t max_replicate_groups = 80;
inline constexpr std::size_t min_replicate_groups = 10;

[[nodiscard]] ReplicateGroups deal_clusters(const GapCounts& counts, const std::vector<Cluster>& clusters);

/// Weights and, per competency, what each person stands for, as methods.md section 3 defines them. Errors: raking that does not converge. Remarks:
/// margin categories with respondents but without headcount.
Result<Weights> make_weights(const GapCounts& counts, const Cells& cells, const Population* population, const Codebook& codebook,
                             const WeightSettings& settings);

}  // namespace capgap
