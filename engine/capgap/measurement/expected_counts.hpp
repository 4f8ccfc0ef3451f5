#pragma once

#include <capgap/measurement/aligned_numbers.hpp>
#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/item_model.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace capgap {

/// Probabilities of every category of every item at every node, laid out for the E-step: each category is a row of nodes, padded to `lanes`; behind
/// the categories of an item a row of ones stands for what is missing.
class NodeTable {
public:
    /// Numbers that are worked on at once, whatever the processor has: so the bits are the same on all.
    static constexpr std::size_t lanes = 8;

    NodeTable(std::size_t items, std::size_t widest, std::size_t nodes);

    [[nodiscard]] std::size_t items() const noexcept { return items_; }
    [[nodiscard]] std::size_t nodes() const noexcept { return nodes_; }
    [[nodiscard]] std::size_t padded() const noexcept { return padded_; }
    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }  ///< of each item: its categories, and the missing
    /// Nodes of one category.
    [[nodiscard]] std::span<double> row(std::size_t item, std::size_t category) {
        return std::span(values_).subspan(offset(item, category), padded_);
    }
    [[nodiscard]] std::span<const double> row(std::size_t item, std::size_t category) const {
        return std::span(values_).subspan(offset(item, category), padded_);
    }
    [[nodiscard]] const double* data() const noexcept { return values_.data(); }
    [[nodiscard]] double* data() noexcept { return values_.data(); }
    void fill(double value);
    void add(const NodeTable& other);

private:
    [[nodiscard]] std::size_t offset(std::size_t item, std::size_t category) const { return (item * rows_ + category) * padded_; }

    std::size_t items_;
    std::size_t nodes_;
    std::size_t padded_;
    std::size_t rows_;
    AlignedNumbers values_;
};

/// Probabilities of items, parameter by parameter, at `points`.
[[nodiscard]] NodeTable probability_table(ItemModel model, const std::vector<ItemParameters>& items, const std::vector<double>& points);

/// What the E-step of marginal maximum likelihood adds up over people: Bock & Aitkin 1981.
struct ExpectedCounts {
    NodeTable counts;                            ///< r(j, k, q): by item, category and node, the weight of people there
    std::vector<std::vector<double>> node_mass;  ///< [group][node]: the weight of people there
    std::vector<double> weight;                  ///< [group]: of all people
    double log_likelihood = 0;                   ///< sum of w log sum over nodes of weight x product of probabilities

    /// Chunks are added in their order: floating point, so another division of the people gives another last bit.
    void add(const ExpectedCounts& other);
};

/// The E-step. `probabilities` are those of the items at the nodes; `weights` the density of theta at the nodes, [group][node], each adding up to 1.
/// The same bits for any number of threads and any processor. Cost: 2 x people x items x nodes multiplications and additions.
[[nodiscard]] ExpectedCounts expected_counts(const AnswerTable& answers, const NodeTable& probabilities,
                                             const std::vector<std::vector<double>>& weights, unsigned threads = 1);

/// Of each person the mean and the standard deviation of theta under their answers (expected a posteriori; Bock & Mislevy 1982).
struct PosteriorMoments {
    std::vector<double> mean;
    std::vector<double> sd;
};
[[nodiscard]] PosteriorMoments posterior_moments(const AnswerTable& answers, const NodeTable& probabilities, const std::vector<double>& points,
                                                 const std::vector<std::vector<double>>& weights, unsigned threads = 1);

}  // namespace capgap
