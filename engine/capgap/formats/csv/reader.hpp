#pragma once

#include <capgap/assessment/file_form.hpp>
#include <capgap/base/result.hpp>

#include <cstdint>
#include <istream>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

struct CsvReaderOptions {
    /// One ASCII character between fields; not a quote, a line end or NUL.
    char delimiter = ',';
    Encoding encoding = Encoding::utf_8;
    /// How much is read at once, from 4 bytes to 1 MiB. It changes no result; only tests set it.
    std::size_t block_bytes = std::size_t{64} << 10U;
};

/// A row of a CSV file. Valid until the next row is read.
struct CsvRow {
    std::uint32_t line = 0;  ///< the line of the file on which the row begins, counted from 1; a line end within a quoted field counts too,
                             ///< unless the file is a sheet (is_sheet()), which has rows
    std::span<const std::string_view> fields;
};

/// Reads CSV (RFC 4180) row by row in memory that is bounded by a row, not by the file.
///
/// Accepted beyond the RFC: lines that end in LF or CR alone, a byte-order mark, a quote inside a field that does not begin with one (5'10"), lines
/// with nothing on them (skipped). Spaces belong to fields. The first row is the header, and every row has as many fields.
///
/// A row that is wrong in itself (another number of fields, text after a closing quote) is a `bad_row`: problem() says why, and reading goes on in
/// the next line. What makes the rest of the file unreliable ends the reading with an error: not UTF-8, NUL, a quote that is never closed, a field,
/// row or header beyond the limits. Other encodings are turned into UTF-8 before anything else looks at them (Utf8Input).
class CsvReader {
public:
    static constexpr std::size_t max_field_bytes = std::size_t{1} << 20U;
    static constexpr std::size_t max_row_bytes = std::size_t{16} << 20U;
    static constexpr std::size_t max_fields = 10'000;

    enum class Step { row, bad_row, end };

    /// Reads the header. `in` must outlive the reader and be open in binary mode; a stream that breaks throws std::ios_base::failure.
    static Result<CsvReader> open(std::istream& in, std::string file, const CsvReaderOptions& options = {});

    CsvReader(const CsvReader&) = delete;
    CsvReader& operator=(const CsvReader&) = delete;
    CsvReader(CsvReader&&) noexcept;
    CsvReader& operator=(CsvReader&&) noexcept;
    ~CsvReader();

    const std::string& file() const noexcept;
    const std::vector<std::string>& header() const noexcept;
    std::uint32_t header_line() const noexcept;

    /// From the next row on, only the first `fields` of a row need to be cut out: row() holds so many, or more. All are counted and checked as
    /// before.
    void cut_only(std::size_t fields) noexcept;

    /// After an error and after the end there is nothing but `end`.
    Result<Step> next();
    /// After `row`. After `bad_row` only its line holds.
    const CsvRow& row() const noexcept;
    /// After `bad_row`.
    const Diagnostic& problem() const noexcept;

private:
    class Impl;
    explicit CsvReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace capgap
