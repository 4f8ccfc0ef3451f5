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
    explicit CsvWriter(std::ostream& out, char delimiter = ',') : out_(out), delimiter_(delimiter) {}

    CsvWriter& text(std::string_view field);
    /// As format_number() writes it.
    CsvWriter& number(std::optional<double> value);
    CsvWriter& count(std::optional<std::int64_t> value);
    void end_row();

private:
    void separate();
    bool needs_quotes(std::string_view field) const;

    std::ostream& out_;
    char delimiter_;
    std::string row_;
    bool first_ = true;
};

}  // namespace capgap
