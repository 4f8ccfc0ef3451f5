#pragma once

#include <string>
#include <string_view>

namespace capgap {

/// A text that people wrote, as it may stand in a cell. Spreadsheets take a cell of a CSV file that begins with = + - @, a tab or a carriage return
/// for a formula, also one that they have saved themselves from a harmless text cell: such a text gets an apostrophe in front. So does one that
/// begins with an apostrophe, so that taking one away gives back what was written. Ids of the files that people write cannot begin so.
[[nodiscard]] inline std::string neutralised(std::string_view text) {
    static constexpr std::string_view dangerous = "=+-@\t\r'";
    std::string out;
    if (!text.empty() && dangerous.find(text.front()) != std::string_view::npos) out += '\'';
    return out += text;
}

}  // namespace capgap
