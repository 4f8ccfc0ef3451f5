#pragma once

#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/em_state.hpp>
#include <capgap/measurement/node_sums.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace capgap {

/// calibrate() of one group of people without weights, a step at a time, where the answers lie at several places: each place gives the sums of its
/// E-step, and all places together come to what calibrate() finds in all answers, but for the order in which people are added up; of one place of
/// fewer than 20,000 people to the same bits. `fixed`, `start` and `start_groups` of the options are left aside.
class CalibrationSteps {
public:
    /// [item][category]: how many people of all places chose it. At least one item has two categories that somebody chose.
    using Categories = std::vector<std::vector<double>>;

    /// From the beginning. Throws std::invalid_argument as calibrate() does, and where no item varies.
    CalibrationSteps(ItemModel model, const CalibrationOptions& options, const Categories& chosen);
    /// From a state. Throws std::invalid_argument likewise, and where the state is not one of these items: other categories, parameters beyond the
    /// limits, numbers that are not finite.
    CalibrationSteps(ItemModel model, const CalibrationOptions& options, const Categories& chosen, EmState state);

    [[nodiscard]] bool finished() const noexcept { return state_.phase == EmPhase::finished; }
    [[nodiscard]] const EmState& state() const noexcept { return state_; }
    /// All items, each with the categories that somebody chose; those that vary have parameters.
    [[nodiscard]] const std::vector<CalibratedItem>& items() const noexcept { return items_; }
    /// How many categories each item with parameters has.
    [[nodiscard]] std::vector<std::size_t> shape() const;

    /// The E-step that is wanted, over the answers of one place to all items. Categories that nobody is said to have chosen count as missing.
    /// Cost: 2 x people x items x nodes multiplications and additions.
    [[nodiscard]] NodeSums e_step(const AnswerTable& answers) const;
    /// Whether sums have as many items, categories and nodes as shape() and the grid.
    [[nodiscard]] bool fits(const NodeSums& sums) const;
    /// The M-step, from the sums of all places, added in the order in which they stand. Throws std::invalid_argument where they are not of this
    /// shape or the calibration is finished.
    void take(std::span<const NodeSums> of_places);
    /// What was found, as calibrate() gives it.
    [[nodiscard]] Calibration result() const;

private:
    void find_items(const Categories& chosen);
    void check_state() const;

    ItemModel model_;
    CalibrationOptions options_;
    std::vector<CalibratedItem> items_;
    std::vector<std::size_t> kept_;  ///< items with parameters
    EmState state_;
};

}  // namespace capgap
