#pragma once

#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/fit_test.hpp>

#include <optional>
#include <vector>

namespace capgap {

/// How well the model gives the answers to single items and to pairs of them.
struct LimitedInformationFit {
    FitTest m2;
    FitTest c2;
    /// By group: root mean square of the differences between the correlations of pairs of items and those that the model expects. Weights count.
    /// Nothing where no pair of items varies.
    std::vector<std::optional<double>> srmsr;
};

/// Tests of limited information on complete cases over the items with parameters, x the category counted from 0 among those in use:
///
///     M2  the means of x_i and of x_i x_j: of items with two categories M2 of [MaydeuOlivaresJoe2006], else what [CaiHansen2013] call M2*
///     C2  the shares of each category but the lowest, and the means of x_i x_j [CaiMonroe2014]: needs fewer items
///
/// statistic = N (p - e)' (Xi^-1 - Xi^-1 D (D' Xi^-1 D)^-1 D' Xi^-1) (p - e): p observed, e expected, Xi the covariance of one person's, D the
/// derivatives of e by the free parameters, group after group; df = numbers compared - rank of D. `quadrature` is that of the calibration. Throws as
/// expected_a_posteriori(). Cost: people x items^2 / 2, and some (numbers compared)^2 x (nodes + numbers compared / 3).
[[nodiscard]] LimitedInformationFit limited_information_fit(const AnswerTable& answers, const Calibration& calibration, const Quadrature& quadrature);

}  // namespace capgap
