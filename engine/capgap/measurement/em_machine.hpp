#pragma once

#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/em_state.hpp>
#include <capgap/measurement/expected_counts.hpp>
#include <capgap/measurement/item_constraints.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace capgap {

/// EM of calibrate() without answers: it says where it wants an E-step, takes what that gave, and goes on. Between two E-steps all that it knows is
/// its state. Every item varies and every category is used.
class EmMachine {
public:
    using Known = std::vector<std::optional<ItemParameters>>;

    /// From the beginning. `category_weights`: [item][category], the weight of people. `fixed` and `start`: by item.
    EmMachine(ItemModel model, CalibrationOptions options, const std::vector<std::vector<double>>& category_weights, std::size_t groups, Known fixed,
              const Known& start);
    /// From a state of the same model, options and fixed items.
    EmMachine(ItemModel model, CalibrationOptions options, Known fixed, EmState state);

    [[nodiscard]] bool finished() const noexcept { return state_.phase == EmPhase::finished; }
    [[nodiscard]] const EmState& state() const noexcept { return state_; }
    /// The E-step that is wanted, over all people or over some of them: counts of several parts add up.
    [[nodiscard]] ExpectedCounts e_step(const AnswerTable& answers) const;
    /// Takes the counts of all people at `state().at`. Cost: that of the M-step, which depends on items and nodes, not on people.
    void take(const ExpectedCounts& expected);
    /// What was found.
    [[nodiscard]] Calibration result() const;

private:
    [[nodiscard]] bool any_fixed() const;
    [[nodiscard]] bool mean_is_free(std::size_t group) const;
    [[nodiscard]] bool sd_is_free(std::size_t group) const;
    void constrain();
    [[nodiscard]] EmParameters beginning(const std::vector<std::vector<double>>& category_weights, std::size_t groups, const Known& start) const;
    void one_slope(std::vector<ItemParameters>& items) const;

    void advance(const ExpectedCounts& expected);
    void expand(const ExpectedCounts& expected);
    void begin_cycle(EmParameters from);
    void take_first(const ExpectedCounts& expected);
    void take_second(const ExpectedCounts& expected);
    void take_extrapolated(const ExpectedCounts& expected);
    void finish(EmParameters found, CalibrationEnd end);

    [[nodiscard]] EmParameters m_step(const ExpectedCounts& expected, const EmParameters& from) const;
    [[nodiscard]] GroupMoments moments_of(const ExpectedCounts& expected, std::size_t group) const;
    [[nodiscard]] EmParameters folded(const EmParameters& plain, const GroupMoments& first) const;
    [[nodiscard]] std::optional<EmParameters> extrapolated(const EmParameters& a, const EmParameters& b, const EmParameters& c) const;
    [[nodiscard]] GridFit grid_fit() const;

    ItemModel model_;
    CalibrationOptions options_;
    Known fixed_;
    std::vector<double> points_;
    EmState state_;
    std::optional<ItemConstraints> constraints_;  ///< where items have parameters in common
};

}  // namespace capgap
