#pragma once

#include <capgap/gaps/pair_differences.hpp>
#include <capgap/gaps/rollup.hpp>

#include <optional>
#include <vector>

namespace capgap {

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

    /// Of the row of a group of `everyone` and a competency.
    ReplicateVariance share(std::size_t group, std::size_t competency) const { return variance(group, competency, &Row::share_squares); }
    ReplicateVariance mean(std::size_t group, std::size_t competency) const { return variance(group, competency, &Row::mean_squares); }
    bool failed() const noexcept { return failed_; }
    /// y_a - y_b of every pair of competencies without each group, for the order of gaps.
    const std::vector<PairDifferences>& differences() const noexcept { return differences_; }

private:
    /// A row's numbers over some people; the estimates are 0 where nobody has a level.
    struct Estimates {
        std::int64_t people = 0;
        double share = 0;
        double mean = 0;

        static Estimates of(const WeightedDistribution& shortfall);
    };

    struct Row {
        Estimates everyone;
        std::size_t groups_with_people = 0;
        bool undefined = false;
        double share_squares = 0;
        double mean_squares = 0;
    };

    class Replicate;

    explicit Jackknife(std::size_t groups) : groups_(groups) {}
    void add(const std::vector<Estimates>& replicate);
    ReplicateVariance variance(std::size_t group, std::size_t competency, double Row::*squares) const;

    std::size_t groups_ = 0;
    bool failed_ = false;
    std::vector<PairDifferences> differences_;
    std::size_t row_groups_ = 0;
    std::vector<Row> rows_;  ///< [competency][group of everyone]
};

}  // namespace capgap
