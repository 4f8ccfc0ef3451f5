#include <capgap/measurement/likelihood_kernel.hpp>

#include <capgap/measurement/lanes.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace capgap {

namespace {

/// Vectors of nodes that are multiplied while they stay in registers.
constexpr std::size_t in_registers = 4;
/// Below this a sum of products is reckoned again with care.
constexpr double too_small = 0x1p-900;
/// With care: after each eight items a sum below the first is multiplied by the second. Eight probabilities are at least 1e-240, so that the sum
/// after the next eight is above 1e-302: never 0. A node is lost only if it is less likely than another by a factor of more than 1e300.
constexpr double low = 0x1p-200;
constexpr double lift = 0x1p512;
constexpr int lift_exponent = 512;

/// prior x product over items `first` to `last`, for `N` vectors of nodes.
template <std::size_t N>
CAPGAP_INLINE void multiply(const KernelInput& in, const std::uint8_t* codes, std::size_t first, std::size_t last, std::size_t node, double* out) {
    Lanes product[N];
    for (std::size_t n = 0; n < N; ++n) product[n] = lanes_at(out + node + n * lane_width);
    for (std::size_t j = first; j < last; ++j) {
        const double* row = in.probabilities + (j * in.rows + codes[j]) * in.padded + node;
        for (std::size_t n = 0; n < N; ++n) product[n] *= lanes_at(row + n * lane_width);
    }
    for (std::size_t n = 0; n < N; ++n) lanes_at(out + node + n * lane_width) = product[n];
}

CAPGAP_INLINE void multiply_all(const KernelInput& in, const std::uint8_t* codes, std::size_t first, std::size_t last, double* out) {
    std::size_t node = 0;
    for (; node + in_registers * lane_width <= in.padded; node += in_registers * lane_width)
        multiply<in_registers>(in, codes, first, last, node, out);
    for (; node < in.padded; node += lane_width) multiply<1>(in, codes, first, last, node, out);
}

/// Item by item in groups of eight, lifted by powers of two as often as needed: exact.
CAPGAP_INLINE double careful_product(const KernelInput& in, const std::uint8_t* codes, double* out, int& exponent) {
    for (std::size_t q = 0; q < in.padded; ++q) out[q] = in.prior[q];
    double sum = 1;
    for (std::size_t j = 0; j < in.items; j += lane_width) {
        multiply_all(in, codes, j, std::min(j + lane_width, in.items), out);
        sum = total_of_lanes(out, in.padded);
        while (sum > 0 && sum < low) {
            for (std::size_t q = 0; q < in.padded; ++q) out[q] *= lift;
            exponent -= lift_exponent;
            sum = total_of_lanes(out, in.padded);
        }
    }
    return sum;
}

CAPGAP_INLINE void posterior_body(const KernelInput& in, double* posterior, double* likelihood, int* exponent) {
    for (std::size_t p = 0; p < in.people; ++p) {
        const std::uint8_t* codes = in.codes + p * in.items;
        double* out = posterior + p * in.padded;
        for (std::size_t q = 0; q < in.padded; q += lane_width) lanes_at(out + q) = lanes_at(in.prior + q);
        multiply_all(in, codes, 0, in.items, out);
        double sum = total_of_lanes(out, in.padded);
        exponent[p] = 0;
        if (!(sum > too_small)) sum = careful_product(in, codes, out, exponent[p]);
        likelihood[p] = sum;
        const double factor = (in.weights == nullptr ? 1 : in.weights[p]) / sum;
        for (std::size_t q = 0; q < in.padded; q += lane_width) lanes_at(out + q) *= factor;
    }
}

/// The people of a block by what they answered to one item, in their order.
struct ByAnswer {
    std::array<std::uint8_t, KernelInput::most_people> person{};
    std::array<std::uint8_t, 257> begin{};  ///< of each row; the next row's is its end

    CAPGAP_INLINE ByAnswer(const KernelInput& in, std::size_t item) {
        std::array<std::uint8_t, 257> next{};
        const std::uint8_t* codes = in.codes + item;
        for (std::size_t p = 0; p < in.people; ++p) ++next[codes[p * in.items] + std::size_t{1}];
        for (std::size_t row = 1; row <= in.rows; ++row) next[row] = static_cast<std::uint8_t>(next[row] + next[row - 1]);
        begin = next;
        for (std::size_t p = 0; p < in.people; ++p) person[next[codes[p * in.items]]++] = static_cast<std::uint8_t>(p);
    }
};

/// Adds up the posteriors of some people, `N` vectors of nodes, in registers: people who follow each other with the same answer would wait for
/// memory.
template <std::size_t N>
CAPGAP_INLINE void add_people(const std::uint8_t* first, const std::uint8_t* last, const double* posterior, std::size_t padded, double* row) {
    Lanes sum[N];
    for (std::size_t n = 0; n < N; ++n) sum[n] = lanes_at(row + n * lane_width);
    for (; first != last; ++first) {
        const double* from = posterior + *first * padded;
        for (std::size_t n = 0; n < N; ++n) sum[n] += lanes_at(from + n * lane_width);
    }
    for (std::size_t n = 0; n < N; ++n) lanes_at(row + n * lane_width) = sum[n];
}

CAPGAP_INLINE void count_body(const KernelInput& in, const double* posterior, double* counts) {
    for (std::size_t j = 0; j < in.items; ++j) {
        const ByAnswer by(in, j);
        for (std::size_t k = 0; k + 1 < in.rows; ++k) {
            const std::uint8_t* first = by.person.data() + by.begin[k];
            const std::uint8_t* last = by.person.data() + by.begin[k + 1];
            if (first == last) continue;
            double* row = counts + (j * in.rows + k) * in.padded;
            std::size_t node = 0;
            for (; node + in_registers * lane_width <= in.padded; node += in_registers * lane_width)
                add_people<in_registers>(first, last, posterior + node, in.padded, row + node);
            for (; node < in.padded; node += lane_width) add_people<1>(first, last, posterior + node, in.padded, row + node);
        }
    }
}

#define CAPGAP_KERNELS(name, target)                                                                            \
    target void posterior_##name(const KernelInput& in, double* posterior, double* likelihood, int* exponent) { \
        posterior_body(in, posterior, likelihood, exponent);                                                    \
    }                                                                                                           \
    target void count_##name(const KernelInput& in, const double* posterior, double* counts) {                  \
        count_body(in, posterior, counts);                                                                      \
    }

CAPGAP_KERNELS(baseline, )
#ifdef __x86_64__
CAPGAP_KERNELS(avx2, __attribute__((target("avx2"))))
CAPGAP_KERNELS(avx512, __attribute__((target("avx512f"))))
#endif

struct Available {
    std::array<Kernels, 3> all{};
    std::size_t count = 0;

    Available() {
#ifdef __x86_64__
        __builtin_cpu_init();
        if (__builtin_cpu_supports("avx512f")) all[count++] = {posterior_avx512, count_avx512, "avx512"};
        if (__builtin_cpu_supports("avx2")) all[count++] = {posterior_avx2, count_avx2, "avx2"};
#endif
        all[count++] = {posterior_baseline, count_baseline, "baseline"};
    }
};

const Available& available() {
    static const Available of_this_processor;
    return of_this_processor;
}

}  // namespace

const Kernels& kernels() {
    return available().all[0];
}

const Kernels* all_kernels(std::size_t& count) {
    count = available().count;
    return available().all.data();
}

}  // namespace capgap
