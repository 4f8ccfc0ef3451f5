#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace capgap {

/// An exact decimal number with at most six places, |value| <= 10^12. Option scores, cuts and `min_answered` are decimals, so that "the score reaches
/// the cut" is decided without rounding.
class Decimal {
public:
    static constexpr std::int64_t per_unit = 1'000'000;

    constexpr Decimal() = default;
    static constexpr Decimal of_millionths(std::int64_t millionths) { return Decimal(millionths); }
    /// Digits with an optional sign and fraction ("12.5", "-3"); nothing for anything else, as an exponent or a seventh place.
    static std::optional<Decimal> parse(std::string_view text);

    /// As short as it can be written: "12.5", "-3"; parse() gives the same number back.
    std::string to_string() const;

    constexpr std::int64_t millionths() const noexcept { return millionths_; }
    constexpr double to_double() const noexcept { return static_cast<double>(millionths_) / per_unit; }

    friend constexpr auto operator<=>(const Decimal&, const Decimal&) = default;

private:
    constexpr explicit Decimal(std::int64_t millionths) : millionths_(millionths) {}
    std::int64_t millionths_ = 0;
};

}  // namespace capgap
