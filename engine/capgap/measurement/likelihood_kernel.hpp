#pragma once

#include <cstddef>
#include <cstdint>

namespace capgap {

/// Some people of one group, and what is known of the items: rows as NodeTable has them.
struct KernelInput {
    const std::uint8_t* codes;  ///< [person][item]: a row of the item's table, `missing` included
    std::size_t people;         ///< at most KernelInput::most_people
    std::size_t items;
    std::size_t rows;    ///< of each item
    std::size_t padded;  ///< nodes, a multiple of NodeTable::lanes
    const double* probabilities;
    const double* prior;    ///< [padded]: 0 behind the last node
    const double* weights;  ///< [person]; null: all 1

    static constexpr std::size_t most_people = 32;
};

/// The posterior of each person at each node, times the person's weight, into `posterior` [person][padded]; the likelihood of each into `likelihood`
/// as mantissa, times two to the `exponent`.
using PosteriorKernel = void (*)(const KernelInput& in, double* posterior, double* likelihood, int* exponent);
/// Adds posteriors to the rows that the people have answered; the row of what is missing stays as it is.
using CountKernel = void (*)(const KernelInput& in, const double* posterior, double* counts);

/// The sum of a[q] b[q] over the `padded` nodes, and of a[q] b[q] c[q].
using DotKernel = double (*)(const double* a, const double* b, std::size_t padded);
using TripleKernel = double (*)(const double* a, const double* b, const double* c, std::size_t padded);

struct Kernels {
    PosteriorKernel posterior;
    CountKernel count;
    DotKernel dot;
    TripleKernel triple;
    const char* name;  ///< "avx512", "avx2", "baseline"
};

/// Those of this processor; all give the same bits.
[[nodiscard]] const Kernels& kernels();
/// Every one that this processor can run, the widest first.
[[nodiscard]] const Kernels* all_kernels(std::size_t& count);

}  // namespace capgap
