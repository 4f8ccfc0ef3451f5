#pragma once

#include <cstdint>

namespace capgap {

/// Numbers modulo 2^61 - 1.
class Residue {
public:
    static constexpr std::uint64_t prime = (std::uint64_t{1} << 61) - 1;

    constexpr Residue() = default;
    constexpr explicit Residue(std::uint64_t value) : value_(reduced((value & prime) + (value >> 61))) {}
    static constexpr Residue of(std::int64_t value) {
        return value < 0 ? -Residue(0 - static_cast<std::uint64_t>(value)) : Residue(static_cast<std::uint64_t>(value));
    }

    constexpr std::uint64_t value() const { return value_; }
    constexpr bool is_zero() const { return value_ == 0; }
    constexpr Residue operator+(Residue other) const { return exactly(reduced(value_ + other.value_)); }
    constexpr Residue& operator+=(Residue other) { return *this = *this + other; }
    constexpr Residue operator-() const { return exactly(value_ == 0 ? 0 : prime - value_); }
    constexpr Residue operator*(Residue other) const {
        const UInt128 product = static_cast<UInt128>(value_) * other.value_;
        return exactly(reduced(static_cast<std::uint64_t>(product & prime) + static_cast<std::uint64_t>(product >> 61)));
    }
    /// By Fermat: the power prime - 2.
    constexpr Residue inverse() const {
        if (value_ == 1 || value_ == prime - 1) return *this;  // nearly always
        if (value_ == 1 || value_ == prime - 1) return *this;  // nearly all factors are 1 or -1
        Residue result(1);
        Residue square = *this;
        for (std::uint64_t exponent = prime - 2; exponent > 0; exponent >>= 1) {
            if ((exponent & 1) != 0) result = result * square;
            square = square * square;
        }
        return result;
    }

    /// The i-th number of a fixed sequence, never 0 (splitmix64).
    static constexpr Residue drawn(std::uint64_t i) {
        std::uint64_t z = (i + 1) * 0x9e3779b97f4a7c15U;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        z ^= z >> 31;
        return Residue(1 + z % (prime - 1));
    }

private:
    __extension__ using UInt128 = unsigned __int128;

    static constexpr std::uint64_t reduced(std::uint64_t below_twice) { return below_twice >= prime ? below_twice - prime : below_twice; }
    static constexpr Residue exactly(std::uint64_t value) {
        Residue out;
        out.value_ = value;
        return out;
    }

    std::uint64_t value_ = 0;
};

}  // namespace capgap
