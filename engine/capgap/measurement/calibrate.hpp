#pragma once

#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/expected_counts.hpp>
#include <capgap/measurement/item_model.hpp>
#include <capgap/measurement/quadrature.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace capgap {

/// An E-step of a calibration, and what was made of it.
struct CalibrationStep {
    std::size_t step = 0;                  ///< from 1
    std::optional<double> log_likelihood;  ///< marginal, of the parameters at which the E-step was made; nothing where it is not finite
    /// Of any parameter (slopes, intercepts, means, spreads), from where this E-step was made to where the next one is wanted, or to what was found.
    double largest_change = 0;
    /// What the E-step was for: "newton" (from a sample's end on), "expanding" (parameter expansion), or, of a cycle of SQUAREM, "first", "second",
    /// "extrapolated".
    std::string_view phase;
};

struct CalibrationOptions {
    Quadrature quadrature;
    /// Ends when no parameter is changed by more in a step of EM.
    double tolerance = 1e-8;
    std::size_t most_e_steps = 2000;
    unsigned threads = 1;
    /// Parameters that stay what they are, by item; empty: none. Of a rating scale all items that vary, or none.
    std::vector<std::optional<ItemParameters>> fixed;
    /// Where EM begins, by item; empty: shares of the categories tell. Left aside where it is impossible, or not of as many categories as were used.
    std::vector<std::optional<ItemParameters>> start;
    /// Likewise of groups, where their moments are estimated; empty: standard normal.
    std::vector<NormalDistribution> start_groups;
    /// Means and spreads are estimated: of all groups but the first, whose theta is standard normal (without slopes: whose mean is 0); where an item
    /// is fixed, which fixes the scale, of the first too.
    bool free_groups = true;
    /// One slope for all items, for models that have slopes: of two items the data do not tell two. Not with fixed items.
    bool equal_slopes = false;
    /// Told of each E-step, in their order, by the thread that called; may be empty, and then costs nothing. The same numbers for any number of
    /// threads.
    std::function<void(const CalibrationStep&)> on_step;
};

/// How a calibration ended.
enum class CalibrationEnd {
    converged,
    out_of_steps,  ///< most_e_steps were not enough
    diverged,      ///< the likelihood became undefined
};
[[nodiscard]] std::string_view to_string(CalibrationEnd end);

/// Whether the sums over the nodes of the grid stood for integrals over theta.
enum class GridFit {
    fits,
    too_coarse,  ///< people are known better than nodes lie apart: slopes would be too low, and nothing else would show it
    too_narrow,  ///< people stand at the ends, or a group spreads beyond them
};
[[nodiscard]] std::string_view to_string(GridFit fit);

/// What became of an item.
enum class ItemEnd {
    estimated,
    fixed,
    no_variance,  ///< nobody, or everybody alike: it says nothing, and has no parameters
    at_limit,     ///< a parameter would go to infinity: people are separated perfectly
    alone,        ///< of several dimensions at once: the only item of its dimension that varies; has no parameters
};
[[nodiscard]] std::string_view to_string(ItemEnd end);

struct CalibratedItem {
    ItemParameters parameters;      ///< of the categories that were used
    std::vector<std::size_t> used;  ///< these categories, lowest first
    ItemEnd end = ItemEnd::estimated;
};

/// Where the people of a group stand on theta.
struct GroupMoments {
    double mean = 0;
    double sd = 1;
    double weight = 0;  ///< of its people
    bool mean_is_free = false;
    bool sd_is_free = false;
};

struct Calibration {
    ItemModel model = ItemModel::graded;
    bool equal_slopes = false;
    std::vector<CalibratedItem> items;
    std::vector<GroupMoments> groups;
    double log_likelihood = 0;  ///< marginal, without a multinomial constant
    std::size_t e_steps = 0;
    std::size_t free_parameters = 0;
    CalibrationEnd end = CalibrationEnd::converged;
    GridFit grid = GridFit::fits;
    double last_change = 0;  ///< of any parameter, in the last step
};

/// Marginal maximum likelihood by EM on a fixed grid (Bock & Aitkin 1981). The posterior mean and spread of theta are folded into the items after
/// each M-step (parameter expansion: Liu, Rubin & Wu 1998), which takes a tenth of the steps; then plain EM, accelerated by SQUAREM (Varadhan &
/// Roland 2008), from where that has come to rest, since on a coarse grid its fixed point is another one. Where a
/// group has 20,000 people on average, a sample is calibrated so first, and Newton steps lead from there to where plain EM only has to see that
/// nothing changes any more: a third of the steps. Missing answers are left out of the
/// likelihood. Weights are taken as they are: scale them to the number of people. Categories that nobody used are left out; of a rating scale, those
/// that nobody used with any item.
///
/// Throws std::invalid_argument: fewer than 3 nodes or no limit; a start of more items or groups than there are; fixed parameters that are impossible
/// or of other categories than their item; a rating scale whose items differ in their categories, or of which some vary and are not fixed while
/// others are; the Rasch or two-parameter model with more than two categories; equal slopes and fixed items.
///
/// Memory: the answers, and items x categories x nodes numbers for each thread.
[[nodiscard]] Calibration calibrate(const AnswerTable& answers, ItemModel model, const CalibrationOptions& options);

/// Of every person by their group's distribution, on `quadrature` (finer than that of the calibration, if one likes).
/// Answers in categories that the calibration does not know say nothing. Throws std::invalid_argument where items or groups are not those of the
/// calibration.
[[nodiscard]] PosteriorMoments expected_a_posteriori(const AnswerTable& answers, const Calibration& calibration, const Quadrature& quadrature,
                                                     unsigned threads = 1);

}  // namespace capgap
