#include <capgap/formats/csv/column_summaries.hpp>

#include <capgap/base/string_index.hpp>
#include <capgap/formats/csv/cell_checks.hpp>
#include <capgap/formats/csv/foreign_header.hpp>
#include <capgap/formats/csv/reader.hpp>
#include <capgap/formats/csv/utf8.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace capgap {

namespace {

constexpr std::size_t max_bytes = std::size_t{64} << 20U;
constexpr std::size_t bytes_beside_text = 128;  ///< what an entry of an index costs, about

bool is_whole_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "1,500" may be fifteen hundred; "1,5", "0,500" and "1234,500" may not.
bool may_be_thousands(std::string_view text) {
    const std::size_t comma = text.find(',');
    return comma >= 1 && comma <= 3 && text.size() == comma + 4 && text.front() != '0';
}

/// What is counted of a column while rows are read.
class Column {
public:
    explicit Column(ColumnSummary summary) : summary_(std::move(summary)) {}

    void add(std::string_view cell, std::size_t& bytes_left) {
        const std::string_view text = csv::trimmed(cell);
        ++summary_.rows;
        if (text.empty()) return;
        ++summary_.filled;
        count_number(text);
        if (!summary_.too_many_values) count_value(text, bytes_left);
    }

    ColumnSummary take() && {
        if (summary_.too_many_values) return std::move(summary_);
        for (std::uint32_t i = 0; i < texts_.size(); ++i) summary_.values.emplace_back(texts_.name(i), counts_[i]);
        return std::move(summary_);
    }

private:
    void count_number(std::string_view text) {
        const bool whole = is_whole_number(text);
        // Compared as text: numbers may be longer than any integer type.
        if (!whole || text.size() < last_.size() || (text.size() == last_.size() && text <= last_)) summary_.rising_numbers = false;
        if (summary_.rising_numbers) last_ = text;
        if (whole) {
            ++summary_.whole_numbers;
        } else if (csv::parse_unsigned_number(text)) {
            ++summary_.point_numbers;
        } else if (csv::parse_unsigned_number(text, ',')) {
            ++summary_.comma_numbers;
            summary_.comma_not_thousands += may_be_thousands(text) ? 0U : 1U;
        }
    }

    void count_value(std::string_view text, std::size_t& bytes_left) {
        if (const auto known = texts_.find(text)) {
            ++counts_[*known];
            return;
        }
        const std::size_t cost = 2 * text.size() + bytes_beside_text;
        if (texts_.size() == ColumnSummary::max_values || cost > bytes_left) {
            summary_.too_many_values = true;
            texts_ = {};
            counts_ = {};
            return;
        }
        bytes_left -= cost;
        texts_.add(text);
        counts_.push_back(1);
    }

    ColumnSummary summary_;
    StringIndex texts_;
    std::vector<std::uint64_t> counts_;
    std::string last_;
};

std::vector<Column> columns_of(const std::vector<std::string>& header) {
    std::map<std::string, std::size_t> codes;
    std::map<std::string, std::size_t> headers;
    for (const std::string& cell : header) {
        ++codes[csv::code_of_header(cell)];
        ++headers[std::string(csv::trimmed(cell))];
    }
    std::vector<Column> columns;
    for (const std::string& cell : header) {
        ColumnSummary summary;
        summary.position = columns.size() + 1;
        summary.header = csv::trimmed(cell);
        summary.code = csv::code_of_header(cell);
        summary.text = csv::text_of_header(cell);
        summary.code_is_unique = codes[summary.code] == 1;
        summary.header_is_unique = headers[summary.header] == 1;
        columns.emplace_back(std::move(summary));
    }
    return columns;
}

}  // namespace

Result<std::vector<ColumnSummary>> summarise_columns(std::istream& in, const std::string& file, const AssumedForm& form) {
    auto reader = CsvReader::open(in, file, {.delimiter = form.delimiter, .encoding = form.encoding});
    if (reader.has_error()) return std::move(reader).error();
    std::vector<Column> columns = columns_of(reader->header());
    std::size_t bytes_left = max_bytes;
    for (;;) {
        const auto step = reader->next();
        if (step.has_error()) return step.error();
        if (*step == CsvReader::Step::end) break;
        if (*step == CsvReader::Step::bad_row) continue;
        for (std::size_t i = 0; i < columns.size(); ++i) columns[i].add(reader->row().fields[i], bytes_left);
    }
    std::vector<ColumnSummary> summaries;
    summaries.reserve(columns.size());
    for (Column& column : columns) summaries.push_back(std::move(column).take());
    return summaries;
}

}  // namespace capgap
