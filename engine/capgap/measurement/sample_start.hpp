#pragma once

#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/em_machine.hpp>
#include <capgap/measurement/em_state.hpp>

#include <cstddef>
#include <optional>

namespace capgap {

/// Where EM of many people may begin, next to its end.
struct SampleStart {
    EmParameters at;
    std::size_t e_steps = 0;  ///< over all people, until then
};

/// A sample of the people is calibrated first; then Newton steps with all people's gradient (that of the expected log-likelihood: Fisher's identity)
/// and the sample's observed information, which is nearly that of all, accelerated (Anderson): each brings some tenth of what was left, where a step
/// of EM brings a half. Nothing where people are too few for that to pay, where the sample says too little of a category, an item or a group, or does
/// not converge. `answers` as for EmMachine, group after group. For this folder only.
///
/// The sample is every k-th person of a group, with the weight of k: the same for the same answers. Cost: some five E-steps over all people, and what
/// a calibration of the sample and its errors take.
[[nodiscard]] std::optional<SampleStart> start_from_sample(const AnswerTable& answers, ItemModel model, const CalibrationOptions& options,
                                                           const EmMachine::Known& fixed, const EmMachine::Known& start);

}  // namespace capgap
