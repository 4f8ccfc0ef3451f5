#include <capgap/measurement/expected_counts.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/measurement/posterior_blocks.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>

namespace capgap {

namespace {

std::size_t padded_to_lanes(std::size_t nodes) {
    return (nodes + NodeTable::lanes - 1) / NodeTable::lanes * NodeTable::lanes;
}

ExpectedCounts nothing(const AnswerTable& answers, const NodeTable& like) {
    ExpectedCounts out{NodeTable(like.items(), like.rows() - 1, like.nodes()), {}, std::vector<double>(answers.groups(), 0), 0};
    out.counts.fill(0);
    out.node_mass.assign(answers.groups(), std::vector<double>(like.nodes(), 0));
    return out;
}

ExpectedCounts counts_of_chunk(const AnswerTable& answers, const NodeTable& probabilities, const std::vector<std::vector<double>>& priors,
                               std::size_t first, std::size_t last) {
    ExpectedCounts out = nothing(answers, probabilities);
    PosteriorBlocks blocks(answers, probabilities, priors, PosteriorBlocks::Weights::applied);
    blocks.run(first, last, [&](const KernelInput& in, const double* posterior, std::size_t begin) {
        kernels().count(in, posterior, out.counts.data());
        const std::size_t group = answers.group(begin);
        std::vector<double>& mass = out.node_mass[group];
        for (std::size_t p = 0; p < in.people; ++p) {
            for (std::size_t q = 0; q < mass.size(); ++q) mass[q] += posterior[p * in.padded + q];
            out.weight[group] += answers.weight(begin + p);
            out.log_likelihood += answers.weight(begin + p) * blocks.log_likelihood(p);
        }
    });
    return out;
}

}  // namespace

std::vector<std::vector<double>> padded_priors(const std::vector<std::vector<double>>& weights, std::size_t padded) {
    std::vector<std::vector<double>> out = weights;
    for (std::vector<double>& one : out) one.resize(padded, 0);
    return out;
}

NodeTable::NodeTable(std::size_t items, std::size_t widest, std::size_t nodes)
    : items_(items), nodes_(nodes), padded_(padded_to_lanes(nodes)), rows_(widest + 1), values_(items * rows_ * padded_, 1) {}

void NodeTable::fill(double value) {
    std::fill(values_.begin(), values_.end(), value);
}

void NodeTable::add(const NodeTable& other) {
    assert(values_.size() == other.values_.size());
    for (std::size_t i = 0; i < values_.size(); ++i) values_[i] += other.values_[i];
}

NodeTable probability_table(ItemModel model, const std::vector<ItemParameters>& items, const std::vector<double>& points) {
    std::size_t widest = 0;
    for (const ItemParameters& one : items) widest = std::max(widest, one.categories());
    NodeTable out(items.size(), widest, points.size());
    std::vector<double> p(widest);
    for (std::size_t j = 0; j < items.size(); ++j) {
        const std::size_t categories = items[j].categories();
        for (std::size_t q = 0; q < points.size(); ++q) {
            category_probabilities(model, items[j], points[q], std::span(p).first(categories));
            for (std::size_t k = 0; k < categories; ++k) out.row(j, k)[q] = p[k];
        }
    }
    return out;
}

void ExpectedCounts::add(const ExpectedCounts& other) {
    counts.add(other.counts);
    for (std::size_t g = 0; g < weight.size(); ++g) {
        weight[g] += other.weight[g];
        for (std::size_t q = 0; q < node_mass[g].size(); ++q) node_mass[g][q] += other.node_mass[g][q];
    }
    log_likelihood += other.log_likelihood;
}

ExpectedCounts expected_counts(const AnswerTable& answers, const NodeTable& probabilities, const std::vector<std::vector<double>>& weights,
                               unsigned threads) {
    const auto priors = padded_priors(weights, probabilities.padded());
    const std::size_t chunks = (answers.people() + PosteriorBlocks::chunk - 1) / PosteriorBlocks::chunk;
    ExpectedCounts out = nothing(answers, probabilities);
    parallel_in_order(
        chunks, threads,
        [&](std::size_t chunk) {
            const std::size_t first = chunk * PosteriorBlocks::chunk;
            return counts_of_chunk(answers, probabilities, priors, first, std::min(first + PosteriorBlocks::chunk, answers.people()));
        },
        [&out](std::size_t, const ExpectedCounts& of_chunk) { out.add(of_chunk); });
    return out;
}

PosteriorMoments posterior_moments(const AnswerTable& answers, const NodeTable& probabilities, const std::vector<double>& points,
                                   const std::vector<std::vector<double>>& weights, unsigned threads) {
    const auto priors = padded_priors(weights, probabilities.padded());
    PosteriorMoments out{std::vector<double>(answers.people()), std::vector<double>(answers.people())};
    const std::size_t chunks = (answers.people() + PosteriorBlocks::chunk - 1) / PosteriorBlocks::chunk;
    parallel_for(chunks, threads, [&](std::size_t chunk) {
        PosteriorBlocks blocks(answers, probabilities, priors, PosteriorBlocks::Weights::left_out);
        const std::size_t first = chunk * PosteriorBlocks::chunk;
        blocks.run(first, std::min(first + PosteriorBlocks::chunk, answers.people()),
                   [&](const KernelInput& in, const double* posterior, std::size_t begin) {
                       for (std::size_t p = 0; p < in.people; ++p) {
                           double sum = 0;
                           double first_moment = 0;
                           for (std::size_t q = 0; q < points.size(); ++q) {
                               sum += posterior[p * in.padded + q];
                               first_moment += posterior[p * in.padded + q] * points[q];
                           }
                           const double mean = first_moment / sum;
                           double second_moment = 0;
                           for (std::size_t q = 0; q < points.size(); ++q) {
                               const double off = points[q] - mean;
                               second_moment += posterior[p * in.padded + q] * off * off;
                           }
                           out.mean[begin + p] = mean;
                           out.sd[begin + p] = std::sqrt(second_moment / sum);
                       }
                   });
    });
    return out;
}

}  // namespace capgap
