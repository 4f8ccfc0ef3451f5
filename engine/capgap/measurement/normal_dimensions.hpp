#pragma once

#include <capgap/measurement/dimension_kernels.hpp>
#include <capgap/measurement/joint_distribution.hpp>
#include <capgap/measurement/quadrature.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace capgap {

/// Up to three standard normal dimensions on a product grid. Parameters: the correlations of (0,1), (0,2), (1,2), as far as there are so many
/// dimensions. Products: of each such two. For this folder only.
class NormalDimensions final : public JointDistribution {
public:
    NormalDimensions(const Quadrature& quadrature, std::size_t dimensions);

    [[nodiscard]] std::size_t variables() const override { return dimensions_; }
    [[nodiscard]] std::size_t products() const override { return dimensions_ * (dimensions_ - 1) / 2; }
    [[nodiscard]] std::vector<double> start() const override;
    [[nodiscard]] bool is_possible(std::span<const double> parameters) const override { return room(parameters) >= 0; }
    void prepare(std::span<const double> parameters) override;
    [[nodiscard]] std::unique_ptr<JointPosterior> posterior() const override;
    [[nodiscard]] std::vector<double> expanded(const DimensionCounts& counts) const override;
    [[nodiscard]] std::vector<double> improved(const DimensionCounts& counts, std::span<const double> from) override;
    [[nodiscard]] std::vector<double> gradient(const DimensionCounts& counts, std::span<const double> parameters) const override;

    /// Whether dimensions can hardly be told apart, or hardly on this grid.
    [[nodiscard]] bool at_limit(std::span<const double> parameters) const { return room(parameters) < 1e-3; }
    /// Whether, in some direction between the axes too, posteriors are narrower than the grid is fine: `information` about each dimension.
    [[nodiscard]] bool is_too_coarse(std::span<const double> parameters, std::span<const double> information) const;

private:
    /// How far variances in all directions are above what is possible; below 0: they are not.
    [[nodiscard]] double room(std::span<const double> parameters) const;

    std::size_t dimensions_;
    std::vector<double> points_;
    GridTables tables_;
    std::array<std::vector<double>, 3> margins_;  ///< weights of each grid of tables_
    double sum_ = 1;                              ///< of all weights of tables_
    std::vector<double> products_;                ///< under the distribution alone
    std::vector<double> squares_;                 ///< likewise
};

}  // namespace capgap
