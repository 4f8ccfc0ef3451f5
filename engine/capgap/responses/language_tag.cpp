#include <capgap/responses/language_tag.hpp>

#include <algorithm>

namespace capgap {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

bool is_language_tag(std::string_view text) {
    bool first = true;
    while (true) {
        const std::size_t size = std::min(text.find('-'), text.size());
        const std::string_view part = text.substr(0, size);
        const bool well_formed = first ? size >= 2 && std::all_of(part.begin(), part.end(), is_letter)
                                       : size >= 1 && std::all_of(part.begin(), part.end(), [](char c) { return is_letter(c) || is_digit(c); });
        if (!well_formed || size > 8) return false;
        if (size == text.size()) return true;
        text.remove_prefix(size + 1);
        first = false;
    }
}

}  // namespace capgap
