#include <capgap/formats/csv/utf8.hpp>

namespace capgap::csv {

namespace {

bool is_white_space(char c) noexcept {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// Bytes of the well-formed character in front of `text` (not empty); 0 if there is none.
std::size_t character_size(std::string_view text) noexcept {
    const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto within = [&](std::size_t i, unsigned low, unsigned high) { return i < text.size() && byte(i) >= low && byte(i) <= high; };
    const auto continues = [&](std::size_t i) { return within(i, 0x80, 0xBF); };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const unsigned low = first == 0xE0 ? 0xA0 : 0x80;   // below: overlong
        const unsigned high = first == 0xED ? 0x9F : 0xBF;  // above: a surrogate
        return within(1, low, high) && continues(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const unsigned low = first == 0xF0 ? 0x90 : 0x80;
        const unsigned high = first == 0xF4 ? 0x8F : 0xBF;  // above U+10FFFF
        return within(1, low, high) && continues(2) && continues(3) ? 4 : 0;
    }
    return 0;
}

}  // namespace

bool is_utf8(std::string_view text) noexcept {
    return !first_not_utf8(text);
}

std::optional<std::size_t> first_not_utf8(std::string_view text) noexcept {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t size = character_size(text.substr(at));
        if (size == 0) return at;
        at += size;
    }
    return std::nullopt;
}

std::string hexadecimal(char byte) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    const auto value = static_cast<unsigned char>(byte);
    return {'0', 'x', digits[value >> 4U], digits[value & 15U]};
}

bool is_ascii_without_nul(std::string_view text) noexcept {
    unsigned bad = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        bad |= static_cast<unsigned char>(byte | (byte - 1U));  // the high bit is set by 128 to 255, and by 0 - 1
    }
    return (bad & 0x80U) == 0;
}

std::string_view trimmed(std::string_view text) noexcept {
    for (;;) {
        if (text.starts_with(byte_order_mark)) {
            text.remove_prefix(byte_order_mark.size());
        } else if (text.ends_with(byte_order_mark)) {
            text.remove_suffix(byte_order_mark.size());
        } else if (!text.empty() && is_white_space(text.front())) {
            text.remove_prefix(1);
        } else if (!text.empty() && is_white_space(text.back())) {
            text.remove_suffix(1);
        } else {
            return text;
        }
    }
}

}  // namespace capgap::csv
