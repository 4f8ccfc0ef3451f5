// Coverage in simulation: how often the 95 % interval of a difference between two competencies, from plausible values, holds the true one, where four
// competencies that correlate are measured by three items each, of a sample of people. Intervals hold it more often than they say, as a regression
// knows more of a share than its sample by itself; drawn together they are narrower than drawn apart, where people seem to differ more between
// competencies. The long run has 2,000 replications.
#include <capgap/measurement/plausible_values.hpp>
#include <capgap/measurement/scale_model.hpp>

#include <gtest/gtest.h>

#include <coverage/replications.hpp>
#include <measurement/three_items.hpp>

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace capgap {
namespace {

constexpr std::size_t competencies = 4;
constexpr std::size_t staff = 250;
constexpr double loading = 0.9;
constexpr double cut = 0.1;
constexpr double apart_by = 0.2;

/// People with their answers.
class MeasuredStaff {
public:
    explicit MeasuredStaff(std::uint64_t seed) : pattern_(competencies) {
        std::mt19937_64 random(seed);
        std::normal_distribution<double> normal;
        const ScaleModel model = three_items::scale();
        known_.groups.push_back({std::nullopt, 0});
        known_.group.assign(staff, 0);
        std::vector<AnswerPatterns> patterns(competencies, AnswerPatterns(model.items.size()));
        for (std::size_t person = 0; person < staff; ++person) {
            const double general = normal(random);
            for (std::size_t c = 0; c < competencies; ++c) {
                const double theta = loading * general + std::sqrt(1 - loading * loading) * normal(random) + apart_by * static_cast<double>(c);
                const auto codes = three_items::answers(model, theta, [&random] { return std::generate_canonical<double, 53>(random); });
                pattern_[c].push_back(patterns[c].number_of(codes));
            }
        }
        for (const AnswerPatterns& one : patterns) likelihoods_.push_back(pattern_likelihoods(model, one));
    }

    /// Of the first two in one set: the difference of the shares below the cut, and its sampling variance.
    struct Difference {
        double value = 0;
        double variance = 0;
    };

    std::vector<Difference> differences(bool together, std::uint32_t seed) const {
        PlausibleValueOptions options;
        options.seed = seed;
        std::vector<std::vector<int>> sets(options.sets, std::vector<int>(staff, 0));
        const auto take = [&sets](std::size_t c, std::size_t set, std::span<const double> theta) {
            for (std::size_t person = 0; person < staff; ++person) sets[set][person] += c > 1 || theta[person] >= cut ? 0 : c == 0 ? 1 : -1;
        };
        if (together) {
            std::vector<JointScale> scales;
            for (std::size_t c = 0; c < competencies; ++c) scales.push_back({likelihoods_[c], pattern_[c], static_cast<std::uint32_t>(c), 0, 1, 0.7});
            draw_together(known_, scales, options, 1, take);
        }
        for (std::size_t c = 0; c < 2 && !together; ++c) {
            PlausibleValueOptions own = options;
            own.stream = static_cast<std::uint32_t>(c);
            draw_plausible_values(known_, likelihoods_[c], pattern_[c], own,
                                  [&take, c](std::size_t set, std::span<const double> theta) { take(c, set, theta); });
        }
        std::vector<Difference> out;
        for (const std::vector<int>& set : sets) {
            Difference& one = out.emplace_back();
            for (const int person : set) one.value += static_cast<double>(person) / staff;
            for (const int person : set) one.variance += (person - one.value) * (person - one.value) / staff / (staff - 1);
        }
        return out;
    }

private:
    Conditioning known_;
    std::vector<std::vector<std::uint32_t>> pattern_;
    std::vector<PatternLikelihoods> likelihoods_;
};

double share_below(double mean) {
    return 0.5 * std::erfc((mean - cut) / std::sqrt(2));
}

Held coverage_of(bool together, int repeated) {
    Held out;
    const double truth = share_below(0) - share_below(apart_by);
    for (int r = 0; r < repeated; ++r) {
        const auto found = MeasuredStaff(static_cast<std::uint64_t>(4000 + r)).differences(together, static_cast<std::uint32_t>(r + 1));
        const auto m = static_cast<double>(found.size());
        double mean = 0;
        double within = 0;
        double between = 0;
        for (const auto& one : found) mean += one.value / m;
        for (const auto& one : found) within += one.variance / m;
        for (const auto& one : found) between += (one.value - mean) * (one.value - mean) / (m - 1);
        const double half = 2 * std::sqrt(within + (1 + 1 / m) * between);  // some 60 to 200 degrees of freedom
        out.add(mean, mean - half, mean + half, truth);
    }
    out.note("difference between two competencies", std::string("four competencies of three items, drawn ") + (together ? "together" : "apart"),
             repeated);
    return out;
}

TEST(TogetherCoverage, of_differences_between_competencies) {
    const int repeated = replications(60);
    const Held together = coverage_of(true, repeated);
    const Held apart = coverage_of(false, repeated);
    EXPECT_GE(together.percent(), 95 - 400 * std::sqrt(0.95 * 0.05 / repeated));
    EXPECT_NEAR(together.bias(), 0, 0.01);
    EXPECT_LT(together.width(), 0.95 * apart.width());
}

}  // namespace
}  // namespace capgap
