#include <capgap/measurement/scale_model.hpp>

#include <capgap/measurement/answer_table.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace capgap {

namespace {

/// Of a distribution over nodes, each of which stands for half the distance to its neighbours.
double share_from(double cut, const std::vector<double>& points, const std::vector<double>& weights) {
    const double gap = points[1] - points[0];
    double above = 0;
    for (std::size_t q = 0; q < points.size(); ++q) above += weights[q] * std::clamp((points[q] + gap / 2 - cut) / gap, 0.0, 1.0);
    return above;
}

}  // namespace

int ScaleModel::level_of(double theta) const {
    return 1 + static_cast<int>(std::upper_bound(cuts.begin(), cuts.end(), theta) - cuts.begin());
}

std::uint32_t AnswerPatterns::number_of(std::span<const std::uint8_t> codes) {
    key_.assign(codes.begin(), codes.end());
    if (numbers_.size() >= no_pattern) throw std::length_error("more ways of answering than can be numbered");
    const auto [found, is_new] = numbers_.try_emplace(key_, static_cast<std::uint32_t>(numbers_.size()));
    if (is_new) codes_.insert(codes_.end(), codes.begin(), codes.end());
    return found->second;
}

PatternLikelihoods pattern_likelihoods(const ScaleModel& scale, const AnswerPatterns& patterns) {
    PatternLikelihoods out;
    out.points = scale.quadrature.points();
    const std::size_t nodes = out.points.size();
    std::vector<std::vector<double>> log_probability(scale.items.size());  // [item][category][node]
    std::vector<double> p;
    for (std::size_t j = 0; j < scale.items.size(); ++j) {
        const std::size_t categories = scale.items[j].categories();
        if (categories < 2) continue;
        p.resize(categories);
        log_probability[j].resize(categories * nodes);
        for (std::size_t q = 0; q < nodes; ++q) {
            category_probabilities(scale.model, scale.items[j], out.points[q], p);
            for (std::size_t k = 0; k < categories; ++k) log_probability[j][k * nodes + q] = std::log(p[k]);
        }
    }
    out.values.assign(patterns.size() * nodes, 0);
    for (std::size_t pattern = 0; pattern < patterns.size(); ++pattern) {
        const std::span<double> row = std::span(out.values).subspan(pattern * nodes, nodes);
        const auto codes = patterns.codes(pattern);
        for (std::size_t j = 0; j < codes.size(); ++j) {
            if (codes[j] == AnswerTable::missing || codes[j] * nodes >= log_probability[j].size()) continue;
            for (std::size_t q = 0; q < nodes; ++q) row[q] += log_probability[j][codes[j] * nodes + q];
        }
        const double most = *std::max_element(row.begin(), row.end());
        for (double& one : row) one = std::exp(one - most);
    }
    return out;
}

std::vector<PersonEstimate> estimate_persons(const ScaleModel& scale, const PatternLikelihoods& likelihoods) {
    const std::vector<double>& points = likelihoods.points;
    const std::vector<double> prior = scale.quadrature.normal_weights(scale.mean, scale.sd);
    std::vector<PersonEstimate> out(likelihoods.values.size() / points.size());
    std::vector<double> posterior(points.size());
    for (std::size_t pattern = 0; pattern < out.size(); ++pattern) {
        const auto likelihood = likelihoods.of(pattern);
        double all = 0;
        for (std::size_t q = 0; q < points.size(); ++q) all += posterior[q] = prior[q] * likelihood[q];
        PersonEstimate& one = out[pattern];
        for (std::size_t q = 0; q < points.size(); ++q) one.theta += (posterior[q] /= all) * points[q];
        double square = 0;
        for (std::size_t q = 0; q < points.size(); ++q) square += posterior[q] * (points[q] - one.theta) * (points[q] - one.theta);
        one.theta_se = std::sqrt(square);
        one.level = 1;
        for (const double cut : scale.cuts) one.level += share_from(cut, points, posterior) >= 0.5 ? 1 : 0;
    }
    return out;
}

}  // namespace capgap
