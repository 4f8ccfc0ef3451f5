#pragma once

#include <string>
#include <string_view>

namespace capgap::xlsx {

/// What a number stands for, by its format.
enum class NumberKind : unsigned char {
    plain,
    date,      ///< days since the beginning of 1900 or 1904, and the time of day as a fraction
    time,      ///< of day
    duration,  ///< hours beyond 24
};

/// By a format code: "yyyy-mm-dd", "[h]:mm". Texts in quotes, escaped characters, colours and conditions are no part of it.
[[nodiscard]] NumberKind kind_of_format(std::string_view code);
/// By the number of a format that every spreadsheet program knows.
[[nodiscard]] NumberKind kind_of_builtin(unsigned long id) noexcept;

/// The text of a number as it is stored, "1.1000000000000001" as "1.1". What is no number is given back as it is.
[[nodiscard]] std::string number_text(std::string_view stored, NumberKind kind, bool from_1904);

}  // namespace capgap::xlsx
