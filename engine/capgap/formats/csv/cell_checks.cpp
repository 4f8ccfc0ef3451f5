#include <capgap/formats/csv/cell_checks.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

namespace capgap::csv {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::optional<double> parse_unsigned_number(std::string_view text, char mark) {
    if (mark != '.') {
        std::string with_point(text);
        for (char& c : with_point) c = c == mark ? '.' : c == '.' ? mark : c;
        return parse_unsigned_number(with_point);
    }
    const std::size_t point = text.find('.');
    const bool digits_around_point = point == std::string_view::npos || (point > 0 && point + 1 < text.size() && is_digit(text[point + 1]));
    if (text.empty() || !is_digit(text.front()) || !digits_around_point) return std::nullopt;
    double value = 0;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (wrong != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

}  // namespace capgap::csv
