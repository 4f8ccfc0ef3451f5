#pragma once

#include <capgap/formats/csv/reader.hpp>

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace capgap::csv_testing {

using Fields = std::vector<std::string>;

/// All that a reader says about a text, for comparisons.
struct Reading {
    Fields header;
    std::vector<Fields> rows;
    std::vector<std::uint32_t> lines;   ///< of the rows
    std::vector<std::string> problems;  ///< of rows and, last, of the file
    bool failed = false;                ///< an error ended the reading

    friend bool operator==(const Reading&, const Reading&) = default;
};

inline Reading read_all(std::string_view text, const CsvReaderOptions& options = {}) {
    Reading reading;
    const auto fail = [&reading](const Errors& errors) {
        for (const Diagnostic& each : errors.all) reading.problems.push_back(to_string(each));
        reading.failed = true;
        return reading;
    };
    std::istringstream in{std::string(text)};
    auto reader = CsvReader::open(in, "f.csv", options);
    if (reader.has_error()) return fail(reader.error());
    reading.header = reader->header();
    for (;;) {
        const auto step = reader->next();
        if (step.has_error()) return fail(step.error());
        if (*step == CsvReader::Step::end) return reading;
        if (*step == CsvReader::Step::bad_row) {
            reading.problems.push_back(to_string(reader->problem()));
            continue;
        }
        reading.rows.emplace_back(reader->row().fields.begin(), reader->row().fields.end());
        reading.lines.push_back(reader->row().line);
    }
}

}  // namespace capgap::csv_testing
