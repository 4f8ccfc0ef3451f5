#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace capgap {

/// A day of the calendar written YYYY-MM-DD (ISO 8601); nothing for anything else, as 2026-02-29 or 2026-3-2.
[[nodiscard]] std::optional<std::chrono::year_month_day> parse_date(std::string_view text);

}  // namespace capgap
