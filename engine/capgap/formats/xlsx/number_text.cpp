#include <capgap/formats/xlsx/number_text.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>

namespace capgap::xlsx {

namespace {

constexpr std::int64_t seconds_a_day = 86'400;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// What the letters of a format code outside quotes, brackets and escapes are.
struct Letters {
    bool year_or_day = false;
    bool month_or_minute = false;
    bool hour_or_second = false;
    bool elapsed = false;  ///< [h], [mm], [ss]

    explicit Letters(std::string_view code) {
        for (std::size_t i = 0; i < code.size(); ++i) {
            const char c = lower(code[i]);
            if (c == ';') break;  // what follows is for negative numbers
            if (c == '\\' || c == '_' || c == '*') {
                ++i;
            } else if (c == '"') {
                i = std::min(code.find('"', i + 1), code.size());
            } else if (c == '[') {
                const std::size_t end = std::min(code.find(']', i), code.size());
                take_bracket(code.substr(i + 1, end - i - 1));
                i = end;
            } else {
                year_or_day = year_or_day || c == 'y' || c == 'd';
                month_or_minute = month_or_minute || c == 'm';
                hour_or_second = hour_or_second || c == 'h' || c == 's';
            }
        }
    }

private:
    void take_bracket(std::string_view inside) {
        if (inside.empty()) return;
        const char first = lower(inside.front());
        const bool same = std::all_of(inside.begin(), inside.end(), [first](char c) { return lower(c) == first; });
        elapsed = elapsed || (same && (first == 'h' || first == 'm' || first == 's'));
    }
};

bool is_general(std::string_view code) {
    constexpr std::string_view general = "general";
    return std::equal(code.begin(), code.end(), general.begin(), general.end(), [](char a, char b) { return lower(a) == b; });
}

std::string two_digits(std::int64_t number) {
    return number < 10 ? '0' + std::to_string(number) : std::to_string(number);
}

std::string clock_text(std::int64_t seconds) {
    return two_digits(seconds / 3600) + ':' + two_digits(seconds / 60 % 60) + ':' + two_digits(seconds % 60);
}

std::string day_text(std::int64_t serial, bool from_1904) {
    using namespace std::chrono;
    // Spreadsheets count a 29 February 1900 that never was, as their first one did.
    const sys_days start = from_1904 ? sys_days{year{1904} / 1 / 1} : serial > 60 ? sys_days{year{1899} / 12 / 30} : sys_days{year{1899} / 12 / 31};
    const year_month_day day{start + days{serial}};
    return std::to_string(static_cast<int>(day.year())) + '-' + two_digits(static_cast<unsigned>(day.month())) + '-' +
           two_digits(static_cast<unsigned>(day.day()));
}

/// Nothing where the number is no moment that spreadsheets know.
std::optional<std::string> moment_text(double value, NumberKind kind, bool from_1904) {
    constexpr double end_of_9999 = 2'958'466;
    if (!(value >= 0 && value < end_of_9999)) return std::nullopt;
    const auto seconds = static_cast<std::int64_t>(std::llround(value * static_cast<double>(seconds_a_day)));
    if (kind == NumberKind::duration || (kind == NumberKind::time && seconds < seconds_a_day)) return clock_text(seconds);
    const std::int64_t serial = seconds / seconds_a_day;
    if (!from_1904 && (serial == 0 || serial == 60)) return std::nullopt;
    const std::int64_t rest = seconds % seconds_a_day;
    return day_text(serial, from_1904) + (rest == 0 ? "" : 'T' + clock_text(rest));
}

std::string plain_text(double value) {
    std::array<char, 64> digits;
    const auto general = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::general, 15);
    std::string out(digits.data(), general.ptr);
    if (out.find('e') == std::string::npos || std::abs(value) >= 1e21 || std::abs(value) < 1e-6) return out == "-0" ? "0" : out;
    double rounded = 0;  // the exponent goes, the 15 digits stay
    std::from_chars(out.data(), out.data() + out.size(), rounded);
    const auto fixed = std::to_chars(digits.data(), digits.data() + digits.size(), rounded, std::chars_format::fixed);
    return {digits.data(), fixed.ptr};
}

bool is_whole(std::string_view stored) {
    if (stored.starts_with('-')) stored.remove_prefix(1);
    if (stored.empty() || stored.size() > 40 || (stored.front() == '0' && stored.size() > 1)) return false;
    return std::all_of(stored.begin(), stored.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

NumberKind kind_of_format(std::string_view code) {
    if (is_general(code)) return NumberKind::plain;
    const Letters letters(code);
    if (letters.elapsed) return NumberKind::duration;
    if (letters.year_or_day) return NumberKind::date;
    if (letters.hour_or_second) return NumberKind::time;
    return letters.month_or_minute ? NumberKind::date : NumberKind::plain;
}

NumberKind kind_of_builtin(unsigned long id) noexcept {
    if (id == 46) return NumberKind::duration;
    if ((id >= 18 && id <= 21) || id == 45 || id == 47) return NumberKind::time;
    if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return NumberKind::date;
    return NumberKind::plain;
}

std::string number_text(std::string_view stored, NumberKind kind, bool from_1904) {
    if (kind == NumberKind::plain && is_whole(stored)) return std::string(stored);
    double value = 0;
    const auto [end, problem] = std::from_chars(stored.data(), stored.data() + stored.size(), value);
    if (problem != std::errc{} || end != stored.data() + stored.size() || !std::isfinite(value)) return std::string(stored);
    if (kind != NumberKind::plain) {
        if (auto moment = moment_text(value, kind, from_1904)) return std::move(*moment);
    }
    return plain_text(value);
}

}  // namespace capgap::xlsx
