#pragma once

#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/joint_distribution.hpp>
#include <capgap/measurement/likelihood_kernel.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace capgap {

/// The likelihoods and posteriors of people, some at a time. Items stand dimension after dimension. For this folder only.
class DimensionBlocks {
public:
    /// People who are reckoned by one thread; chunks are put together in their order.
    static constexpr std::size_t chunk = 1024;

    /// `first_item` of each dimension, and the number of items behind the last.
    DimensionBlocks(const AnswerTable& answers, const NodeTable& probabilities, const std::vector<std::size_t>& first_item,
                    const JointDistribution& distribution)
        : answers_(answers),
          probabilities_(probabilities),
          first_item_(first_item),
          posterior_of_(distribution.posterior()),
          codes_(KernelInput::most_people * answers.items()),
          flat_(probabilities.padded(), 0),
          likelihood_((first_item.size() - 1) * KernelInput::most_people * probabilities.padded()),
          posterior_(distribution.variables() * KernelInput::most_people * probabilities.padded()),
          products_(KernelInput::most_people * distribution.products()) {
        std::fill_n(flat_.begin(), probabilities.nodes(), 1.0);
    }

    /// `take(block)` for each block of people in turn, whose posteriors then stand here.
    template <class Take>
    void run(std::size_t first, std::size_t last, Take take) {
        for (; first < last; first += KernelInput::most_people) {
            const std::size_t people = std::min(KernelInput::most_people, last - first);
            log_scale_.fill(0);
            for (std::size_t d = 0; d + 1 < first_item_.size(); ++d) add_likelihood(d, first, people);
            const DimensionBlock block{people, first, probabilities_.padded(), likelihood_.data(), log_scale_.data()};
            posterior_of_->run(block, posterior_.data(), log_sum_.data(), products_.data());
            take(block);
        }
    }

    /// Of one variable [person][padded].
    [[nodiscard]] double* posterior(std::size_t variable) {
        return posterior_.data() + variable * KernelInput::most_people * probabilities_.padded();
    }
    /// Of one person.
    [[nodiscard]] const double* products(std::size_t person) const { return products_.data() + person * products_.size() / KernelInput::most_people; }
    [[nodiscard]] double log_likelihood(std::size_t person) const { return log_scale_[person] + log_sum_[person]; }
    /// The answers of `people` people to the items of one dimension, as they stand here.
    [[nodiscard]] KernelInput input(std::size_t dimension, std::size_t people) const {
        const std::size_t first = first_item_[dimension];
        return {codes_.data() + KernelInput::most_people * first,
                people,
                first_item_[dimension + 1] - first,
                probabilities_.rows(),
                probabilities_.padded(),
                probabilities_.data() + first * probabilities_.rows() * probabilities_.padded(),
                flat_.data(),
                nullptr};
    }

private:
    void add_likelihood(std::size_t dimension, std::size_t first, std::size_t people) {
        constexpr double ln_2 = 0.693147180559945309417;
        const std::size_t begin = first_item_[dimension];
        const std::size_t items = first_item_[dimension + 1] - begin;
        const auto missing_row = static_cast<std::uint8_t>(probabilities_.rows() - 1);
        std::uint8_t* out = codes_.data() + KernelInput::most_people * begin;
        for (std::size_t p = 0; p < people; ++p) {
            for (const std::uint8_t code : answers_.person(first + p).subspan(begin, items))
                *out++ = code == AnswerTable::missing ? missing_row : code;
        }
        std::array<double, KernelInput::most_people> sum{};
        std::array<int, KernelInput::most_people> exponent{};
        kernels().posterior(input(dimension, people), likelihood_.data() + dimension * KernelInput::most_people * probabilities_.padded(), sum.data(),
                            exponent.data());
        for (std::size_t p = 0; p < people; ++p) log_scale_[p] += std::log(sum[p]) + exponent[p] * ln_2;
    }

    const AnswerTable& answers_;
    const NodeTable& probabilities_;
    const std::vector<std::size_t>& first_item_;
    std::unique_ptr<JointPosterior> posterior_of_;
    std::vector<std::uint8_t> codes_;  ///< dimension after dimension: [person][item]
    std::vector<double> flat_;
    std::vector<double> likelihood_;
    std::vector<double> posterior_;
    std::vector<double> products_;
    std::array<double, KernelInput::most_people> log_scale_{};
    std::array<double, KernelInput::most_people> log_sum_{};
};

}  // namespace capgap
