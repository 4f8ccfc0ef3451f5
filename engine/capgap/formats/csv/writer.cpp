#include <capgap/formats/csv/writer.hpp>

#include <capgap/base/format_number.hpp>
#include <capgap/formats/csv/utf8.hpp>

#include <algorithm>

namespace capgap {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

}  // namespace

bool CsvWriter::needs_quotes(std::string_view field) const {
    if (field.empty()) return false;
    if (is_blank(field.front()) || is_blank(field.back()) || field.starts_with(csv::byte_order_mark)) return true;
    // Control characters too: a file that begins with "PK\x03" would be taken for a workbook.
    bool found = false;  // without an early end, so that many are compared at once
    for (const char c : field) found |= c == delimiter_ || c == '"' || static_cast<unsigned char>(c) < ' ';
    return found;
}

void CsvWriter::separate() {
    if (!first_) text_ += delimiter_;
    first_ = false;
}

CsvWriter& CsvWriter::text(std::string_view field) {
    separate();
    if (!needs_quotes(field)) {
        text_ += field;
        return *this;
    }
    text_ += '"';
    for (const char c : field) {
        if (c == '"') text_ += '"';
        text_ += c;
    }
    text_ += '"';
    return *this;
}

CsvWriter& CsvWriter::number(std::optional<double> value) {
    separate();
    if (value) append_number(text_, *value);
    return *this;
}

CsvWriter& CsvWriter::count(std::optional<std::int64_t> value) {
    separate();
    if (value) append_whole(text_, *value);
    return *this;
}

void CsvWriter::repeat(std::string_view fields) {
    text_ += fields;
    first_ = false;
}

void CsvWriter::end_row() {
    if (text_.size() == begin_) text_ += "\"\"";
    text_ += '\n';
    if (out_ != nullptr) {
        out_->write(text_.data(), static_cast<std::streamsize>(text_.size()));
        text_.clear();
    }
    begin_ = text_.size();
    first_ = true;
}

}  // namespace capgap
