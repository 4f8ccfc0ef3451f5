#include <capgap/measurement/expected_counts.hpp>

#include <capgap/measurement/item_model.hpp>
#include <capgap/measurement/likelihood_kernel.hpp>
#include <capgap/measurement/quadrature.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace capgap {
namespace {

constexpr Quadrature coarse_grid{21, 4};

NodeTable table_of(const std::vector<ItemParameters>& items, std::size_t widest, const Quadrature& quadrature = coarse_grid) {
    const std::vector<double> points = quadrature.points();
    NodeTable out(items.size(), widest, points.size());
    std::vector<double> p(widest);
    for (std::size_t j = 0; j < items.size(); ++j) {
        for (std::size_t q = 0; q < points.size(); ++q) {
            category_probabilities(ItemModel::graded, items[j], points[q], std::span(p).first(items[j].categories()));
            for (std::size_t k = 0; k < items[j].categories(); ++k) out.row(j, k)[q] = p[k];
        }
    }
    return out;
}

struct DrawnSample {
    std::vector<ItemParameters> items;
    AnswerTable answers{{}};
};

DrawnSample drawn_sample(std::size_t people, std::size_t items, std::size_t groups = 1) {
    std::mt19937 random(3);
    DrawnSample out;
    for (std::size_t j = 0; j < items; ++j)
        out.items.push_back(j % 2 == 0 ? ItemParameters{1.2 + 0.1 * static_cast<double>(j % 5), {1, 0, -1}} : ItemParameters{0.9, {0.3}});
    std::vector<std::size_t> categories;
    for (const ItemParameters& one : out.items) categories.push_back(one.categories());
    out.answers = AnswerTable(categories);
    for (std::size_t p = 0; p < people; ++p) {
        std::vector<std::uint8_t> codes;
        for (const std::size_t n : categories) codes.push_back(random() % 7 == 0 ? AnswerTable::missing : static_cast<std::uint8_t>(random() % n));
        out.answers.add(codes, 1 + static_cast<double>(p % 3), static_cast<std::uint16_t>(p * groups / people));
    }
    return out;
}

/// The same sums, written down as they are defined.
ExpectedCounts plainly(const DrawnSample& of, const NodeTable& table, const std::vector<std::vector<double>>& priors) {
    ExpectedCounts out{NodeTable(of.items.size(), 4, coarse_grid.nodes), {}, std::vector<double>(priors.size()), 0};
    out.counts.fill(0);
    out.node_mass.assign(priors.size(), std::vector<double>(coarse_grid.nodes));
    for (std::size_t p = 0; p < of.answers.people(); ++p) {
        const std::size_t group = of.answers.group(p);
        std::vector<double> posterior = priors[group];
        double sum = 0;
        for (std::size_t q = 0; q < coarse_grid.nodes; ++q) {
            for (std::size_t j = 0; j < of.items.size(); ++j) {
                const std::uint8_t code = of.answers.person(p)[j];
                if (code != AnswerTable::missing) posterior[q] *= table.row(j, code)[q];
            }
            sum += posterior[q];
        }
        const double weight = of.answers.weight(p);
        out.log_likelihood += weight * std::log(sum);
        out.weight[group] += weight;
        for (std::size_t q = 0; q < coarse_grid.nodes; ++q) {
            out.node_mass[group][q] += weight * posterior[q] / sum;
            for (std::size_t j = 0; j < of.items.size(); ++j) {
                const std::uint8_t code = of.answers.person(p)[j];
                if (code != AnswerTable::missing) out.counts.row(j, code)[q] += weight * posterior[q] / sum;
            }
        }
    }
    return out;
}

TEST(ExpectedCounts, are_the_sums_that_define_them) {
    const DrawnSample of = drawn_sample(700, 9, 2);
    const NodeTable table = table_of(of.items, 4);
    const std::vector<std::vector<double>> priors{coarse_grid.normal_weights(), coarse_grid.normal_weights(0.5, 1.3)};
    const ExpectedCounts found = expected_counts(of.answers, table, priors);
    const ExpectedCounts expected = plainly(of, table, priors);
    EXPECT_NEAR(found.log_likelihood, expected.log_likelihood, 1e-9 * std::abs(expected.log_likelihood));
    for (std::size_t j = 0; j < of.items.size(); ++j) {
        for (std::size_t k = 0; k < of.items[j].categories(); ++k) {
            for (std::size_t q = 0; q < coarse_grid.nodes; ++q) EXPECT_NEAR(found.counts.row(j, k)[q], expected.counts.row(j, k)[q], 1e-9);
        }
    }
    for (std::size_t g = 0; g < 2; ++g) {
        EXPECT_DOUBLE_EQ(found.weight[g], expected.weight[g]);
        for (std::size_t q = 0; q < coarse_grid.nodes; ++q) EXPECT_NEAR(found.node_mass[g][q], expected.node_mass[g][q], 1e-9);
    }
}

TEST(ExpectedCounts, are_the_same_bits_whatever_the_threads) {
    const DrawnSample of = drawn_sample(20'000, 5);
    const NodeTable table = table_of(of.items, 4);
    const std::vector<std::vector<double>> priors{coarse_grid.normal_weights()};
    const ExpectedCounts one = expected_counts(of.answers, table, priors, 1);
    const ExpectedCounts three = expected_counts(of.answers, table, priors, 3);
    EXPECT_EQ(one.log_likelihood, three.log_likelihood);
    EXPECT_EQ(one.node_mass, three.node_mass);
    for (std::size_t j = 0; j < 5; ++j) EXPECT_TRUE(std::ranges::equal(one.counts.row(j, 1), three.counts.row(j, 1)));
}

// 200 items: the product of probabilities is far below what a double can hold.
TEST(ExpectedCounts, of_very_long_forms_do_not_vanish) {
    const DrawnSample of = drawn_sample(40, 1'200);
    const NodeTable table = table_of(of.items, 4);
    const ExpectedCounts found = expected_counts(of.answers, table, {coarse_grid.normal_weights()});
    ASSERT_TRUE(std::isfinite(found.log_likelihood));
    EXPECT_LT(found.log_likelihood, -745.0 * 40) << "each product is under the smallest double";
    double mass = 0;
    for (const double one : found.node_mass[0]) mass += one;
    EXPECT_NEAR(mass, found.weight[0], 1e-9 * mass);
    // The logarithm of the sum, with the largest taken out first.
    double expected = 0;
    for (std::size_t p = 0; p < 40; ++p) {
        std::vector<double> logs;
        for (std::size_t q = 0; q < coarse_grid.nodes; ++q) {
            double sum = std::log(coarse_grid.normal_weights()[q]);
            for (std::size_t j = 0; j < of.items.size(); ++j) {
                const std::uint8_t code = of.answers.person(p)[j];
                if (code != AnswerTable::missing) sum += std::log(table.row(j, code)[q]);
            }
            logs.push_back(sum);
        }
        const double largest = *std::ranges::max_element(logs);
        double sum = 0;
        for (const double one : logs) sum += std::exp(one - largest);
        expected += of.answers.weight(p) * (largest + std::log(sum));
    }
    EXPECT_NEAR(found.log_likelihood, expected, 1e-9 * std::abs(expected));
}

// As unlikely as category_probabilities() lets an answer be, at every node.
TEST(ExpectedCounts, of_the_least_likely_answers_do_not_vanish) {
    for (const std::size_t items : {7U, 8U, 9U, 16U, 17U, 40U, 333U}) {
        NodeTable table(items, 2, coarse_grid.nodes);
        table.fill(1e-30);
        AnswerTable answers(std::vector<std::size_t>(items, 2));
        answers.add(std::vector<std::uint8_t>(items, 1));
        const ExpectedCounts found = expected_counts(answers, table, {coarse_grid.normal_weights()});
        const double expected = static_cast<double>(items) * std::log(1e-30);
        EXPECT_NEAR(found.log_likelihood, expected, 1e-9 * std::abs(expected)) << items;
        double mass = 0;
        for (const double one : found.node_mass[0]) mass += one;
        EXPECT_NEAR(mass, 1, 1e-9) << items;
    }
}

TEST(ExpectedCounts, are_the_same_bits_on_every_processor) {
    std::size_t count = 0;
    const Kernels* all = all_kernels(count);
    ASSERT_GE(count, 1U);
    const DrawnSample of = drawn_sample(KernelInput::most_people, 12);
    for (const std::size_t nodes : {9U, 31U, 61U}) {
        const Quadrature quadrature{nodes, 5};
        const NodeTable table = table_of(of.items, 4, quadrature);
        std::vector<double> prior = quadrature.normal_weights();
        prior.resize(table.padded());
        std::vector<std::uint8_t> codes;
        for (std::size_t p = 0; p < of.answers.people(); ++p) {
            for (const std::uint8_t code : of.answers.person(p)) codes.push_back(code == AnswerTable::missing ? 4 : code);
        }
        const KernelInput in{codes.data(), of.answers.people(), of.items.size(), table.rows(), table.padded(), table.data(), prior.data(), nullptr};
        std::vector<std::vector<double>> results;
        for (std::size_t i = 0; i < count; ++i) {
            std::vector<double> out(in.people * in.padded + in.people + in.items * in.rows * in.padded);
            std::vector<int> exponent(in.people);
            all[i].posterior(in, out.data(), out.data() + in.people * in.padded, exponent.data());
            all[i].count(in, out.data(), out.data() + in.people * in.padded + in.people);
            results.push_back(std::move(out));
        }
        for (const std::vector<double>& one : results) EXPECT_EQ(one, results.front()) << nodes;
    }
}

}  // namespace
}  // namespace capgap
