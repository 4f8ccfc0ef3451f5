#include <capgap/measurement/dimension_kernels.hpp>

#include <capgap/measurement/lanes.hpp>

#include <algorithm>

namespace capgap {

namespace {

/// Sums of factor x row over some rows, `N` vectors of nodes at once, in registers. Node by node the order is that of the rows, whatever N is.
template <std::size_t N, bool both>
CAPGAP_INLINE void sum_rows(const WeightedRows& in, std::size_t node, double* sum, double* other_sum) {
    Lanes one[N] = {};
    Lanes other[N] = {};
    const double* row = in.rows + node;
    for (std::size_t i = 0; i < in.count; ++i, row += in.padded) {
        for (std::size_t n = 0; n < N; ++n) {
            const Lanes& here = lanes_at(row + n * lane_width);
            one[n] += in.factor[i] * here;
            if constexpr (both) other[n] += in.other_factor[i] * here;
        }
    }
    for (std::size_t n = 0; n < N; ++n) {
        lanes_at(sum + node + n * lane_width) = one[n];
        if constexpr (both) lanes_at(other_sum + node + n * lane_width) = other[n];
    }
}

template <std::size_t Most, bool both>
CAPGAP_INLINE void sum_rows_between(const WeightedRows& in, std::size_t begin, std::size_t end, double* sum, double* other_sum) {
    std::size_t node = begin;
    for (; node + Most * lane_width <= end; node += Most * lane_width) sum_rows<Most, both>(in, node, sum, other_sum);
    for (; node < end; node += lane_width) sum_rows<1, both>(in, node, sum, other_sum);
}

template <std::size_t Most>
CAPGAP_INLINE void rows_body(const WeightedRows& in, double* sum, double* other_sum) {
    if (in.other_factor != nullptr) {
        sum_rows_between<Most, true>(in, 0, in.padded, sum, other_sum);
    } else {
        sum_rows_between<Most, false>(in, 0, in.padded, sum, other_sum);
    }
}

/// `scratch`: the factors of the first grid's nodes twice, two sums, the column sums, then second_third x both likelihoods row by row.
template <std::size_t Most>
CAPGAP_INLINE void grid_body(const GridTables& t, const GridWindow& window, GridPosterior& of, double* scratch) {
    const std::size_t padded = t.padded;
    const auto [first_1, last_1] = window[0];
    const auto [first_2, last_2] = window[1];
    const std::size_t lanes = (window[2][1] - window[2][0] + lane_width - 1) / lane_width * lane_width;
    const std::size_t begin = std::min(window[2][0], padded - lanes);
    const std::size_t end = begin + lanes;
    double* const factor = scratch;
    double* const moved_factor = scratch + padded;
    double* const sum = scratch + 2 * padded;
    double* const moved_sum = scratch + 3 * padded;
    double* const columns = scratch + 4 * padded;
    double* const outer = scratch + 5 * padded;
    for (std::size_t d = 0; d < 3; ++d) std::fill_n(of.posterior[d], padded, 0.0);
    std::fill_n(columns, padded, 0.0);

    double all = 0;
    double products[3] = {0, 0, 0};
    for (std::size_t q2 = first_2; q2 < last_2; ++q2) {
        for (std::size_t q1 = first_1; q1 < last_1; ++q1) {
            factor[q1] = of.likelihood[0][q1] * t.first_second[q1 * padded + q2];
            moved_factor[q1] = factor[q1] * t.points[0][q1];
        }
        const WeightedRows rows{t.first_third.data() + first_1 * padded, factor + first_1, moved_factor + first_1, last_1 - first_1, padded};
        sum_rows_between<Most, true>(rows, begin, end, sum, moved_sum);
        double* const outer_row = outer + q2 * padded;
        Lanes here = {};
        Lanes here_third = {};
        Lanes moved = {};
        Lanes moved_third = {};
        for (std::size_t q = begin; q < end; q += lane_width) {
            const Lanes weight = of.likelihood[1][q2] * lanes_at(t.second_third.data() + q2 * padded + q) * lanes_at(of.likelihood[2] + q);
            lanes_at(outer_row + q) = weight;
            const Lanes mass = weight * lanes_at(sum + q);
            const Lanes moved_mass = weight * lanes_at(moved_sum + q);
            const Lanes& third = lanes_at(t.points[2].data() + q);
            lanes_at(columns + q) += mass;
            here += mass;
            here_third += mass * third;
            moved += moved_mass;
            moved_third += moved_mass * third;
        }
        const double mass = sum_of_lanes(here);
        of.posterior[1][q2] = mass;
        all += mass;
        products[0] += t.points[1][q2] * sum_of_lanes(moved);
        products[1] += sum_of_lanes(moved_third);
        products[2] += t.points[1][q2] * sum_of_lanes(here_third);
    }
    for (std::size_t q1 = first_1; q1 < last_1; ++q1) {
        const WeightedRows rows{outer + first_2 * padded, t.first_second.data() + q1 * padded + first_2, nullptr, last_2 - first_2, padded};
        sum_rows_between<Most, false>(rows, begin, end, sum, nullptr);
        Lanes here = {};
        for (std::size_t q = begin; q < end; q += lane_width) here += lanes_at(sum + q) * lanes_at(t.first_third.data() + q1 * padded + q);
        of.posterior[0][q1] = of.likelihood[0][q1] * sum_of_lanes(here);
    }
    of.sum = all;
    const double by = 1 / all;
    for (std::size_t i = 0; i < 3; ++i) of.products[i] = products[i] * by;
    for (std::size_t q = begin; q < end; ++q) of.posterior[2][q] = columns[q];
    for (std::size_t d = 0; d < 3; ++d) {
        for (std::size_t q = 0; q < padded; ++q) of.posterior[d][q] *= by;
    }
}

// A function by itself for each processor: templates cannot bear the attribute.
// NOLINTBEGIN(cppcoreguidelines-macro-usage, bugprone-macro-parentheses)
#define CAPGAP_DIMENSION_KERNELS(name, target, most)                                                                  \
    target void grid_##name(const GridTables& tables, const GridWindow& window, GridPosterior& of, double* scratch) { \
        grid_body<most>(tables, window, of, scratch);                                                                 \
    }                                                                                                                 \
    target void rows_##name(const WeightedRows& in, double* sum, double* other_sum) {                                 \
        rows_body<most>(in, sum, other_sum);                                                                          \
    }
// NOLINTEND(cppcoreguidelines-macro-usage, bugprone-macro-parentheses)

CAPGAP_DIMENSION_KERNELS(baseline, , 1)
#ifdef __x86_64__
CAPGAP_DIMENSION_KERNELS(avx2, __attribute__((target("avx2"))), 2)
CAPGAP_DIMENSION_KERNELS(avx512, __attribute__((target("avx512f"))), 4)
#endif

struct AvailableDimensionKernels {
    std::array<DimensionKernels, 3> all{};
    std::size_t count = 0;

    AvailableDimensionKernels() {
#ifdef __x86_64__
        __builtin_cpu_init();
        if (__builtin_cpu_supports("avx512f")) all[count++] = {grid_avx512, rows_avx512, "avx512"};
        if (__builtin_cpu_supports("avx2")) all[count++] = {grid_avx2, rows_avx2, "avx2"};
#endif
        all[count++] = {grid_baseline, rows_baseline, "baseline"};
    }
};

const AvailableDimensionKernels& available_dimension_kernels() {
    static const AvailableDimensionKernels of_this_processor;
    return of_this_processor;
}

}  // namespace

const DimensionKernels& dimension_kernels() {
    return available_dimension_kernels().all[0];
}

const DimensionKernels* all_dimension_kernels(std::size_t& count) {
    count = available_dimension_kernels().count;
    return available_dimension_kernels().all.data();
}

}  // namespace capgap
