#include <capgap/formats/yaml/numbers.hpp>

#include <charconv>
#include <cstdlib>
#include <system_error>

namespace capgap::yaml {

std::optional<std::int64_t> integer_in(const std::string& text) {
    const std::size_t start = text.find_first_not_of(" \t\n");
    if (start == std::string::npos) return std::nullopt;
    const char* const end_of_text = text.data() + text.size();
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(text.data() + start + (text[start] == '+' ? 1U : 0U), end_of_text, value);
    if (failure != std::errc() || end != end_of_text) return std::nullopt;
    return value;
}

std::optional<double> number_in(const std::string& text) {
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (text.empty() || end != text.c_str() + text.size()) return std::nullopt;
    return value;
}

}  // namespace capgap::yaml
