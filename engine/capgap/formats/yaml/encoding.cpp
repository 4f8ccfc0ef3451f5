#include <capgap/formats/yaml/encoding.hpp>

#include <capgap/formats/yaml/codes.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

namespace capgap::yaml {

namespace {

unsigned byte_at(std::string_view bytes, std::size_t offset) {
    return static_cast<unsigned char>(bytes[offset]);
}

std::string hex(std::uint32_t value, int digits) {
    static constexpr char all_digits[] = "0123456789ABCDEF";
    std::string out;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) out += all_digits[(value >> static_cast<unsigned>(shift)) & 15U];
    return out;
}

struct Character {
    char32_t code = 0;
    std::size_t length = 0;  ///< in bytes; 0: no UTF-8
};

/// RFC 3629: no overlong forms, no surrogates, nothing beyond U+10FFFF.
Character decode(std::string_view bytes, std::size_t offset) {
    const unsigned first = byte_at(bytes, offset);
    if (first < 0x80U) return {first, 1};
    const std::size_t length = first >= 0xf0U ? 4 : first >= 0xe0U ? 3 : 2;
    if (first < 0xc2U || first > 0xf4U || offset + length > bytes.size()) return {};
    char32_t code = first & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const unsigned next = byte_at(bytes, offset + i);
        if ((next & 0xc0U) != 0x80U) return {};
        code = (code << 6U) | (next & 0x3fU);
    }
    const bool overlong = (length == 3 && code < 0x800U) || (length == 4 && code < 0x10000U);
    const bool surrogate = code >= 0xd800U && code <= 0xdfffU;
    if (overlong || surrogate || code > 0x10ffffU) return {};
    return {code, length};
}

/// The marks of the other encodings, and what such a file looks like without one: every second byte of "capgap" is 0.
bool is_wider_encoding(std::string_view bytes) {
    if (bytes.substr(0, 2) == "\xff\xfe" || bytes.substr(0, 2) == "\xfe\xff") return true;
    const std::string_view head = bytes.substr(0, 4);
    return head.size() == 4 && std::count(head.begin(), head.end(), '\0') >= 2;
}

std::string control_message(char32_t code) {
    if (code == 0xfeffU) return "a byte-order mark (U+FEFF) inside the text; it cannot be seen, and makes two equal words differ";
    if (code == '\r') return "a carriage return without a line feed; lines end with a line feed";
    return "the control character U+" + hex(code, 4) + ", which no text may hold";
}

}  // namespace

bool is_text_character(char32_t character) {
    if (character < 0x20U) return character == '\t' || character == '\n';
    if (character < 0x7fU) return true;
    if (character < 0xa0U) return character == 0x85U;
    if (character >= 0xd800U && character <= 0xdfffU) return false;
    return character <= 0x10ffffU && character != 0xfeffU && character != 0xfffeU && character != 0xffffU;
}

bool check_encoding(std::string_view bytes, const Places& places, Problems& problems) {
    if (is_wider_encoding(bytes)) {
        problems.add(error(codes::utf16_or_utf32, places.whole_file(), "the file is not UTF-8, but an encoding with two or four bytes per character",
                           "save it as UTF-8: many editors offer it under 'Save as'"));
        return false;
    }
    bool is_text = true;
    for (std::size_t offset = 0; offset < bytes.size() && !problems.full();) {
        const Character character = decode(bytes, offset);
        if (character.length == 0) {
            problems.add(error(codes::not_utf8, places.at(offset),
                               "what stands here is not in the encoding UTF-8 (byte " + hex(byte_at(bytes, offset), 2) + ")",
                               "save the file as UTF-8: many editors offer it under 'Save as'"));
            return false;
        }
        const bool ends_line = character.code == '\r' && offset + 1 < bytes.size() && bytes[offset + 1] == '\n';
        if (!is_text_character(character.code) && !ends_line) {
            problems.add(error(codes::control_character, places.at(offset), control_message(character.code), "take it out"));
            is_text = false;
        }
        offset += character.length;
    }
    return is_text && !problems.full();
}

}  // namespace capgap::yaml
