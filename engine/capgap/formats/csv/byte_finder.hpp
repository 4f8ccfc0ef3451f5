#pragma once

#include <boost/endian/conversion.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>

namespace capgap::csv {

/// The places of a byte in a text, one after the other: eight bytes are looked at together, as it stands in every second place of a line of answers.
class ByteFinder {
public:
    ByteFinder(char byte, const char* begin, const char* end) : pattern_(ones * static_cast<unsigned char>(byte)), word_(begin), end_(end) { look(); }

    /// The next place; the end after the last one.
    const char* next() {
        while (found_ == 0) {
            if (word_ == end_) return end_;
            word_ = end_ - word_ < width ? end_ : word_ + width;
            look();
        }
        const char* const at = word_ + std::countr_zero(found_) / 8;
        found_ &= found_ - 1;
        return at;
    }

private:
    static constexpr std::ptrdiff_t width = 8;
    static constexpr std::uint64_t ones = 0x0101010101010101U;
    static constexpr std::uint64_t low_bits = 0x7F7F7F7F7F7F7F7FU;

    /// Marks the highest bit of each byte of the word that is the one sought.
    void look() {
        std::uint64_t word = 0;
        if (end_ - word_ >= width) {
            word = boost::endian::load_little_u64(reinterpret_cast<const unsigned char*>(word_));
        } else {
            for (std::ptrdiff_t i = 0; i < end_ - word_; ++i)
                word |= std::uint64_t{static_cast<unsigned char>(word_[i])} << (8U * static_cast<unsigned>(i));
        }
        const std::uint64_t other = word ^ pattern_;
        found_ = ~(((other & low_bits) + low_bits) | other | low_bits);
    }

    std::uint64_t pattern_;
    const char* word_;
    const char* end_;
    std::uint64_t found_ = 0;
};

/// How often a byte stands in a text. In sums of a byte each, which compilers add sixteen at a time.
inline std::size_t count_of(char byte, const char* begin, const char* end) {
    constexpr std::ptrdiff_t most = 255;
    std::size_t count = 0;
    while (begin != end) {
        const char* const stop = end - begin > most ? begin + most : end;
        std::uint8_t here = 0;
        for (; begin != stop; ++begin) here = static_cast<std::uint8_t>(here + (*begin == byte ? 1 : 0));
        count += here;
    }
    return count;
}

}  // namespace capgap::csv
