#include <capgap/measurement/answer_table.hpp>

#include <algorithm>
#include <cassert>
#include <numeric>
#include <stdexcept>
#include <string>

namespace capgap {

AnswerTable::AnswerTable(std::vector<std::size_t> categories) : categories_(std::move(categories)) {
    for (const std::size_t one : categories_) {
        if (one < 2 || one > most_categories)
            throw std::invalid_argument("an item of " + std::to_string(one) + " categories; 2 to " + std::to_string(most_categories) +
                                        " are possible");
    }
}

void AnswerTable::add(std::span<const std::uint8_t> codes, double weight, std::uint16_t group) {
    assert(codes.size() == items());
    for (std::size_t j = 0; j < codes.size(); ++j) codes_.push_back(codes[j] < categories_[j] ? codes[j] : missing);
    if (weight != 1 && weights_.empty()) weights_.assign(people(), 1);
    if (weight != 1 || !weights_.empty()) weights_.push_back(weight);
    group_.push_back(group);
    groups_ = std::max<std::size_t>(groups_, group + std::size_t{1});
}

std::size_t AnswerTable::widest() const {
    return categories_.empty() ? 0 : *std::max_element(categories_.begin(), categories_.end());
}

std::vector<double> AnswerTable::category_weights(std::size_t item) const {
    std::vector<double> out(categories_[item], 0);
    for (std::size_t p = 0; p < people(); ++p) {
        const std::uint8_t code = codes_[p * items() + item];
        if (code != missing) out[code] += weight(p);
    }
    return out;
}

void AnswerTable::scale_weights() {
    const double sum = std::accumulate(weights_.begin(), weights_.end(), 0.0);
    if (!(sum > 0)) return;
    for (double& one : weights_) one *= static_cast<double>(people()) / sum;
}

}  // namespace capgap
