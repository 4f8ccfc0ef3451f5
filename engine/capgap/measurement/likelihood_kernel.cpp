#include <capgap/measurement/likelihood_kernel.hpp>

#include <capgap/measurement/lanes.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace capgap {

namespace {

/// Vectors of nodes that stay in registers, of `Wide` processors and of others.
template <bool Wide>
constexpr std::size_t in_registers = Wide ? 8 : 4;
/// Bytes of the probabilities that a block of people is multiplied by before the next: they stay in the first cache.
constexpr std::size_t bytes_at_once = 16'384;
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

template <bool Wide>
CAPGAP_INLINE void multiply_all(const KernelInput& in, const std::uint8_t* codes, std::size_t first, std::size_t last, double* out) {
    constexpr std::size_t width = in_registers<Wide> * lane_width;
    std::size_t node = 0;
    for (; node + width <= in.padded; node += width) multiply<in_registers<Wide>>(in, codes, first, last, node, out);
    for (; node < in.padded; node += lane_width) multiply<1>(in, codes, first, last, node, out);
}

/// Item by item in groups of eight, lifted by powers of two as often as needed: exact.
template <bool Wide>
CAPGAP_INLINE double careful_product(const KernelInput& in, const std::uint8_t* codes, double* out, int& exponent) {
    for (std::size_t q = 0; q < in.padded; ++q) out[q] = in.prior[q];
    double sum = 1;
    for (std::size_t j = 0; j < in.items; j += lane_width) {
        multiply_all<Wide>(in, codes, j, std::min(j + lane_width, in.items), out);
        sum = total_of_lanes(out, in.padded);
        while (sum > 0 && sum < low) {
            for (std::size_t q = 0; q < in.padded; ++q) out[q] *= lift;
            exponent -= lift_exponent;
            sum = total_of_lanes(out, in.padded);
        }
    }
    return sum;
}

/// Prior x product over all items of each person, a few items at a time: each is a table that all people of the block look up.
template <bool Wide>
CAPGAP_INLINE void multiply_block(const KernelInput& in, double* posterior) {
    for (std::size_t p = 0; p < in.people; ++p) {
        for (std::size_t q = 0; q < in.padded; q += lane_width) lanes_at(posterior + p * in.padded + q) = lanes_at(in.prior + q);
    }
    const std::size_t items = std::max<std::size_t>(1, bytes_at_once / (in.rows * in.padded * sizeof(double)));
    for (std::size_t first = 0; first < in.items; first += items) {
        const std::size_t last = std::min(first + items, in.items);
        for (std::size_t p = 0; p < in.people; ++p) multiply_all<Wide>(in, in.codes + p * in.items, first, last, posterior + p * in.padded);
    }
}

template <bool Wide>
CAPGAP_INLINE void posterior_body(const KernelInput& in, double* posterior, double* likelihood, int* exponent) {
    multiply_block<Wide>(in, posterior);
    for (std::size_t p = 0; p < in.people; ++p) {
        double* out = posterior + p * in.padded;
        double sum = total_of_lanes(out, in.padded);
        exponent[p] = 0;
        if (!(sum > too_small)) sum = careful_product<Wide>(in, in.codes + p * in.items, out, exponent[p]);
        likelihood[p] = sum;
        const double factor = (in.weights == nullptr ? 1 : in.weights[p]) / sum;
        for (std::size_t q = 0; q < in.padded; q += lane_width) lanes_at(out + q) *= factor;
    }
}

/// What the people of a block answered to one item.
class Column {
public:
    CAPGAP_INLINE Column(const KernelInput& in, std::size_t item) {
        for (std::size_t p = 0; p < in.people; ++p) code_[p] = in.codes[p * in.items + item];
        people_ = in.people == KernelInput::most_people ? ~0U : (1U << in.people) - 1;
    }

    /// A bit for each person who answered so.
    [[nodiscard]] CAPGAP_INLINE std::uint32_t who(std::uint8_t code) const {
        std::uint32_t out = 0;
        if constexpr (std::endian::native == std::endian::little) {
            std::uint64_t same[bytes / 8];
            const Bytes equal = reinterpret_cast<const Bytes&>(code_) == code;
            std::memcpy(same, &equal, sizeof same);
            // Bit i of byte i; the product adds all of them up in its highest byte.
            for (std::size_t i = 0; i < bytes / 8; ++i)
                out |= static_cast<std::uint32_t>(((same[i] & 0x8040201008040201U) * 0x0101010101010101U) >> 56U) << (8 * i);
        } else {
            for (std::size_t p = 0; p < bytes; ++p) out |= (code_[p] == code ? 1U : 0U) << p;
        }
        return out & people_;
    }

private:
    static constexpr std::size_t bytes = KernelInput::most_people;
    using Bytes = std::uint8_t __attribute__((vector_size(bytes), aligned(1), may_alias));
    static_assert(bytes == 32);

    alignas(bytes) std::uint8_t code_[bytes] = {};
    std::uint32_t people_;
};

/// Adds up the posteriors of some people in their order, `N` vectors of nodes, in registers: people who follow each other with the same answer would
/// wait for memory.
template <std::size_t N>
CAPGAP_INLINE void add_people(std::uint32_t who, const double* posterior, std::size_t padded, double* row) {
    Lanes sum[N];
    for (std::size_t n = 0; n < N; ++n) sum[n] = lanes_at(row + n * lane_width);
    for (; who != 0; who &= who - 1) {
        const double* from = posterior + static_cast<std::size_t>(std::countr_zero(who)) * padded;
        for (std::size_t n = 0; n < N; ++n) sum[n] += lanes_at(from + n * lane_width);
    }
    for (std::size_t n = 0; n < N; ++n) lanes_at(row + n * lane_width) = sum[n];
}

template <bool Wide>
CAPGAP_INLINE void count_body(const KernelInput& in, const double* posterior, double* counts) {
    constexpr std::size_t width = in_registers<Wide> * lane_width;
    for (std::size_t j = 0; j < in.items; ++j) {
        const Column column(in, j);
        for (std::size_t k = 0; k + 1 < in.rows; ++k) {
            const std::uint32_t who = column.who(static_cast<std::uint8_t>(k));
            if (who == 0) continue;
            double* row = counts + (j * in.rows + k) * in.padded;
            std::size_t node = 0;
            for (; node + width <= in.padded; node += width) add_people<in_registers<Wide>>(who, posterior + node, in.padded, row + node);
            for (; node < in.padded; node += lane_width) add_people<1>(who, posterior + node, in.padded, row + node);
        }
    }
}

CAPGAP_INLINE double dot_body(const double* a, const double* b, std::size_t padded) {
    Lanes sum = lanes_at(a) * lanes_at(b);
    for (std::size_t q = lane_width; q < padded; q += lane_width) sum += lanes_at(a + q) * lanes_at(b + q);
    return sum_of_lanes(sum);
}

CAPGAP_INLINE double triple_body(const double* a, const double* b, const double* c, std::size_t padded) {
    Lanes sum = lanes_at(a) * lanes_at(b) * lanes_at(c);
    for (std::size_t q = lane_width; q < padded; q += lane_width) sum += lanes_at(a + q) * lanes_at(b + q) * lanes_at(c + q);
    return sum_of_lanes(sum);
}

// A function by itself for each processor: templates cannot bear the attribute.
// NOLINTBEGIN(cppcoreguidelines-macro-usage, bugprone-macro-parentheses)
#define CAPGAP_KERNELS(name, wide, target)                                                                      \
    target void posterior_##name(const KernelInput& in, double* posterior, double* likelihood, int* exponent) { \
        posterior_body<wide>(in, posterior, likelihood, exponent);                                              \
    }                                                                                                           \
    target void count_##name(const KernelInput& in, const double* posterior, double* counts) {                  \
        count_body<wide>(in, posterior, counts);                                                                \
    }                                                                                                           \
    target double dot_##name(const double* a, const double* b, std::size_t padded) {                            \
        return dot_body(a, b, padded);                                                                          \
    }                                                                                                           \
    target double triple_##name(const double* a, const double* b, const double* c, std::size_t padded) {        \
        return triple_body(a, b, c, padded);                                                                    \
    }
// NOLINTEND(cppcoreguidelines-macro-usage, bugprone-macro-parentheses)

CAPGAP_KERNELS(baseline, false, )
#ifdef __x86_64__
CAPGAP_KERNELS(avx2, false, __attribute__((target("avx2"))))
CAPGAP_KERNELS(avx512, true, __attribute__((target("avx512f"))))
#endif

struct Available {
    std::array<Kernels, 3> all{};
    std::size_t count = 0;

    Available() {
#ifdef __x86_64__
        __builtin_cpu_init();
        if (__builtin_cpu_supports("avx512f")) all[count++] = {posterior_avx512, count_avx512, dot_avx512, triple_avx512, "avx512"};
        if (__builtin_cpu_supports("avx2")) all[count++] = {posterior_avx2, count_avx2, dot_avx2, triple_avx2, "avx2"};
#endif
        all[count++] = {posterior_baseline, count_baseline, dot_baseline, triple_baseline, "baseline"};
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
