#include <capgap/base/exact_sum.hpp>

#include <bit>
#include <cmath>
#include <stdexcept>

namespace capgap {

namespace {

__extension__ using UInt128 = unsigned __int128;

constexpr int limb_bits = 64;
constexpr int mantissa_bits = 53;
constexpr int largest_exponent = 70;

}  // namespace

void ExactSum::add_limbs(const Limbs& other) {
    UInt128 carry = 0;
    for (std::size_t i = 0; i < limbs_.size(); ++i) {
        carry += UInt128{limbs_[i]} + other[i];
        limbs_[i] = static_cast<std::uint64_t>(carry);
        carry >>= limb_bits;
    }
}

ExactSum::Limbs ExactSum::negated(const Limbs& limbs) {
    Limbs out{};
    UInt128 carry = 1;
    for (std::size_t i = 0; i < limbs.size(); ++i) {
        carry += static_cast<std::uint64_t>(~limbs[i]);
        out[i] = static_cast<std::uint64_t>(carry);
        carry >>= limb_bits;
    }
    return out;
}

/// |value| < 2^118, 0 <= left <= 137.
ExactSum::Limbs ExactSum::shifted(Int128 value, int left) {
    const bool negative = value < 0;
    const UInt128 magnitude = negative ? -static_cast<UInt128>(value) : static_cast<UInt128>(value);
    const std::array<std::uint64_t, 2> words{static_cast<std::uint64_t>(magnitude), static_cast<std::uint64_t>(magnitude >> limb_bits)};
    Limbs out{};
    const auto first = static_cast<std::size_t>(left / limb_bits);
    const int bits = left % limb_bits;
    for (std::size_t word = 0; word < words.size(); ++word) {
        const UInt128 part = UInt128{words[word]} << static_cast<unsigned>(bits);
        if (first + word < out.size()) out[first + word] |= static_cast<std::uint64_t>(part);
        if (first + word + 1 < out.size()) out[first + word + 1] |= static_cast<std::uint64_t>(part >> limb_bits);
    }
    return negative ? negated(out) : out;
}

void ExactSum::add(double term, std::int64_t times) {
    if (term == 0 || times == 0) return;
    int exponent = 0;
    const double fraction = std::frexp(term, &exponent);  // term = fraction * 2^exponent, 1/2 <= |fraction| < 1
    if (!std::isfinite(term) || exponent > largest_exponent) throw std::logic_error("a term of an exact sum is not finite or too large");
    const int left = exponent - mantissa_bits + fraction_bits;
    if (left >= 0) {
        const auto mantissa = static_cast<std::int64_t>(std::ldexp(fraction, mantissa_bits));
        add_limbs(shifted(Int128{mantissa} * times, left));
    } else {
        const auto units = static_cast<std::int64_t>(std::nearbyint(std::ldexp(term, fraction_bits)));
        add_limbs(shifted(Int128{units} * times, 0));
    }
}

void ExactSum::add(const ExactSum& other, unsigned times) {
    const Limbs limbs = other.limbs_;
    for (unsigned copy = 0; copy < times; ++copy) add_limbs(limbs);
}

void ExactSum::subtract(const ExactSum& other) {
    add_limbs(negated(other.limbs_));
}

double ExactSum::to_double() const {
    const bool negative = (limbs_[3] >> (limb_bits - 1)) != 0;
    const Limbs magnitude = negative ? negated(limbs_) : limbs_;
    std::size_t top = magnitude.size();
    while (top > 0 && magnitude[top - 1] == 0) --top;
    if (top == 0) return 0;
    // The 64 highest bits, the last of which also stands for all below it: the conversion then rounds to nearest as if it saw them all.
    const std::size_t high = top - 1;
    const int free = std::countl_zero(magnitude[high]);
    std::uint64_t bits = magnitude[high] << static_cast<unsigned>(free);
    bool rest = false;
    if (high > 0) {
        if (free > 0) bits |= magnitude[high - 1] >> static_cast<unsigned>(limb_bits - free);
        rest = (magnitude[high - 1] << static_cast<unsigned>(free)) != 0;
        for (std::size_t i = 0; i + 1 < high; ++i) rest = rest || magnitude[i] != 0;
    }
    const auto value = static_cast<double>(bits | (rest ? 1U : 0U));
    const double scaled = std::ldexp(value, static_cast<int>(high) * limb_bits - free - fraction_bits);
    return negative ? -scaled : scaled;
}

}  // namespace capgap
