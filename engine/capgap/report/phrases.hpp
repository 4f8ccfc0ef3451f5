#pragma once

#include <capgap/report/texts.hpp>
#include <capgap/statistics/interval.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Numbers, dates and lists as a language writes them. Shares are 0..1 and are written "in 100".
namespace capgap::phrase {

/// "9,800".
[[nodiscard]] std::string number(std::int64_t value, const Texts& texts);
/// "1.72", with so many places.
[[nodiscard]] std::string decimal(double value, int places, const Texts& texts);
/// A number of people as an estimate: two digits that count, and no more than that. "1,900" for 1,873; whole below 100.
[[nodiscard]] std::string about_people(double people, const Texts& texts);
/// "2 March 2026" for 2026-03-02. What is no date stays as it is.
[[nodiscard]] std::string date(std::string_view iso, const Texts& texts);
/// "a", "a and b", "a, b and c".
[[nodiscard]] std::string list_of(const std::vector<std::string>& parts, const Texts& texts);
/// In the quotation marks of the language, so that a title stands in a sentence whatever its grammar.
[[nodiscard]] std::string quoted(std::string_view title, const Texts& texts);
/// The name of a language within a sentence, small where the language of the report writes it so.
[[nodiscard]] std::string language_name(std::string title, const Texts& texts);

/// Nearest whole number; "<1" and ">99" for what is not none and not all.
[[nodiscard]] std::string in_100(double share, const Texts& texts);
/// "60–64", each end rounded away from the middle, so that an interval never looks narrower than it is.
[[nodiscard]] std::string in_100(const Interval& interval, const Texts& texts);
[[nodiscard]] int floor_in_100(double share);
[[nodiscard]] int ceil_in_100(double share);

/// A share for a sentence, rounded to what its interval allows: to 1 where the interval reaches less than 2.5 to a side, to 5 below 10, else to 10;
/// to 5 where there is no interval; to 1 where everyone was counted (no width). Never 0 or 100 for what is not none and not all.
[[nodiscard]] int rounded_in_100(double share, const std::optional<Interval>& interval);

}  // namespace capgap::phrase
