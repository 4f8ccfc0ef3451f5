#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace capgap {

/// Where somebody's answer about themselves stands among their own answers to J anchoring vignettes, 1..2J+1: 1 below the first vignette, 2j equal to
/// vignette j, 2j+1 above it and below the next, 2J+1 above the last.
struct VignetteRank {
    std::size_t start = 1;
    std::size_t end = 1;  ///< above `start` where ties or a wrong order of the vignettes leave several ranks possible

    [[nodiscard]] bool scalar() const noexcept { return start == end; }
    friend bool operator==(const VignetteRank&, const VignetteRank&) = default;
};

/// The nonparametric rank C: from the lowest to the highest of the statements that hold of y and z_1..z_J,
///
///     1: y < z_1      2j: y = z_j      2j+1: z_j < y < z_(j+1)      2J+1: y > z_J
///
/// so that with z_1 < .. < z_J there is one rank. The lowest is told by the first vignette with y <= z_j, the highest by the last with y >= z_j.
///
/// `own`, `vignettes`: ordered codes of one scale, a higher code for more of the trait, AnswerTable::missing for no answer; vignettes from the lowest
/// intended to the highest. Nothing where an answer is missing, or there is no vignette.
/// Assumptions: people describe themselves and the vignettes on the same scale of their own (response consistency), and take each vignette for the
/// same person (vignette equivalence). Ranks compare people only on the same vignettes in the same order. Cost: O(J).
/// Sources: [KingMurraySalomonTandon2004]; intervals: [KingWand2007], where they are C_s and C_e.
[[nodiscard]] std::optional<VignetteRank> vignette_rank(std::uint8_t own, std::span<const std::uint8_t> vignettes);

/// Of two vignettes, how people ordered them who answered both.
struct VignettePair {
    std::size_t lower = 0;  ///< number of the vignette that is meant to be the lower, from 0
    std::size_t upper = 0;
    std::int64_t as_intended = 0;
    std::int64_t tied = 0;
    std::int64_t violated = 0;  ///< the wrong way round

    [[nodiscard]] std::int64_t people() const noexcept { return as_intended + tied + violated; }
    friend bool operator==(const VignettePair&, const VignettePair&) = default;
};

/// Mergeable state: people by the interval of their rank, and by the order of every two vignettes; unweighted whole numbers.
/// Cost of a person: O(J) for the rank, a comparison for each two vignettes. Memory: (2J+1)^2 + 3 J(J-1)/2 numbers.
class VignetteCounts {
public:
    static constexpr std::size_t most_vignettes = 50;

    /// `vignettes`: J. Throws std::invalid_argument if it is not 1..most_vignettes.
    explicit VignetteCounts(std::size_t vignettes);

    /// A person, as vignette_rank() has it; `people` of them. Throws std::invalid_argument for another number of vignettes.
    void add(std::uint8_t own, std::span<const std::uint8_t> vignettes, std::int64_t people = 1);
    /// False, and nothing changed, if the numbers of vignettes differ.
    [[nodiscard]] bool merge(const VignetteCounts& other);

    [[nodiscard]] std::size_t vignettes() const noexcept { return vignettes_; }
    /// 2J+1.
    [[nodiscard]] std::size_t ranks() const noexcept { return 2 * vignettes_ + 1; }
    /// With this interval; 0 where start > end.
    [[nodiscard]] std::int64_t people(const VignetteRank& rank) const { return by_interval_[(rank.start - 1) * ranks() + rank.end - 1]; }
    /// Who has a rank.
    [[nodiscard]] std::int64_t ranked() const;
    /// Of these, with a tie between two vignettes or more; with two vignettes or more the wrong way round. Somebody may be in both.
    [[nodiscard]] std::int64_t with_ties() const noexcept { return with_ties_; }
    [[nodiscard]] std::int64_t with_violations() const noexcept { return with_violations_; }
    /// Without a rank: an answer is missing.
    [[nodiscard]] std::int64_t incomplete() const noexcept { return incomplete_; }
    /// Every two vignettes: (0, 1), (0, 2), .., (1, 2), ..
    [[nodiscard]] const std::vector<VignettePair>& pairs() const noexcept { return pairs_; }

    friend bool operator==(const VignetteCounts&, const VignetteCounts&) = default;

private:
    std::size_t vignettes_ = 0;
    std::vector<std::int64_t> by_interval_;  ///< [start - 1][end - 1]
    std::vector<VignettePair> pairs_;
    std::int64_t with_ties_ = 0;
    std::int64_t with_violations_ = 0;
    std::int64_t incomplete_ = 0;
};

/// Shares 0..1 of the people who have a rank; nothing where nobody has one.
struct VignetteReport {
    std::int64_t ranked = 0;
    std::int64_t incomplete = 0;
    std::optional<double> scalar_share;      ///< one rank and no interval
    std::optional<double> tied_share;        ///< two vignettes or more tied, whether or not that leaves an interval
    std::optional<double> violated_share;    ///< two vignettes or more the wrong way round, likewise
    std::optional<double> mean_span;         ///< mean number of ranks of an interval: 1 if all are scalar
    std::vector<double> rank_shares;         ///< by rank, adding up to 1; each interval in equal parts over its ranks. Empty for nobody
    std::vector<double> scalar_rank_shares;  ///< by rank, of people with a scalar rank. Empty for nobody
    std::vector<VignettePair> pairs;         ///< of all who answered both, with a rank or not
};

/// What the counts say. `rank_shares` is the uniform allocation of [KingWand2007]: of somebody whose interval has m ranks, 1/m goes to each; the
/// simplest choice, which uses nothing but the intervals and pulls the shares towards equal ones. `scalar_rank_shares` leaves intervals out, which
/// is biased where they come more often with some ranks than with others. Cost: O(J^3).
[[nodiscard]] VignetteReport vignette_report(const VignetteCounts& counts);

}  // namespace capgap
