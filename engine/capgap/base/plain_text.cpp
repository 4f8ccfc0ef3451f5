#include <capgap/base/plain_text.hpp>

#include <capgap/base/ascii.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

namespace capgap {

namespace {

constexpr char32_t replacement = 0xfffd;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The character that `text` begins with, which is taken off. Bytes that are no UTF-8 become U+FFFD one by one.
char32_t take_character(std::string_view& text) {
    const auto byte = [&text](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const unsigned first = byte(0);
    const std::size_t length = first < 0x80U ? 1 : first >= 0xf0U ? 4 : first >= 0xe0U ? 3 : first >= 0xc2U ? 2 : 0;
    char32_t character = length == 1 ? first : first & (0xffU >> (length + 1));
    bool whole = length > 0 && length <= text.size();
    for (std::size_t i = 1; whole && i < length; ++i) {
        whole = (byte(i) & 0xc0U) == 0x80U;
        character = (character << 6U) | (byte(i) & 0x3fU);
    }
    text.remove_prefix(whole ? length : 1);
    return whole ? character : replacement;
}

void put_character(std::string& out, char32_t c) {
    const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xc0U | (c >> 6U));
        put(0x80U | (c & 0x3fU));
    } else if (c < 0x10000) {
        put(0xe0U | (c >> 12U));
        put(0x80U | ((c >> 6U) & 0x3fU));
        put(0x80U | (c & 0x3fU));
    } else {
        put(0xf0U | (c >> 18U));
        put(0x80U | ((c >> 12U) & 0x3fU));
        put(0x80U | ((c >> 6U) & 0x3fU));
        put(0x80U | (c & 0x3fU));
    }
}

/// The references of HTML 4.01 for U+00A0 to U+00FF (section 24.2.1), in order.
constexpr std::array<std::string_view, 96> latin_1_names{
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",   "ordf",  "laquo",  "not",    "shy",
    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",   "acute",  "micro",  "para",   "middot", "cedil", "sup1",   "ordm",   "raquo",
    "frac14", "frac12", "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig", "Ccedil", "Egrave", "Eacute",
    "Ecirc",  "Euml",   "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc", "Otilde", "Ouml",   "times",
    "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute", "acirc", "atilde", "auml",   "aring",
    "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",   "eth",   "ntilde", "ograve", "oacute",
    "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave", "uacute", "ucirc",  "uuml",   "yacute", "thorn", "yuml"};

constexpr std::array<std::pair<std::string_view, char32_t>, 17> other_names{{{"amp", U'&'},
                                                                             {"lt", U'<'},
                                                                             {"gt", U'>'},
                                                                             {"quot", U'"'},
                                                                             {"apos", U'\''},
                                                                             {"hellip", 0x2026},
                                                                             {"ndash", 0x2013},
                                                                             {"mdash", 0x2014},
                                                                             {"lsquo", 0x2018},
                                                                             {"rsquo", 0x2019},
                                                                             {"ldquo", 0x201c},
                                                                             {"rdquo", 0x201d},
                                                                             {"bull", 0x2022},
                                                                             {"euro", 0x20ac},
                                                                             {"oelig", 0x153},
                                                                             {"OElig", 0x152},
                                                                             {"thinsp", 0x2009}}};

std::optional<char32_t> numbered_character(std::string_view digits) {
    const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
    if (hexadecimal) digits.remove_prefix(1);
    std::uint32_t number = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number, hexadecimal ? 16 : 10);
    const bool is_surrogate = number >= 0xd800 && number <= 0xdfff;
    if (failure != std::errc() || end != digits.data() + digits.size() || number > 0x10ffff || is_surrogate) return std::nullopt;
    return number;
}

std::optional<char32_t> named_character(std::string_view name) {
    if (name.starts_with('#')) return numbered_character(name.substr(1));
    const auto* const latin = std::find(latin_1_names.begin(), latin_1_names.end(), name);
    if (latin != latin_1_names.end()) return 0xa0 + static_cast<char32_t>(latin - latin_1_names.begin());
    for (const auto& [other, character] : other_names) {
        if (other == name) return character;
    }
    return std::nullopt;
}

/// A reference that `text` begins with, which is taken off.
std::optional<char32_t> take_reference(std::string_view& text) {
    constexpr std::size_t longest = 12;
    const std::size_t end = text.substr(0, longest).find(';');
    if (!text.starts_with('&') || end == std::string_view::npos) return std::nullopt;
    const auto character = named_character(text.substr(1, end - 1));
    if (character) text.remove_prefix(end + 1);
    return character;
}

bool begins_in_any_case(std::string_view text, std::string_view lower_case) {
    return text.size() >= lower_case.size() &&
           std::equal(lower_case.begin(), lower_case.end(), text.begin(), [](char wanted, char c) { return wanted == lower(c); });
}

/// Takes off up to and with the end tag of `element`; everything, where it never ends.
void take_element(std::string_view& text, std::string_view element) {
    while (!text.empty() && !(text.starts_with("</") && begins_in_any_case(text.substr(2), element))) text.remove_prefix(1);
}

/// A tag or comment that `text` begins with, taken off; whether words are parted by it.
std::optional<bool> take_tag(std::string_view& text) {
    const bool is_tag = text.size() > 1 && text[0] == '<' && (is_letter(text[1]) || text[1] == '/' || text[1] == '!');
    const std::size_t end = is_tag ? text.find('>') : std::string_view::npos;
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view name = text.substr(text[1] == '/' ? 2 : 1);
    constexpr std::array<std::string_view, 10> parting{"p", "br", "div", "li", "ul", "ol", "tr", "td", "h", "table"};
    const bool parts = std::any_of(parting.begin(), parting.end(), [&](std::string_view one) {
        return begins_in_any_case(name, one) && (name.size() == one.size() || !is_letter(name[one.size()]));
    });
    const bool is_begin = text[1] != '/';
    text.remove_prefix(end + 1);
    for (const std::string_view hidden : {"script", "style"}) {
        if (is_begin && begins_in_any_case(name, hidden)) take_element(text, hidden);
    }
    return parts;
}

bool is_white_space(char32_t c) {
    return c == ' ' || (c >= 0x9 && c <= 0xd) || c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
           c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

/// What no reader sees: control characters, marks of byte order, zero-width spaces, soft hyphens, and what is no character.
bool is_invisible(char32_t c) {
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0xad || c == 0x200b || c == 0x2060 || c == 0xfeff || c == 0xfffe || c == 0xffff;
}

void put(std::string& out, char32_t character, bool& blank) {
    if (is_white_space(character)) {
        blank = true;
        return;
    }
    if (is_invisible(character)) return;
    if (blank && !out.empty()) out += ' ';
    blank = false;
    put_character(out, character);
}

/// Simple case mapping of the scripts that have case and stand in neat rows.
char32_t lower_case(char32_t c) {
    const auto in = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
    if (in('A', 'Z') || (in(0xc0, 0xde) && c != 0xd7) || (in(0x391, 0x3a9) && c != 0x3a2) || in(0x410, 0x42f)) return c + 32;
    if (in(0x400, 0x40f)) return c + 80;
    if (c == 0x178) return 0xff;
    const bool even_is_capital =
        in(0x100, 0x137) || in(0x14a, 0x177) || in(0x460, 0x481) || in(0x48a, 0x4bf) || in(0x4d0, 0x52f) || in(0x1e00, 0x1eff);
    const bool odd_is_capital = in(0x139, 0x148) || in(0x179, 0x17e);
    if ((even_is_capital && c % 2 == 0 && c != 0x130) || (odd_is_capital && c % 2 == 1)) return c + 1;
    return c;
}

char32_t usual_form(char32_t c) {
    if (c == 0x2018 || c == 0x2019 || c == 0x2bc || c == 0x60 || c == 0xb4) return '\'';
    if (c == 0x201c || c == 0x201d || c == 0x201e || c == 0xab || c == 0xbb) return '"';
    if (c >= 0x2010 && c <= 0x2015) return '-';
    return lower_case(c);
}

}  // namespace

std::string plain_text(std::string_view html) {
    std::string out;
    bool blank = false;
    while (!html.empty()) {
        if (const auto parts = take_tag(html)) {
            blank = blank || *parts;
        } else if (const auto character = take_reference(html)) {
            put(out, *character, blank);
        } else {
            put(out, take_character(html), blank);
        }
    }
    return out;
}

std::string folded(std::string_view text) {
    const std::string plain = plain_text(text);
    std::string out;
    for (std::string_view rest = plain; !rest.empty();) put_character(out, usual_form(take_character(rest)));
    while (!out.empty() && std::string_view(" :.?!*").find(out.back()) != std::string_view::npos) out.pop_back();
    return out;
}

bool can_be_written(std::string_view text) {
    while (!text.empty()) {
        const char first = text.front();
        const char32_t c = take_character(text);
        const bool is_control = (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c < 0xa0);
        if (is_control || c == 0xfeff || c == 0xfffe || c == 0xffff) return false;
        // U+FFFD as it was written begins with 0xEF; any other byte was no UTF-8.
        if (c == replacement && first != '\xef') return false;
    }
    return true;
}

}  // namespace capgap
