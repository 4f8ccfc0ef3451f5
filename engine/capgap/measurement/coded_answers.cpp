#include <capgap/measurement/coded_answers.hpp>

#include <capgap/measurement/answers_in_use.hpp>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace capgap {

bool CodedAnswers::complete(std::size_t person) const {
    const auto codes = answers.person(person);
    return answers.weight(person) > 0 && std::find(codes.begin(), codes.end(), AnswerTable::missing) == codes.end();
}

CodedAnswers coded_answers(const AnswerTable& answers, const Calibration& calibration) {
    if (calibration.items.size() != answers.items() || calibration.groups.size() < answers.groups())
        throw std::invalid_argument("the answers have other items or groups than the calibration");
    const std::vector<std::size_t> kept = items_with_parameters(calibration.items);
    std::vector<ItemParameters> parameters;
    std::vector<std::size_t> categories;
    std::vector<std::vector<std::uint8_t>> code_of;
    for (const std::size_t j : kept) {
        const CalibratedItem& item = calibration.items[j];
        parameters.push_back(item.parameters);
        categories.push_back(item.used.size());
        std::vector<std::uint8_t>& codes = code_of.emplace_back(std::size_t{256}, AnswerTable::missing);
        for (std::size_t k = 0; k < item.used.size(); ++k) codes[item.used[k]] = static_cast<std::uint8_t>(k);
    }
    CodedAnswers out{kept, std::move(parameters), AnswerTable(std::move(categories))};
    std::vector<std::uint8_t> codes(kept.size());
    for (std::size_t p = 0; p < answers.people(); ++p) {
        const auto person = answers.person(p);
        for (std::size_t i = 0; i < kept.size(); ++i) codes[i] = code_of[i][person[kept[i]]];
        out.answers.add(codes, answers.weight(p), answers.group(p));
    }
    return out;
}

std::vector<std::vector<double>> group_weights(const Calibration& calibration, const Quadrature& quadrature) {
    if (quadrature.nodes < 3 || !(quadrature.limit > 0)) throw std::invalid_argument("a grid has at least 3 nodes and a limit above 0");
    std::vector<std::vector<double>> out;
    for (const GroupMoments& one : calibration.groups) out.push_back(quadrature.normal_weights(one.mean, one.sd));
    return out;
}

}  // namespace capgap
