#include <capgap/base/location.hpp>

#include <algorithm>

namespace capgap {

bool is_sheet(std::string_view file) {
    constexpr std::string_view ending = ".xlsx!";
    const auto same = [](char a, char b) { return a == b || (a >= 'A' && a <= 'Z' && a - 'A' + 'a' == b); };
    return std::search(file.begin(), file.end(), ending.begin(), ending.end(), same) != file.end();
}

std::string column_letters(std::uint32_t column) {
    std::string out;
    for (; column > 0; column = (column - 1) / 26) out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
    return out;
}

std::string to_string(const Location& at) {
    if (at.line == 0) return at.file;
    if (!is_sheet(at.file)) return at.file + ':' + std::to_string(at.line) + (at.column == 0 ? "" : ':' + std::to_string(at.column));
    return at.file + (at.column == 0 ? "!row " : '!' + column_letters(at.column)) + std::to_string(at.line);
}

}  // namespace capgap
