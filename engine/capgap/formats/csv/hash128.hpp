#pragma once

#include <cstdint>
#include <string_view>

namespace capgap::csv {

struct Hash128 {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
};

/// SipHash-2-4 with 128 bits of output (Aumasson and Bernstein, INDOCRYPT 2012, and their reference code). Two different texts share it by chance
/// only.
[[nodiscard]] Hash128 hash128(std::string_view text, std::uint64_t key_low = 0, std::uint64_t key_high = 0) noexcept;

}  // namespace capgap::csv
