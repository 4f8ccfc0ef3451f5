#include <capgap/statistics/random_numbers.hpp>

#include <Random123/philox.h>

namespace capgap {

namespace {

constexpr std::uint32_t low_half(std::uint64_t number) {
    return static_cast<std::uint32_t>(number);
}
constexpr std::uint32_t high_half(std::uint64_t number) {
    return static_cast<std::uint32_t>(number >> 32U);
}

/// In the middle of one of 2^52 equal parts of the unit interval: with one bit more, the last middle would be rounded to 1.
double between_0_and_1(std::uint32_t high, std::uint32_t low) {
    const std::uint64_t part = (std::uint64_t{high} << 32U | low) >> 12U;
    return (static_cast<double>(part) + 0.5) * 0x1p-52;
}

}  // namespace

std::array<std::uint32_t, 4> RandomNumbers::bits(std::uint64_t who, std::uint64_t when) const noexcept {
    const r123::Philox4x32::ctr_type counter{{low_half(who), high_half(who), low_half(when), high_half(when)}};
    const r123::Philox4x32::key_type key{{seed_, stream_}};
    const auto out = r123::Philox4x32()(counter, key);
    return {out[0], out[1], out[2], out[3]};
}

std::array<double, 2> RandomNumbers::uniform(std::uint64_t who, std::uint64_t when) const noexcept {
    const auto drawn = bits(who, when);
    return {between_0_and_1(drawn[0], drawn[1]), between_0_and_1(drawn[2], drawn[3])};
}

}  // namespace capgap
