#include <capgap/files/translation_table.hpp>

#include <capgap/files/open_workbook.hpp>
#include <capgap/files/references.hpp>
#include <capgap/files/sheet_table.hpp>
#include <capgap/formats/csv/assumed_form.hpp>
#include <capgap/formats/csv/reader.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>

#include <fstream>

namespace capgap {

namespace {

using SheetCells = std::vector<std::pair<std::uint32_t, std::string>>;

template <class Fields>
SheetCells cells_of(const Fields& fields) {
    SheetCells out;
    std::uint32_t column = 0;
    for (const auto& field : fields) out.emplace_back(++column, std::string(field));
    return out;
}

Result<TranslationTable> read_csv(const std::filesystem::path& file, const std::string& name) {
    Diagnostics found;
    AssumedForm form;
    std::ifstream sniffed(file, std::ios::binary);
    if (!take(assume_form(sniffed, name, {}), form, found)) return Errors(std::move(found));
    std::ifstream in(file, std::ios::binary);
    auto reader = CsvReader::open(in, name, {.delimiter = form.delimiter, .encoding = form.encoding});
    if (reader.has_error()) return std::move(reader).error();
    TranslationReader rows(name);
    rows.add(reader->header_line(), cells_of(reader->header()));
    Diagnostics wrong;
    for (;;) {
        const auto step = reader->next();
        if (step.has_error()) return step.error();
        if (*step == CsvReader::Step::end) break;
        if (*step == CsvReader::Step::bad_row) {
            constexpr std::size_t most = 1'000;
            if (wrong.size() < most) wrong.push_back(reader->problem());
        } else {
            rows.add(reader->row().line, cells_of(reader->row().fields));
        }
    }
    if (!wrong.empty()) return Errors(std::move(wrong));
    return rows.take();
}

}  // namespace

Result<TranslationTable> read_translation_table(const std::filesystem::path& file) {
    const std::string name = file.generic_string();
    const auto sheet = sheet_path(file);
    if (!sheet) {
        const auto there = expect_file(file, {name, 0, 0});
        return there.has_error() ? there.error() : read_csv(file, name);
    }
    const auto workbook = open_workbook(sheet->workbook);
    if (workbook.has_error()) return workbook.error();
    return read_translations(*workbook);
}

}  // namespace capgap
