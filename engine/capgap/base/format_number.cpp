#include <capgap/base/format_number.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string_view>

namespace capgap {

namespace {

constexpr int decimals = 6;
constexpr std::uint64_t millionth = 1'000'000;
constexpr std::size_t longest_number = std::numeric_limits<double>::max_exponent10 + decimals + 4;  // sign, point, a digit more

}  // namespace

namespace {

/// `millionths` without zeros at the end.
void append_millionths(std::string& to, std::int64_t millionths) {
    if (millionths < 0) to += '-';
    const auto magnitude = static_cast<std::uint64_t>(millionths < 0 ? -millionths : millionths);
    append_whole(to, static_cast<std::int64_t>(magnitude / millionth));
    std::uint64_t fraction = magnitude % millionth;
    if (fraction == 0) return;
    std::array<char, decimals + 1> text{'.'};
    for (std::size_t place = decimals; place > 0; --place, fraction /= 10) text[place] = static_cast<char>('0' + fraction % 10);
    std::string_view shown(text.data(), text.size());
    shown.remove_suffix(shown.size() - 1 - shown.find_last_not_of('0'));
    to += shown;
}

void append_exactly(std::string& to, double value) {
    std::array<char, longest_number> digits{};
    const char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, decimals).ptr;
    std::string_view text(digits.data(), static_cast<std::size_t>(end - digits.data()));
    text.remove_suffix(text.size() - 1 - text.find_last_not_of('0'));
    if (text.ends_with('.')) text.remove_suffix(1);
    to += text == "-0" ? "0" : text;
}

}  // namespace

void append_number(std::string& to, double value) {
    if (!std::isfinite(value)) throw std::logic_error("a result that is not a finite number");
    // Nearly all numbers are far enough from the middle of two millionths that one rounding of the product cannot matter: it is below 0.0001 here.
    constexpr double small_enough = 1e12;
    const double scaled = value * static_cast<double>(millionth);
    if (std::fabs(scaled) < small_enough) {
        const auto nearest = static_cast<std::int64_t>(scaled + std::copysign(0.5, scaled));
        if (std::fabs(scaled - static_cast<double>(nearest)) < 0.499) return append_millionths(to, nearest);
    }
    append_exactly(to, value);
}

void append_whole(std::string& to, std::int64_t value) {
    std::array<char, 24> digits{};
    to.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
}

std::string format_number(std::optional<double> value) {
    std::string out;
    if (value) append_number(out, *value);
    return out;
}

}  // namespace capgap
