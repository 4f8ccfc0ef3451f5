#include <capgap/base/id.hpp>

#include <algorithm>
#include <array>

namespace capgap {

namespace {

constexpr std::array<std::string_view, 7> reserved{"none", "unknown", "own", "na", "dk", "ref", "*"};

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

bool is_reserved_id(std::string_view text) {
    return std::find(reserved.begin(), reserved.end(), text) != reserved.end();
}

bool is_well_formed_id(std::string_view text) {
    if (text.empty() || text.size() > 64 || !is_alphanumeric(text.front())) return false;
    if (is_reserved_id(text)) return false;
    return std::all_of(text.begin(), text.end(), [](char c) { return is_alphanumeric(c) || c == '.' || c == '_' || c == '-'; });
}

}  // namespace capgap
