#include <capgap/base/exact_sum.hpp>

#include <bit>
#include <cmath>
#include <stdexcept>

namespace capgap {

namespace {

constexpr int limb_bits = 64;
constexpr int mantissa_bits = 53;
constexpr std::uint64_t exponent_field = 0x7FF;
constexpr int exponent_of_unit = 1075;                        ///< as the field has it: of doubles whose last bit is 1
constexpr int largest_exponent = exponent_of_unit - 53 + 70;  ///< |term| < 2^70

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

/// magnitude < 2^118, 0 <= left <= 137. What goes beyond the limbs is beyond any sum.
ExactSum::Limbs ExactSum::shifted(UInt128 magnitude, unsigned left) {
    const unsigned bits = left % limb_bits;
    const UInt128 low = magnitude << bits;
    const std::array<std::uint64_t, 3> words{static_cast<std::uint64_t>(low), static_cast<std::uint64_t>(low >> limb_bits),
                                             bits == 0 ? 0 : static_cast<std::uint64_t>(magnitude >> (2 * limb_bits - bits))};
    Limbs out{};
    for (std::size_t word = 0, limb = left / limb_bits; word < words.size() && limb < out.size(); ++word, ++limb) out[limb] = words[word];
    return out;
}

void ExactSum::add(double term, std::int64_t times) {
    if (term == 0 || times == 0) return;
    // A double is a whole number of 53 bits, times 2 to its exponent: taken apart bit by bit, as frexp() would be half of the cost.
    const auto bits = std::bit_cast<std::uint64_t>(term);
    const auto exponent = static_cast<int>((bits >> (mantissa_bits - 1)) & exponent_field);
    if (exponent > largest_exponent) throw std::logic_error("a term of an exact sum is not finite or too large");
    const int left = exponent - exponent_of_unit + fraction_bits;
    const UInt128 copies = times < 0 ? -static_cast<UInt128>(Int128{times}) : static_cast<UInt128>(times);
    Limbs limbs{};
    if (left >= 0) {
        constexpr std::uint64_t leading = std::uint64_t{1} << (mantissa_bits - 1);
        limbs = shifted(copies * ((bits & (leading - 1)) | leading), static_cast<unsigned>(left));
    } else {
        limbs = shifted(copies * static_cast<std::uint64_t>(std::nearbyint(std::ldexp(std::fabs(term), fraction_bits))), 0);
    }
    add_limbs((term < 0) == (times < 0) ? limbs : negated(limbs));
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
    // A power of two between 2^-183 and 2^72, and a result of at least 2^-120: exact, and without the detours of ldexp().
    constexpr int bias = 1023;
    const auto exponent = static_cast<std::uint64_t>(bias + static_cast<int>(high) * limb_bits - free - fraction_bits);
    const double scaled = value * std::bit_cast<double>(exponent << (mantissa_bits - 1));
    return negative ? -scaled : scaled;
}

}  // namespace capgap
