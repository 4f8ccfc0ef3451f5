#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace capgap {

/// Weights on the product of three grids, of which the first two may have a single node: first_second x first_third x second_third at each node, in
/// proportion. Rows are of `padded` numbers, a multiple of NodeTable::lanes, with zeros behind the last node. For this folder only.
struct GridTables {
    std::array<std::size_t, 3> nodes{1, 1, 1};
    std::size_t padded = 0;
    std::array<std::vector<double>, 3> points;  ///< a row each
    std::vector<double> first_second;           ///< a row for each node of the first
    std::vector<double> first_third;            ///< likewise
    std::vector<double> second_third;           ///< a row for each node of the second
};

/// What one person's answers make of the weights.
struct GridPosterior {
    std::array<const double*, 3> likelihood{};  ///< a row each
    std::array<double*, 3> posterior{};         ///< out: a row each, adding up to 1
    double sum = 0;                             ///< out: of weights x likelihoods
    std::array<double, 3> products{};           ///< out: of the points of (first, second), (first, third), (second, third), expected
};

/// The nodes of each grid that count: the first, and the one behind the last.
using GridWindow = std::array<std::array<std::size_t, 2>, 3>;

/// The sums over the nodes of `window`: 3 multiplications and additions for each. `scratch`: (nodes of the second + 5) rows.
using GridKernel = void (*)(const GridTables& tables, const GridWindow& window, GridPosterior& of, double* scratch);

/// Some rows of `padded` numbers, each with its factor.
struct WeightedRows {
    const double* rows;
    const double* factor;
    const double* other_factor;  ///< null where there is no other sum
    std::size_t count;
    std::size_t padded;
};
/// The sum of factor x row, and of other_factor x row.
using RowsKernel = void (*)(const WeightedRows& in, double* sum, double* other_sum);

struct DimensionKernels {
    GridKernel grid;
    RowsKernel rows;
    const char* name;  ///< "avx512", "avx2", "baseline"
};
/// Those of this processor; all give the same bits.
[[nodiscard]] const DimensionKernels& dimension_kernels();
/// Every one that this processor can run, the widest first.
[[nodiscard]] const DimensionKernels* all_dimension_kernels(std::size_t& count);

}  // namespace capgap
