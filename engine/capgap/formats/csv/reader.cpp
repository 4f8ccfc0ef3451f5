#include <capgap/formats/csv/reader.hpp>

#include <capgap/formats/csv/byte_finder.hpp>
#include <capgap/formats/csv/codes.hpp>
#include <capgap/formats/csv/line_buffer.hpp>
#include <capgap/formats/csv/utf8.hpp>

#include <csv.h>

#include <algorithm>
#include <limits>
#include <new>
#include <optional>
#include <utility>

namespace capgap {

namespace {

constexpr char quote = '"';

int is_never_space(unsigned char) {
    return 0;
}

}  // namespace

namespace csv {

/// libcsv's parser without its habit of dropping spaces around fields.
class Libcsv {
public:
    explicit Libcsv(char delimiter) {
        csv_init(&parser_, strict);
        csv_set_delim(&parser_, static_cast<unsigned char>(delimiter));
        csv_set_space_func(&parser_, &is_never_space);
        csv_set_blk_size(&parser_, std::size_t{16} << 10U);  // a field grows by so much, not by 128 bytes
    }
    ~Libcsv() { csv_free(&parser_); }
    Libcsv(const Libcsv&) = delete;
    Libcsv& operator=(const Libcsv&) = delete;
    Libcsv(Libcsv&&) = delete;
    Libcsv& operator=(Libcsv&&) = delete;

    using OnField = void (*)(void* bytes, std::size_t size, void* data);
    using OnRow = void (*)(int line_end, void* data);

    /// False if a quoted field goes on after its closing quote.
    bool parse(std::string_view text, OnField on_field, OnRow on_row, void* data) {
        while (!text.empty()) {
            const std::size_t parsed = csv_parse(&parser_, text.data(), text.size(), on_field, on_row, data);
            if (parsed == text.size()) return true;
            if (csv_error(&parser_) != CSV_EPARSE) throw std::bad_alloc();
            if (parser_.quoted != 0) return false;
            // Strict mode also stops at a quote inside an unquoted field. There it is a letter like others.
            text.remove_prefix(parsed);
            csv_set_opts(&parser_, 0);
            csv_parse(&parser_, text.data(), 1, on_field, on_row, data);
            csv_set_opts(&parser_, strict);
            text.remove_prefix(1);
        }
        return true;
    }

    /// False if a quoted field is still open.
    bool finish(OnField on_field, OnRow on_row, void* data) { return csv_fini(&parser_, on_field, on_row, data) == 0; }

    /// Forgets an unfinished row.
    void abandon_row() {
        csv_set_opts(&parser_, 0);
        csv_fini(&parser_, nullptr, nullptr, nullptr);
        csv_set_opts(&parser_, strict);
    }

    /// Bytes of the field that is not finished yet.
    std::size_t pending_bytes() const { return parser_.entry_pos; }

private:
    static constexpr unsigned char strict = CSV_STRICT | CSV_STRICT_FINI;
    csv_parser parser_{};
};

}  // namespace csv

namespace {

bool can_delimit(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte != 0 && byte < 0x80 && c != quote && c != '\n' && c != '\r';
}

std::uint32_t clamped_line(std::uint64_t line) {
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(line, std::numeric_limits<std::uint32_t>::max()));
}

}  // namespace

/// Two ways through a row. A line without a quote, and not inside a quoted field, is cut at the delimiters where it lies: most lines of most files.
/// Any other goes through libcsv, line by line, so that the line on which each row begins is known. A test reads random files both ways.
class CsvReader::Impl {
public:
    Impl(std::istream& in, std::string file, const CsvReaderOptions& options)
        : file_(std::move(file)),
          delimiter_(options.delimiter),
          lines_(in, options.encoding, std::clamp<std::size_t>(options.block_bytes, 4, max_field_bytes)),
          libcsv_(options.delimiter),
          counts_rows_(is_sheet(file_)) {
        ends_.reserve(max_fields + 1);
    }

    Result<bool> read_header();
    Result<Step> next();

    const std::string& file() const { return file_; }
    const std::vector<std::string>& header() const { return header_; }
    std::uint32_t header_line() const { return header_line_; }
    const CsvRow& row() const { return row_; }
    const Diagnostic& problem() const { return problem_; }
    void cut_only(std::size_t fields) { needed_ = fields; }

private:
    std::optional<Diagnostic> check_beginning();
    Result<Step> read_row();
    bool is_quoteless(const csv::LineBuffer::Piece& piece) const;
    void split(std::string_view line, std::size_t needed);
    void begin_row();
    std::optional<Diagnostic> parse(std::string_view text);
    std::optional<Diagnostic> limits_exceeded() const;
    Result<Step> finish_parsed_row();
    Result<Step> finish_row(bool is_plain);
    Result<Step> at_end_of_file();
    Diagnostic not_utf8(std::size_t field, std::size_t place) const;
    Result<Step> bad_row(const char* code, std::size_t column, std::string message, std::string hint);
    Location at(std::size_t column) const { return {file_, row_.line, static_cast<std::uint32_t>(column)}; }

    static void on_field(void* bytes, std::size_t size, void* data);
    static void on_row(int line_end, void* data);

    std::string file_;
    char delimiter_;
    csv::LineBuffer lines_;
    csv::Libcsv libcsv_;
    std::vector<std::string> header_;
    bool counts_rows_;  ///< a sheet has rows, not lines: a line end within a cell begins none
    std::uint32_t header_line_ = 0;
    bool ended_ = false;

    std::uint64_t line_ = 0;    ///< of the piece that is being read
    bool line_open_ = false;    ///< the last piece did not end its line
    bool skip_line_ = false;    ///< what follows on this line belongs to a row that is given up
    bool row_open_ = false;     ///< libcsv is inside a row
    bool row_ended_ = false;    ///< libcsv has found the end of the row
    std::size_t too_long_ = 0;  ///< number of the first field over the limit that libcsv has found in the row; 0: none

    std::string text_;                      ///< the fields that libcsv has found, one behind the other
    std::vector<std::size_t> ends_;         ///< where in text_ each of them ends; at most max_fields + 1
    std::vector<std::string_view> fields_;  ///< at least those of the row, or max_fields + 1
    std::size_t needed_ = max_fields + 1;   ///< fields of a row to be cut out, if not all
    std::size_t count_ = 0;                 ///< of fields in the row
    CsvRow row_;
    Diagnostic problem_;
};

void CsvReader::Impl::on_field(void* bytes, std::size_t size, void* data) {
    auto& self = *static_cast<Impl*>(data);
    ++self.count_;
    if (size > max_field_bytes && self.too_long_ == 0) self.too_long_ = self.count_;
    if (self.count_ > max_fields + 1) return;
    // Room was made before libcsv was called: nothing is thrown through C.
    self.text_.append(static_cast<const char*>(bytes), size);
    self.ends_.push_back(self.text_.size());
}

void CsvReader::Impl::on_row(int, void* data) {
    static_cast<Impl*>(data)->row_ended_ = true;
}

std::optional<Diagnostic> CsvReader::Impl::check_beginning() {
    if (!can_delimit(delimiter_)) return error(codes::csv_bad_delimiter, {file_}, "a delimiter is one ASCII character, not a quote or a line end");
    if (lines_.peek(3) == csv::byte_order_mark) lines_.skip(csv::byte_order_mark.size());
    const std::string_view first = lines_.peek(3);
    if (first.starts_with("\xFF\xFE") || first.starts_with("\xFE\xFF")) {
        return error(codes::csv_utf16, {file_, 1}, "the file is UTF-16, expected UTF-8", "save it as 'CSV UTF-8'");
    }
    if (first == "PK\x03" || first == "\xD0\xCF\x11") {
        return error(codes::csv_nul, {file_}, "the file is a workbook, expected CSV", "open it in a spreadsheet program and save it as 'CSV UTF-8'");
    }
    return std::nullopt;
}

Result<bool> CsvReader::Impl::read_header() {
    ended_ = true;  // unless all goes well
    if (auto wrong = check_beginning()) return Errors(std::move(*wrong));
    auto step = read_row();
    if (step.has_error()) return std::move(step).error();
    if (*step == Step::end) return Errors(error(codes::csv_no_header, {file_}, "the file is empty, expected a line with the names of the columns"));
    if (*step == Step::bad_row) return Errors(std::move(problem_));
    header_.assign(row_.fields.begin(), row_.fields.end());
    header_line_ = row_.line;
    ended_ = false;
    return true;
}

Result<CsvReader::Step> CsvReader::Impl::next() {
    if (ended_) return Step::end;
    auto step = read_row();
    ended_ = step.has_error() || *step == Step::end;
    return step;
}

Result<CsvReader::Step> CsvReader::Impl::read_row() {
    while (const auto piece = lines_.next()) {
        if (!line_open_ && !(counts_rows_ && row_open_)) ++line_;
        line_open_ = !piece->complete;
        if (skip_line_) {
            skip_line_ = line_open_;
            continue;
        }
        if (!row_open_) {
            if (piece->text.empty()) continue;
            row_.line = clamped_line(line_);
            if (is_quoteless(*piece)) {
                const bool is_plain = csv::is_ascii_without_nul(piece->text);
                split(piece->text, is_plain ? needed_ : max_fields + 1);
                return finish_row(is_plain);
            }
            begin_row();
        }
        if (auto wrong = parse(piece->text)) return Errors(std::move(*wrong));
        if (row_open_) {
            if (auto wrong = parse(piece->line_end)) return Errors(std::move(*wrong));
        }
        if (!row_open_) {
            return bad_row(codes::csv_text_after_quote, count_ + 1, "the quoted field goes on after its closing quote",
                           "a quote inside a quoted field is written twice: \"\"");
        }
        if (row_ended_) return finish_parsed_row();
    }
    return at_end_of_file();
}

bool CsvReader::Impl::is_quoteless(const csv::LineBuffer::Piece& piece) const {
    return piece.complete && piece.text.find(quote) == std::string_view::npos;
}

void CsvReader::Impl::split(std::string_view line, std::size_t needed) {
    const std::size_t most = std::clamp<std::size_t>(needed, 1, std::min(max_fields + 1, line.size() + 1));
    if (fields_.size() < most) fields_.resize(most);
    const char* begin = line.data();
    const char* const end = begin + line.size();
    std::size_t count = 0;
    csv::ByteFinder delimiters(delimiter_, begin, end);
    for (const char* at = delimiters.next(); at != end; at = delimiters.next()) {
        fields_[count++] = {begin, static_cast<std::size_t>(at - begin)};
        begin = at + 1;
        if (count < most) continue;
        count_ = count + csv::count_of(delimiter_, begin, end) + 1;
        return;
    }
    fields_[count++] = {begin, static_cast<std::size_t>(end - begin)};
    count_ = count;
}

void CsvReader::Impl::begin_row() {
    row_open_ = true;
    row_ended_ = false;
    text_.clear();
    ends_.clear();
    count_ = 0;
    too_long_ = 0;
}

/// Through libcsv. A row whose quotes are wrong is closed; an error ends the reading.
std::optional<Diagnostic> CsvReader::Impl::parse(std::string_view text) {
    text_.reserve(text_.size() + libcsv_.pending_bytes() + text.size());
    const bool quotes_right = libcsv_.parse(text, &on_field, &on_row, this);
    if (auto wrong = limits_exceeded()) return wrong;  // first, as where a shorter piece ends in front of the wrong quote
    if (!quotes_right) {
        libcsv_.abandon_row();
        row_open_ = false;
        skip_line_ = line_open_;
    }
    return std::nullopt;
}

std::optional<Diagnostic> CsvReader::Impl::limits_exceeded() const {
    const char* const hint = "is a quote before it never closed?";
    // What is pending may end with the closing quote, which is not part of the field.
    const bool pending_too_long = libcsv_.pending_bytes() > max_field_bytes + 1;
    if (too_long_ != 0 || pending_too_long) {
        return error(codes::csv_field_too_long, at(too_long_ != 0 ? too_long_ : count_ + 1), "a field is longer than 1 MiB", hint);
    }
    if (text_.size() > max_row_bytes) return error(codes::csv_row_too_long, at(0), "the row is longer than 16 MiB", hint);
    return std::nullopt;
}

Result<CsvReader::Step> CsvReader::Impl::finish_parsed_row() {
    row_open_ = false;
    if (auto wrong = limits_exceeded()) return Errors(std::move(*wrong));
    fields_.resize(std::max(fields_.size(), ends_.size()));
    std::size_t begin = 0;
    for (std::size_t i = 0; i < ends_.size(); ++i) {
        fields_[i] = std::string_view(text_).substr(begin, ends_[i] - begin);
        begin = ends_[i];
    }
    return finish_row(csv::is_ascii_without_nul(text_));
}

/// `is_plain`: nothing but ASCII, without NUL.
Result<CsvReader::Step> CsvReader::Impl::finish_row(bool is_plain) {
    row_.fields = {fields_.data(), std::min({count_, fields_.size(), is_plain ? needed_ : max_fields + 1})};
    if (!is_plain) {
        for (std::size_t i = 0; i < row_.fields.size(); ++i) {
            if (fields_[i].find('\0') != std::string_view::npos) {
                return Errors(error(codes::csv_nul, at(i + 1), "a NUL byte: this is no text in UTF-8", "save the file as 'CSV UTF-8'"));
            }
            if (const auto place = csv::first_not_utf8(fields_[i])) return Errors(not_utf8(i, *place));
        }
    }
    const bool is_header = header_.empty();
    if (count_ > max_fields) {
        const std::string message = std::string(is_header ? "the header" : "the row") + " has more than 10,000 fields";
        if (is_header) return Errors(error(codes::csv_too_many_fields, at(0), message));
        return bad_row(codes::csv_too_many_fields, 0, message, {});
    }
    if (!is_header && count_ != header_.size()) {
        return bad_row(
            codes::csv_field_count, 0,
            "the row has " + std::to_string(count_) + (count_ == 1 ? " field" : " fields") + ", the header " + std::to_string(header_.size()),
            count_ < header_.size() ? "a field that is left empty is separated all the same"
            : delimiter_ == ','     ? "a text that holds a comma needs quotes around it"
                                    : "a text that holds the delimiter needs quotes around it");
    }
    return Step::row;
}

Result<CsvReader::Step> CsvReader::Impl::at_end_of_file() {
    if (const auto& fault = lines_.fault()) {
        return Errors(
            error(codes::csv_undecodable, {file_, clamped_line(line_open_ ? line_ : line_ + 1)}, fault->message, "is the file in another encoding?"));
    }
    if (!row_open_) return Step::end;
    if (!libcsv_.finish(&on_field, &on_row, this)) {
        return Errors(error(codes::csv_quote_not_closed, at(count_ + 1), "the quoted field is never closed: the file ends within it"));
    }
    return finish_parsed_row();
}

Diagnostic CsvReader::Impl::not_utf8(std::size_t field, std::size_t place) const {
    return error(codes::csv_not_utf8, at(field + 1),
                 csv::hexadecimal(fields_[field][place]) + ", byte " + std::to_string(place + 1) + " of this field, is not UTF-8",
                 "save the file as 'CSV UTF-8'");
}

Result<CsvReader::Step> CsvReader::Impl::bad_row(const char* code, std::size_t column, std::string message, std::string hint) {
    problem_ = error(code, at(column), std::move(message), std::move(hint));
    return Step::bad_row;
}

CsvReader::CsvReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CsvReader::CsvReader(CsvReader&&) noexcept = default;
CsvReader& CsvReader::operator=(CsvReader&&) noexcept = default;
CsvReader::~CsvReader() = default;

Result<CsvReader> CsvReader::open(std::istream& in, std::string file, const CsvReaderOptions& options) {
    auto impl = std::make_unique<Impl>(in, std::move(file), options);
    auto header = impl->read_header();
    if (header.has_error()) return std::move(header).error();
    return CsvReader(std::move(impl));
}

const std::string& CsvReader::file() const noexcept {
    return impl_->file();
}

const std::vector<std::string>& CsvReader::header() const noexcept {
    return impl_->header();
}

std::uint32_t CsvReader::header_line() const noexcept {
    return impl_->header_line();
}

Result<CsvReader::Step> CsvReader::next() {
    return impl_->next();
}

void CsvReader::cut_only(std::size_t fields) noexcept {
    impl_->cut_only(fields);
}

const CsvRow& CsvReader::row() const noexcept {
    return impl_->row();
}

const Diagnostic& CsvReader::problem() const noexcept {
    return impl_->problem();
}

}  // namespace capgap
