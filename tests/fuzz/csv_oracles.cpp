#include <capgap/formats/csv/assumed_form.hpp>
#include <capgap/formats/csv/tables.hpp>
#include <capgap/formats/csv/utf8.hpp>

#include <fuzz/checks.hpp>
#include <fuzz/csv_oracles.hpp>
#include <fuzz/csv_reading.hpp>
#include <fuzz/csv_responses.hpp>
#include <fuzz/plain_csv.hpp>

#include <iconv.h>

#include <array>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

namespace {

using capgap::Encoding;

void check_blocks(const CsvInput& input) {
    const Reading reading = read_csv(input.text, {.delimiter = input.delimiter, .block_bytes = one_block});
    must(read_csv(input.text, {.delimiter = input.delimiter, .block_bytes = input.block_bytes}) == reading, "the size of blocks changes nothing");
}

void check_plainly(const CsvInput& input) {
    Reading reading = read_csv(input.text, {.delimiter = input.delimiter, .block_bytes = input.block_bytes});
    for (std::string& words : reading.said) words.clear();
    must(reading == read_plainly(input.text, input.delimiter), "it is read as plainly");
}

void check_first_fields(const CsvInput& input) {
    const capgap::CsvReaderOptions options{.delimiter = input.delimiter, .block_bytes = input.block_bytes};
    const std::size_t fields = input.how % 8;
    must(read_first_fields(input.text, options, fields, Cut::by_reader) == read_first_fields(input.text, options, fields, Cut::afterwards),
         "the first fields are those of the whole row");
}

void check_round_trip(const CsvInput& input) {
    const Reading reading = read_csv(input.text, {.delimiter = input.delimiter, .block_bytes = one_block});
    if (reading.lines.empty()) return;
    const Reading again = read_csv(written(reading, input.delimiter), {.delimiter = input.delimiter, .block_bytes = input.block_bytes});
    must(!again.failed && again.said.empty(), "what is written is right");
    must(again.width == reading.width && again.fields == reading.fields && again.ends == reading.ends, "what is written is read back");
}

/// iconv's two ways between UTF-8 and another encoding; opened once, which for some loads a library.
class Conversion {
public:
    explicit Conversion(const char* other) : to_(iconv_open(other, "UTF-8")), back_(iconv_open("UTF-8", other)) {}

    /// Nothing where the encoding does not have all of it, or not both ways: GB18030 gives some characters for private use a second meaning.
    std::optional<std::string> encoded(const std::string& text) const {
        auto there = converted(to_, text);
        return there && converted(back_, *there) == text ? there : std::nullopt;
    }

private:
    static std::optional<std::string> converted(iconv_t conversion, std::string text) {
        std::string out(4 * text.size() + 4, '\0');
        char* in = text.data();
        std::size_t left = text.size();
        char* end = out.data();
        std::size_t room = out.size();
        iconv(conversion, nullptr, nullptr, nullptr, nullptr);
        if (iconv(conversion, &in, &left, &end, &room) != 0) return std::nullopt;
        out.resize(out.size() - room);
        return out;
    }

    iconv_t to_, back_;
};

struct Foreign {
    Encoding encoding;
    std::string mark;
    Conversion conversion;
};

const Foreign& foreign(unsigned how) {
    static const std::array<Foreign, 3> all{Foreign{Encoding::utf_16, "\xFF\xFE", Conversion("UTF-16LE")},
                                            Foreign{Encoding::windows_1252, "", Conversion("CP1252")},
                                            Foreign{Encoding::gb18030, "", Conversion("GB18030")}};
    return all.at(how % all.size());
}

void check_foreign_bytes(const CsvInput& input) {
    const Encoding encoding = foreign(input.how).encoding;
    const Reading reading = read_csv(input.text, {.delimiter = input.delimiter, .encoding = encoding, .block_bytes = one_block});
    must(read_csv(input.text, {.delimiter = input.delimiter, .encoding = encoding, .block_bytes = input.block_bytes}) == reading,
         "the size of blocks changes nothing in other encodings");
}

void check_encoded(const CsvInput& input) {
    if (input.text.starts_with(capgap::csv::byte_order_mark)) return;  // UTF-16 has its own in front
    const Foreign& other = foreign(input.how);
    const auto encoded = other.conversion.encoded(input.text);
    if (!encoded) return;
    const Reading reading = read_csv(input.text, {.delimiter = input.delimiter, .block_bytes = one_block});
    must(read_csv(other.mark + *encoded, {.delimiter = input.delimiter, .encoding = other.encoding, .block_bytes = input.block_bytes}) == reading,
         "other encodings are read as UTF-8 is");
}

void check_assumptions(const CsvInput& input) {
    std::istringstream in(input.text);
    const auto form = capgap::assume_form(in, "f", {});
    must(form.has_value(), "without a statement nothing contradicts it");
    must(std::string_view(",;\t").find(form->value.delimiter) != std::string_view::npos, "the delimiter is one of three");
    const bool usual = form->value.delimiter == ',' && form->value.encoding == Encoding::utf_8;
    must(usual == form->remarks.empty(), "what is not usual is said");
    std::istringstream again(input.text);
    const auto guess = capgap::guess_encoding(again, "f", form->value);
    must(guess.has_error() || (guess->remarks.size() == 1 && is_plainly_text(guess->remarks.front().message)), "a guess is said, in UTF-8");
}

void check_institutions(const CsvInput& input) {
    std::istringstream in(input.text);
    (void)capgap::read_institutions(in, "f");
}

void check_population(const CsvInput& input) {
    std::istringstream in(input.text);
    (void)capgap::read_population(in, "f", small_codebook());
}

capgap::ResponseOptions response_options(const CsvInput& input) {
    constexpr std::array rows{capgap::DuplicateRows::set_aside, capgap::DuplicateRows::first, capgap::DuplicateRows::last};
    capgap::ResponseOptions options;
    options.keep_respondents = (input.how & 1U) != 0;
    options.form.decimal_comma = (input.how & 2U) != 0;
    options.duplicate_rows = rows.at(input.how / 4U % rows.size());
    options.form.delimiter = input.delimiter;
    return options;
}

void check_responses_with_header(const CsvInput& input) {
    check_responses(input.text, response_options(input));
}

/// The rows of responses are worth more than their header.
void check_rows_of_responses(const CsvInput& input) {
    std::string text = "respondent,institution,profile,g,x,wanted,weight,psu,seconds\n";
    for (char& c : text) c = c == ',' ? input.delimiter : c;
    check_responses(text + input.text, response_options(input));
}

/// In an order that the seeds in corpus rely on.
constexpr std::array oracles{&check_blocks,      &check_plainly,      &check_round_trip, &check_foreign_bytes,         &check_encoded,
                             &check_assumptions, &check_institutions, &check_population, &check_responses_with_header, &check_rows_of_responses,
                             &check_first_fields};

}  // namespace

void check_csv(const CsvInput& input) {
    oracles.at(input.what % oracles.size())(input);
}
