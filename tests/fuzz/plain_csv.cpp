#include <capgap/formats/csv/utf8.hpp>

#include <fuzz/plain_csv.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <vector>

namespace {

class PlainCsv {
public:
    PlainCsv(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

    Reading read() && {
        if (text_.starts_with(capgap::csv::byte_order_mark)) text_.remove_prefix(capgap::csv::byte_order_mark.size());
        for (const char* other : {"\xFF\xFE", "\xFE\xFF", "PK\x03", "\xD0\xCF\x11"}) {
            if (text_.starts_with(other)) fail();
        }
        while (!reading_.failed && skip_empty_lines()) read_row();
        if (reading_.lines.empty() && !reading_.failed) fail();
        return std::move(reading_);
    }

private:
    bool ends() const { return at_ == text_.size(); }
    bool ends_line() const { return ends() || text_[at_] == '\n' || text_[at_] == '\r'; }

    char step() {
        const char c = text_[at_++];
        if (c == '\r' || (c == '\n' && (at_ < 2 || text_[at_ - 2] != '\r'))) ++line_;
        return c;
    }

    bool skip_empty_lines() {
        while (!ends() && ends_line()) step();
        return !ends();
    }

    void read_row() {
        const std::uint32_t line = line_;
        std::vector<std::string> row;
        do {
            row.emplace_back();
            const bool right = !ends() && text_[at_] == '"' ? quoted(row.back()) : plain(row.back());
            if (!right) return;
            if (is_too_long(row.back())) return fail();
        } while (!ends_line() && step() == delimiter_);
        if (ends_reading(row)) return fail();
        if (reading_.lines.empty()) reading_.width = row.size();
        if (row.size() != reading_.width) return say();
        for (const std::string& field : row) reading_.ends.push_back((reading_.fields += field).size());
        reading_.lines.push_back(line);
    }

    bool plain(std::string& field) {
        while (!ends_line() && text_[at_] != delimiter_) field += step();
        return true;
    }

    bool quoted(std::string& field) {
        for (step(); !ends(); field += step()) {
            if (text_[at_] != '"') continue;
            step();
            if (ends_line() || text_[at_] == delimiter_) return true;
            if (text_[at_] == '"') continue;
            while (!ends_line()) step();
            reading_.lines.empty() || is_too_long(field) ? fail() : say();
            return false;
        }
        fail();
        return false;
    }

    static bool is_too_long(const std::string& field) { return field.size() > capgap::CsvReader::max_field_bytes; }

    /// Further fields than are counted are not looked at.
    bool ends_reading(const std::vector<std::string>& row) const {
        for (std::size_t i = 0; i < std::min(row.size(), capgap::CsvReader::max_fields + 1); ++i) {
            if (!is_plainly_text(row[i])) return true;
        }
        return reading_.lines.empty() && row.size() > capgap::CsvReader::max_fields;
    }

    void say() { reading_.said.emplace_back(); }
    void fail() {
        say();
        reading_.failed = true;
    }

    std::string_view text_;
    char delimiter_;
    std::size_t at_ = 0;
    std::uint32_t line_ = 1;
    Reading reading_;
};

/// The number of the character in front of `bytes`, which are cut behind it; 0 where there is none, or where it is longer than need be.
std::uint32_t take_character(std::string_view& bytes) {
    constexpr std::array<std::uint32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const auto first = static_cast<unsigned char>(bytes.front());
    const auto size = static_cast<std::size_t>(first < 0x80 ? 1 : std::countl_one(first));
    if (size >= least.size() || size > bytes.size() || (first >= 0x80 && size == 1)) return 0;
    std::uint32_t number = first & (size == 1 ? 0x7FU : 0x7FU >> size);
    for (const char c : bytes.substr(1, size - 1)) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >> 6U != 2) return 0;
        number = number << 6U | (byte & 0x3FU);
    }
    bytes.remove_prefix(size);
    return number >= least.at(size) ? number : 0;
}

}  // namespace

bool is_plainly_text(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::uint32_t number = take_character(bytes);
        if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF)) return false;
    }
    return true;
}

Reading read_plainly(std::string_view text, char delimiter) {
    return PlainCsv(text, delimiter).read();
}
