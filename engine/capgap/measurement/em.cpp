#include <capgap/measurement/em.hpp>

#include <capgap/measurement/em_machine.hpp>

#include <utility>

namespace capgap {

Calibration run_em(const AnswerTable& answers, ItemModel model, const CalibrationOptions& options, std::vector<std::optional<ItemParameters>> fixed,
                   std::vector<std::optional<ItemParameters>> start) {
    std::vector<std::vector<double>> category_weights;
    for (std::size_t j = 0; j < answers.items(); ++j) category_weights.push_back(answers.category_weights(j));
    EmMachine em(model, options, category_weights, answers.groups(), std::move(fixed), start);
    while (!em.finished()) em.take(em.e_step(answers));
    return em.result();
}

}  // namespace capgap
