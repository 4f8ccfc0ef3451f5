#pragma once

#include <capgap/measurement/category_use.hpp>
#include <capgap/measurement/fit_test.hpp>
#include <capgap/measurement/item_fit.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace capgap {

/// What stands out about an item, for an application to put into words.
enum class ItemFindingKind {
    no_variance,            ///< nobody, or everybody alike, answered: it tells nothing
    runs_against_others,    ///< its item-rest correlation is below 0: perhaps scored the wrong way round
    apart_from_others,      ///< its item-rest correlation is low: it measures something else, or little
    erratic,                ///< infit or outfit is high: answers scatter more than the model says
    redundant,              ///< infit or outfit is low: answers scatter less, it repeats others
    misfit,                 ///< S-X2 is significant and its RMSEA is not small: answers do not rise with the score as the model says
    depends_on_item,        ///< with another item it has more in common than theta
    unused_category,        ///< nobody chose it
    rare_category,          ///< few chose it
    never_likely_category,  ///< nowhere the most likely: it adds nothing
    disordered_steps,       ///< the steps of an adjacent-category model are not in their order
};
/// "no_variance", "runs_against_others", ...: as the names above.
[[nodiscard]] std::string_view to_string(ItemFindingKind kind);

struct ItemFinding {
    std::size_t item = 0;
    ItemFindingKind kind = ItemFindingKind::no_variance;
    std::optional<std::size_t> other;     ///< the other item, of depends_on_item (item < other)
    std::optional<std::size_t> category;  ///< of findings about one
    std::optional<double> value;          ///< the statistic that stands out: correlation, mean square, RMSEA, Q3 less the mean, people
};

/// When something stands out. Conventions, not laws: their sources stand in methods.md, section 12.
struct FindingLimits {
    double least_item_rest = 0.3;    ///< [NunnallyBernstein1994]
    double least_mean_square = 0.6;  ///< of rating scales [WrightLinacre1994]
    /// Of fewer, residuals about a theta that the same answers gave are small though the model holds.
    std::size_t least_items_for_redundant = 10;
    double largest_mean_square = 1.4;  ///< likewise
    double error_of_tests = 0.05;      ///< of all S-X2 together, by Holm's procedure [Holm1979]
    double largest_rmsea = 0.03;       ///< of S-X2: in large samples every model is significantly wrong
    double largest_q3 = 0.2;           ///< less the mean [Christensen2017]
    std::int64_t least_people = 10;    ///< in a category [Linacre2002]
};

/// What was found, of the same items; what is empty is not looked at.
struct ItemStatistics {
    std::span<const CalibratedItem> items;
    std::span<const std::optional<double>> item_rest;
    std::span<const MeanSquares> mean_squares;
    std::span<const FitTest> sum_score_fit;
    std::span<const ResidualCorrelation> residual_correlations;
    std::span<const ItemCategoryUse> category_use;
};

/// By item, then in the order of the kinds, then by category or other item. The larger
/// of infit and outfit tells whether answers are erratic, the smaller whether they are redundant.
[[nodiscard]] std::vector<ItemFinding> item_findings(const ItemStatistics& statistics, const FindingLimits& limits = {});

}  // namespace capgap
