#include <capgap/measurement/scale_reliability.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace capgap {

std::optional<double> empirical_reliability(const AnswerTable& answers, const PosteriorMoments& posterior) {
    if (posterior.mean.size() != answers.people() || posterior.sd.size() != answers.people())
        throw std::invalid_argument("the posterior is of other people than the answers");
    const auto counts = [&answers](std::size_t p) {
        const auto codes = answers.person(p);
        return answers.weight(p) > 0 && std::any_of(codes.begin(), codes.end(), [](std::uint8_t code) { return code != AnswerTable::missing; });
    };
    double people = 0;
    double weight = 0;
    double mean = 0;
    double error_variance = 0;
    for (std::size_t p = 0; p < answers.people(); ++p) {
        if (!counts(p)) continue;
        const double w = answers.weight(p);
        ++people;
        weight += w;
        mean += w * posterior.mean[p];
        error_variance += w * posterior.sd[p] * posterior.sd[p];
    }
    if (people < 2) return std::nullopt;
    mean /= weight;
    error_variance /= weight;
    double variance = 0;
    for (std::size_t p = 0; p < answers.people(); ++p) {
        if (counts(p)) variance += answers.weight(p) / weight * (posterior.mean[p] - mean) * (posterior.mean[p] - mean);
    }
    variance *= people / (people - 1);
    if (!(variance + error_variance > 0)) return std::nullopt;
    return variance / (variance + error_variance);
}

ItemCovariances complete_case_covariances(const AnswerTable& answers) {
    ItemCovariances out(answers.items());
    std::vector<std::int64_t> points(answers.items());
    for (std::size_t p = 0; p < answers.people(); ++p) {
        const auto codes = answers.person(p);
        if (!(answers.weight(p) > 0) || std::find(codes.begin(), codes.end(), AnswerTable::missing) != codes.end()) continue;
        std::copy(codes.begin(), codes.end(), points.begin());
        out.add(points);
    }
    return out;
}

std::vector<std::optional<double>> item_rest_correlations(const ItemCovariances& covariances) {
    const std::size_t n = covariances.items();
    std::vector<std::optional<double>> out(n);
    if (covariances.people() < 2) return out;
    std::vector<double> with_sum(n, 0);
    double variance_of_sum = 0;
    for (std::size_t a = 0; a < n; ++a) {
        for (std::size_t b = 0; b < n; ++b) with_sum[a] += covariances.scaled_covariance(a, b);
        variance_of_sum += with_sum[a];
    }
    for (std::size_t a = 0; a < n; ++a) {
        const double own = covariances.scaled_covariance(a, a);
        const double of_rest = variance_of_sum - 2 * with_sum[a] + own;  // whole numbers: no rounding
        if (own > 0 && of_rest > 0) out[a] = (with_sum[a] - own) / std::sqrt(own * of_rest);
    }
    return out;
}

}  // namespace capgap
