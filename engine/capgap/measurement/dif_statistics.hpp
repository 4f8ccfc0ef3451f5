#pragma once

#include <capgap/measurement/dif_tables.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace capgap {

/// A value that has a chi-square distribution where nothing differs between the groups.
struct ChiSquareTest {
    double x2 = 0;
    std::size_t df = 0;
    double p = 1;
    double adjusted_p = 1;  ///< by Holm, over the items that were tested together
};

/// The test of `x2` on `df` > 0 degrees of freedom; one below 0 by rounding counts as 0.
[[nodiscard]] ChiSquareTest chi_square_test(double x2, std::size_t df);

/// Whether groups of the same band give higher answers, on average over the bands: the statistic of mean scores with fixed margins. Of two groups it
/// is Mantel's (1963; Zwick, Donoghue & Grima 1993), of several Landis, Heyman & Koch's (1978; Somes 1986):
///
///     d_g = sum over bands of (points of group g - n_g T / n)          T all points, Q all squares of points, n all people of the band
///     cov(d_g, d_h) = sum of n_g (n [g = h] - n_h) / n x (n Q - T^2) / (n (n - 1))         X2 = d' cov^-1 d, df its rank
///
/// `groups`: those that are compared. Nothing where no band has two of them and answers that differ. Most powerful where one group is higher in all
/// bands; where it is higher in some and lower in others it sees nothing.
[[nodiscard]] std::optional<ChiSquareTest> generalised_mantel(const DifItemTable& table, const std::vector<std::size_t>& groups);

/// How much more a group reports than the reference group of the same band, in standard deviations.
struct StandardisedDifference {
    double difference = 0;
    double standard_error = 0;  ///< where nothing differs
};

/// The standardised mean difference (Dorans & Schmitt 1991) over the pooled standard deviation of the points of both groups (Zwick & Thayer 1996):
///
///     SMD = sum over bands of n_F / N_F x (mean_F - mean_R)       bands with people of both, N_F the people of the focal group there
///     SE^2 = sum of (n_F / N_F)^2 s^2 (1 / n_F + 1 / n_R)         s^2 the variance within the band (divisor n - 1)
///
/// Above 0: the focal group reports more. Nothing where no band has people of both, or nobody's answer differs from another's.
[[nodiscard]] std::optional<StandardisedDifference> standardised_mean_difference(const DifItemTable& table, std::size_t reference, std::size_t focal);

/// The standardised difference that a test at `alpha`, two-sided, finds with this `power`: (z(1 - alpha/2) + z(power)) x standard error.
[[nodiscard]] double smallest_detectable(double standard_error, double alpha, double power);

/// The proportional odds model of an answer (Swaminathan & Rogers 1990; Zumbo 1999): bands, then groups, then groups x band.
struct LogisticDif {
    std::optional<ChiSquareTest> uniform;      ///< groups beside bands
    std::optional<ChiSquareTest> non_uniform;  ///< groups x band beside these
    std::optional<ChiSquareTest> both;         ///< together, beside bands
    double r2_uniform = 0;                     ///< by how much Nagelkerke's R2 grows with the groups
    double r2_non_uniform = 0;                 ///< and then with groups x band
};

/// Likelihood-ratio tests of three nested models. Bands are a factor: five of them are not equally far apart, and what a straight line would leave
/// over of them would be taken for a difference between groups whose means differ; it costs three parameters, of thousands of answers. Groups x band
/// takes the number of the band, in a line, one parameter for each group: that is what another slope looks like. What only spreads answers around the
/// same mean is not seen. A test has no value where people do not tell its terms apart. Nothing for fewer than two groups with people, or where all
/// answer alike.
[[nodiscard]] std::optional<LogisticDif> logistic_dif(const DifItemTable& table, const std::vector<std::size_t>& groups);

}  // namespace capgap
