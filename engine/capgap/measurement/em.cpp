#include <capgap/measurement/em.hpp>

#include <capgap/measurement/em_machine.hpp>
#include <capgap/measurement/sample_start.hpp>

#include <utility>

namespace capgap {

namespace {

EmState first_step(const SampleStart& start) {
    EmState out;
    out.phase = EmPhase::first;
    out.at = out.now = start.at;
    out.e_steps = start.e_steps;
    return out;
}

}  // namespace

Calibration run_em(const AnswerTable& answers, ItemModel model, const CalibrationOptions& options, std::vector<std::optional<ItemParameters>> fixed,
                   const std::vector<std::optional<ItemParameters>>& start) {
    std::vector<std::vector<double>> category_weights;
    for (std::size_t j = 0; j < answers.items(); ++j) category_weights.push_back(answers.category_weights(j));
    const std::optional<SampleStart> near_end = start_from_sample(answers, model, options, fixed, start);
    EmMachine em = near_end ? EmMachine(model, options, std::move(fixed), first_step(*near_end))
                            : EmMachine(model, options, category_weights, answers.groups(), std::move(fixed), start);
    while (!em.finished()) em.take(em.e_step(answers));
    return em.result();
}

}  // namespace capgap
