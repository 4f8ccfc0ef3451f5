#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace capgap {

/// A place in something a person wrote. Lines and columns count from 1; 0 means "the whole file" or "the whole line". A column of a CSV file is the
/// number of the field, of a YAML file the number of the character. In a workbook the file is "round.xlsx!Targets", the line a row of that sheet, and
/// the column a column of it.
struct Location {
    std::string file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    friend bool operator==(const Location&, const Location&) = default;
};

/// Whether a file is a sheet of a workbook: "round.xlsx!Targets".
[[nodiscard]] bool is_sheet(std::string_view file);

/// The letters that spreadsheets give the columns, from 1: "A" to "Z", "AA".
[[nodiscard]] std::string column_letters(std::uint32_t column);

/// "file:line:column", or "round.xlsx!Targets!C14"; without what is 0.
[[nodiscard]] std::string to_string(const Location& at);

}  // namespace capgap
