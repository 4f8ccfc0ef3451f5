#include <capgap/measurement/dimension_kernels.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace capgap {
namespace {

constexpr std::size_t padded = 24;

std::vector<double> drawn_row(std::mt19937& random, std::size_t nodes) {
    std::vector<double> out(padded, 0);
    for (std::size_t q = 0; q < nodes; ++q) out[q] = std::generate_canonical<double, 53>(random);
    return out;
}

std::vector<double> drawn_rows(std::mt19937& random, std::size_t rows, std::size_t nodes) {
    std::vector<double> out;
    for (std::size_t i = 0; i < rows; ++i) {
        const std::vector<double> row = drawn_row(random, nodes);
        out.insert(out.end(), row.begin(), row.end());
    }
    return out;
}

GridTables drawn_tables(std::array<std::size_t, 3> nodes) {
    std::mt19937 random(31);
    GridTables out;
    out.nodes = nodes;
    out.padded = padded;
    for (std::size_t g = 0; g < 3; ++g) out.points[g] = drawn_row(random, nodes[g]);
    out.first_second = drawn_rows(random, nodes[0], nodes[1]);
    out.first_third = drawn_rows(random, nodes[0], nodes[2]);
    out.second_third = drawn_rows(random, nodes[1], nodes[2]);
    return out;
}

struct Reckoned {
    std::array<std::vector<double>, 3> posterior;
    double sum = 0;
    std::array<double, 3> products{};

    friend bool operator==(const Reckoned&, const Reckoned&) = default;
};

Reckoned reckoned(GridKernel kernel, const GridTables& tables, const GridWindow& window, const std::array<std::vector<double>, 3>& likelihood) {
    Reckoned out;
    GridPosterior of;
    for (std::size_t g = 0; g < 3; ++g) {
        out.posterior[g].assign(padded, -1);
        of.likelihood[g] = likelihood[g].data();
        of.posterior[g] = out.posterior[g].data();
    }
    std::vector<double> scratch((tables.nodes[1] + 5) * padded, -1);
    kernel(tables, window, of, scratch.data());
    out.sum = of.sum;
    out.products = of.products;
    return out;
}

/// As the sums are defined.
Reckoned plainly(const GridTables& t, const GridWindow& window, const std::array<std::vector<double>, 3>& likelihood) {
    Reckoned out;
    out.posterior.fill(std::vector<double>(padded, 0));
    for (std::size_t a = window[0][0]; a < window[0][1]; ++a) {
        for (std::size_t b = window[1][0]; b < window[1][1]; ++b) {
            for (std::size_t c = window[2][0]; c < window[2][1]; ++c) {
                const double mass = t.first_second[a * padded + b] * t.first_third[a * padded + c] * t.second_third[b * padded + c] *
                                    likelihood[0][a] * likelihood[1][b] * likelihood[2][c];
                out.sum += mass;
                out.posterior[0][a] += mass;
                out.posterior[1][b] += mass;
                out.posterior[2][c] += mass;
                out.products[0] += mass * t.points[0][a] * t.points[1][b];
                out.products[1] += mass * t.points[0][a] * t.points[2][c];
                out.products[2] += mass * t.points[1][b] * t.points[2][c];
            }
        }
    }
    for (auto& row : out.posterior) {
        for (double& one : row) one /= out.sum;
    }
    for (double& one : out.products) one /= out.sum;
    return out;
}

TEST(DimensionKernels, are_the_sums_that_define_them_on_every_processor) {
    std::mt19937 random(32);
    std::size_t count = 0;
    const DimensionKernels* all = all_dimension_kernels(count);
    ASSERT_STREQ(all[count - 1].name, "baseline");
    for (const std::array<std::size_t, 3> nodes : {std::array<std::size_t, 3>{1, 1, 19}, {1, 17, 21}, {19, 19, 19}}) {
        const GridTables tables = drawn_tables(nodes);
        const std::array<std::vector<double>, 3> likelihood{drawn_row(random, nodes[0]), drawn_row(random, nodes[1]), drawn_row(random, nodes[2])};
        // Columns come by eight: those beside the window may count too, where it is not a multiple of that.
        for (const GridWindow& window : {GridWindow{{{0, nodes[0]}, {0, nodes[1]}, {0, nodes[2]}}}, {{{0, 1}, {0, nodes[1] / 2 + 1}, {3, 11}}}}) {
            const Reckoned expected = plainly(tables, window, likelihood);
            const Reckoned widest = reckoned(all[0].grid, tables, window, likelihood);
            EXPECT_NEAR(widest.sum, expected.sum, 1e-13 * expected.sum);
            for (std::size_t g = 0; g < 3; ++g) {
                EXPECT_NEAR(widest.products[g], expected.products[g], 1e-13);
                for (std::size_t q = 0; q < padded; ++q) EXPECT_NEAR(widest.posterior[g][q], expected.posterior[g][q], 1e-13);
            }
            for (std::size_t i = 1; i < count; ++i) EXPECT_EQ(reckoned(all[i].grid, tables, window, likelihood), widest) << all[i].name;
        }
    }
}

TEST(DimensionKernels, rows_have_the_same_bits_on_every_processor) {
    std::mt19937 random(33);
    const std::vector<double> rows = drawn_rows(random, 30, 21);
    const std::vector<double> factor = drawn_rows(random, 2, 24);
    std::size_t count = 0;
    const DimensionKernels* all = all_dimension_kernels(count);
    std::vector<double> sum(padded);
    std::vector<double> other(padded);
    all[0].rows({rows.data(), factor.data(), factor.data() + 10, 30, padded}, sum.data(), other.data());
    for (std::size_t q = 0; q < padded; ++q) {
        double expected = 0;
        for (std::size_t i = 0; i < 30; ++i) expected += factor[i] * rows[i * padded + q];
        EXPECT_EQ(sum[q], expected);
    }
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<double> alone(padded);
        all[i].rows({rows.data(), factor.data(), nullptr, 30, padded}, alone.data(), nullptr);
        EXPECT_EQ(alone, sum) << all[i].name;
        std::vector<double> again(padded);
        all[i].rows({rows.data(), factor.data(), factor.data() + 10, 30, padded}, alone.data(), again.data());
        EXPECT_EQ(again, other) << all[i].name;
    }
}

}  // namespace
}  // namespace capgap
