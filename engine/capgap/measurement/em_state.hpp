#pragma once

#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/item_model.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace capgap {

/// All that EM changes: items that have parameters, in the categories that were used, and groups.
struct EmParameters {
    std::vector<ItemParameters> items;
    std::vector<GroupMoments> groups;
};

/// What an E-step is for.
enum class EmPhase {
    expanding,     ///< parameter expansion
    first,         ///< SQUAREM: from `now`
    second,        ///< from what the first step gave
    extrapolated,  ///< from where both lead
    finished,      ///< none is wanted any more
};

[[nodiscard]] std::string_view to_string(EmPhase phase);

/// EM between two E-steps, without the answers: it can be written down, and goes on elsewhere with the same bits.
struct EmState {
    EmPhase phase = EmPhase::expanding;
    EmParameters at;                   ///< where the next E-step is wanted; when finished, what was found
    EmParameters now;                  ///< where the cycle of SQUAREM began; otherwise empty
    EmParameters two;                  ///< while extrapolated: what the second step gave; otherwise empty
    double log_likelihood_of_one = 0;  ///< while extrapolated: that of what the first step gave
    std::size_t e_steps = 0;
    double log_likelihood = 0;  ///< at the beginning of the last cycle
    double last_change = 0;     ///< of any parameter, in the last step
    CalibrationEnd end = CalibrationEnd::out_of_steps;
    std::vector<std::vector<double>> node_mass;  ///< [group][node]: the weight of people there in the last E-step but those that expand
};

}  // namespace capgap
