#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace capgap {

/// Writes CSV (RFC 4180) with LF at the end of each row. Fields are put in quotes only where they need them: a delimiter, a quote, a line end, a
/// space at either end (which some programs drop), a byte-order mark in front, or nothing at all as the only field of a row (else the row would be an
/// empty line).
///
///     CsvWriter csv(out);
///     csv.text("institution").text("share").end_row();
///     csv.text("mps").number(0.62).end_row();
class CsvWriter {
public:
    explicit CsvWriter(std::ostream& out, char delimiter = ',') : out_(&out), text_(row_), delimiter_(delimiter) {}
    /// Rows are put behind what stands in `to`.
    explicit CsvWriter(std::string& to, char delimiter = ',') : text_(to), begin_(to.size()), delimiter_(delimiter) {}
    CsvWriter(const CsvWriter&) = delete;  // refers to its own row
    CsvWriter& operator=(const CsvWriter&) = delete;
    CsvWriter(CsvWriter&&) = delete;
    CsvWriter& operator=(CsvWriter&&) = delete;
    ~CsvWriter() = default;

    CsvWriter& text(std::string_view field);
    /// As format_number() writes it.
    CsvWriter& number(std::optional<double> value);
    CsvWriter& count(std::optional<std::int64_t> value);
    void end_row();

    /// What was written of the row.
    std::string_view row() const { return std::string_view(text_).substr(begin_); }
    /// Begins a row with what row() was of another.
    void repeat(std::string_view fields);

private:
    void separate();
    bool needs_quotes(std::string_view field) const;

    std::ostream* out_ = nullptr;
    std::string row_;        ///< for `out_`
    std::string& text_;      ///< that, or where rows are collected
    std::size_t begin_ = 0;  ///< of the row, in `text_`
    char delimiter_;
    bool first_ = true;
};

}  // namespace capgap
