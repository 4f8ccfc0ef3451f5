#pragma once

#include <capgap/formats/xlsx/formats.hpp>
#include <capgap/report/workbook.hpp>

#include <cstddef>
#include <cstdint>

struct lxw_worksheet;

namespace capgap {

/// Throws std::system_error for what the library could not do. `code` is an lxw_error. For this folder only, as the rest of this header.
void check_xlsx(int code, const char* what);

/// Deletes what the library made.
struct FreeWorkbook {
    void operator()(lxw_workbook* workbook) const;
};

/// As the library counts them, from 0.
inline std::uint32_t row_of(std::size_t row) {
    return static_cast<std::uint32_t>(row);
}
inline std::uint16_t column_of(std::size_t column) {
    return static_cast<std::uint16_t>(column);
}

/// One sheet under its final name.
struct NamedSheet {
    const WorkbookSheet& content;
    std::string name;
    std::string footer;
    lxw_worksheet* sheet = nullptr;

    /// Of the headings of columns, from 0: behind the lines and an empty row, so that a spreadsheet takes the table for one of its own.
    std::uint32_t heading_row() const { return static_cast<std::uint32_t>(content.lines.size()) + 1; }
    std::uint32_t first_row() const { return heading_row() + 1; }
    std::uint32_t last_row() const { return heading_row() + static_cast<std::uint32_t>(content.row_count); }
};

void write_text_sheet(const NamedSheet& sheet, const CellFormats& formats);
void write_table_sheet(const NamedSheet& sheet, const CellFormats& formats);
void add_charts(lxw_workbook* workbook, const NamedSheet& sheet);

}  // namespace capgap
