#pragma once

#include <capgap/base/exact_sum.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace capgap {

/// Mergeable state: sums and cross-products of the points of k items over complete cases, as whole numbers.
class ItemCovariances {
public:
    explicit ItemCovariances(std::size_t items = 0) : sums_(items), products_(items * (items + 1) / 2) {}

    /// The points of one person, one per item, all answered; or of several with the same. |points| <= 2^31.
    void add(const std::vector<std::int64_t>& points, std::int64_t people = 1);
    /// False, and nothing changed, if the numbers of items differ.
    [[nodiscard]] bool merge(const ItemCovariances& other);

    std::size_t items() const noexcept { return sums_.size(); }
    std::int64_t people() const noexcept { return people_; }
    /// Sample covariance (divisor n - 1) of two items, times n(n - 1): whole.
    double scaled_covariance(std::size_t a, std::size_t b) const;

    friend bool operator==(const ItemCovariances&, const ItemCovariances&) = default;

private:
    std::size_t pair(std::size_t a, std::size_t b) const;

    std::int64_t people_ = 0;
    std::vector<Int128> sums_;
    std::vector<Int128> products_;
};

/// Cronbach's alpha of the sum of k items,
///
///     alpha = k/(k-1) (1 - sum of the variances / variance of the sum)
///
/// from covariances over complete cases. Undefined with fewer than two items or people, or where the sum does not vary. A lower bound of the
/// reliability if errors are uncorrelated; with three items it is easily under .8. Source: [Cronbach1951].
std::optional<double> cronbach_alpha(const ItemCovariances& covariances);

/// Standard deviation (divisor n - 1) of score_0_100 = 100 * sum of points / (items * points_per_item) over the same complete cases. Undefined with
/// fewer than two people, or without items.
std::optional<double> sd_of_score_0_100(const ItemCovariances& covariances, std::int64_t points_per_item);

}  // namespace capgap
