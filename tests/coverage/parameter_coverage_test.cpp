// Bias and coverage of what a calibration estimates: how often the 95 % intervals of slopes, of difficulties and of a second group's mean and spread
// hold what the answers were simulated with. The long run has 2,000 replications.
#include <capgap/measurement/standard_errors.hpp>

#include <coverage/replications.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace capgap {
namespace {

struct CalibrationDesign {
    const char* name;
    const char* words;
    ItemModel model;
    std::size_t people;
    bool second_group = false;
    bool weighted = false;
};

constexpr double mean_of_second = 0.4;
constexpr double sd_of_second = 1.2;

/// Eight items of four categories.
std::vector<ItemParameters> true_parameters(ItemModel model) {
    std::vector<ItemParameters> out;
    for (int j = 0; j < 8; ++j) {
        ItemParameters& item = out.emplace_back(ItemParameters{1 + 0.2 * j, {}});
        const double easier = 0.3 * (j % 4) - 0.45;
        const double apart = is_cumulative(model) ? 1.3 : 0.9;
        for (int k = -1; k <= 1; ++k) item.intercepts.push_back(item.slope * (easier - apart * k));
    }
    return out;
}

AnswerTable simulated_answers(const CalibrationDesign& design, const std::vector<ItemParameters>& items, std::mt19937_64& random) {
    AnswerTable out(std::vector<std::size_t>(items.size(), 4));
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> uniform;
    std::vector<double> chance(4);
    std::vector<std::uint8_t> codes(items.size());
    for (std::size_t p = 0; p < design.people; ++p) {
        const bool second = design.second_group && p % 5 >= 3;
        const double theta = second ? mean_of_second + sd_of_second * normal(random) : normal(random);
        for (std::size_t j = 0; j < items.size(); ++j) {
            category_probabilities(design.model, items[j], theta, chance);
            double left = uniform(random);
            std::uint8_t k = 0;
            while (k < 3 && left >= chance[k]) left -= chance[k++];
            codes[j] = k;
        }
        out.add(codes, design.weighted ? 0.5 + uniform(random) * 2 : 1, second ? 1 : 0);
    }
    if (design.weighted) out.scale_weights();
    return out;
}

class ParameterCoverage : public testing::TestWithParam<CalibrationDesign> {};

TEST_P(ParameterCoverage, of_what_answers_were_simulated_with) {
    const CalibrationDesign& design = GetParam();
    const std::vector<ItemParameters> items = true_parameters(design.model);
    const int repeated = replications(100);
    std::map<std::string, Held> found;
    for (int r = 0; r < repeated; ++r) {
        std::mt19937_64 random(static_cast<std::uint64_t>(7000 + r));
        const AnswerTable answers = simulated_answers(design, items, random);
        const Calibration calibration = calibrate(answers, design.model, {});
        ASSERT_EQ(calibration.end, CalibrationEnd::converged) << r;
        const ParameterErrors errors = parameter_errors(answers, calibration, {}, design.weighted ? ErrorMethod::sandwich : ErrorMethod::information);
        ASSERT_TRUE(errors.defined()) << r;
        for (std::size_t j = 0; j < items.size(); ++j) {
            const ItemParameters& one = calibration.items[j].parameters;
            found["slopes"].add(one.slope, errors.standard_error(errors.item_at[j]), items[j].slope);
            const std::vector<double> b = difficulties(one);
            const std::vector<double> of_b = difficulty_errors(calibration, errors, j);
            for (std::size_t k = 0; k < b.size(); ++k) found["difficulties"].add(b[k], of_b[k], difficulties(items[j])[k]);
        }
        if (!design.second_group) continue;
        found["mean of the second group"].add(calibration.groups[1].mean, errors.standard_error(errors.groups_at + 2), mean_of_second);
        found["spread of the second group"].add(calibration.groups[1].sd, errors.standard_error(errors.groups_at + 3), sd_of_second);
    }
    // Three standard errors of so few replications are allowed.
    ASSERT_EQ(found.size(), design.second_group ? 4U : 2U);
    const double slack = 300 * std::sqrt(0.05 * 0.95 / repeated);
    for (const auto& [name, of] : found) {
        of.note(name, design.words, repeated);
        EXPECT_GE(of.percent(), 94 - slack) << name;
        EXPECT_LE(of.percent(), 96 + slack) << name;
        EXPECT_NEAR(of.bias_in_errors(), 0, 0.15 + 3 / std::sqrt(repeated)) << name;
    }
}

INSTANTIATE_TEST_SUITE_P(, ParameterCoverage,
                         testing::Values(CalibrationDesign{"graded", "graded response, 8 items, 1,000 people", ItemModel::graded, 1000},
                                         CalibrationDesign{"generalised_partial_credit", "generalised partial credit, 8 items, 1,000 people",
                                                           ItemModel::generalised_partial_credit, 1000},
                                         CalibrationDesign{"groups", "graded response, 8 items, groups of 600 and 400", ItemModel::graded, 1000,
                                                           true},
                                         CalibrationDesign{"weights", "graded response, 8 items, 1,000 people, weights of 0.5 to 2.5, sandwich",
                                                           ItemModel::graded, 1000, false, true}),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace capgap
