#include <capgap/formats/csv/utf8.hpp>
#include <capgap/formats/csv/writer.hpp>

#include <fuzz/checks.hpp>
#include <fuzz/csv_reading.hpp>

#include <sstream>
#include <string_view>

namespace {

using capgap::CsvReader;

template <class Row>
void keep(Reading& reading, const Row& row, std::uint32_t line) {
    must(reading.lines.empty() || line > reading.lines.back(), "lines rise");
    must(row.size() == reading.width, "rows have as many fields as the header");
    for (const std::string_view field : row) {
        must(capgap::csv::is_utf8(field) && field.find('\0') == std::string_view::npos, "fields are UTF-8 without NUL");
        reading.fields += field;
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
    Reading reading;
    std::istringstream in(text);
    auto reader = CsvReader::open(in, "f", options);
    if (reader.has_error()) return fail(reading, reader.error()), reading;
    reading.width = reader->header().size();
    keep(reading, reader->header(), reader->header_line());
    for (;;) {
        const auto step = reader->next();
        if (step.has_error()) return fail(reading, step.error()), reading;
        if (*step == CsvReader::Step::end) return reading;
        if (*step == CsvReader::Step::bad_row) {
            reading.said.push_back(to_string(reader->problem()));
        } else {
            keep(reading, reader->row().fields, reader->row().line);
        }
    }
}

std::string written(const Reading& reading, char delimiter) {
    std::ostringstream out;
    capgap::CsvWriter writer(out, delimiter);
    std::size_t begin = 0;
    for (std::size_t i = 0; i < reading.ends.size(); ++i) {
        writer.text(std::string_view(reading.fields).substr(begin, reading.ends[i] - begin));
        begin = reading.ends[i];
        if ((i + 1) % reading.width == 0) writer.end_row();
    }
    return std::move(out).str();
}
