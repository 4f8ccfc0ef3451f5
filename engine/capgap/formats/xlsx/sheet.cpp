#include <capgap/formats/xlsx/sheet.hpp>

#include <capgap/base/format_number.hpp>
#include <capgap/formats/xlsx/cell_text.hpp>
#include <capgap/report/spreadsheet_text.hpp>

#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>

namespace capgap {

namespace {

constexpr std::size_t longest_footer = 200;  // of 255, with what the program adds
constexpr double heading_height = 62;
constexpr double line_height = 15;
constexpr int label_width = 34;
constexpr int text_width = 110;
constexpr std::uint16_t scale_of_wide_page = 60;  // in percent
constexpr int widest_page = 150;                  // characters that are still readable on one page across
constexpr std::uint8_t paper_a4 = 9;

std::string cell_text(std::string_view text) {
    return cut_to_units(neutralised(text), longest_cell_text);
}

/// The number that the CSV file holds: more places would say more than it does.
double as_in_csv(double number) {
    return std::strtod(format_number(number).c_str(), nullptr);
}

/// Not every program makes a row as high as its text: so many lines of about as many characters as the column is wide.
double height_of_text(const std::string& text, int width) {
    const int lines = 1 + static_cast<int>(text.size()) / std::max(1, width - 3);
    return line_height * lines;
}

class WriteCell {
public:
    WriteCell(const NamedSheet& sheet, const CellFormats& formats) : sheet_(sheet), formats_(formats) {
        for (const WorkbookColumn& column : sheet.content.columns) {
            of_column_.push_back(column.wrap ? formats.wrapped() : formats.of(column.kind));
            wraps_ = wraps_ || column.wrap;
        }
    }

    void row(std::uint32_t row, ResultTable::Row cells) {
        row_ = row;
        if (wraps_) check_xlsx(worksheet_set_row(sheet_.sheet, row, height_of(cells), nullptr), "a row");
        for (column_ = 0; column_ < cells.size(); ++column_) std::visit(*this, cells[column_]);
    }

    void operator()(std::monostate) const {}
    void operator()(const std::string& text) const { put(cell_text(text), of_column_[column_]); }
    void operator()(std::int64_t count) const { put(static_cast<double>(count)); }
    void operator()(double number) const { put(as_in_csv(number)); }
    void operator()(const ShareBound& bound) const {
        const char sign = bound.kind == ShareBound::Kind::less_than ? '<' : '>';
        put(sign + format_number(100 * bound.share_0_1) + '%', formats_.bound());
    }

private:
    double height_of(ResultTable::Row cells) const {
        double height = line_height;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            const auto* text = std::get_if<std::string>(&cells[c]);
            if (text != nullptr && sheet_.content.columns[c].wrap) height = std::max(height, height_of_text(*text, sheet_.content.columns[c].width));
        }
        return height;
    }

    void put(const std::string& text, lxw_format* format) const {
        check_xlsx(worksheet_write_string(sheet_.sheet, row_, column_of(column_), text.c_str(), format), "a text");
    }
    void put(double number) const {
        check_xlsx(worksheet_write_number(sheet_.sheet, row_, column_of(column_), number, of_column_[column_]), "a number");
    }

    const NamedSheet& sheet_;
    const CellFormats& formats_;
    std::vector<lxw_format*> of_column_;
    bool wraps_ = false;
    std::uint32_t row_ = 0;
    std::size_t column_ = 0;
};

void write_heading(const NamedSheet& sheet, const CellFormats& formats) {
    check_xlsx(worksheet_set_row(sheet.sheet, sheet.heading_row(), heading_height, nullptr), "a row");
    for (std::size_t c = 0; c < sheet.content.columns.size(); ++c) {
        const WorkbookColumn& column = sheet.content.columns[c];
        check_xlsx(worksheet_write_string(sheet.sheet, sheet.heading_row(), column_of(c), cell_text(column.title).c_str(), formats.heading()),
                   "a heading");
        if (column.note.empty()) continue;
        const std::string note = cut_to_units(column.note, longest_cell_text);
        lxw_comment_options box{};
        box.width = 380;
        // As high as its text: about 55 characters a line, a few lines more for its paragraphs.
        box.height = static_cast<std::uint16_t>(std::min<std::size_t>(600, 17 * (note.size() / 55 + 5)));
        check_xlsx(worksheet_write_comment_opt(sheet.sheet, sheet.heading_row(), column_of(c), note.c_str(), &box), "a note");
    }
}

/// What somebody needs who prints or scrolls: the headings and the keys stay in sight.
void arrange(const NamedSheet& sheet) {
    const WorkbookSheet& content = sheet.content;
    const lxw_col_t last = column_of(content.columns.size() - 1);
    worksheet_freeze_panes(sheet.sheet, sheet.first_row(), column_of(content.frozen_columns));
    check_xlsx(worksheet_autofilter(sheet.sheet, sheet.heading_row(), 0, std::max(sheet.last_row(), sheet.heading_row()), last), "a filter");
    check_xlsx(worksheet_repeat_rows(sheet.sheet, sheet.heading_row(), sheet.heading_row()), "print titles");
    if (content.frozen_columns > 0) check_xlsx(worksheet_repeat_columns(sheet.sheet, 0, column_of(content.frozen_columns - 1)), "print titles");
    // An id such as 1.1 is text on purpose: no warning at each.
    const std::string range = "A1:" + std::string("XFD1048576");
    check_xlsx(worksheet_ignore_errors(sheet.sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range.c_str()), "a setting");
}

void set_page(const NamedSheet& sheet, int width) {
    worksheet_set_paper(sheet.sheet, paper_a4);
    worksheet_set_landscape(sheet.sheet);
    const bool pictures = !sheet.content.charts.empty();
    worksheet_set_print_scale(sheet.sheet, scale_of_wide_page);
    if (pictures || width <= widest_page) worksheet_fit_to_pages(sheet.sheet, 1, pictures ? 1 : 0);
    std::string footer = cut_to_units(sheet.footer, longest_footer);
    for (std::size_t at = 0; (at = footer.find('&', at)) != std::string::npos; at += 2) footer.insert(at, 1, '&');
    check_xlsx(worksheet_set_footer(sheet.sheet, ("&L&8" + cut_to_units(footer, longest_footer) + "&R&8&P/&N").c_str()), "a footer");
}

}  // namespace

void write_text_sheet(const NamedSheet& sheet, const CellFormats& formats) {
    using Kind = WorkbookLine::Kind;
    check_xlsx(worksheet_set_column(sheet.sheet, 0, 0, label_width, nullptr), "a column");
    check_xlsx(worksheet_set_column(sheet.sheet, 1, 1, text_width, nullptr), "a column");
    worksheet_gridlines(sheet.sheet, LXW_HIDE_ALL_GRIDLINES);
    std::size_t row = 0;
    const auto put = [&](lxw_col_t column, const std::string& text, lxw_format* format) {
        if (!text.empty()) check_xlsx(worksheet_write_string(sheet.sheet, row_of(row), column, cell_text(text).c_str(), format), "a text");
    };
    for (const WorkbookLine& line : sheet.content.lines) {
        const bool across = line.kind == Kind::title || line.kind == Kind::heading;
        if (line.kind == Kind::heading) ++row;  // an empty row before it
        if (!across)
            check_xlsx(worksheet_set_row(sheet.sheet, row_of(row),
                                         std::max(height_of_text(line.label, label_width), height_of_text(line.text, text_width)), nullptr),
                       "a row");
        if (across) put(0, line.text, formats.of(line.kind));
        if (!across) put(0, line.label, line.kind == Kind::warning ? formats.of(line.kind) : formats.label());
        if (!across) put(1, line.text, line.kind == Kind::warning ? formats.of(line.kind) : formats.wrapped());
        ++row;
    }
    set_page(sheet, label_width + text_width);
}

void write_table_sheet(const NamedSheet& sheet, const CellFormats& formats) {
    const WorkbookSheet& content = sheet.content;
    int width = 0;
    for (std::size_t c = 0; c < content.columns.size(); ++c) {
        check_xlsx(worksheet_set_column(sheet.sheet, column_of(c), column_of(c), content.columns[c].width, formats.of(content.columns[c].kind)),
                   "a column");
        width += content.columns[c].width;
    }
    for (std::size_t line = 0; line < content.lines.size(); ++line) {
        const WorkbookLine& one = content.lines[line];
        check_xlsx(worksheet_write_string(sheet.sheet, row_of(line), 0, cell_text(one.text).c_str(), formats.of(one.kind)), "a text");
    }
    write_heading(sheet, formats);
    WriteCell cells(sheet, formats);
    std::uint32_t row = sheet.first_row();
    content.rows([&](ResultTable::Row of_table) { cells.row(row++, of_table); });
    arrange(sheet);
    set_page(sheet, width);
}

}  // namespace capgap
