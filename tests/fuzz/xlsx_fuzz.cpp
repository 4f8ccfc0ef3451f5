// Workbooks. The first byte says how the rest is taken: as a whole archive, or as the parts of one, a sheet, its texts, its formats and its list of
// sheets, with a zero byte between them, so that what is mutated is XML and not packed. What must hold, beside that nothing breaks:
// - what is refused is refused with an error in words, at a place of the workbook;
// - rows come from above and cells from the left, inside what a workbook may hold, and none is empty;
// - read again, it says the same.
#include <capgap/formats/csv/utf8.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>

#include <fuzz/checks.hpp>

#include <zip.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace capgap;

constexpr std::string_view relations =
    R"(<Relationships><Relationship Id="r1" Type="o/worksheet" Target="sheet.xml"/><Relationship Id="r2" Type="o/sharedStrings" Target="texts.xml"/>)"
    R"(<Relationship Id="r3" Type="o/styles" Target="styles.xml"/></Relationships>)";
constexpr std::string_view list = R"(<workbook><sheets><sheet name="S" id="r1"/></sheets></workbook>)";

/// Of the parts that are there, nothing packed.
std::string archive_of(const std::array<std::string_view, 4>& parts) {
    static const std::array<const char*, 4> names{"xl/sheet.xml", "xl/texts.xml", "xl/styles.xml", "xl/workbook.xml"};
    zip_source_t* const target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
    zip_source_keep(target);
    zip_t* const archive = zip_open_from_source(target, ZIP_TRUNCATE, nullptr);
    const auto add = [archive](const char* name, std::string_view content) {
        const zip_int64_t index = zip_file_add(archive, name, zip_source_buffer(archive, content.data(), content.size(), 0), 0);
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
    };
    add("xl/_rels/workbook.xml.rels", relations);
    for (std::size_t i = 0; i < parts.size(); ++i) add(names[i], i == 3 && parts[i].empty() ? list : parts[i]);
    zip_close(archive);
    zip_source_open(target);
    zip_source_seek(target, 0, SEEK_END);
    std::string out(static_cast<std::size_t>(zip_source_tell(target)), '\0');
    zip_source_seek(target, 0, SEEK_SET);
    zip_source_read(target, out.data(), out.size());
    zip_source_close(target);
    zip_source_free(target);
    return out;
}

std::array<std::string_view, 4> parts_of(std::string_view bytes) {
    std::array<std::string_view, 4> out;
    for (std::string_view& part : out) {
        part = bytes.substr(0, bytes.find('\0'));
        bytes.remove_prefix(std::min(part.size() + 1, bytes.size()));
    }
    return out;
}

void check(const Diagnostics& all, const char* place) {
    for (const Diagnostic& one : all) {
        must(one.at.file.starts_with(place) && !one.message.empty(), "a diagnostic has a place and words");
        must(one.message.size() + one.hint.size() < 100'000, "a diagnostic has an end");
    }
}

/// What a sheet says, in one text.
std::string said_by(const Spreadsheet& book, std::size_t sheet) {
    std::string out;
    std::uint32_t row_before = 0;
    const Diagnostics said = book.read(sheet, [&](const SheetRow& row) {
        must(row.number > row_before && row.number <= Spreadsheet::max_rows && !row.cells.empty(), "rows come from above");
        row_before = row.number;
        std::uint32_t column_before = 0;
        for (const SheetCell& cell : row.cells) {
            must(cell.column > column_before && cell.column <= Spreadsheet::max_columns && !cell.text.empty(), "cells come from the left");
            must(!csv::first_not_utf8(cell.text), "a cell is text", [&] { return cell.text; });
            column_before = cell.column;
            out += std::to_string(row.number) + ' ' + std::to_string(cell.column) + ' ' + cell.text + '\n';
        }
        return true;
    });
    check(said, "b.xlsx");
    return out + lines(said);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);  // NOLINT: libFuzzer's own type
    const std::string bytes = data[0] % 8 == 0 ? std::string(rest) : archive_of(parts_of(rest));
    const auto book = Spreadsheet::of_bytes(bytes, "b.xlsx");
    if (book.has_error()) {
        check(book.error().all, "b.xlsx");
        must(has_errors(book.error().all), "what is refused is refused with an error");
        return 0;
    }
    for (std::size_t sheet = 0; sheet < std::min<std::size_t>(book->sheets().size(), 3); ++sheet) {
        must(said_by(*book, sheet) == said_by(*book, sheet), "read again, it says the same");
    }
    return 0;
}
