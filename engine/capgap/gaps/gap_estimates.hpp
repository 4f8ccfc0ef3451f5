#pragma once

#include <capgap/gaps/rollup.hpp>
#include <capgap/gaps/tables.hpp>

#include <optional>
#include <vector>

namespace capgap {

/// The sampling variances of a row by the replicates of a jackknife, where there is one.
struct RowReplicates {
    std::optional<ReplicateVariance> share;
    std::optional<ReplicateVariance> mean;
};

/// The sums of a row in one set of plausible values.
struct SetSums {
    const CompetencySums& sums;
    RowReplicates replicates;
};

/// What of a row depends on levels: who is below, the share and the mean with their intervals, the possible range, the steps missing. Somebody has a
/// level.
void estimate_gap(const CompetencySums& sums, const RowReplicates& replicates, GapRow& row);
/// The same from sets of plausible values, pooled. The interval is not cut to the possible range.
void pool_gap(const std::vector<SetSums>& sets, GapRow& row);
/// The rows of all levels, from `first` on: means over the sets. People are rounded so that the levels add up to those scored.
void pool_levels(const std::vector<SetSums>& sets, TableRows<LevelRow>::iterator first);

}  // namespace capgap
