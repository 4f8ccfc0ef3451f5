#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace capgap {

/// What is known of people beside their answers: everything that results are broken down by. A breakdown that is not here has shares that are drawn
/// together, so nothing may be reported of it.
struct Conditioning {
    /// A group of people within a larger one: an institution, or those of an institution with one profile.
    struct Group {
        std::optional<std::size_t> parent;  ///< an earlier group
        std::size_t component = 0;          ///< groups of one component differ by one standard deviation; a single one does not
    };
    struct Factor {
        std::size_t categories = 0;
        std::vector<std::uint16_t> category;  ///< [person], below `categories`
    };

    std::vector<Factor> factors;       ///< fixed effects
    std::vector<Group> groups;         ///< random effects, larger ones first
    std::vector<std::uint32_t> group;  ///< [person]: the smallest that they are in

    [[nodiscard]] std::size_t people() const noexcept { return group.size(); }
};

/// How likely each of several ways of answering is at each node, by any factor per way: rows of nodes.
struct PatternLikelihoods {
    std::vector<double> points;  ///< nodes, equally spaced, rising
    std::vector<double> values;  ///< [pattern][node]

    [[nodiscard]] std::span<const double> of(std::size_t pattern) const { return std::span(values).subspan(pattern * points.size(), points.size()); }
};

struct PlausibleValueOptions {
    std::size_t sets = 20;
    std::size_t burn_in = 50;  ///< draws before the first set
    std::size_t between = 10;  ///< draws from one set to the next
    std::uint32_t seed = 1;
    std::uint32_t stream = 0;  ///< of this scale: below 2^31 - 1
    double start_mean = 0;
    double start_sd = 1;
};

/// What a latent regression found, as means over the sets.
struct LatentRegression {
    double residual_sd = 0;             ///< of what is the scale's own
    double loading = 0;                 ///< on what scales that are drawn together have in common, but for the sign of all of them; else 0
    std::vector<double> component_sds;  ///< by component of the groups
};

/// The pattern of a person who answered nothing, and has no values.
inline constexpr std::uint32_t no_pattern = std::numeric_limits<std::uint32_t>::max();

/// Takes a set: theta of every person, 0 for who has none.
using PlausibleSetSink = std::function<void(std::size_t set, std::span<const double> theta)>;

/// Plausible values of one scale [Mislevy1991]: theta of each person as it may be, given their answers and all that is known of them, by a latent
/// regression whose coefficients are drawn anew for each set.
///
///     theta_i = b_0 + sum over factors of b_f[category] + u[group of i] + e_i,   u[group] = u[parent] + v,   e ~ N(0, s2),   v ~ N(0, t2[component])
///
/// Gibbs sampling: theta from its posterior at the nodes, all u at once along the tree, all b at once, then s2 and t2. Coefficients of categories
/// have the prior N(0, 1), variances scaled inverse chi-square with one degree of freedom about 1 (s2) and 0.05 (t2). A value is anywhere alike
/// within half the distance of two nodes about the node that was drawn. Each number that is drawn depends on the seed, the stream, the person and the
/// draw alone. Cost: draws x people x nodes multiplications. Memory: 16 bytes a person.
///
/// `pattern`: of each person, or no_pattern. Throws std::invalid_argument: lists of different lengths, a parent that is not earlier, fewer than 3
/// nodes.
LatentRegression draw_plausible_values(const Conditioning& conditioning, const PatternLikelihoods& likelihoods,
                                       std::span<const std::uint32_t> pattern, const PlausibleValueOptions& options, const PlausibleSetSink& take);

/// One of several scales that are drawn together.
struct JointScale {
    const PatternLikelihoods& likelihoods;
    std::span<const std::uint32_t> pattern;  ///< of each person, or no_pattern
    std::uint32_t stream = 0;                ///< of this scale: below 2^31 - 1, another one for each
    double start_mean = 0;
    double start_sd = 1;
    double start_loading = 0;  ///< correlation with what the scales have in common, between -1 and 1
};

/// Takes a set of one of the scales; called for several scales at the same time.
using JointSetSink = std::function<void(std::size_t scale, std::size_t set, std::span<const double> theta)>;

/// Plausible values of several scales, drawn together: the same regression for each, but for a factor that is one for all,
///
///     theta_ic = b_0c + sum over factors of b_fc[category] + u_c[group of i] + a_c G_i + e_ic,   G ~ N(0, 1),   e ~ N(0, s2_c)
///
/// so that what somebody answered about one competency also tells of the others, and values of a set correlate between scales as what people can do
/// does; of values drawn apart a good part of that is lost. a_c has the prior N(0, 1). Who has no pattern in a scale has no value there. Of
/// `options`, stream and start are left aside: those of the scales count. The same bits for any number of threads.
///
/// Cost: that of each scale by itself, and draws x people normal numbers. Memory: 16 bytes a person and scale, 8 bytes a person. Throws
/// std::invalid_argument as draw_plausible_values() does.
std::vector<LatentRegression> draw_together(const Conditioning& conditioning, std::span<const JointScale> scales,
                                            const PlausibleValueOptions& options, unsigned threads, const JointSetSink& take);

}  // namespace capgap
