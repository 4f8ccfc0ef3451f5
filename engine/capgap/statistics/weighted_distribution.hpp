#pragma once

#include <capgap/base/exact_sum.hpp>
#include <capgap/base/result.hpp>
#include <capgap/statistics/interval.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace capgap {

/// The finite population correction of one person who stands for `u` people, per person represented: max(0, 1 - 1/u). A person who stands for nobody
/// else (u = 1) adds no sampling variance. `u` within 1e-9 of 1 counts as 1, so that rounding cannot turn a complete count into a sample. Source:
/// [Cochran1977], 2.6, applied person by person.
double finite_population_correction(double u);

/// Mergeable state: how many people, standing for how many, have each of the values 0, 1, ..., n_values - 1.
///
/// A sample of people i with value x_i, each standing for u_i people, with finite population correction g_i. Kept per value: the number of people,
/// sum u and sum g u^2, exactly, so that the order of additions and merges never shows. Memory: 80 bytes per value.
class WeightedDistribution {
public:
    struct Cell {
        std::int64_t people = 0;
        ExactSum u;
        ExactSum g_u2;
        std::int64_t with_correction = 0;  ///< people with g > 0: whether there is sampling error at all is a count, not a sum

        friend bool operator==(const Cell&, const Cell&) = default;
    };

    explicit WeightedDistribution(std::size_t n_values = 0) : cells_(n_values) {}

    /// `people` persons with the value, each standing for `u` > 0 people, correction `g` in 0..1.
    void add(std::size_t value, std::int64_t people, double u, double g);
    /// Adds the people of `cell`, all with the value.
    void absorb(std::size_t value, const Cell& cell);
    /// Nobody has any of the values.
    void clear() { cells_.assign(cells_.size(), Cell{}); }
    /// False, and nothing changed, if the numbers of values differ.
    [[nodiscard]] bool merge(const WeightedDistribution& other);

    std::size_t size() const noexcept { return cells_.size(); }
    const Cell& operator[](std::size_t value) const { return cells_[value]; }
    std::int64_t people() const;
    /// sum u over all values.
    ExactSum represented() const;
    /// (sum u)^2 / sum g u^2; nothing where nobody was added or every g is 0.
    std::optional<double> n_effective() const;

    friend bool operator==(const WeightedDistribution&, const WeightedDistribution&) = default;

private:
    std::vector<Cell> cells_;
};

/// An estimate with its 95 % interval; each part may be undefined.
struct Estimate {
    Optional<double> value;
    Optional<Interval> interval;

    friend bool operator==(const Estimate&, const Estimate&) = default;
};

/// The sampling variance of an estimate where it comes from elsewhere (a jackknife). Undefined: there is no interval.
struct ReplicateVariance {
    std::optional<double> variance;
};

/// The weighted share of people whose value is above 0, with Wilson's interval.
///
///     p = sum u y / sum u,   y = [x > 0]
///     s2 = max( p(1-p)/n_eff , sum g u^2 (y-p)^2 / (sum u)^2 )       n* = p(1-p)/s2, n_eff where p is 0 or 1
///
/// Every g 0: the interval is [p, p]. Nobody: undefined. With `replicates`, s2 is theirs (0: [p, p]). Taking the larger of the two variances guards
/// against a small row in which the few with large weights happen to agree; assumption easiest to break: those who answered are like those who did
/// not, within a cell.
Estimate share_above_zero(const WeightedDistribution& distribution, const std::optional<ReplicateVariance>& replicates = {});

/// The weighted mean value, with Wilson's interval on mean / highest.
///
///     m = sum u x / sum u
///     s2 = n/(n-1) max( sum g u^2 (x-m)^2 / (sum u)^2 , (sum u (x-m)^2 / sum u) / n_eff )
///     n* = m(K-m)/s2 (n_eff where m(K-m) or s2 is 0), interval = K times Wilson's on m/K
///
/// `highest` = K, the highest value a person of this row could have. K = 0: the mean is 0, without interval. Every g 0: [m, m]. One person: no
/// interval.
Estimate mean_value(const WeightedDistribution& distribution, int highest, const std::optional<ReplicateVariance>& replicates = {});

/// A share or a mean with what its interval is made of.
struct SampledValue {
    std::optional<double> value;        ///< nothing where nobody was added
    std::optional<double> variance;     ///< of sampling, s2; 0 where everyone answered; nothing where there is no interval
    std::optional<double> n_effective;  ///< nothing where everyone answered
};
/// As share_above_zero() and mean_value() have them, before any interval.
SampledValue sampled_share(const WeightedDistribution& distribution, const std::optional<ReplicateVariance>& replicates = {});
SampledValue sampled_mean(const WeightedDistribution& distribution, const std::optional<ReplicateVariance>& replicates = {});

/// The variance of a weighted mean of the values, without the factor n/(n-1): the larger of the two forms above. Undefined where nobody was added; 0
/// where every g is 0.
std::optional<double> variance_of_mean(const WeightedDistribution& distribution);

/// The weighted mean of the values; undefined where nobody was added.
std::optional<double> mean_of(const WeightedDistribution& distribution);

/// Mergeable state: the three largest u of a group, to bound a share without revealing it.
class LargestThree {
public:
    void add(std::int64_t people, double u);
    void merge(const LargestThree& other);
    /// Their sum; of fewer where there are fewer.
    double sum() const { return largest_[0] + largest_[1] + largest_[2]; }

    friend bool operator==(const LargestThree&, const LargestThree&) = default;

private:
    std::array<double, 3> largest_{};  ///< falling
};

}  // namespace capgap
