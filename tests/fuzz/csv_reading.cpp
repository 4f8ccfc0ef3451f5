#include <capgap/formats/csv/writer.hpp>

#include <fuzz/checks.hpp>
#include <fuzz/csv_reading.hpp>
#include <fuzz/plain_csv.hpp>

#include <algorithm>
#include <limits>
#include <sstream>
#include <string_view>

namespace {

using capgap::CsvReader;

template <class Row>
void keep(Reading& reading, const Row& row, std::uint32_t line) {
    must(reading.lines.empty() || line > reading.lines.back(), "lines rise");
    must(row.size() >= reading.width, "rows have as many fields as the header");
    for (std::size_t i = 0; i < reading.width; ++i) {
        const std::string_view text = row[i];
        must(is_plainly_text(text), "fields are UTF-8 without NUL");
        reading.fields += text;
        reading.ends.push_back(reading.fields.size());
    }
    reading.lines.push_back(line);
}

void fail(Reading& reading, const capgap::Errors& errors) {
    reading.failed = true;
    for (const auto& each : errors.all) reading.said.push_back(to_string(each));
}

}  // namespace

Reading read_csv(const std::string& text, const capgap::CsvReaderOptions& options) {
    return read_first_fields(text, options, std::numeric_limits<std::size_t>::max(), Cut::afterwards);
}

Reading read_first_fields(const std::string& text, const capgap::CsvReaderOptions& options, std::size_t fields, Cut cut) {
    Reading reading;
    std::istringstream in(text);
    auto reader = CsvReader::open(in, "f", options);
    if (reader.has_error()) return fail(reading, reader.error()), reading;
    reading.width = std::min(fields, reader->header().size());
    keep(reading, reader->header(), reader->header_line());
    if (cut == Cut::by_reader) reader->cut_only(fields);
    for (;;) {
        const auto step = reader->next();
        if (step.has_error()) return fail(reading, step.error()), reading;
        if (*step == CsvReader::Step::end) return reading;
        if (*step == CsvReader::Step::bad_row) {
            reading.said.push_back(to_string(reader->problem()));
            continue;
        }
        const auto row = reader->row().fields;
        must(cut == Cut::by_reader || row.size() == reader->header().size(), "rows have no more fields than the header");
        keep(reading, row, reader->row().line);
    }
}

std::string written(const Reading& reading, char delimiter) {
    std::ostringstream out;
    capgap::CsvWriter writer(out, delimiter);
    for (std::size_t row = 0; row < reading.lines.size(); ++row) {
        for (std::size_t column = 0; column < reading.width; ++column) writer.text(field(reading, row, column));
        writer.end_row();
    }
    return std::move(out).str();
}
