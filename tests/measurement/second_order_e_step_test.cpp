// The E-step over patterns of answers, against that person by person.
#include <capgap/measurement/answer_table.hpp>
#include <capgap/measurement/item_model.hpp>
#include <capgap/measurement/second_order_distribution.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

namespace capgap {
namespace {

struct Design {
    std::vector<std::size_t> items;  ///< of each competency
    std::size_t people = 500;
    bool weights = false;
};

void expect_the_same(const Design& design) {
    std::vector<std::size_t> first_item{0};
    for (const std::size_t one : design.items) first_item.push_back(first_item.back() + one);
    std::vector<ItemParameters> items;
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> uniform;
    for (std::size_t j = 0; j < first_item.back(); ++j) items.push_back({1 + uniform(random), {1.2, -0.4, -1.5}});
    AnswerTable answers(std::vector<std::size_t>(items.size(), 4));
    for (std::size_t p = 0; p < design.people; ++p) {
        std::vector<std::uint8_t> codes;
        for (std::size_t j = 0; j < items.size(); ++j) {
            const auto code = static_cast<std::uint8_t>(random() % 5);
            codes.push_back(code == 4 || p == 3 ? AnswerTable::missing : code);
        }
        answers.add(codes, design.weights ? static_cast<double>(p % 4) : 1);
    }
    const Quadrature grid{31, 5};
    SecondOrderDistribution distribution(grid, design.items.size());
    std::vector<double> loadings(distribution.free_loadings());
    for (std::size_t c = 0; c < loadings.size(); ++c) loadings[c] = 0.9 - 0.1 * static_cast<double>(c);
    distribution.prepare(loadings);
    const NodeTable table = probability_table(ItemModel::graded, items, grid.points());
    const DimensionCounts found = distribution.e_step(answers, first_item)->counts(table, 1);
    const DimensionCounts expected = distribution.JointDistribution::e_step(answers, first_item)->counts(table, 1);
    EXPECT_NEAR(found.log_likelihood, expected.log_likelihood, 1e-11 * std::abs(expected.log_likelihood));
    EXPECT_NEAR(found.weight, expected.weight, 1e-9 * expected.weight);
    const double near = 1e-11 * expected.weight;
    for (std::size_t v = 0; v < expected.node_mass.size(); ++v) {
        for (std::size_t q = 0; q < grid.nodes; ++q) EXPECT_NEAR(found.node_mass[v][q], expected.node_mass[v][q], near) << v << ' ' << q;
    }
    for (std::size_t c = 0; c < expected.products.size(); ++c) EXPECT_NEAR(found.products[c], expected.products[c], 10 * near);
    for (std::size_t j = 0; j < items.size(); ++j) {
        for (std::size_t k = 0; k < 4; ++k) {
            for (std::size_t q = 0; q < grid.nodes; ++q) EXPECT_NEAR(found.counts.row(j, k)[q], expected.counts.row(j, k)[q], near);
        }
    }
    const DimensionCounts with_threads = distribution.e_step(answers, first_item)->counts(table, 3);
    EXPECT_EQ(with_threads.log_likelihood, found.log_likelihood);
    EXPECT_EQ(with_threads.node_mass, found.node_mass);
    EXPECT_EQ(with_threads.products, found.products);
}

TEST(SecondOrderEStep, over_patterns_is_that_person_by_person) {
    expect_the_same({{3, 2, 4}});
    expect_the_same({{3, 3}, 300});
    expect_the_same({{2}, 100});
    expect_the_same({{3, 2, 4, 1}, 700, true});
}

TEST(SecondOrderEStep, of_more_patterns_than_are_kept_at_once_is_the_same) {
    expect_the_same({{12, 12, 3}, 20'000});  // hardly two answer alike: some 40,000 patterns
}

TEST(SecondOrderEStep, of_very_long_forms_does_not_vanish) {
    expect_the_same({{150, 150, 150}, 60});
}

TEST(SecondOrderEStep, of_nobody_is_nothing) {
    const AnswerTable nobody(std::vector<std::size_t>(4, 4));
    const Quadrature grid{31, 5};
    SecondOrderDistribution distribution(grid, 2);
    distribution.prepare(std::vector<double>{0.7});
    const std::vector<ItemParameters> items(4, ItemParameters{1, {1, 0, -1}});
    const std::vector<std::size_t> first_item{0, 2, 4};
    const DimensionCounts found = distribution.e_step(nobody, first_item)->counts(probability_table(ItemModel::graded, items, grid.points()), 2);
    EXPECT_EQ(found.weight, 0);
    EXPECT_EQ(found.log_likelihood, 0);
}

}  // namespace
}  // namespace capgap
