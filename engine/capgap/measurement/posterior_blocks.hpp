#pragma once

#include <capgap/measurement/expected_counts.hpp>
#include <capgap/measurement/likelihood_kernel.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace capgap {

/// Behind the last node zeros, as far as the rows of the table go.
[[nodiscard]] std::vector<std::vector<double>> padded_priors(const std::vector<std::vector<double>>& weights, std::size_t padded);

/// The posteriors of people, some at a time, in runs of one group. For this folder only.
class PosteriorBlocks {
public:
    enum class Weights { applied, left_out };
    /// People who are reckoned by one thread; chunks are put together in their order.
    static constexpr std::size_t chunk = 4096;

    PosteriorBlocks(const AnswerTable& answers, const NodeTable& probabilities, const std::vector<std::vector<double>>& priors, Weights weights)
        : answers_(answers),
          probabilities_(probabilities),
          priors_(priors),
          weighted_(weights == Weights::applied && answers.has_weights()),
          codes_(KernelInput::most_people * answers.items()),
          posterior_(KernelInput::most_people * probabilities.padded()) {}

    /// `take(in, posterior, first)`: the people of `in`, from `first` on, with their posteriors at [person][padded node], times their weight where
    /// weights are applied.
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
    AlignedNumbers posterior_;
    std::array<double, KernelInput::most_people> weights_{};
    std::array<double, KernelInput::most_people> likelihood_{};
    std::array<int, KernelInput::most_people> exponent_{};
};

}  // namespace capgap
