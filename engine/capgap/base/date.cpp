#include <capgap/base/date.hpp>

#include <algorithm>
#include <charconv>

namespace capgap {

namespace {

unsigned number(std::string_view digits) {
    unsigned value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace

std::optional<std::chrono::year_month_day> parse_date(std::string_view text) {
    constexpr std::string_view shape = "0000-00-00";
    const auto fits = [](char c, char place) { return place == '0' ? c >= '0' && c <= '9' : c == place; };
    if (!std::equal(text.begin(), text.end(), shape.begin(), shape.end(), fits)) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(number(text.substr(0, 4)))),
                                           std::chrono::month(number(text.substr(5, 2))), std::chrono::day(number(text.substr(8, 2)))};
    if (!date.ok()) return std::nullopt;
    return date;
}

}  // namespace capgap
