#pragma once

#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/expected_counts.hpp>
#include <capgap/measurement/likelihood_kernel.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace capgap {

/// Some people, and how likely their answers to the items of each dimension are at its nodes. For this folder only.
struct DimensionBlock {
    std::size_t people = 0;              ///< at most KernelInput::most_people
    std::size_t first = 0;               ///< of these people
    std::size_t padded = 0;              ///< nodes, a multiple of NodeTable::lanes
    const double* likelihood = nullptr;  ///< [dimension][most_people][padded]: adding up to 1 over the nodes, 0 behind the last
    const double* log_scale = nullptr;   ///< [person]: the logarithm of what all their likelihoods have been divided by

    [[nodiscard]] const double* of(std::size_t dimension, std::size_t person) const {
        return likelihood + (dimension * KernelInput::most_people + person) * padded;
    }
};

/// The posteriors of people under one joint distribution, one thread's share.
class JointPosterior {
public:
    JointPosterior() = default;
    JointPosterior(const JointPosterior&) = delete;
    JointPosterior(JointPosterior&&) = delete;
    JointPosterior& operator=(const JointPosterior&) = delete;
    JointPosterior& operator=(JointPosterior&&) = delete;
    virtual ~JointPosterior() = default;

    /// Of each person of the block: how likely each node of each variable is, into `posterior` [variable][most_people][padded]; the logarithm of the
    /// sum over all nodes of distribution x likelihoods into `log_sum`; products of variables expected into `products` [person][product].
    virtual void run(const DimensionBlock& block, double* posterior, double* log_sum, double* products) = 0;
};

/// What the E-step adds up over people.
struct DimensionCounts {
    NodeTable counts;                            ///< r(j, k, q): by item, category and node of its dimension, the weight of people there
    std::vector<std::vector<double>> node_mass;  ///< [variable][node]
    std::vector<double> products;                ///< sum over people of weight x product of two variables expected
    double weight = 0;
    double log_likelihood = 0;

    void add(const DimensionCounts& other);
};

/// Mean and spread of each variable, of the weight of people at its nodes.
struct VariableMoments {
    std::vector<double> mean;
    std::vector<double> sd;
};
[[nodiscard]] VariableMoments variable_moments(const DimensionCounts& counts, std::span<const double> points);

/// The E-step of the same answers again and again, under a distribution that is prepared for each.
class DimensionEStep {
public:
    DimensionEStep() = default;
    DimensionEStep(const DimensionEStep&) = delete;
    DimensionEStep(DimensionEStep&&) = delete;
    DimensionEStep& operator=(const DimensionEStep&) = delete;
    DimensionEStep& operator=(DimensionEStep&&) = delete;
    virtual ~DimensionEStep() = default;

    /// `probabilities` of the items, dimension after dimension.
    [[nodiscard]] virtual DimensionCounts counts(const NodeTable& probabilities, unsigned threads) const = 0;
};

/// How theta of several dimensions is distributed on the product of their grids, by a few parameters. Its variables are the dimensions, and what else
/// it is made of behind them.
class JointDistribution {
public:
    JointDistribution() = default;
    JointDistribution(const JointDistribution&) = delete;
    JointDistribution(JointDistribution&&) = delete;
    JointDistribution& operator=(const JointDistribution&) = delete;
    JointDistribution& operator=(JointDistribution&&) = delete;
    virtual ~JointDistribution() = default;

    [[nodiscard]] virtual std::size_t variables() const = 0;
    [[nodiscard]] virtual std::size_t products() const = 0;
    [[nodiscard]] virtual std::vector<double> start() const = 0;
    [[nodiscard]] virtual bool is_possible(std::span<const double> parameters) const = 0;
    /// To be called before posterior(), which several threads may call.
    virtual void prepare(std::span<const double> parameters) = 0;
    [[nodiscard]] virtual std::unique_ptr<JointPosterior> posterior() const = 0;
    /// Of answers to items that stand dimension after dimension; `first_item` as DimensionLayout has it. The arguments, and this, must outlive it.
    [[nodiscard]] virtual std::unique_ptr<DimensionEStep> e_step(const AnswerTable& answers, const std::vector<std::size_t>& first_item) const;
    /// The M-step where the means and spreads of all variables are free: these are folded away.
    [[nodiscard]] virtual std::vector<double> expanded(const DimensionCounts& counts) const = 0;
    /// The M-step where they are 0 and 1: from `from` to what is most likely on the grid.
    [[nodiscard]] virtual std::vector<double> improved(const DimensionCounts& counts, std::span<const double> from) = 0;
    /// Of the log-likelihood, by the parameters of which it is prepared.
    [[nodiscard]] virtual std::vector<double> gradient(const DimensionCounts& counts, std::span<const double> parameters) const = 0;
};

}  // namespace capgap
