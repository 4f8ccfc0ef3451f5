#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace capgap {

/// How much two ratings count that lie d categories apart, of K: 1 - d/(K-1), or 1 - (d/(K-1))^2.
enum class KappaWeights { linear, quadratic };

/// Why there is no kappa.
enum class KappaUndefined {
    none,          ///< there is one
    no_pairs,      ///< nothing was rated by both
    no_variation,  ///< both gave everything the same category: no agreement could be told from chance
};

struct WeightedKappa {
    std::size_t pairs = 0;
    std::optional<double> observed;  ///< mean weight of the pairs, 0..1
    std::optional<double> expected;  ///< likewise, if the two raters gave their categories without regard to the thing rated
    std::optional<double> kappa;     ///< -1..1
    std::optional<double> kappa_se;  ///< in large samples; nothing for fewer than two pairs
    KappaUndefined undefined = KappaUndefined::none;
};

/// Agreement of two raters on ordered categories beyond chance: kappa = (observed - expected) / (1 - expected), with p_ij the share of pairs in
/// category i for the first rater and j for the second, observed = sum w_ij p_ij, expected = sum w_ij p_i. p_.j.
///
/// The standard error is the one for kappa as it is, not for the hypothesis of none: with m_i = sum_j w_ij p_.j and n_j = sum_i w_ij p_i.,
/// SE^2 = (sum p_ij (w_ij - (m_i + n_j)(1 - kappa))^2 - (kappa - expected (1 - kappa))^2) / (pairs (1 - expected)^2).
///
/// `ratings`: category of the first and of the second rater, 0..categories-1. `categories`: K of the scale, used or not, at least 2: an unused one at
/// an end lowers no weight of the others in relation to each other, so kappa does not depend on it. Assumption: pairs are rated independently of each
/// other, and the raters of each other.
///
/// Sources: Cohen1968 (kappa, weights), Fleiss1969 (standard error).
[[nodiscard]] WeightedKappa weighted_kappa(const std::vector<std::pair<std::size_t, std::size_t>>& ratings, std::size_t categories,
                                           KappaWeights weights);

}  // namespace capgap
