// Any bytes as a CSV file. What must hold, beside that nothing breaks:
// - the size of the blocks in which the file is read changes nothing (short blocks send through libcsv what long ones cut in place);
// - the lines on which rows begin rise, rows have as many fields as the header, and every field is UTF-8 without NUL;
// - what was read, written and read again is the same;
// - text that another encoding has is read from it as from UTF-8, and any bytes end well in any encoding;
// - what is assumed of a file, or guessed, is a delimiter and an encoding that there are, with a word for each that is not the usual one;
// - as responses, every row is either in a batch or set aside, and every column of a batch has as many entries as the batch has rows.
#include <capgap/formats/csv/assumed_form.hpp>
#include <capgap/formats/csv/reader.hpp>
#include <capgap/formats/csv/responses.hpp>
#include <capgap/formats/csv/tables.hpp>
#include <capgap/formats/csv/utf8.hpp>
#include <capgap/formats/csv/writer.hpp>

#include <iconv.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using capgap::CsvReader;
using capgap::Encoding;
using Fields = std::vector<std::string>;

void must(bool holds, const char* what) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n", what);
    std::abort();
}

struct Reading {
    std::vector<Fields> rows;  ///< the header first
    std::vector<std::uint32_t> lines;
    std::vector<std::string> said;
    bool failed = false;

    bool operator==(const Reading&) const = default;
};

Reading read(const std::string& text, char delimiter, std::size_t block_bytes, Encoding encoding = Encoding::utf_8) {
    Reading reading;
    const auto fail = [&reading](const capgap::Errors& errors) {
        reading.failed = true;
        for (const auto& each : errors.all) reading.said.push_back(to_string(each));
        return reading;
    };
    std::istringstream in(text);
    capgap::CsvReaderOptions options;
    options.delimiter = delimiter;
    options.block_bytes = block_bytes;
    options.encoding = encoding;
    auto reader = CsvReader::open(in, "f", options);
    if (reader.has_error()) return fail(reader.error());
    reading.rows.push_back(reader->header());
    reading.lines.push_back(reader->header_line());
    for (;;) {
        const auto step = reader->next();
        if (step.has_error()) return fail(step.error());
        if (*step == CsvReader::Step::end) return reading;
        if (*step == CsvReader::Step::bad_row) {
            reading.said.push_back(to_string(reader->problem()));
            continue;
        }
        reading.rows.emplace_back(reader->row().fields.begin(), reader->row().fields.end());
        reading.lines.push_back(reader->row().line);
    }
}

void check_rows(const Reading& reading) {
    for (std::size_t i = 0; i < reading.rows.size(); ++i) {
        must(i == 0 || reading.lines[i] > reading.lines[i - 1], "lines rise");
        must(reading.rows[i].size() == reading.rows.front().size(), "rows have as many fields as the header");
        for (const std::string& field : reading.rows[i]) {
            must(capgap::csv::is_utf8(field) && field.find('\0') == std::string::npos, "fields are UTF-8 without NUL");
        }
    }
}

void check_round_trip(const Reading& reading, char delimiter) {
    if (reading.rows.empty()) return;
    std::ostringstream out;
    capgap::CsvWriter writer(out, delimiter);
    for (const Fields& row : reading.rows) {
        for (const std::string& field : row) writer.text(field);
        writer.end_row();
    }
    const Reading again = read(out.str(), delimiter, 1U << 16U);
    must(!again.failed && again.said.empty(), "what is written is right");
    must(again.rows == reading.rows, "what is written is read back");
}

/// Nothing where the encoding does not have all of it, or not both ways: GB18030 gives some characters for private use a second meaning.
std::optional<std::string> converted(std::string_view text, const char* from, const char* to) {
    const iconv_t conversion = iconv_open(to, from);
    std::string out(4 * text.size() + 4, '\0');
    std::string copy(text);
    char* in = copy.data();
    std::size_t left = copy.size();
    char* end = out.data();
    std::size_t room = out.size();
    const bool failed = iconv(conversion, &in, &left, &end, &room) != 0;
    iconv_close(conversion);
    if (failed) return std::nullopt;
    out.resize(out.size() - room);
    return out;
}

void check_encoding(const std::string& text, char delimiter, std::size_t block_bytes, Encoding encoding) {
    const Reading of_any_bytes = read(text, delimiter, 1U << 16U, encoding);
    must(read(text, delimiter, block_bytes, encoding) == of_any_bytes, "the size of blocks changes nothing in other encodings");
    check_rows(of_any_bytes);
    if (text.starts_with(capgap::csv::byte_order_mark)) return;  // UTF-16 has its own in front
    const char* const name = encoding == Encoding::utf_16 ? "UTF-16LE" : encoding == Encoding::windows_1252 ? "CP1252" : "GB18030";
    const auto encoded = converted(text, "UTF-8", name);
    if (!encoded || converted(*encoded, name, "UTF-8") != text) return;
    const std::string mark = encoding == Encoding::utf_16 ? "\xFF\xFE" : "";
    must(read(mark + *encoded, delimiter, block_bytes, encoding) == read(text, delimiter, 1U << 16U), "other encodings are read as UTF-8 is");
}

void check_assumptions(const std::string& text) {
    std::istringstream in(text);
    const auto form = capgap::assume_form(in, "f", {});
    must(form.has_value(), "without a statement nothing contradicts it");
    must(form->value.delimiter == ',' || form->value.delimiter == ';' || form->value.delimiter == '\t', "the delimiter is one of three");
    const bool usual = form->value.delimiter == ',' && form->value.encoding == Encoding::utf_8;
    must(usual == form->remarks.empty(), "what is not usual is said");
    std::istringstream again(text);
    const auto guess = capgap::guess_encoding(again, "f", form->value);
    must(guess.has_error() || (guess->remarks.size() == 1 && capgap::csv::is_utf8(guess->remarks.front().message)), "a guess is said, in UTF-8");
}

capgap::StringIndex names(std::initializer_list<const char*> all) {
    capgap::StringIndex index;
    for (const char* name : all) index.add(name);
    return index;
}

const capgap::Codebook& codebook() {
    static const capgap::Codebook made = [] {
        capgap::Codebook book;
        book.institutions = names({"a", "b"});
        book.profiles = names({"p"});
        book.background = {{"g", names({"f", "m"})}};
        book.items = {{"x", names({"0", "1"})}};
        book.competencies = names({"1.1", "1.2"});
        book.wanted_max = 1;
        return book;
    }();
    return made;
}

template <class Column>
void check_column(const Column& column, const capgap::Batch& batch) {
    must(column.empty() || column.size() == batch.rows, "a column has as many entries as the batch has rows");
}

void check_batch(const capgap::Batch& batch) {
    check_column(batch.respondent, batch);
    check_column(batch.institution, batch);
    check_column(batch.profile, batch);
    for (const auto& column : batch.background) check_column(column, batch);
    for (const auto& column : batch.item) check_column(column, batch);
    for (const auto& column : batch.wanted) check_column(column, batch);
    check_column(batch.weight, batch);
    check_column(batch.cluster, batch);
    for (const std::uint32_t institution : batch.institution) must(institution < 2, "institutions are known");
    for (const auto answer : batch.item.front()) must(answer >= capgap::Batch::refused && answer < 2, "answers are options");
    for (const double weight : batch.weight) must(weight > 0 && weight <= 1e6, "weights are in range");
}

void check_responses(const std::string& text, char delimiter) {
    capgap::ResponseOptions options;
    options.keep_respondents = true;
    options.form.delimiter = delimiter;
    std::istringstream first_pass(text);
    const auto duplicates = capgap::find_duplicate_respondents(first_pass, "f", codebook(), options);
    if (duplicates.has_value()) options.duplicates = &*duplicates;
    auto source = capgap::open_tidy(std::make_unique<std::istringstream>(text), "f", codebook(), options);
    if (source.has_error()) return;
    capgap::Batch batch;
    std::uint64_t rows = 0;
    for (;;) {
        const auto more = (*source)->next(batch);
        if (more.has_error()) return;
        check_batch(batch);
        if (!*more) break;
        rows += batch.rows;
    }
    const auto& summary = (*source)->summary();
    must(rows + summary.rows_set_aside == summary.rows_read, "every row is taken or set aside");
    must(summary.row_errors.size() <= capgap::ResponseSource::max_row_errors, "the list of errors is short");
    must(summary.row_errors_total >= summary.rows_set_aside, "a row is set aside for a reason");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    constexpr std::string_view delimiters = ",;\t|";
    const char delimiter = delimiters[data[0] % delimiters.size()];
    const std::size_t block_bytes = 4U + data[1];
    const std::string rest(reinterpret_cast<const char*>(data) + 2, size - 2);  // NOLINT(cppcoreguidelines-pro-type-reinterpret-cast)

    const Reading reading = read(rest, delimiter, 1U << 16U);
    must(read(rest, delimiter, block_bytes) == reading, "the size of blocks changes nothing");
    check_rows(reading);
    check_round_trip(reading, delimiter);
    // Each with a part of the inputs, so that the rest stay fast.
    if (data[0] >= 0x80) check_assumptions(rest);
    constexpr std::array encodings{Encoding::utf_8, Encoding::utf_16, Encoding::windows_1252, Encoding::gb18030};
    const Encoding encoding = encodings.at(data[0] / delimiters.size() % encodings.size());
    if (encoding != Encoding::utf_8) check_encoding(rest, delimiter, block_bytes, encoding);

    std::istringstream institutions(rest);
    (void)capgap::read_institutions(institutions, "f");
    std::istringstream population(rest);
    (void)capgap::read_population(population, "f", codebook());
    // The rows of responses are worth more than their header.
    std::string header = "respondent,institution,profile,g,x,wanted,weight,psu,seconds\n";
    for (char& c : header) c = c == ',' ? delimiter : c;
    check_responses(rest, delimiter);
    check_responses(header + rest, delimiter);
    return 0;
}
