#include <capgap/formats/csv/hash128.hpp>

#include <bit>
#include <cstddef>

namespace capgap::csv {

namespace {

struct SipState {
    std::uint64_t v0, v1, v2, v3;

    void rounds(int count) noexcept {
        while (count-- > 0) {
            v0 += v1;
            v2 += v3;
            v1 = std::rotl(v1, 13) ^ v0;
            v3 = std::rotl(v3, 16) ^ v2;
            v0 = std::rotl(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = std::rotl(v1, 17) ^ v2;
            v3 = std::rotl(v3, 21) ^ v0;
            v2 = std::rotl(v2, 32);
        }
    }

    void absorb(std::uint64_t word) noexcept {
        v3 ^= word;
        rounds(2);
        v0 ^= word;
    }

    std::uint64_t folded() const noexcept { return v0 ^ v1 ^ v2 ^ v3; }
};

/// Little-endian on any machine.
std::uint64_t word_of(std::string_view bytes) noexcept {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    return word;
}

}  // namespace

Hash128 hash128(std::string_view text, std::uint64_t key_low, std::uint64_t key_high) noexcept {
    SipState state{key_low ^ 0x736F6D6570736575U, key_high ^ 0x646F72616E646F6DU ^ 0xEEU, key_low ^ 0x6C7967656E657261U,
                   key_high ^ 0x7465646279746573U};
    const std::uint64_t size = text.size();
    for (; text.size() >= 8; text.remove_prefix(8)) state.absorb(word_of(text.substr(0, 8)));
    state.absorb(word_of(text) | size << 56U);
    state.v2 ^= 0xEEU;
    state.rounds(4);
    Hash128 hash{state.folded(), 0};
    state.v1 ^= 0xDDU;
    state.rounds(4);
    hash.high = state.folded();
    return hash;
}

}  // namespace capgap::csv
