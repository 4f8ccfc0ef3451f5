#pragma once

#include <capgap/measurement/plausible_values.hpp>
#include <capgap/statistics/random_numbers.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace capgap {

/// What is drawn of a latent regression: one number after the other, each with a number of its own. For this folder only.
class ParameterDraws {
public:
    /// `stream`: of the scale, below 2^31.
    ParameterDraws(std::uint32_t seed, std::uint32_t stream) : numbers_(seed, stream | 0x80000000U) {}

    void begin(std::uint64_t draw) {
        draw_ = draw;
        next_ = 0;
    }
    [[nodiscard]] double normal();
    /// Of a variance with this sum of squares, under a prior of one degree of freedom.
    [[nodiscard]] double variance(double squares, double people, double prior);

private:
    double uniform() { return numbers_.uniform(next_++, draw_)[0]; }

    RandomNumbers numbers_;
    std::uint64_t draw_ = 0;
    std::uint64_t next_ = 0;
};

/// Effects of groups within groups, drawn together: what is known of them goes up the tree, and they are drawn on the way down. The only group of a
/// component has no effect of its own. For this folder only.
class GroupEffects {
public:
    /// `groups` must outlive it.
    explicit GroupEffects(const std::vector<Conditioning::Group>& groups);

    double operator[](std::size_t group) const { return effect_[group]; }
    [[nodiscard]] const std::vector<double>& variances() const noexcept { return variance_; }

    /// `sums` and `people`: of the residuals of those whose smallest group it is.
    void draw(const std::vector<double>& sums, const std::vector<double>& people, double residual_variance, ParameterDraws& draws);

private:
    const std::vector<Conditioning::Group>& groups_;
    std::vector<double> effect_;
    std::vector<double> variance_;  ///< by component
    std::vector<std::size_t> count_;
    std::vector<double> precision_;  ///< what a group's people, and those below, say of its effect
    std::vector<double> weighted_;
};

}  // namespace capgap
