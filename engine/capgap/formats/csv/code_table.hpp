#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace capgap::csv {

/// Text -> small code for the cells of a column, made for cells of which most have one character, and nearly all at most sixteen: an empty cell and
/// one byte are looked up directly; up to sixteen bytes are compared as two words; only longer ones as text.
class CodeTable {
public:
    static constexpr std::int32_t not_found = std::numeric_limits<std::int32_t>::min();

    /// Of two entries with the same text the first counts.
    explicit CodeTable(std::vector<std::pair<std::string, std::int32_t>> entries);

    std::int32_t find(std::string_view text) const noexcept {
        if (text.size() == 1) return of_byte_[static_cast<unsigned char>(text.front())];
        return text.empty() ? of_nothing_ : find_longer(text);
    }

private:
    struct Key {
        std::uint64_t head = 0;
        std::uint64_t tail = 0;
        std::size_t size = 0;
    };
    struct Slot {
        Key key;
        std::int32_t code = not_found;  ///< not_found: the slot is free
        std::uint32_t entry = 0;
    };

    template <class Word>
    static std::uint64_t load(const char* bytes) noexcept {
        Word word;
        std::memcpy(&word, bytes, sizeof word);
        return word;
    }

    /// Up to sixteen bytes are all in the key (those in the middle may be there twice).
    static Key key_of(std::string_view text) noexcept {
        const char* const begin = text.data();
        const char* const end = begin + text.size();
        if (text.size() >= 8) return {load<std::uint64_t>(begin), load<std::uint64_t>(end - 8), text.size()};
        if (text.size() >= 4) return {load<std::uint32_t>(begin), load<std::uint32_t>(end - 4), text.size()};
        return {load<std::uint16_t>(begin), load<std::uint16_t>(end - 2), text.size()};
    }
    static bool same(const Key& a, const Key& b) noexcept { return a.head == b.head && a.tail == b.tail && a.size == b.size; }

    std::size_t slot_of(const Key& key) const noexcept {
        std::uint64_t hash = key.head * 0x9E3779B97F4A7C15U;
        hash = (hash ^ (hash >> 32U) ^ key.tail ^ key.size) * 0xD6E8FEB86659FD93U;
        return static_cast<std::size_t>(hash >> shift_);
    }

    std::int32_t find_longer(std::string_view text) const noexcept {
        const Key key = key_of(text);
        for (std::size_t i = slot_of(key);; i = (i + 1) & (slots_.size() - 1)) {
            const Slot& slot = slots_[i];
            if (slot.code == not_found) return not_found;
            if (same(slot.key, key) && (text.size() <= 16 || entries_[slot.entry].first == text)) return slot.code;
        }
    }

    std::array<std::int32_t, 256> of_byte_{};
    std::int32_t of_nothing_ = not_found;
    std::vector<Slot> slots_;  ///< a power of two, at most half of them used
    unsigned shift_;           ///< leaves so many bits of a hash as number the slots
    std::vector<std::pair<std::string, std::int32_t>> entries_;
};

}  // namespace capgap::csv
