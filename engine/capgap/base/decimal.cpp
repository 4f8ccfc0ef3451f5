#include <capgap/base/decimal.hpp>

namespace capgap {

std::optional<Decimal> Decimal::parse(std::string_view text) {
    constexpr std::int64_t limit = 1'000'000'000'000;
    bool negative = false;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    std::int64_t value = 0;
    int places = -1;  // -1 before the point, else the number of places read
    bool any_digit = false;
    for (const char c : text) {
        if (c == '.' && places < 0) {
            places = 0;
            continue;
        }
        if (c < '0' || c > '9' || places == 6) return std::nullopt;
        if (value > limit * per_unit / 10 - 1) return std::nullopt;
        any_digit = true;
        value = value * 10 + (c - '0');
        if (places >= 0) ++places;
    }
    if (!any_digit || places == 0) return std::nullopt;
    for (int place = places < 0 ? 0 : places; place < 6; ++place) {
        if (value > limit * per_unit / 10) return std::nullopt;
        value *= 10;
    }
    return Decimal(negative ? -value : value);
}

std::string Decimal::to_string() const {
    const std::uint64_t magnitude = millionths_ < 0 ? 0 - static_cast<std::uint64_t>(millionths_) : static_cast<std::uint64_t>(millionths_);
    std::string places = std::to_string(magnitude % per_unit + per_unit);
    places.front() = '.';
    places.erase(places.find_last_not_of("0.") + 1);
    std::string whole = std::to_string(magnitude / per_unit);
    if (millionths_ < 0) whole.insert(whole.begin(), '-');
    return whole + places;
}

}  // namespace capgap
