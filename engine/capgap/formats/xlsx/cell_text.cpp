#include <capgap/formats/xlsx/cell_text.hpp>

#include <algorithm>
#include <cctype>

namespace capgap {

namespace {

constexpr std::size_t longest_sheet_name = 31;
constexpr std::string_view ellipsis = "…";

bool begins_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
}

/// What is outside the basic plane, four bytes in UTF-8, takes two units.
std::size_t units_of(char first_byte) {
    return static_cast<unsigned char>(first_byte) >= 0xF0U ? 2 : 1;
}

std::string lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return c < 0x80U ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
    return text;
}

std::string allowed(std::string name) {
    std::replace_if(
        name.begin(), name.end(), [](char c) { return std::string_view("[]:*?/\\").find(c) != std::string_view::npos; }, '_');
    name = cut_to_units(name, longest_sheet_name);
    if (name.empty()) return "_";
    if (name.front() == '\'') name.front() = '_';
    if (name.back() == '\'') name.back() = '_';
    return name;
}

}  // namespace

std::string cut_to_units(std::string_view text, std::size_t most_units) {
    std::size_t units = 0;
    std::size_t end = 0;  // of what stays if an ellipsis must follow
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!begins_character(text[i])) continue;
        if (units + 1 <= most_units) end = i;
        units += units_of(text[i]);
    }
    if (units <= most_units) return std::string(text);
    return std::string(text.substr(0, end)).append(ellipsis);
}

std::vector<std::string> sheet_names(const std::vector<std::string>& wanted) {
    std::vector<std::string> names;
    std::vector<std::string> taken;
    for (const std::string& one : wanted) {
        std::string name = allowed(one);
        for (int n = 2; std::find(taken.begin(), taken.end(), lower_case(name)) != taken.end(); ++n) {
            const std::string number = " " + std::to_string(n);
            name = cut_to_units(allowed(one), longest_sheet_name - number.size()) + number;
        }
        taken.push_back(lower_case(name));
        names.push_back(std::move(name));
    }
    return names;
}

}  // namespace capgap
