#pragma once

#include <capgap/measurement/joint_distribution.hpp>
#include <capgap/measurement/quadrature.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace capgap {

/// Competencies that depend on a general factor, and on each other through it alone. Parameters: the loadings; of two competencies one loading, of
/// one none. Variables: the competencies, then the general factor. Products: of each competency with the general factor. For this folder only.
class SecondOrderDistribution final : public JointDistribution {
public:
    /// What competencies that make everything of the general factor impossible leave of it.
    static constexpr double least_given = 1e-200;

    /// `opposed`: of two competencies with one parameter the second has its negative as loading.
    SecondOrderDistribution(const Quadrature& quadrature, std::size_t competencies, bool opposed = false);

    [[nodiscard]] std::size_t variables() const override { return competencies_ + 1; }
    [[nodiscard]] std::size_t products() const override { return competencies_; }
    [[nodiscard]] std::size_t free_loadings() const { return competencies_ < 3 ? competencies_ - 1 : competencies_; }
    [[nodiscard]] std::vector<double> start() const override;
    [[nodiscard]] bool is_possible(std::span<const double> parameters) const override;
    void prepare(std::span<const double> parameters) override;
    [[nodiscard]] std::unique_ptr<JointPosterior> posterior() const override;
    [[nodiscard]] std::unique_ptr<DimensionEStep> e_step(const AnswerTable& answers, const std::vector<std::size_t>& first_item) const override;
    [[nodiscard]] std::vector<double> expanded(const DimensionCounts& counts) const override;
    [[nodiscard]] std::vector<double> improved(const DimensionCounts& counts, std::span<const double> from) override;
    [[nodiscard]] std::vector<double> gradient(const DimensionCounts& counts, std::span<const double> parameters) const override;

    /// Of each competency.
    [[nodiscard]] double loading(std::span<const double> parameters, std::size_t competency) const {
        if (parameters.empty()) return 0;
        return parameters.size() == 1 ? sign(parameters, competency) * parameters[0] : parameters[competency];
    }

    /// The weights on all nodes, for the posteriors of people.
    struct Tables {
        std::size_t nodes = 0;
        std::size_t padded = 0;
        std::vector<double> points;                     ///< [padded]
        std::vector<double> general;                    ///< [padded]: weights of the general factor
        std::vector<std::vector<double>> given;         ///< [competency][node of the general factor][padded node of the competency]
        std::vector<std::vector<double>> given_turned;  ///< [competency][node of the competency][padded node of the general factor]

        /// `weights` by `by`, brought back by powers of two where it would vanish; the logarithm of what that takes back.
        double multiply(double* weights, const double* by) const;
    };
    [[nodiscard]] const Tables& tables() const { return tables_; }

private:
    /// Of the competency's loading in its parameter.
    [[nodiscard]] double sign(std::span<const double> parameters, std::size_t competency) const {
        return parameters.size() == 1 && competency == 1 && opposed_ ? -1 : 1;
    }

    std::size_t competencies_;
    bool opposed_;
    double limit_;
    Tables tables_;
};

}  // namespace capgap
