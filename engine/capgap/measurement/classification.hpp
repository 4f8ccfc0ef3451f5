#pragma once

#include <capgap/measurement/calibrate.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace capgap {

/// What people are told about one cut, as shares of all.
struct CutAccuracy {
    double at_or_above = 0;    ///< whose theta is
    double told_below = 0;     ///< whose level is below it
    double wrongly_below = 0;  ///< at or above it, and told below
    double wrongly_above = 0;  ///< below it, and told at or above

    /// Of those at or above; nothing where there are none.
    [[nodiscard]] std::optional<double> wrongly_below_of_those_above() const;
};

/// How often a level is the right one, if the model holds and its parameters are known.
struct ClassificationAccuracy {
    double right = 0;  ///< expected share of people on the level where their theta is
    std::vector<CutAccuracy> cuts;
};

/// The level of a person is that of the posterior median of theta under their answers and their group's distribution: they are told at or above a cut
/// where P(theta >= cut | answers) is 1/2 or more. Given the answers, the level is right with the posterior probability of the level, so that the
/// expected share is the mean of these over people [Rudner2005, Lee2010]; `cuts` rise, on theta, without limits; levels lie between them.
///
/// Mean over the people who answered at least one item with parameters; weights count. Nothing where there are none. Integrals by Gauss-Legendre
/// between the cuts within [-limit, limit], which cuts outside do not move. Throws std::invalid_argument where cuts do not rise, and as
/// expected_a_posteriori(). Cost: people x items x some 240 nodes.
[[nodiscard]] std::optional<ClassificationAccuracy> classification_of_people(const AnswerTable& answers, const Calibration& calibration,
                                                                             std::span<const double> cuts, double limit = 6, unsigned threads = 1);

/// Likewise expected over all patterns of answers that somebody of `group` could give who answers every item with parameters: from the model alone.
/// Nothing without such items, and where there are more than a million patterns.
[[nodiscard]] std::optional<ClassificationAccuracy> classification_of_patterns(const Calibration& calibration, std::span<const double> cuts,
                                                                               double limit = 6, std::size_t group = 0);

}  // namespace capgap
