#pragma once

#include <capgap/gaps/pair_differences.hpp>
#include <capgap/gaps/rollup.hpp>

#include <array>
#include <map>
#include <optional>

namespace capgap {

/// Where a row's sums lie: place, number of the group, competency.
using RowKey = std::array<std::size_t, 3>;

/// Delete-a-group jackknife of every row's share and mean: weights and sums are made anew without each group,
///
///     s2 = (R-1)/R sum over r of (t_r - t)^2
///
/// Undefined where a replicate has no weights (raking that does not converge without a group: failed()), where fewer than 10 groups have somebody
/// with a level in the row, or where a replicate has nobody. Source: [Kott2001]. Cost: R roll-ups of
/// counts in which the clusters are folded, however many there are.
class Jackknife {
public:
    /// `input.counts` are without clusters; `groups` are the counts of each group.
    static Jackknife make(const TabulationInput& input, const Rollup& everyone, const std::vector<GapCounts>& groups);

    ReplicateVariance share(const RowKey& row) const { return variance(row, &Row::share_squares); }
    ReplicateVariance mean(const RowKey& row) const { return variance(row, &Row::mean_squares); }
    bool failed() const noexcept { return failed_; }
    /// y_a - y_b of every pair of competencies without each group, for the order of gaps.
    const std::vector<PairDifferences>& differences() const noexcept { return differences_; }

private:
    struct Row {
        std::int64_t people = 0;
        double share = 0;
        double mean = 0;
        std::size_t groups_with_people = 0;
        bool undefined = false;
        double share_squares = 0;
        double mean_squares = 0;
    };

    Jackknife(const Rollup& everyone, std::size_t groups);
    void add(const Rollup& replicate);
    ReplicateVariance variance(const RowKey& key, double Row::*squares) const;

    std::size_t groups_ = 0;
    bool failed_ = false;
    std::vector<PairDifferences> differences_;
    std::map<RowKey, Row> rows_;
};

}  // namespace capgap
