#include <capgap/formats/csv/writer.hpp>

#include <capgap/formats/csv/utf8.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace capgap {

namespace {

constexpr int decimals = 6;
constexpr std::size_t longest_number = std::numeric_limits<double>::max_exponent10 + decimals + 4;  // sign, point, a digit more

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

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

bool CsvWriter::needs_quotes(std::string_view field) const {
    if (field.empty()) return false;
    if (is_blank(field.front()) || is_blank(field.back()) || field.starts_with(csv::byte_order_mark)) return true;
    return std::any_of(field.begin(), field.end(), [this](char c) { return c == delimiter_ || c == '"' || c == '\n' || c == '\r'; });
}

void CsvWriter::separate() {
    if (!first_) row_ += delimiter_;
    first_ = false;
}

CsvWriter& CsvWriter::text(std::string_view field) {
    separate();
    if (!needs_quotes(field)) {
        row_ += field;
        return *this;
    }
    row_ += '"';
    for (const char c : field) {
        if (c == '"') row_ += '"';
        row_ += c;
    }
    row_ += '"';
    return *this;
}

CsvWriter& CsvWriter::number(std::optional<double> value) {
    separate();
    row_ += format_number(value);
    return *this;
}

CsvWriter& CsvWriter::count(std::optional<std::int64_t> value) {
    separate();
    if (value) row_ += std::to_string(*value);
    return *this;
}

void CsvWriter::end_row() {
    if (row_.empty()) row_ = "\"\"";
    row_ += '\n';
    out_.write(row_.data(), static_cast<std::streamsize>(row_.size()));
    row_.clear();
    first_ = true;
}

}  // namespace capgap
