#pragma once

#include <cmath>
#include <compare>
#include <cstdint>

namespace capgap {

__extension__ using Int128 = __int128;

/// A sum that does not depend on the order of its terms: fixed point in 128 bits, unit 2^-50. Each term is rounded once to the unit (an error of at
/// most 4.5e-16), the sum is exact, and is rounded once when it is read. Range +-1.5e23; a single term must lie within +-2^70.
class ExactSum {
public:
    static constexpr int fraction_bits = 50;

    constexpr ExactSum() = default;

    /// Adds `times` copies of `term`.
    void add(double term, std::int64_t times = 1) { units_ += units_of(term) * times; }
    void add(const ExactSum& other, std::int64_t times = 1) { units_ += other.units_ * times; }

    bool is_zero() const noexcept { return units_ == 0; }
    double to_double() const { return std::ldexp(static_cast<double>(units_), -fraction_bits); }

    friend constexpr bool operator==(const ExactSum&, const ExactSum&) = default;

private:
    static Int128 units_of(double term) {
        // A double below 2^70 scaled by 2^50 fits 128 bits; beyond 2^53 it is an integer already.
        return static_cast<Int128>(std::nearbyint(std::ldexp(term, fraction_bits)));
    }

    Int128 units_ = 0;
};

}  // namespace capgap
