#pragma once

#include <array>
#include <cstdint>

namespace capgap {

__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

/// A sum that does not depend on the order of its terms: fixed point in 256 bits, unit 2^-120. A term is rounded once to the unit, the sum is exact,
/// and is rounded once when it is read. So the square of a weight of 10^-6 keeps all its digits beside that of one of 10^6. |term| < 2^70, |sum| <
/// 2^134.
class ExactSum {
public:
    static constexpr int fraction_bits = 120;

    constexpr ExactSum() = default;

    /// Adds `times` copies of `term`. A term that is not finite or too large throws std::logic_error: it is a bug.
    void add(double term, std::int64_t times = 1);
    /// Adds `times` copies of `other`; for small numbers, as the cost grows with it.
    void add(const ExactSum& other, unsigned times = 1);
    void subtract(const ExactSum& other);

    /// The nearest double.
    double to_double() const;

    friend constexpr bool operator==(const ExactSum&, const ExactSum&) = default;

private:
    using Limbs = std::array<std::uint64_t, 4>;

    void add_limbs(const Limbs& other);
    static Limbs negated(const Limbs& limbs);
    static Limbs shifted(UInt128 magnitude, unsigned left);

    Limbs limbs_{};  ///< two's complement, lowest first
};

}  // namespace capgap
