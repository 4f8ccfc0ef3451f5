#include <capgap/formats/yaml/scalar_text.hpp>

#include <capgap/base/plain_text.hpp>

#include <algorithm>
#include <array>

namespace capgap::yaml {

namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// What YAML 1.1 reads as a truth value, a nothing or a number.
bool is_a_word_of_yaml(std::string_view text) {
    constexpr std::array<std::string_view, 12> words{"y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf", "x"};
    std::string lower(text);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return std::find(words.begin(), words.end(), lower) != words.end();
}

bool is_plain(std::string_view text) {
    constexpr std::size_t longest = 64;
    if (text.empty() || text.size() > longest || !is_letter(text.front()) || is_a_word_of_yaml(text)) return false;
    return std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.'; });
}

}  // namespace

std::string scalar_text(std::string_view text) {
    if (is_plain(text)) return std::string(text);
    std::string out = "\"";
    for (const char c : text) {
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\t': out += "\\t"; break;
            default: out += c;
        }
    }
    return out + '"';
}

std::string comment_text(std::string_view text, std::string_view indentation) {
    // A comment is for people: what they would not see is not written, and a line end would end it.
    std::string words;
    for (const char c : text) words += c == '<' ? std::string("&lt;") : c == '&' ? std::string("&amp;") : std::string(1, c);
    return std::string(indentation) + "# " + plain_text(words) + '\n';
}

}  // namespace capgap::yaml
