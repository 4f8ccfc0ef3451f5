// Plausible values of several scales at once, against the people whose answers were simulated.
#include <capgap/measurement/plausible_values.hpp>
#include <capgap/measurement/scale_model.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <measurement/three_items.hpp>

#include <cmath>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <vector>

namespace capgap {
namespace {

constexpr std::size_t scales = 4;
constexpr std::size_t sample_size = 3000;

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
    const auto n = static_cast<double>(a.size());
    double sum_a = 0;
    double sum_b = 0;
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum_a += a[i];
        sum_b += b[i];
        aa += a[i] * a[i];
        bb += b[i] * b[i];
        ab += a[i] * b[i];
    }
    return (ab - sum_a * sum_b / n) / std::sqrt((aa - sum_a * sum_a / n) * (bb - sum_b * sum_b / n));
}

/// People of two groups whose means differ by 0.6, who answer three items of each scale; their thetas correlate by loading x loading.
class SeveralScales {
public:
    explicit SeveralScales(const std::vector<double>& loadings) : theta_(scales, std::vector<double>(sample_size)), pattern_(scales) {
        std::mt19937_64 random(7);
        std::normal_distribution<double> normal;
        const ScaleModel model = three_items::scale();
        known_.groups.push_back({std::nullopt, 0});
        known_.factors.push_back({2, {}});
        std::vector<AnswerPatterns> patterns(scales, AnswerPatterns(model.items.size()));
        for (std::size_t person = 0; person < sample_size; ++person) {
            known_.group.push_back(0);
            known_.factors.front().category.push_back(static_cast<std::uint16_t>(person % 2));
            const double general = normal(random);
            for (std::size_t s = 0; s < scales; ++s) {
                const double theta =
                    loadings[s] * general + std::sqrt(1 - loadings[s] * loadings[s]) * normal(random) + (person % 2 == 0 ? 0.3 : -0.3);
                theta_[s][person] = theta;
                const auto codes = three_items::answers(model, theta, [&random] { return std::generate_canonical<double, 53>(random); });
                pattern_[s].push_back(patterns[s].number_of(codes));
            }
        }
        for (const AnswerPatterns& one : patterns) likelihoods_.push_back(pattern_likelihoods(model, one));
    }

    std::vector<JointScale> joint() const {
        std::vector<JointScale> out;
        for (std::size_t s = 0; s < scales; ++s) out.push_back({likelihoods_[s], pattern_[s], static_cast<std::uint32_t>(s), 0, 1, 0.7});
        return out;
    }

    const std::vector<double>& theta(std::size_t scale) const { return theta_[scale]; }
    const Conditioning& known() const { return known_; }
    const PatternLikelihoods& likelihoods(std::size_t scale) const { return likelihoods_[scale]; }
    std::vector<std::uint32_t>& pattern(std::size_t scale) { return pattern_[scale]; }

private:
    Conditioning known_;
    std::vector<std::vector<double>> theta_;
    std::vector<std::vector<std::uint32_t>> pattern_;
    std::vector<PatternLikelihoods> likelihoods_;
};

using Sets = std::vector<std::vector<std::vector<double>>>;  ///< [scale][set][person]

Sets drawn_together(const SeveralScales& from, std::vector<LatentRegression>* found = nullptr, unsigned threads = 2) {
    PlausibleValueOptions options;
    Sets out(scales, std::vector<std::vector<double>>(options.sets));
    auto regressions = draw_together(
        from.known(), from.joint(), options, threads,
        [&out](std::size_t scale, std::size_t set, std::span<const double> theta) { out[scale][set].assign(theta.begin(), theta.end()); });
    if (found != nullptr) *found = std::move(regressions);
    return out;
}

double mean_correlation(const Sets& sets, std::size_t a, std::size_t b) {
    double sum = 0;
    for (std::size_t set = 0; set < sets[a].size(); ++set) sum += correlation(sets[a][set], sets[b][set]);
    return sum / static_cast<double>(sets[a].size());
}

TEST(DrawTogether, values_correlate_between_scales_as_people_do) {
    const std::vector<double> loadings{0.95, 0.9, 0.8, 0.5};
    const SeveralScales from(loadings);
    std::vector<LatentRegression> found;
    const Sets sets = drawn_together(from, &found);
    for (std::size_t a = 0; a < scales; ++a) {
        for (std::size_t b = a + 1; b < scales; ++b)
            EXPECT_NEAR(mean_correlation(sets, a, b), correlation(from.theta(a), from.theta(b)), 0.03) << a << ' ' << b;
        EXPECT_NEAR(std::abs(found[a].loading), loadings[a], 0.05) << a;
        EXPECT_NEAR(found[a].residual_sd, std::sqrt(1 - loadings[a] * loadings[a]), 0.06) << a;
    }
}

TEST(DrawTogether, of_values_drawn_apart_a_good_part_of_it_is_lost) {
    const SeveralScales from({0.95, 0.9, 0.8, 0.5});
    Sets sets(scales);
    for (std::size_t s = 0; s < 2; ++s) {
        PlausibleValueOptions options;
        options.stream = static_cast<std::uint32_t>(s);
        const JointScale scale = from.joint()[s];
        draw_plausible_values(from.known(), scale.likelihoods, scale.pattern, options,
                              [&sets, s](std::size_t, std::span<const double> theta) { sets[s].emplace_back(theta.begin(), theta.end()); });
    }
    EXPECT_LT(mean_correlation(sets, 0, 1), correlation(from.theta(0), from.theta(1)) - 0.1);
}

TEST(DrawTogether, the_same_bits_whatever_the_threads) {
    const SeveralScales from({0.9, 0.8, 0.7, 0.6});
    EXPECT_EQ(drawn_together(from, nullptr, 1), drawn_together(from, nullptr, 3));
}

TEST(DrawTogether, who_did_not_answer_has_no_value_and_moves_nobody) {
    SeveralScales from({0.9, 0.8, 0.7, 0.6});
    for (std::size_t person = 0; person < sample_size; ++person) {
        if (person % 10 == 0) from.pattern(1)[person] = no_pattern;
        from.pattern(3)[person] = no_pattern;
    }
    const Sets sets = drawn_together(from);
    EXPECT_EQ(sets[1][0][10], 0);
    EXPECT_NE(sets[1][0][11], 0);
    EXPECT_THAT(sets[3][0], testing::Each(0.0));
    EXPECT_NEAR(mean_correlation(sets, 0, 2), correlation(from.theta(0), from.theta(2)), 0.04);
}

TEST(DrawTogether, one_scale_has_nothing_in_common_with_others_and_keeps_its_spread) {
    const SeveralScales from({0.9, 0.8, 0.7, 0.6});
    const std::vector<JointScale> one{from.joint().front()};
    double squares = 0;
    double count = 0;
    draw_together(from.known(), one, {}, 1, [&](std::size_t, std::size_t, std::span<const double> theta) {
        for (std::size_t person = 0; person < sample_size; ++person) {
            const double own = theta[person] - (person % 2 == 0 ? 0.3 : -0.3);
            squares += own * own;
            count += 1;
        }
    });
    EXPECT_NEAR(squares / count, 1, 0.06);
}

TEST(DrawTogether, what_cannot_be_is_refused) {
    const SeveralScales from({0.9, 0.8, 0.7, 0.6});
    std::vector<JointScale> wrong{from.joint()[0]};
    wrong[0].start_loading = 1;
    EXPECT_THROW(draw_together(from.known(), wrong, {}, 1, {}), std::invalid_argument);
}

}  // namespace
}  // namespace capgap
