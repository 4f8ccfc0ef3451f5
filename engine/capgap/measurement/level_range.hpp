#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace capgap {

/// How sure the score of one person is in one competency, as the answers of all people of the round tell. alpha and sd are over the same complete
/// cases, unweighted.
struct ScorePrecision {
    std::int64_t people = 0;         ///< complete cases
    std::int64_t items = 0;          ///< that the score of a complete case is the mean of
    std::optional<double> alpha;     ///< Cronbach's; nothing: undefined
    std::optional<double> sd_0_100;  ///< standard deviation of score_0_100, divisor n - 1

    friend bool operator==(const ScorePrecision&, const ScorePrecision&) = default;
};

/// One person's score in one competency.
struct PersonScored {
    double score_0_100 = 0;
    int level = 0;  ///< 1..L, exact
    std::int64_t items_answered = 0;
};

/// The levels at which a person may be.
struct PersonLevels {
    int low = 0;                        ///< 1..L
    int high = 0;                       ///< low..L
    bool rough = false;                 ///< alpha is under 0.7: the questions say little of one person
    std::vector<double> prob_of_level;  ///< by level - 1; their sum is 1

    friend bool operator==(const PersonLevels&, const PersonLevels&) = default;
};

/// Why there is no range.
enum class NoRange {
    few_people,    ///< fewer than `least_people_for_range` complete cases, or alpha is undefined
    inconsistent,  ///< alpha is under `least_alpha_for_range`
};

inline constexpr std::int64_t least_people_for_range = 30;
inline constexpr double least_alpha_for_range = 0.5;
inline constexpr double rough_alpha = 0.7;
inline constexpr double range_z = 1.28;              ///< about eight in ten, both sides together
inline constexpr double prob_of_single_level = 0.8;  ///< a single level is named only above it

/// Standard error of measurement of a score that is the mean of `items_answered` of the items, all alike:
///
///     sem_0_100 = sd sqrt(1 - alpha) sqrt(items / items_answered)
///
/// [LordNovick1968, chapters 3 and 4] [Dudek1979]. Needs alpha and sd. alpha above 1 cannot be; what rounding makes of it counts as 1.
[[nodiscard]] double sem_0_100(const ScorePrecision& precision, std::int64_t items_answered);

/// Why `precision` allows no range; nothing if it does.
[[nodiscard]] std::optional<NoRange> why_no_range(const ScorePrecision& precision);

/// The levels that score -+ 1.28 sem touches, the person's own among them: about eight in ten such intervals hold the score that the person would
/// have without chance, wherever that is. With normal errors of that size around the observed score,
///
///     prob_of_level[k] = Phi((cut_k+1 - score)/sem) - Phi((cut_k - score)/sem)      (the lowest level from -infinity, the highest to +infinity).
///
/// A single level stands alone only if its probability is above 0.8; else the neighbour whose cut is nearer is added (of two alike, the lower). The
/// score is not drawn towards the mean of the others: methods.md, section 13, says why. `cuts`: L-1, rising, 0..100. Nothing where why_no_range()
/// says so, or nothing was answered. Assumes that the error is as large for everybody; it is smaller at the ends of the scale, where the range is
/// then somewhat too wide.
[[nodiscard]] std::optional<PersonLevels> level_range(const PersonScored& person, const ScorePrecision& precision, const std::vector<double>& cuts);

/// One person on a calibrated scale.
struct PersonTheta {
    double theta = 0;
    double theta_se = 0;  ///< standard deviation of the posterior
    int level = 0;        ///< 1..L, of the posterior's median
};

/// The same where the scale is calibrated: the levels that theta -+ 1.28 theta_se touches, `cuts` on theta, not falling. `reliability`: of theta,
/// in the place of alpha. Nothing where it is undefined or under `least_alpha_for_range`.
[[nodiscard]] std::optional<PersonLevels> level_range(const PersonTheta& person, const std::optional<double>& reliability,
                                                      const std::vector<double>& cuts);

}  // namespace capgap
