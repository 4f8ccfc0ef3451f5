#pragma once

#include <cstddef>

#define CAPGAP_INLINE inline __attribute__((always_inline))

namespace capgap {

/// Eight numbers at once, in the notation of GCC and Clang for vectors of any width: where the processor has narrower registers the compiler takes
/// several. Every sum has the same order on all of them: lane by lane, then the lanes two by two. For kernels of this folder only.
using Lanes = double __attribute__((vector_size(64), aligned(8), may_alias));
inline constexpr std::size_t lane_width = 8;

CAPGAP_INLINE double sum_of_lanes(const Lanes& v) {
    return ((v[0] + v[1]) + (v[2] + v[3])) + ((v[4] + v[5]) + (v[6] + v[7]));
}

CAPGAP_INLINE const Lanes& lanes_at(const double* at) {
    return *reinterpret_cast<const Lanes*>(at);
}

CAPGAP_INLINE Lanes& lanes_at(double* at) {  // NOLINT(readability-non-const-parameter): what is returned is written to
    return *reinterpret_cast<Lanes*>(at);
}

/// `padded`: a multiple of `lane_width`.
CAPGAP_INLINE double total_of_lanes(const double* values, std::size_t padded) {
    Lanes sum = lanes_at(values);
    for (std::size_t q = lane_width; q < padded; q += lane_width) sum += lanes_at(values + q);
    return sum_of_lanes(sum);
}

}  // namespace capgap
