#include <capgap/base/format_number.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string_view>

namespace capgap {

namespace {

constexpr int decimals = 6;
constexpr std::size_t longest_number = std::numeric_limits<double>::max_exponent10 + decimals + 4;  // sign, point, a digit more

}  // namespace

std::string format_number(std::optional<double> value) {
    if (!value) return {};
    if (!std::isfinite(*value)) throw std::logic_error("a result that is not a finite number");
    std::array<char, longest_number> digits{};
    const char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), *value, std::chars_format::fixed, decimals).ptr;
    std::string_view text(digits.data(), static_cast<std::size_t>(end - digits.data()));
    text.remove_suffix(text.size() - 1 - text.find_last_not_of('0'));
    if (text.ends_with('.')) text.remove_suffix(1);
    return text == "-0" ? "0" : std::string(text);
}

}  // namespace capgap
