#include <capgap/measurement/expected_counts.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/measurement/likelihood_kernel.hpp>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace capgap {

namespace {

/// People of a chunk; chunks are put together in their order.
constexpr std::size_t chunk_people = 4096;

std::size_t padded_to_lanes(std::size_t nodes) {
    return (nodes + NodeTable::lanes - 1) / NodeTable::lanes * NodeTable::lanes;
}

std::vector<std::vector<double>> padded_priors(const std::vector<std::vector<double>>& weights, std::size_t padded) {
    std::vector<std::vector<double>> out = weights;
    for (std::vector<double>& one : out) one.resize(padded, 0);
    return out;
}

/// The people of a chunk, 64 at a time, in runs of one group: `take(in, posterior, likelihood, exponent, first person)`.
class Blocks {
public:
    enum class Weights { applied, left_out };

    Blocks(const AnswerTable& answers, const NodeTable& probabilities, const std::vector<std::vector<double>>& priors, Weights weights)
        : answers_(answers),
          probabilities_(probabilities),
          priors_(priors),
          weighted_(weights == Weights::applied && answers.has_weights()),
          codes_(KernelInput::most_people * answers.items()),
          posterior_(KernelInput::most_people * probabilities.padded()) {}

    template <class Take>
    void run(std::size_t first, std::size_t last, Take take) {
        while (first < last) {
            std::size_t end = first + 1;
            while (end < last && end - first < KernelInput::most_people && answers_.group(end) == answers_.group(first)) ++end;
            const KernelInput in = input(first, end);
            kernels().posterior(in, posterior_.data(), likelihood_.data(), exponent_.data());
            take(in, posterior_.data(), first);
            first = end;
        }
    }

    [[nodiscard]] double log_likelihood(std::size_t index) const { return std::log(likelihood_[index]) + exponent_[index] * 0.693147180559945309417; }

private:
    KernelInput input(std::size_t first, std::size_t end) {
        const std::size_t items = answers_.items();
        const auto missing_row = static_cast<std::uint8_t>(probabilities_.rows() - 1);
        for (std::size_t p = first; p < end; ++p) {
            const auto codes = answers_.person(p);
            std::transform(codes.begin(), codes.end(), codes_.begin() + static_cast<std::ptrdiff_t>((p - first) * items),
                           [missing_row](std::uint8_t code) { return code == AnswerTable::missing ? missing_row : code; });
            weights_[p - first] = answers_.weight(p);
        }
        return {codes_.data(),
                end - first,
                items,
                probabilities_.rows(),
                probabilities_.padded(),
                probabilities_.data(),
                priors_[answers_.group(first)].data(),
                weighted_ ? weights_.data() : nullptr};
    }

    const AnswerTable& answers_;
    const NodeTable& probabilities_;
    const std::vector<std::vector<double>>& priors_;
    bool weighted_;
    std::vector<std::uint8_t> codes_;
    std::vector<double> posterior_;
    std::array<double, KernelInput::most_people> weights_{};
    std::array<double, KernelInput::most_people> likelihood_{};
    std::array<int, KernelInput::most_people> exponent_{};
};

ExpectedCounts nothing(const AnswerTable& answers, const NodeTable& like) {
    ExpectedCounts out{NodeTable(like.items(), like.rows() - 1, like.nodes()), {}, std::vector<double>(answers.groups(), 0), 0};
    out.counts.fill(0);
    out.node_mass.assign(answers.groups(), std::vector<double>(like.nodes(), 0));
    return out;
}

ExpectedCounts counts_of_chunk(const AnswerTable& answers, const NodeTable& probabilities, const std::vector<std::vector<double>>& priors,
                               std::size_t first, std::size_t last) {
    ExpectedCounts out = nothing(answers, probabilities);
    Blocks blocks(answers, probabilities, priors, Blocks::Weights::applied);
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

NodeTable::NodeTable(std::size_t items, std::size_t widest, std::size_t nodes)
    : items_(items), nodes_(nodes), padded_(padded_to_lanes(nodes)), rows_(widest + 1), values_(items * rows_ * padded_, 1) {}

void NodeTable::fill(double value) {
    std::fill(values_.begin(), values_.end(), value);
}

void NodeTable::add(const NodeTable& other) {
    assert(values_.size() == other.values_.size());
    for (std::size_t i = 0; i < values_.size(); ++i) values_[i] += other.values_[i];
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
    const std::size_t chunks = (answers.people() + chunk_people - 1) / chunk_people;
    ExpectedCounts out = nothing(answers, probabilities);
    parallel_in_order(
        chunks, threads,
        [&](std::size_t chunk) {
            const std::size_t first = chunk * chunk_people;
            return counts_of_chunk(answers, probabilities, priors, first, std::min(first + chunk_people, answers.people()));
        },
        [&out](std::size_t, const ExpectedCounts& of_chunk) { out.add(of_chunk); });
    return out;
}

PosteriorMoments posterior_moments(const AnswerTable& answers, const NodeTable& probabilities, const std::vector<double>& points,
                                   const std::vector<std::vector<double>>& weights, unsigned threads) {
    const auto priors = padded_priors(weights, probabilities.padded());
    PosteriorMoments out{std::vector<double>(answers.people()), std::vector<double>(answers.people())};
    const std::size_t chunks = (answers.people() + chunk_people - 1) / chunk_people;
    parallel_for(chunks, threads, [&](std::size_t chunk) {
        Blocks blocks(answers, probabilities, priors, Blocks::Weights::left_out);
        const std::size_t first = chunk * chunk_people;
        blocks.run(first, std::min(first + chunk_people, answers.people()), [&](const KernelInput& in, const double* posterior, std::size_t begin) {
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
