#include <capgap/formats/csv/assumed_form.hpp>

#include <capgap/base/message.hpp>
#include <capgap/formats/csv/codes.hpp>
#include <capgap/formats/csv/encoding_guess.hpp>
#include <capgap/formats/csv/reader.hpp>
#include <capgap/formats/csv/utf8.hpp>
#include <capgap/formats/csv/utf8_input.hpp>

#include <ios>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>

namespace capgap {

namespace {

constexpr std::size_t sample_bytes = std::size_t{1} << 20U;
constexpr std::size_t sample_step = std::size_t{16} << 10U;  ///< divides it
constexpr std::size_t sample_rows = 100;

std::string beginning_of(std::istream& in) {
    std::string bytes;
    for (std::size_t size = 0; size < sample_bytes; size = bytes.size()) {
        bytes.resize(size + sample_step);
        in.read(bytes.data() + size, static_cast<std::streamsize>(sample_step));
        if (in.bad()) throw std::ios_base::failure("the file cannot be read");
        bytes.resize(size + static_cast<std::size_t>(in.gcount()));
        if (bytes.size() < size + sample_step) break;
    }
    return bytes;
}

Encoding encoding_of(std::string_view beginning) {
    const bool marked = beginning.starts_with(csv::byte_order_mark);
    return !marked && csv::byte_order_of(beginning) ? Encoding::utf_16 : Encoding::utf_8;
}

/// With a question mark for each byte that is not ASCII: none of these is a delimiter, a quote or a line end in any of the encodings.
std::string as_ascii(std::string_view beginning, Encoding encoding) {
    std::string text(beginning);
    if (encoding == Encoding::utf_16) {
        std::istringstream in(text);
        csv::Utf8Input input(in, encoding);
        text.resize(3 * (beginning.size() / 2 + 1));
        std::size_t size = 0;
        while (const std::size_t more = input.read(text.data() + size, text.size() - size)) size += more;
        text.resize(size);
    }
    if (std::string_view(text).starts_with(csv::byte_order_mark)) text.erase(0, csv::byte_order_mark.size());
    for (char& c : text) c = static_cast<unsigned char>(c) >= 0x80 || c == '\0' ? '?' : c;
    return text;
}

/// How well a delimiter explains the file: more fields in the header, and more rows that have as many.
std::size_t score_of(char delimiter, const std::string& text) {
    std::istringstream in(text);
    auto reader = CsvReader::open(in, {}, {.delimiter = delimiter});
    if (reader.has_error()) return 0;
    std::size_t rows = 0;
    for (std::size_t i = 0; i < sample_rows; ++i) {
        const auto step = reader->next();
        if (step.has_error() || *step == CsvReader::Step::end) break;
        rows += *step == CsvReader::Step::row ? 1U : 0U;
    }
    return (rows + 1) * (reader->header().size() - 1);
}

char delimiter_of(const std::string& text) {
    char best = ',';
    std::size_t best_score = 0;
    for (const auto& [name, delimiter] : delimiter_names) {
        const std::size_t score = score_of(delimiter, text);
        if (score <= best_score) continue;
        best = delimiter;
        best_score = score;
    }
    return best;
}

const char* spoken(char delimiter) {
    return delimiter == ';' ? "semicolons" : delimiter == '\t' ? "tabs" : "commas";
}

std::optional<Diagnostic> contradiction(std::string_view beginning, const std::string& file, const FileForm& stated) {
    if (!stated.encoding || *stated.encoding == Encoding::utf_8) return std::nullopt;
    const bool utf_8 = beginning.starts_with(csv::byte_order_mark);
    const bool utf_16 = beginning.starts_with("\xFF\xFE") || beginning.starts_with("\xFE\xFF");
    if (!utf_8 && (!utf_16 || *stated.encoding == Encoding::utf_16)) return std::nullopt;
    return error(codes::csv_encoding_contradicted, stated.at,
                 "the encoding is said to be " + csv::spoken_name(*stated.encoding) + ", but " + file + " begins with the mark of " +
                     (utf_8 ? "UTF-8" : "UTF-16"),
                 "leave `encoding` out: a mark tells it");
}

}  // namespace

Result<Checked<AssumedForm>> assume_form(std::istream& in, const std::string& file, const FileForm& stated) {
    if (is_sheet(file)) return Checked<AssumedForm>{{Encoding::utf_8, ',', stated.decimal_comma}, {}};
    const std::string beginning = beginning_of(in);
    if (auto wrong = contradiction(beginning, file, stated)) return Errors(std::move(*wrong));
    AssumedForm form;
    form.decimal_comma = stated.decimal_comma;
    form.encoding = stated.encoding ? *stated.encoding : encoding_of(beginning);
    form.delimiter = stated.delimiter ? *stated.delimiter : delimiter_of(as_ascii(beginning, form.encoding));
    Checked<AssumedForm> out{form, {}};
    std::string found;
    if (!stated.encoding && form.encoding != Encoding::utf_8) found = "as " + csv::spoken_name(form.encoding);
    if (!stated.delimiter && form.delimiter != ',') {
        found += (found.empty() ? "with " : ", with ") + std::string(spoken(form.delimiter)) + " between the fields";
    }
    if (!found.empty()) {
        out.remarks.push_back(remark(codes::csv_form_assumed, {file, 1}, "read " + found + ", as its beginning tells",
                                     "if that is wrong, say what is right: file: {encoding: ..., delimiter: ...}"));
    }
    return out;
}

Result<Checked<AssumedForm>> guess_encoding(std::istream& in, const std::string& file, const AssumedForm& form) {
    const csv::EncodingGuess guess = csv::guess_of(in);
    const std::string not_utf8 = "the file is not UTF-8: " + csv::hexadecimal(guess.byte);
    const std::string say = "say what it is: file: {encoding: ...}, or save it as 'CSV UTF-8'";
    if (!guess.encoding) {
        const char* const why = guess.several ? " may be Windows-1252 or GB18030" : " is neither Windows-1252 nor GB18030";
        return Errors(error(codes::csv_not_utf8, {file, guess.line}, not_utf8 + why, say));
    }
    Checked<AssumedForm> out{form, {}};
    out.value.encoding = *guess.encoding;
    out.remarks.push_back(warning(
        codes::csv_encoding_guessed, {file, guess.line},
        not_utf8 + "; it is read as " + csv::spoken_name(*guess.encoding) + ", which is a guess: this line then says " + in_quotes(guess.word), say));
    return out;
}

}  // namespace capgap
