#include <capgap/files/convert.hpp>

#include <capgap/files/codes.hpp>
#include <capgap/files/loader.hpp>
#include <capgap/files/whole_file.hpp>
#include <capgap/formats/csv/assumed_form.hpp>
#include <capgap/formats/csv/reader.hpp>
#include <capgap/formats/csv/writer.hpp>

#include <algorithm>
#include <fstream>

namespace capgap {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// 12, -0.75: as this program and most others write numbers.
bool is_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    const std::size_t whole = std::min(text.find('.'), text.size());
    const std::string_view fraction = whole < text.size() ? text.substr(whole + 1) : "0";
    const auto digits = [](std::string_view part) { return !part.empty() && std::all_of(part.begin(), part.end(), is_digit); };
    return digits(text.substr(0, whole)) && digits(fraction);
}

std::string cell_text(std::string_view cell, const ConvertRequest& request) {
    static constexpr std::string_view dangerous = "=+-@\t\r";
    std::string out(cell);
    if (is_number(cell)) {
        if (request.decimal_comma) std::replace(out.begin(), out.end(), '.', ',');
    } else if (request.for_spreadsheet && !out.empty() && dangerous.find(out.front()) != std::string::npos) {
        out.insert(out.begin(), '\'');
    }
    return out;
}

void write_row(CsvWriter& csv, std::span<const std::string_view> cells, const ConvertRequest& request) {
    for (const std::string_view cell : cells) csv.text(cell_text(cell, request));
    csv.end_row();
}

/// Every row, or what is wrong with one.
Result<std::uint64_t> copy_rows(CsvReader& reader, CsvWriter& csv, const ConvertRequest& request) {
    const std::vector<std::string_view> header(reader.header().begin(), reader.header().end());
    write_row(csv, header, request);
    Diagnostics wrong;
    for (std::uint64_t rows = 0;;) {
        const auto step = reader.next();
        if (step.has_error()) return step.error();
        if (*step == CsvReader::Step::end && !wrong.empty()) return Errors(std::move(wrong));
        if (*step == CsvReader::Step::end) return rows;
        if (*step == CsvReader::Step::bad_row) {
            constexpr std::size_t most = 1000;
            if (wrong.size() < most) wrong.push_back(reader.problem());
            continue;
        }
        write_row(csv, reader.row().fields, request);
        ++rows;
    }
}

Diagnostics check_place(const ConvertRequest& request) {
    std::error_code ignored;
    const auto sheet = sheet_path(request.source);
    if (!std::filesystem::equivalent(request.out, sheet ? sheet->workbook : std::filesystem::path(request.source), ignored)) return {};
    return {error(codes::import_would_overwrite, {request.out.generic_string(), 0, 0}, "the output is the file that is read", "choose another -o")};
}

}  // namespace

Result<Checked<std::uint64_t>> convert_table(const ConvertRequest& request, const Places& places) {
    Loader loader({}, places);
    loader.found = check_place(request);
    const auto source = loader.expect({request.source, {"command line", 0, 0}}, "table");
    if (has_errors(loader.found)) return Errors(std::move(loader.found));
    std::ifstream sniffed(source.path, std::ios::binary);
    AssumedForm form;
    if (!take(assume_form(sniffed, source.name, {}), form, loader.found)) return Errors(std::move(loader.found));
    std::ifstream in(source.path, std::ios::binary);
    auto reader = CsvReader::open(in, source.name, {.delimiter = form.delimiter, .encoding = form.encoding});
    if (reader.has_error()) return std::move(reader).error();
    WholeFile out(request.out);
    if (request.for_spreadsheet) out.stream() << byte_order_mark;
    CsvWriter csv(out.stream(), request.delimiter);
    const auto rows = copy_rows(*reader, csv, request);
    if (rows.has_error()) return rows.error();
    out.commit();
    return Checked<std::uint64_t>{*rows, std::move(loader.found)};
}

}  // namespace capgap
