#include <capgap/formats/xlsx/form_workbook.hpp>

#include <capgap/formats/xlsx/cell_text.hpp>
#include <capgap/formats/xlsx/sheet.hpp>

#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <memory>
#include <system_error>

namespace capgap {

namespace {

constexpr const char* lists_sheet = "Lists";
constexpr lxw_row_t rows_for_input = 5'000;
constexpr std::size_t longest_prompt = 255;

struct FormFormats {
    lxw_format* heading;
    lxw_format* help;
    lxw_format* example;
    lxw_format* text;
    lxw_format* locked;
    lxw_format* unlocked;
    lxw_format* to_fill;
    lxw_format* title;
    lxw_format* line;

    explicit FormFormats(lxw_workbook* workbook)
        : heading(workbook_add_format(workbook)),
          help(workbook_add_format(workbook)),
          example(workbook_add_format(workbook)),
          text(workbook_add_format(workbook)),
          locked(workbook_add_format(workbook)),
          unlocked(workbook_add_format(workbook)),
          to_fill(workbook_add_format(workbook)),
          title(workbook_add_format(workbook)),
          line(workbook_add_format(workbook)) {
        format_set_bold(heading);
        format_set_bg_color(heading, 0x1F4E79);
        format_set_font_color(heading, LXW_COLOR_WHITE);
        format_set_num_format(heading, "@");
        for (lxw_format* const small : {help, example}) {
            format_set_italic(small);
            format_set_text_wrap(small);
            format_set_align(small, LXW_ALIGN_VERTICAL_TOP);
            format_set_num_format(small, "@");
        }
        format_set_font_color(help, 0x44546A);
        format_set_bg_color(help, 0xEAF1F8);
        format_set_font_color(example, 0x7F6000);
        format_set_bg_color(example, 0xFFF7E0);
        for (lxw_format* const input : {text, locked, unlocked, to_fill, line}) {
            format_set_text_wrap(input);
            format_set_align(input, LXW_ALIGN_VERTICAL_TOP);
        }
        // What is typed stays as it is: 1.10 is no 1.1.
        for (lxw_format* const typed : {text, locked, unlocked}) format_set_num_format(typed, "@");
        format_set_font_color(locked, 0x44546A);
        format_set_unlocked(unlocked);
        format_set_num_format(to_fill, "@");
        format_set_bg_color(to_fill, 0xFFF2B3);
        format_set_border(to_fill, LXW_BORDER_THIN);
        format_set_bold(title);
        format_set_font_size(title, 16);
    }
};

/// Lines of a text in a column so wide, as spreadsheets break it, or nearly so.
std::size_t lines_of(std::string_view text, double width) {
    std::size_t lines = 0;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const auto letters =
            static_cast<double>(std::count_if(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(end),
                                              [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
        lines += static_cast<std::size_t>(std::max(1.0, std::ceil(letters / (0.92 * width))));
        begin = end + 1;
    }
    return lines;
}

double height_of(std::size_t lines) {
    constexpr double line = 15;
    constexpr double highest = 400;
    return std::min(line * static_cast<double>(lines), highest);
}

/// The choices of all drop-down lists, a column each, on a sheet that is hidden.
class Lists {
public:
    explicit Lists(lxw_workbook* workbook) : workbook_(workbook) {}

    /// The formula that names the choices.
    std::string formula(const std::vector<std::string>& choices) {
        auto known = std::find(columns_.begin(), columns_.end(), choices);
        if (known == columns_.end()) known = columns_.insert(columns_.end(), choices);
        char column[16];
        lxw_col_to_name(column, column_of(static_cast<std::size_t>(known - columns_.begin())), LXW_TRUE);
        return std::string("=") + lists_sheet + '!' + column + "$1:" + column + '$' + std::to_string(choices.size());
    }

    void write() const {
        if (columns_.empty()) return;
        lxw_worksheet* const sheet = workbook_add_worksheet(workbook_, lists_sheet);
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            for (std::size_t r = 0; r < columns_[c].size(); ++r) {
                check_xlsx(worksheet_write_string(sheet, row_of(r), column_of(c), columns_[c][r].c_str(), nullptr), "a list");
            }
        }
        worksheet_hide(sheet);
    }

private:
    lxw_workbook* workbook_;
    std::vector<std::vector<std::string>> columns_;
};

class SheetForm {
public:
    SheetForm(const FormWorkbook& workbook, const FormSheet& content, lxw_worksheet* sheet, const FormFormats& formats, Lists& lists)
        : workbook_(workbook), content_(content), sheet_(sheet), formats_(formats), lists_(lists) {}

    void write() {
        std::vector<std::string> keys;
        std::vector<std::string> helps;
        for (std::size_t c = 0; c < content_.columns.size(); ++c) {
            worksheet_set_column(sheet_, column_of(c), column_of(c), width(c), format_of(c));
            keys.push_back(content_.columns[c].key);
            helps.push_back(content_.columns[c].help);
        }
        put_row(0, keys, formats_.heading);
        put_comment(1, helps, formats_.help);
        for (std::size_t r = 0; r < content_.examples.size(); ++r) put_comment(2 + r, content_.examples[r], formats_.example);
        for (std::size_t r = 0; r < content_.rows.size(); ++r) put_row(first_row() + r, content_.rows[r], nullptr);
        for (const auto& [row, column] : content_.to_fill) {
            check_xlsx(worksheet_write_blank(sheet_, row_of(first_row() + row), column_of(column), formats_.to_fill), content_.name.c_str());
        }
        add_choices();
        if (is_protected()) protect();
        worksheet_freeze_panes(sheet_, 1, 1);
        worksheet_set_landscape(sheet_);
        constexpr std::size_t most_on_a_page = 16;
        if (content_.columns.size() <= most_on_a_page) worksheet_fit_to_pages(sheet_, 1, 0);
        worksheet_repeat_rows(sheet_, 0, 0);
        worksheet_set_paper(sheet_, 9);  // A4
    }

private:
    static std::size_t first_row_of(const FormSheet& sheet) { return 2 + sheet.examples.size(); }
    std::size_t first_row() const { return first_row_of(content_); }

    void put_comment(std::size_t row, std::vector<std::string> cells, lxw_format* format) {
        if (!cells.empty()) cells.front().insert(0, "# ");
        cells.resize(content_.columns.size());
        put_row(row, cells, format);
    }

    bool is_protected() const {
        return std::any_of(content_.columns.begin(), content_.columns.end(), [](const FormColumn& one) { return one.locked; });
    }

    lxw_format* format_of(std::size_t column) const {
        if (!is_protected()) return formats_.text;
        return content_.columns[column].locked ? formats_.locked : formats_.unlocked;
    }

    /// Without a password: it keeps from slips, not from people. Columns can be made wider, rows higher, and both hidden.
    void protect() {
        lxw_protection allowed{};
        allowed.format_columns = LXW_TRUE;
        allowed.format_rows = LXW_TRUE;
        allowed.format_cells = LXW_TRUE;
        allowed.autofilter = LXW_TRUE;
        worksheet_autofilter(sheet_, 0, 0, row_of(first_row() + std::max<std::size_t>(content_.rows.size(), 1) - 1),
                             column_of(content_.columns.size() - 1));
        worksheet_protect(sheet_, nullptr, &allowed);
    }

    /// Without a format: that of its column.
    void put_row(std::size_t row, const std::vector<std::string>& cells, lxw_format* format) {
        std::size_t lines = 1;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            if (format != nullptr || !cells[c].empty()) put(row, c, cells[c], format != nullptr ? format : format_of(c));
            lines = std::max(lines, lines_of(cells[c], width(c)));
        }
        if (lines > 1) worksheet_set_row(sheet_, row_of(row), height_of(lines), nullptr);
    }

    void put(std::size_t row, std::size_t column, const std::string& text, lxw_format* format) {
        check_xlsx(worksheet_write_string(sheet_, row_of(row), column_of(column), text.c_str(), format), content_.name.c_str());
    }

    double width(std::size_t column) const {
        if (content_.columns[column].width > 0) return content_.columns[column].width;
        std::size_t longest = content_.columns[column].key.size();
        for (const auto& row : content_.rows) longest = std::max(longest, column < row.size() ? row[column].size() : 0);
        const bool wordy = content_.columns[column].help.size() > 40;
        return static_cast<double>(std::clamp<std::size_t>(longest + 2, wordy ? 24 : 16, 60));
    }

    void add_choices() {
        for (std::size_t c = 0; c < content_.columns.size(); ++c) {
            const FormColumn& column = content_.columns[c];
            const std::string formula = column.choices.empty() ? formula_in(column.choices_in) : lists_.formula(column.choices);
            if (column.help.empty() && formula.empty()) continue;
            validate(first_row(), first_row() + rows_for_input, c, formula, column.help);
        }
        for (const auto& [place, choices] : content_.choices) {
            validate(first_row() + place.first, first_row() + place.first, place.second, lists_.formula(choices), {});
        }
    }

    /// The first column of another sheet, as far as people may fill it.
    std::string formula_in(const std::string& name) const {
        const auto found = std::find_if(workbook_.sheets.begin(), workbook_.sheets.end(), [&name](const FormSheet& one) { return one.name == name; });
        if (found == workbook_.sheets.end()) return {};
        const std::size_t first = first_row_of(*found) + 1;
        return '=' + name + "!$A$" + std::to_string(first) + ":$A$" + std::to_string(first + rows_for_input);
    }

    void validate(std::size_t first, std::size_t last, std::size_t column, std::string formula, const std::string& help) {
        lxw_data_validation validation{};
        std::string prompt = cut_to_units(help, longest_prompt);
        std::string message = "Choose one of the list, or check the spelling.";
        validation.validate = formula.empty() ? LXW_VALIDATION_TYPE_ANY : LXW_VALIDATION_TYPE_LIST_FORMULA;
        validation.value_formula = formula.data();
        validation.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
        validation.error_message = message.data();
        if (!prompt.empty()) validation.input_message = prompt.data();
        check_xlsx(worksheet_data_validation_range(sheet_, row_of(first), column_of(column), row_of(last), column_of(column), &validation), "a list");
    }

    const FormWorkbook& workbook_;
    const FormSheet& content_;
    lxw_worksheet* sheet_;
    const FormFormats& formats_;
    Lists& lists_;
};

void write_start(lxw_workbook* workbook, const std::vector<std::string>& lines, const FormFormats& formats) {
    lxw_worksheet* const sheet = workbook_add_worksheet(workbook, "Start here");
    worksheet_set_column(sheet, 0, 0, 110, formats.line);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        worksheet_set_row(sheet, row_of(i), i == 0 ? 30 : height_of(lines_of(lines[i], 110)) + 3, nullptr);
        check_xlsx(worksheet_write_string(sheet, row_of(i), 0, lines[i].c_str(), i == 0 ? formats.title : formats.line), "Start here");
    }
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_paper(sheet, 9);
    worksheet_fit_to_pages(sheet, 1, 0);
}

}  // namespace

void write_form_workbook(const std::filesystem::path& file, const FormWorkbook& content, const std::filesystem::path& scratch) {
    std::string folder = scratch.string();
    lxw_workbook_options options{};
    options.tmpdir = folder.data();
    std::unique_ptr<lxw_workbook, FreeWorkbook> workbook(workbook_new_opt(file.c_str(), &options));
    if (!workbook) throw std::system_error(ENOMEM, std::generic_category(), "cannot begin " + file.string());
    std::string title = cut_to_units(content.title, longest_prompt);
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.created = 1;  // a clock would change the bytes
    check_xlsx(workbook_set_properties(workbook.get(), &properties), "the properties");
    const FormFormats formats(workbook.get());
    Lists lists(workbook.get());
    write_start(workbook.get(), content.start, formats);
    for (const FormSheet& sheet : content.sheets) {
        SheetForm(content, sheet, workbook_add_worksheet(workbook.get(), sheet.name.c_str()), formats, lists).write();
    }
    lists.write();
    errno = 0;
    check_xlsx(workbook_close(workbook.release()), "its files");
}

}  // namespace capgap
