#include <capgap/measurement/dif.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace capgap {
namespace {

struct Simulation {
    std::size_t items = 12;
    int people = 1000;      ///< of each of two groups
    double apart = 0;       ///< means of theta
    double easier = 0;      ///< the first item in the second group, on theta
    double slope_part = 1;  ///< of the first item's slope in the second group; intercepts stay
};

struct Shares {
    double flagged = 0;   ///< of items that do not differ
    double found = 0;     ///< of first items
    double crossing = 0;  ///< of first items whose non-uniform test says so
};

/// Graded response, five categories, slopes log-normal around 1.5.
AnswerTable simulated_answers(const Simulation& of, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    AnswerTable out(std::vector<std::size_t>(of.items, 5));
    std::vector<double> slopes;
    std::vector<double> places;
    for (std::size_t j = 0; j < of.items; ++j) {
        slopes.push_back(1.5 * std::exp(0.3 * normal(random)));
        places.push_back(0.7 * normal(random));
    }
    for (int p = 0; p < 2 * of.people; ++p) {
        const bool second = p % 2 == 1;
        const double theta = normal(random) + (second ? of.apart : 0);
        std::vector<std::uint8_t> codes;
        for (std::size_t j = 0; j < of.items; ++j) {
            const bool differs = second && j == 0;
            const double u = std::generate_canonical<double, 53>(random);
            std::uint8_t code = 0;
            for (int k = 1; k < 5; ++k) {
                const double at = theta * (differs ? of.slope_part : 1) + 1.5 - (k - 1) - places[j] + (differs ? of.easier : 0);
                if (u < 1 / (1 + std::exp(-slopes[j] * at))) code = static_cast<std::uint8_t>(k);
            }
            codes.push_back(code);
        }
        out.add(codes, 1, second ? 1 : 0);
    }
    return out;
}

Shares shares_of(const Simulation& of, unsigned replications) {
    Shares out;
    DifLayout layout;
    layout.points.assign(of.items, {0, 1, 2, 3, 4});
    layout.most_points = 4;
    for (unsigned r = 0; r < replications; ++r) {
        const AnswerTable answers = simulated_answers(of, 100 * r + 1);
        const DifResult found = purified_dif(layout, [&](DifTables& tables) { tables.add(answers); });
        for (std::size_t j = 0; j < of.items; ++j) {
            const bool flagged = found.items[j].light != DifLight::green;
            (j == 0 ? out.found : out.flagged) += flagged ? 1 : 0;
        }
        out.crossing += found.items[0].logistic->non_uniform->adjusted_p < 0.05 ? 1 : 0;
    }
    out.found /= replications;
    out.crossing /= replications;
    out.flagged /= replications * static_cast<double>(of.items - 1);
    return out;
}

void expect_few_flagged_and_all_found(unsigned replications) {
    EXPECT_LT(shares_of({12, 1000, 0, 0, 1}, replications).flagged, 0.005);
    EXPECT_LT(shares_of({12, 1000, 0.5, 0, 1}, replications).flagged, 0.01);
    EXPECT_LT(shares_of({24, 300, 1, 0, 1}, replications).flagged, 0.03) << "few people, and groups far apart";
    const Shares shifted = shares_of({12, 1000, 0.5, 0.8, 1}, replications);
    EXPECT_GT(shifted.found, 0.95);
    EXPECT_LT(shifted.flagged, 0.02) << "the others stay green beside it";
    EXPECT_GT(shares_of({12, 1000, 0, 0, 0.5}, replications).crossing, 0.95);
}

TEST(DifSimulation, few_items_that_do_not_differ_are_flagged) {
    expect_few_flagged_and_all_found(20);
}

TEST(DifSimulationLong, few_items_that_do_not_differ_are_flagged) {
    expect_few_flagged_and_all_found(300);
}

}  // namespace
}  // namespace capgap
