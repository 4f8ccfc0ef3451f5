#pragma once

#include <capgap/survey/survey.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace capgap {

/// The score and the level of a competency, exactly, as engine/docs/methods.md section 2 defines them.
///
/// Each item's options stand at the fractions (v - v_min)/(v_max - v_min) of its range; a reversed item's at 1 minus that. D, the competency's points
/// per item, is the least common denominator of these fractions over its items, so that an option is worth a whole number of points p in 0..D, and
///
///     score_0_100 = 100 * sum of p / (n_answered * D),      the score reaches a cut c where 100 * sum of p >= c * n_answered * D.
///
/// The second is decided in whole numbers of 128 bits: 4 items of 0..3 points that add up to 6 reach the cut 50, though the mean of their fractions
/// is 49.99999999999999 in floating point. `Survey::make` refuses a survey in which some D exceeds `max_points_per_item`.
///
/// Cost: a look-up per answer, L-1 comparisons per level.
class ScoringKey {
public:
    static constexpr std::int64_t max_points_per_item = std::int64_t{1} << 31U;
    static constexpr std::int64_t no_points = -1;

    explicit ScoringKey(const Survey& survey);

    /// 0..points_per_item of the item's competency; `no_points` for an option without a score and for every option of an item on an attitude.
    std::int64_t points(std::size_t item, std::size_t option) const { return points_[item][option]; }
    /// Of all options of the item.
    std::span<const std::int64_t> points(std::size_t item) const { return points_[item]; }
    /// D; 1 for a competency without items.
    std::int64_t points_per_item(std::size_t competency) const { return points_per_item_[competency]; }

    std::size_t cuts() const noexcept { return cuts_.size(); }
    /// The least sum of points over `n_answered` items that reaches the cut. n_answered >= 1.
    std::int64_t least_points(std::size_t competency, std::size_t cut, std::int64_t n_answered) const;
    /// Whether answered/asked >= min_answered; false where nothing was asked or answered.
    bool enough(std::int64_t n_answered, std::int64_t n_asked) const;
    /// 1..L; nothing where nothing was answered. Whether enough was, is for enough() to say.
    std::optional<int> level(std::size_t competency, std::int64_t sum_of_points, std::int64_t n_answered) const;
    /// The double nearest to the exact score (up to 40,000 items). n_answered >= 1.
    double score_0_100(std::size_t competency, std::int64_t sum_of_points, std::int64_t n_answered) const;

private:
    std::vector<std::vector<std::int64_t>> points_;  ///< [item][option]
    std::vector<std::int64_t> points_per_item_;      ///< [competency]
    std::vector<Decimal> cuts_;
    Decimal min_answered_;
};

/// The least common denominator of (v - v_min)/(v_max - v_min) over the scored options; 0 where there are fewer than two different scores, and so no
/// range.
[[nodiscard]] std::int64_t denominator(const Scale& scale);

/// The least common multiple of a and b, both above 0; nothing where it exceeds ScoringKey::max_points_per_item.
[[nodiscard]] std::optional<std::int64_t> common_denominator(std::int64_t a, std::int64_t b);

}  // namespace capgap
