#include <capgap/statistics/two_phase.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace capgap {
namespace {

struct Simulation {
    int tested = 50;
    double correlation = 0.3;
    double above = 0;       ///< the share is that of people whose trait lies above
    int rated = 500;        ///< a sample without end, or
    int population = 0;     ///< of as many, who are drawn once
    bool weighted = false;  ///< who rates themselves highly answers up to four times as often, and has a weight for it
};

struct Person {
    double rating;
    double trait;
};

struct Tally {
    double bias_in_se = 0;  ///< mean error, in standard deviations of the value
    double coverage = 0;
    double variance_ratio = 0;  ///< mean estimated variance to that of the values
};

Person drawn(const Simulation& of, std::mt19937& random) {
    std::normal_distribution<double> normal;
    const double trait = normal(random);
    return {of.correlation * trait + std::sqrt(1 - of.correlation * of.correlation) * normal(random), trait};
}

/// Chance to answer: from 0.25 for low ratings to 1 for high ones.
double chance_of(double rating) {
    return 0.25 + 0.75 / (1 + std::exp(-rating));
}

TwoPhaseSums sums_of(const Simulation& of, const std::vector<Person>& people, bool share) {
    TwoPhaseSums out;
    for (std::size_t i = 0; i < people.size(); ++i) {
        const double y = share ? (people[i].trait > of.above ? 1 : 0) : people[i].trait;
        const bool tested = i < static_cast<std::size_t>(of.tested);
        out.add(people[i].rating, tested ? std::optional(y) : std::nullopt, of.weighted ? 1 / chance_of(people[i].rating) : 1);
    }
    return out;
}

std::vector<Person> sample_of(const Simulation& of, std::vector<Person>& everybody, std::mt19937& random) {
    const auto n = static_cast<std::size_t>(of.rated);
    if (of.population > 0) {
        std::shuffle(everybody.begin(), everybody.end(), random);
        return {everybody.begin(), everybody.begin() + of.rated};
    }
    std::vector<Person> out;
    while (out.size() < n) {
        const Person one = drawn(of, random);
        if (!of.weighted || std::generate_canonical<double, 53>(random) < chance_of(one.rating)) out.push_back(one);
    }
    return out;
}

double truth_of(const Simulation& of, const std::vector<Person>& everybody, bool share) {
    if (of.population == 0) return share ? std::erfc(of.above / std::sqrt(2)) / 2 : 0;
    double sum = 0;
    for (const Person& one : everybody) sum += share ? (one.trait > of.above ? 1 : 0) : one.trait;
    return sum / of.population;
}

Tally simulate(const Simulation& of, bool share, int replications) {
    const auto thousandths = [](double value) { return static_cast<int>(std::lround(1000 * value)); };
    std::seed_seq seed{of.tested, thousandths(of.correlation), thousandths(of.above), of.population, of.weighted ? 1 : 0, share ? 1 : 0};
    std::mt19937 random(seed);
    std::vector<Person> everybody;
    for (int i = 0; i < of.population; ++i) everybody.push_back(drawn(of, random));
    const double truth = truth_of(of, everybody, share);
    const auto population = of.population > 0 ? std::optional<double>(of.population) : std::nullopt;
    double error = 0;
    double squares = 0;
    double variances = 0;
    int held = 0;
    for (int r = 0; r < replications; ++r) {
        const TwoPhaseSums sums = sums_of(of, sample_of(of, everybody, random), share);
        const TwoPhaseEstimate found = share ? two_phase_share(sums, population) : two_phase_mean(sums, population);
        error += *found.test_corrected - truth;
        squares += (*found.test_corrected - truth) * (*found.test_corrected - truth);
        variances += *found.variance;
        held += found.interval->low <= truth && truth <= found.interval->high ? 1 : 0;
    }
    const double mean = error / replications;
    const double variance = squares / replications - mean * mean;
    return {mean / std::sqrt(variance), static_cast<double>(held) / replications, variances / replications / variance};
}

struct Bounds {
    double low;
    double high;
    double variance;  ///< how far the ratio of variances may be from 1
    double bias;
};

constexpr Bounds of_2000{0.93, 0.97, 0.1, 0.1};  // a bias under a tenth of the error does not show in an interval [Cochran1977, 1.8]

void expect_right(const Simulation& of, bool share, int replications, const Bounds& bounds) {
    const Tally found = simulate(of, share, replications);
    SCOPED_TRACE(testing::Message() << (share ? "share" : "mean") << ", tested " << of.tested << ", correlation " << of.correlation << ", above "
                                    << of.above << ", of " << of.population << ", weighted " << of.weighted);
    EXPECT_GE(found.coverage, bounds.low);
    EXPECT_LE(found.coverage, bounds.high);
    EXPECT_LT(std::abs(found.bias_in_se), bounds.bias);
    EXPECT_NEAR(found.variance_ratio, 1, bounds.variance);
}

TEST(TwoPhaseSimulation, intervals_hold_the_truth) {
    expect_right({50, 0.3}, false, 300, {0.92, 0.98, 0.25, 0.2});
    expect_right({200, 0.7}, true, 300, {0.92, 0.98, 0.25, 0.2});
}

TEST(TwoPhaseSimulationLong, intervals_of_means_hold_the_truth) {
    for (const int tested : {50, 200}) {
        for (const double correlation : {0.3, 0.7}) {
            expect_right({tested, correlation}, false, 2000, of_2000);
            expect_right({tested, correlation, 0, 500, 800}, false, 2000, of_2000);
            expect_right({tested, correlation, 0, 500, 500}, false, 2000, of_2000);
            expect_right({tested, correlation, 0, 500, 0, true}, false, 2000, of_2000);
        }
    }
}

TEST(TwoPhaseSimulationLong, intervals_of_shares_hold_the_truth) {
    for (const int tested : {50, 200}) {
        for (const double correlation : {0.3, 0.7}) {
            for (const double above : {0., 1., 1.645}) expect_right({tested, correlation, above}, true, 2000, of_2000);
            expect_right({tested, correlation, 1, 500, 500}, true, 2000, of_2000);
            expect_right({tested, correlation, 1, 500, 0, true}, true, 2000, of_2000);
        }
    }
}

}  // namespace
}  // namespace capgap
