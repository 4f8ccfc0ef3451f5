#include <capgap/measurement/standard_errors.hpp>

#include <capgap/measurement/expected_counts.hpp>
#include <capgap/measurement/observed_information.hpp>

#include <measurement/agreement.hpp>
#include <measurement/psychometric_files.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace capgap {
namespace {

using namespace psychometric;

constexpr Quadrature fine_grid{41, 5};

void expect_errors_of_mirt(const AnswerTable& answers, const std::filesystem::path& reference, const std::string& words) {
    const Calibration found = calibrate(answers, ItemModel::graded, {});
    const ParameterErrors errors = parameter_errors(answers, found, {});
    ASSERT_TRUE(errors.defined());
    EXPECT_LT(errors.largest_gradient, 1e-3);
    const auto theirs = numbers(reference, 1);
    Agreement agreement("standard errors of slopes and intercepts", "mirt 1.47, Oakes, EM to 1e-4", words, 0.01, Agreement::By::ratio);
    for (std::size_t j = 0; j < theirs.size(); ++j) {
        for (std::size_t a = 0; a < theirs[j].size(); ++a) agreement.look(errors.standard_error(errors.item_at[j] + a), theirs[j][a]);
    }
}

TEST(StandardErrors, are_those_of_mirt_by_oakes) {
    expect_errors_of_mirt(answers_of(folder / "grm_J24_N1000.csv", 24), folder / "grm_J24_N1000_itemSE_oakes.csv", "1,000 people, 24 items");
}

TEST(StandardErrors, are_those_of_mirt_by_oakes_on_larger_files) {
    const char* real_data = std::getenv("REAL_DATA");
    if (real_data == nullptr) GTEST_SKIP() << "REAL_DATA is not set";
    const std::filesystem::path data = std::filesystem::path(real_data) / "psychometric";
    expect_errors_of_mirt(answers_of(data / "grm_J24_N10000.csv", 24), data / "reference/grm_J24_N10000_itemSE_oakes.csv", "10,000 people, 24 items");
    expect_errors_of_mirt(answers_of(data / "grm_J60_N1000.csv", 60), data / "reference/grm_J60_N1000_itemSE_oakes.csv", "1,000 people, 60 items");
}

/// Answers of two groups to four items, some missing, with weights.
AnswerTable random_sample(std::size_t people, std::size_t categories, bool weighted = true) {
    AnswerTable out(std::vector<std::size_t>(4, categories));
    std::mt19937 random(17);
    std::normal_distribution<double> normal;
    for (std::size_t p = 0; p < people; ++p) {
        const bool second = 2 * p >= people;
        const double theta = normal(random) * (second ? 1.2 : 1) + (second ? 0.4 : 0);
        std::vector<std::uint8_t> codes;
        for (int j = 0; j < 4; ++j) {
            ItemParameters item{1.4 + 0.2 * j, {}};
            for (std::size_t k = 1; k < categories; ++k) item.intercepts.push_back(1.2 - 1.1 * static_cast<double>(k) + 0.3 * j);
            std::vector<double> chance(categories);
            category_probabilities(ItemModel::graded, item, theta, chance);
            double draw = std::generate_canonical<double, 53>(random);
            std::uint8_t code = 0;
            while (code + 1U < categories && draw >= chance[code]) draw -= chance[code++];
            codes.push_back(random() % 9 == 0 ? AnswerTable::missing : code);
        }
        out.add(codes, weighted ? 0.5 + static_cast<double>(p % 3) : 1, second ? 1 : 0);
    }
    return out;
}

/// All parameters of a calibration in one row, and the log-likelihood of such a row.
struct Point {
    ItemModel model;
    std::vector<ItemParameters> items;
    std::vector<GroupMoments> groups;

    double& at(std::size_t index) {
        for (ItemParameters& one : items) {
            if (index < one.categories()) return index == 0 ? one.slope : one.intercepts[index - 1];
            index -= one.categories();
        }
        return index % 2 == 0 ? groups[index / 2].mean : groups[index / 2].sd;
    }

    double log_likelihood(const AnswerTable& answers) const {
        std::vector<std::vector<double>> weights;
        for (const GroupMoments& one : groups) weights.push_back(fine_grid.normal_weights(one.mean, one.sd));
        return expected_counts(answers, probability_table(model, items, fine_grid.points()), weights).log_likelihood;
    }
};

class Curvature : public testing::TestWithParam<ItemModel> {};

// Away from the top, where nothing cancels: each derivative by differences of the log-likelihood itself.
TEST_P(Curvature, is_that_of_the_likelihood) {
    const ItemModel model = GetParam();
    const std::size_t categories = model == ItemModel::rasch || model == ItemModel::two_parameter ? 2 : 3;
    const AnswerTable answers = random_sample(200, categories);
    Point point{model, {}, {{0.1, 0.9, 0, false, false}, {0.5, 1.3, 0, false, false}}};
    for (int j = 0; j < 4; ++j) {
        point.items.push_back({1.1 + 0.15 * j, {0.4}});
        if (categories == 3) point.items.back().intercepts.push_back(-0.6 + 0.1 * j);
    }
    const LikelihoodCurvature found = likelihood_curvature(answers, model, point.items, point.groups, fine_grid, 2);
    const std::size_t size = 4 * categories + 4;
    ASSERT_EQ(found.gradient.size(), size);
    const auto moved = [&](std::size_t a, double by_a, std::size_t b, double by_b) {
        Point there = point;
        there.at(a) += by_a;
        there.at(b) += by_b;
        return there.log_likelihood(answers);
    };
    const double h = 1e-3;
    double scale = 0;
    for (std::size_t a = 0; a < size; ++a) scale = std::max(scale, found.information[a * size + a]);
    for (std::size_t a = 0; a < size; ++a) {
        // Differences of the fourth order.
        const auto slope = [&](double by) { return (moved(a, by, a, 0) - moved(a, -by, a, 0)) / (2 * by); };
        EXPECT_NEAR((4 * slope(h) - slope(2 * h)) / 3, found.gradient[a], 1e-7 * scale) << a;
        for (std::size_t b = 0; b <= a; ++b) {
            const auto bend = [&](double by) {
                return (moved(a, by, b, by) - moved(a, by, b, -by) - moved(a, -by, b, by) + moved(a, -by, b, -by)) / (4 * by * by);
            };
            EXPECT_NEAR(-(4 * bend(h) - bend(2 * h)) / 3, found.information[a * size + b], 1e-6 * scale) << a << ' ' << b;
            EXPECT_EQ(found.information[a * size + b], found.information[b * size + a]);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(StandardErrors, Curvature,
                         testing::Values(ItemModel::graded, ItemModel::generalised_partial_credit, ItemModel::partial_credit, ItemModel::rasch,
                                         ItemModel::two_parameter),
                         [](const auto& one) { return 'm' + std::string(to_string(one.param)); });

TEST(StandardErrors, the_gradient_at_the_end_is_none) {
    const AnswerTable answers = random_sample(500, 3);
    CalibrationOptions options;
    options.quadrature = fine_grid;
    options.tolerance = 1e-9;
    for (const ItemModel model : {ItemModel::graded, ItemModel::generalised_partial_credit, ItemModel::partial_credit, ItemModel::rating_scale}) {
        const Calibration found = calibrate(answers, model, options);
        const ParameterErrors errors = parameter_errors(answers, found, fine_grid);
        ASSERT_TRUE(errors.defined()) << to_string(model);
        EXPECT_LT(errors.largest_gradient, 1e-4) << to_string(model);
    }
}

// Twice the people, a variance of one half; by the sandwich a weight says how much an answer counts, not how many people gave it.
TEST(StandardErrors, weights_are_people_by_information_and_importance_by_the_sandwich) {
    AnswerTable once(std::vector<std::size_t>(4, 3));
    AnswerTable twice(std::vector<std::size_t>(4, 3));
    AnswerTable doubled(std::vector<std::size_t>(4, 3));
    const AnswerTable people = random_sample(400, 3, false);
    for (std::size_t p = 0; p < people.people(); ++p) {
        once.add(people.person(p), 1, people.group(p));
        twice.add(people.person(p), 2, people.group(p));
        doubled.add(people.person(p), 1, people.group(p));
        doubled.add(people.person(p), 1, people.group(p));
    }
    const Calibration found = calibrate(once, ItemModel::graded, {});
    const auto variance = [&found](const AnswerTable& answers, ErrorMethod method) { return parameter_errors(answers, found, {}, method).of(0, 0); };
    const double plain = variance(once, ErrorMethod::information);
    EXPECT_NEAR(variance(twice, ErrorMethod::information), plain / 2, 1e-9 * plain);
    EXPECT_NEAR(variance(doubled, ErrorMethod::information), plain / 2, 1e-9 * plain);
    const double robust = variance(once, ErrorMethod::sandwich);
    EXPECT_NEAR(variance(twice, ErrorMethod::sandwich), robust, 1e-9 * robust);
    EXPECT_NEAR(variance(doubled, ErrorMethod::sandwich), robust / 2, 1e-9 * robust);
    EXPECT_NEAR(robust, plain, 0.3 * plain) << "the model holds: both say nearly the same";
}

TEST(StandardErrors, two_categories_of_a_rating_scale_are_rasch) {
    const AnswerTable answers = random_sample(400, 2);
    const Calibration rasch = calibrate(answers, ItemModel::rasch, {});
    Calibration scale = rasch;
    scale.model = ItemModel::rating_scale;
    const ParameterErrors a = parameter_errors(answers, rasch, {});
    const ParameterErrors b = parameter_errors(answers, scale, {});
    for (std::size_t i = 0; i < a.covariance.size(); ++i) EXPECT_NEAR(a.covariance[i], b.covariance[i], 1e-12);
    EXPECT_EQ(a.of(a.item_at[2], a.item_at[2]), 0) << "slopes are not estimated";
    EXPECT_GT(a.standard_error(a.groups_at + 1), 0) << "the spread of the first group is";
}

TEST(StandardErrors, of_what_is_fixed_or_says_nothing_are_none) {
    const AnswerTable all = random_sample(400, 3);
    AnswerTable answers(std::vector<std::size_t>(5, 3));
    for (std::size_t p = 0; p < all.people(); ++p) {
        std::vector<std::uint8_t> codes(all.person(p).begin(), all.person(p).end());
        codes.insert(codes.begin() + 2, 1);  // everybody alike
        answers.add(codes, 1, all.group(p));
    }
    CalibrationOptions options;
    options.fixed = {ItemParameters{1.5, {0.2, -0.9}}};
    const Calibration found = calibrate(answers, ItemModel::graded, options);
    const ParameterErrors errors = parameter_errors(answers, found, {});
    ASSERT_TRUE(errors.defined());
    EXPECT_EQ(errors.item_at[3], errors.item_at[2]) << "it takes no place";
    for (std::size_t a = 0; a < 3; ++a) EXPECT_EQ(errors.standard_error(a), 0);
    EXPECT_GT(errors.standard_error(errors.groups_at), 0);
    EXPECT_EQ(errors.size, 4U * 3 + 4);
    EXPECT_TRUE(difficulty_errors(found, errors, 2).empty());
    EXPECT_EQ(difficulty_errors(found, errors, 0), (std::vector<double>{0, 0}));
}

// By the change of b when a and d are moved along the columns of the root of their covariance.
TEST(StandardErrors, of_difficulties_are_those_of_the_delta_method) {
    const AnswerTable answers = random_sample(600, 3);
    const Calibration found = calibrate(answers, ItemModel::graded, {});
    const ParameterErrors errors = parameter_errors(answers, found, {});
    const std::vector<double> se = difficulty_errors(found, errors, 1);
    const ItemParameters& item = found.items[1].parameters;
    for (std::size_t k = 0; k < 2; ++k) {
        const auto b = [&](double by_slope, double by_intercept) { return -(item.intercepts[k] + by_intercept) / (item.slope + by_slope); };
        const double h = 1e-6;
        const double by_a = (b(h, 0) - b(-h, 0)) / (2 * h);
        const double by_d = (b(0, h) - b(0, -h)) / (2 * h);
        const std::size_t a = errors.item_at[1];
        const std::size_t d = a + 1 + k;
        EXPECT_NEAR(se[k], std::sqrt(by_a * by_a * errors.of(a, a) + 2 * by_a * by_d * errors.of(a, d) + by_d * by_d * errors.of(d, d)), 1e-7);
    }
}

// Two items of two categories have three free cells for four parameters.
TEST(StandardErrors, of_parameters_that_cannot_be_told_apart_are_undefined) {
    AnswerTable answers({2, 2});
    for (int p = 0; p < 90; ++p) answers.add(std::vector<std::uint8_t>{static_cast<std::uint8_t>(p % 2), static_cast<std::uint8_t>(p % 3 == 0)});
    for (int p = 0; p < 30; ++p) answers.add(std::vector<std::uint8_t>{1, 1});
    const Calibration found = calibrate(answers, ItemModel::two_parameter, {});
    const ParameterErrors errors = parameter_errors(answers, found, {});
    EXPECT_FALSE(errors.defined());
    EXPECT_TRUE(difficulty_errors(found, errors, 0).empty());
    const Calibration nothing = calibrate(AnswerTable({2, 2}), ItemModel::two_parameter, {});
    EXPECT_FALSE(parameter_errors(AnswerTable({2, 2}), nothing, {}).defined());
}

}  // namespace
}  // namespace capgap
