#pragma once

#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/expected_counts.hpp>
#include <capgap/measurement/reliability.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace capgap {

/// var(EAP) / (var(EAP) + mean of PSD^2): the share of the spread of theta that the answers tell, over people who answered at least one item
/// (divisor n - 1; weights count) [Bechger2003]. Nothing with fewer than two of them, or where nothing varies. `posterior` is of the
/// same people, as expected_a_posteriori() gives it.
[[nodiscard]] std::optional<double> empirical_reliability(const AnswerTable& answers, const PosteriorMoments& posterior);

/// Sums and products of the categories, counted from 0, of people who answered all items and have a weight above 0; each counts once.
[[nodiscard]] ItemCovariances complete_case_covariances(const AnswerTable& answers);

/// Of each item the correlation with the sum of the others, over complete cases. Nothing for an item that does not vary, or whose others do not.
[[nodiscard]] std::vector<std::optional<double>> item_rest_correlations(const ItemCovariances& covariances);

/// Why there is no omega.
enum class NoOmega {
    few_items,    ///< fewer than three that vary
    few_people,   ///< fewer complete cases than items + 1
    improper,     ///< an item's own variance would be 0 or less (Heywood case), or the covariances are singular
    no_converge,  ///< one factor was not found
};
[[nodiscard]] std::string_view to_string(NoOmega reason);

/// One factor that items have in common: covariance = loadings loadings' + diagonal of uniquenesses, by maximum likelihood.
struct OneFactor {
    std::optional<double> omega_total;
    std::optional<NoOmega> undefined;
    std::vector<double> loadings;      ///< unstandardised, of items that vary; others 0. Their sum is positive
    std::vector<double> uniquenesses;  ///< own variances (divisor n - 1)
};

/// Omega total of the sum of the items under one factor [McDonald1999, chapter 6],
///
///     omega = (sum of loadings)^2 / ((sum of loadings)^2 + sum of uniquenesses)
///
/// Fisher scoring on the covariance matrix [Joreskog1969]; omega needs no equal loadings, as alpha does.
[[nodiscard]] OneFactor one_factor(const ItemCovariances& covariances);

}  // namespace capgap
