#include <capgap/measurement/item_fit.hpp>

#include <capgap/measurement/coded_answers.hpp>
#include <capgap/measurement/item_score.hpp>

#include <cmath>
#include <stdexcept>

namespace capgap {

namespace {

/// x - E(x) and the variance of x; nothing where there is no answer, no estimate, or a weight of 0.
struct ItemResidual {
    double off = 0;
    double variance = 0;
};

class ItemResiduals {
public:
    ItemResiduals(const AnswerTable& answers, const Calibration& calibration, std::span<const std::optional<ThetaEstimate>> estimates)
        : coded_(coded_answers(answers, calibration)), model_(calibration.model), estimates_(estimates) {
        if (estimates.size() != answers.people()) throw std::invalid_argument("estimates are of other people than the answers");
    }

    const CodedAnswers& coded() const { return coded_; }

    std::optional<ItemResidual> at(std::size_t person, std::size_t item) const {
        const std::uint8_t code = coded_.answers.person(person)[item];
        if (code == AnswerTable::missing || !estimates_[person] || !(coded_.answers.weight(person) > 0)) return std::nullopt;
        const CategoryMoments moments = category_moments(model_, coded_.parameters[item], estimates_[person]->theta);
        return ItemResidual{code - moments.mean, moments.variance};
    }

private:
    CodedAnswers coded_;
    ItemModel model_;
    std::span<const std::optional<ThetaEstimate>> estimates_;
};

struct PairSums {
    std::int64_t people = 0;
    double weight = 0;
    double first = 0;
    double second = 0;
    double first_square = 0;
    double second_square = 0;
    double product = 0;

    std::optional<double> correlation() const {
        constexpr double rounding = 1e-12;
        if (people < 3) return std::nullopt;
        const double first_variance = first_square - first * first / weight;
        const double second_variance = second_square - second * second / weight;
        if (!(first_variance > rounding * first_square) || !(second_variance > rounding * second_square)) return std::nullopt;
        return (product - first * second / weight) / std::sqrt(first_variance * second_variance);
    }
};

}  // namespace

std::vector<MeanSquares> mean_squares(const AnswerTable& answers, const Calibration& calibration,
                                      std::span<const std::optional<ThetaEstimate>> estimates) {
    const ItemResiduals residuals(answers, calibration, estimates);
    const CodedAnswers& coded = residuals.coded();
    std::vector<MeanSquares> out(answers.items());
    for (std::size_t i = 0; i < coded.items.size(); ++i) {
        MeanSquares& item = out[coded.items[i]];
        double weight = 0;
        double squares = 0;
        double variances = 0;
        double standardised = 0;
        for (std::size_t p = 0; p < answers.people(); ++p) {
            const std::optional<ItemResidual> one = residuals.at(p, i);
            if (!one) continue;
            const double w = answers.weight(p);
            ++item.people;
            weight += w;
            squares += w * one->off * one->off;
            variances += w * one->variance;
            standardised += w * one->off * one->off / one->variance;
        }
        if (item.people == 0) continue;
        item.infit = squares / variances;
        item.outfit = standardised / weight;
    }
    return out;
}

std::vector<ResidualCorrelation> residual_correlations(const AnswerTable& answers, const Calibration& calibration,
                                                       std::span<const std::optional<ThetaEstimate>> estimates) {
    const ItemResiduals residuals(answers, calibration, estimates);
    const std::vector<std::size_t>& items = residuals.coded().items;
    const std::size_t n = items.size();
    std::vector<PairSums> sums(n * n);
    std::vector<std::optional<ItemResidual>> of_person(n);
    for (std::size_t p = 0; p < answers.people(); ++p) {
        const double w = answers.weight(p);
        for (std::size_t i = 0; i < n; ++i) of_person[i] = residuals.at(p, i);
        for (std::size_t b = 1; b < n; ++b) {
            if (!of_person[b]) continue;
            const double second = of_person[b]->off;
            for (std::size_t a = 0; a < b; ++a) {
                if (!of_person[a]) continue;
                const double first = of_person[a]->off;
                PairSums& to = sums[a * n + b];
                ++to.people;
                to.weight += w;
                to.first += w * first;
                to.second += w * second;
                to.first_square += w * first * first;
                to.second_square += w * second * second;
                to.product += w * first * second;
            }
        }
    }
    std::vector<ResidualCorrelation> out;
    double sum = 0;
    double defined = 0;
    for (std::size_t a = 0; a < n; ++a) {
        for (std::size_t b = a + 1; b < n; ++b) {
            const PairSums& pair = sums[a * n + b];
            out.push_back({items[a], items[b], pair.correlation(), std::nullopt, pair.people});
            if (!out.back().q3) continue;
            sum += *out.back().q3;
            ++defined;
        }
    }
    for (ResidualCorrelation& one : out) {
        if (one.q3) one.less_the_mean = *one.q3 - sum / defined;
    }
    return out;
}

}  // namespace capgap
