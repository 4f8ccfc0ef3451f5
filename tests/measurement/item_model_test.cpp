#include <capgap/measurement/item_model.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace capgap {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;

std::vector<double> probabilities(ItemModel model, const ItemParameters& item, double theta) {
    std::vector<double> out(item.categories());
    category_probabilities(model, item, theta, out);
    return out;
}

// By hand: at theta = 0 the chance of reaching a category is logistic(d): logistic(ln 3) = 3/4, logistic(0) = 1/2, logistic(-ln 3) = 1/4.
TEST(ItemModel, graded_response_takes_neighbours_from_each_other) {
    const ItemParameters item{1.7, {std::log(3.0), 0, -std::log(3.0)}};
    EXPECT_THAT(probabilities(ItemModel::graded, item, 0),
                ElementsAre(DoubleNear(0.25, 1e-15), DoubleNear(0.25, 1e-15), DoubleNear(0.25, 1e-15), DoubleNear(0.25, 1e-15)));
}

// By hand: steps ln 2 and ln 3 at theta = 0 give odds 1 : 2 : 6.
TEST(ItemModel, partial_credit_multiplies_the_odds_of_steps) {
    const ItemParameters item{0.8, {std::log(2.0), std::log(3.0)}};
    EXPECT_THAT(probabilities(ItemModel::generalised_partial_credit, item, 0),
                ElementsAre(DoubleNear(1.0 / 9, 1e-15), DoubleNear(2.0 / 9, 1e-15), DoubleNear(6.0 / 9, 1e-15)));
    // At theta = 1 each step has gained a factor of e^0.8.
    const double e = std::exp(0.8);
    const double all = 1 + 2 * e + 6 * e * e;
    EXPECT_THAT(probabilities(ItemModel::generalised_partial_credit, item, 1),
                ElementsAre(DoubleNear(1 / all, 1e-15), DoubleNear(2 * e / all, 1e-15), DoubleNear(6 * e * e / all, 1e-15)));
}

// Of the logistic model a^2 P (1 - P); of partial credit a^2 times the variance of the category.
TEST(ItemModel, information_is_known_in_closed_form) {
    const ItemParameters two{1.3, {0.4}};
    const double p = 1 / (1 + std::exp(-(1.3 * 0.7 + 0.4)));
    EXPECT_NEAR(item_information(ItemModel::two_parameter, two, 0.7), 1.3 * 1.3 * p * (1 - p), 1e-14);
    const ItemParameters three{0.8, {0.5, -0.2}};
    const std::vector<double> of = probabilities(ItemModel::generalised_partial_credit, three, -0.3);
    const double mean = of[1] + 2 * of[2];
    EXPECT_NEAR(item_information(ItemModel::generalised_partial_credit, three, -0.3), 0.64 * (of[1] + 4 * of[2] - mean * mean), 1e-14);
}

TEST(ItemModel, with_two_categories_both_families_are_the_logistic_model) {
    const ItemParameters item{1.3, {0.4}};
    for (const double theta : {-5.0, -0.3, 0.0, 2.0}) {
        const std::vector<double> a = probabilities(ItemModel::two_parameter, item, theta);
        const std::vector<double> b = probabilities(ItemModel::rasch, item, theta);
        EXPECT_NEAR(a[1], 1 / (1 + std::exp(-(1.3 * theta + 0.4))), 1e-15);
        EXPECT_NEAR(a[1], b[1], 1e-15);
    }
}

class EveryModel : public testing::TestWithParam<ItemModel> {};

const ItemParameters example_item{1.4, {2.1, 0.6, 0.5, -1.9}};

TEST_P(EveryModel, adds_up_to_one_and_stays_above_zero) {
    for (const double theta : {-40.0, -6.0, -0.1, 0.0, 3.3, 6.0, 40.0}) {
        const std::vector<double> p = probabilities(GetParam(), example_item, theta);
        EXPECT_NEAR(std::accumulate(p.begin(), p.end(), 0.0), 1, 1e-14) << theta;
        for (const double one : p) EXPECT_GE(one, 1e-30);
    }
}

// The derivative beside the difference of two values, for every parameter and category.
TEST_P(EveryModel, has_the_derivatives_of_its_probabilities) {
    constexpr double step = 1e-6;
    for (const double theta : {-2.5, -0.4, 0.0, 0.9, 3.0}) {
        const std::vector<double> here = probabilities(GetParam(), example_item, theta);
        std::vector<double> derivatives(25);
        probability_derivatives(GetParam(), example_item, theta, here, derivatives);
        for (std::size_t parameter = 0; parameter < 5; ++parameter) {
            const auto moved = [&](double by) {
                ItemParameters item = example_item;
                (parameter == 0 ? item.slope : item.intercepts[parameter - 1]) += by;
                return probabilities(GetParam(), item, theta);
            };
            const std::vector<double> up = moved(step);
            const std::vector<double> down = moved(-step);
            for (std::size_t k = 0; k < 5; ++k)
                EXPECT_NEAR(derivatives[k * 5 + parameter], (up[k] - down[k]) / (2 * step), 1e-9) << theta << ' ' << parameter << ' ' << k;
        }
    }
}

TEST_P(EveryModel, has_a_word_of_its_own) {
    EXPECT_EQ(item_model_of(to_string(GetParam())), GetParam());
}

INSTANTIATE_TEST_SUITE_P(ItemModel, EveryModel,
                         testing::Values(ItemModel::graded, ItemModel::generalised_partial_credit, ItemModel::partial_credit, ItemModel::rating_scale,
                                         ItemModel::rasch, ItemModel::two_parameter),
                         [](const auto& one) { return "m" + std::string(to_string(one.param)); });

TEST(ItemModel, difficulty_is_where_a_step_is_as_likely_as_not) {
    EXPECT_THAT(difficulties({2, {3, 0, -1}}), ElementsAre(-1.5, 0, 0.5));
    EXPECT_EQ(item_model_of("3pl"), std::nullopt);
}

}  // namespace
}  // namespace capgap
