#include <capgap/report/phrases.hpp>

#include <capgap/base/date.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace capgap::phrase {

namespace {

/// Rounding of stored numbers (six decimals, sums of weights) must not move an end over a whole number.
constexpr double noise = 1e-9;

/// Whole digits, perhaps with a sign before them, in groups of three.
std::string grouped(std::string digits, const std::string& separator) {
    const std::size_t sign = !digits.empty() && digits.front() == '-' ? 1 : 0;
    for (std::size_t from_end = 3; from_end + sign < digits.size(); from_end += 3 + separator.size())
        digits.insert(digits.size() - from_end, separator);
    return digits;
}

int nearest(double value, int step) {
    return static_cast<int>(std::lround(value / step)) * step;
}

}  // namespace

std::string number(std::int64_t value, const Texts& texts) {
    return grouped(std::to_string(value), texts.say("format.thousands"));
}

std::string decimal(double value, int places, const Texts& texts) {
    std::array<char, 512> buffer{};
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, places);
    std::string digits(buffer.data(), written.ptr);
    if (digits.front() == '-' && digits.find_first_of("123456789") == std::string::npos) digits.erase(0, 1);
    const std::size_t point = digits.find('.');
    std::string out = grouped(digits.substr(0, point), texts.say("format.thousands"));
    if (point != std::string::npos) out += texts.say("format.decimal") + digits.substr(point + 1);
    return out;
}

std::string about_people(double people, const Texts& texts) {
    double unit = 1;
    while (people / unit >= 100) unit *= 10;
    return number(static_cast<std::int64_t>(std::llround(people / unit) * std::llround(unit)), texts);
}

std::string date(std::string_view iso, const Texts& texts) {
    const auto day = parse_date(iso);
    if (!day) return std::string(iso);
    static constexpr std::array<const char*, 12> months = {"january", "february", "march",     "april",   "may",      "june",
                                                           "july",    "august",   "september", "october", "november", "december"};
    const unsigned of_month = static_cast<unsigned>(day->day());
    return texts.say("format.date", {{"day", of_month == 1 ? texts.say("format.first_day") : std::to_string(of_month)},
                                     {"month", texts.say(std::string("format.month.") + months[static_cast<unsigned>(day->month()) - 1])},
                                     {"year", std::to_string(static_cast<int>(day->year()))}});
}

std::string list_of(const std::vector<std::string>& parts, const Texts& texts) {
    if (parts.empty()) return {};
    std::string out = parts.front();
    for (std::size_t i = 1; i < parts.size(); ++i) {
        out = texts.say(i + 1 == parts.size() ? "format.list_last" : "format.list_next", {{"list", out}, {"next", parts[i]}});
    }
    return out;
}

std::string language_name(std::string title, const Texts& texts) {
    if (title.empty() || texts.say("format.language_names") != "lower") return title;
    constexpr char to_small = 0x20;  // in ASCII, and in the second byte of U+00C0 to U+00DE ("É")
    const auto byte = [&title](std::size_t i) { return static_cast<unsigned char>(title[i]); };
    if (byte(0) >= 'A' && byte(0) <= 'Z') title[0] = static_cast<char>(title[0] + to_small);
    if (title.size() > 1 && byte(0) == 0xC3 && byte(1) >= 0x80 && byte(1) <= 0x9E && byte(1) != 0x97)
        title[1] = static_cast<char>(title[1] + to_small);
    return title;
}

std::string quoted(std::string_view title, const Texts& texts) {
    return texts.say("format.quoted", {{"title", std::string(title)}});
}

std::string in_100(double share, const Texts& texts) {
    const int rounded = nearest(100 * share, 1);
    if (rounded == 0 && share > 0) return texts.say("format.less_than", {{"number", "1"}});
    if (rounded == 100 && share < 1) return texts.say("format.more_than", {{"number", "99"}});
    return std::to_string(rounded);
}

std::string in_100(const Interval& interval, const Texts& texts) {
    return texts.say("format.interval", {{"low", std::to_string(floor_in_100(interval.low))}, {"high", std::to_string(ceil_in_100(interval.high))}});
}

int floor_in_100(double share) {
    return std::clamp(static_cast<int>(std::floor(100 * share + noise)), 0, 100);
}

int ceil_in_100(double share) {
    return std::clamp(static_cast<int>(std::ceil(100 * share - noise)), 0, 100);
}

int rounded_in_100(double share, const std::optional<Interval>& interval) {
    const double reach = interval ? 50 * (interval->high - interval->low) : 5;
    for (const int step : {10, 5}) {
        if (step == 10 ? reach < 10 : reach < 2.5) continue;
        const int rounded = nearest(100 * share, step);
        if (rounded > 0 && rounded < 100) return rounded;
    }
    const int rounded = nearest(100 * share, 1);
    if (rounded == 0 && share > 0) return 1;
    return rounded == 100 && share < 1 ? 99 : rounded;
}

}  // namespace capgap::phrase
