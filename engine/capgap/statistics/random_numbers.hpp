#pragma once

#include <array>
#include <cstdint>

namespace capgap {

/// Random numbers by counter (Philox4x32, ten rounds [Salmon2011]): a number depends on what it is drawn for, not on what was drawn before it, so
/// that threads and the order of people leave no trace.
class RandomNumbers {
public:
    /// `stream`: numbers of different streams have nothing to do with each other.
    RandomNumbers(std::uint32_t seed, std::uint32_t stream) noexcept : seed_(seed), stream_(stream) {}

    /// Two independent numbers, uniform between 0 and 1, neither of which they are.
    [[nodiscard]] std::array<double, 2> uniform(std::uint64_t who, std::uint64_t when) const noexcept;
    /// 128 bits.
    [[nodiscard]] std::array<std::uint32_t, 4> bits(std::uint64_t who, std::uint64_t when) const noexcept;

private:
    std::uint32_t seed_;
    std::uint32_t stream_;
};

}  // namespace capgap
