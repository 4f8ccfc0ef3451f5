#include <capgap/formats/xlsx/answer_form.hpp>
#include <capgap/formats/xlsx/answer_form_places.hpp>
#include <capgap/formats/xlsx/cell_text.hpp>
#include <capgap/formats/xlsx/sheet.hpp>

#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

namespace capgap {

namespace {

namespace form = xlsx::form;

constexpr double question_width = 58;
constexpr double answer_width = 34;
constexpr double help_width = 40;
constexpr std::size_t longest_message = 255;

lxw_col_t column(std::uint32_t from_1) {
    return static_cast<lxw_col_t>(from_1 - 1);
}

/// Lines that a text takes in a column so wide, nearly.
double height_of(const std::string& text, double width) {
    constexpr double line = 15;
    constexpr double highest = 400;
    const auto letters =
        static_cast<double>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
    return std::min(highest, line * std::max(1.0, std::ceil(letters / (0.95 * width))));
}

struct Formats {
    lxw_format* title;
    lxw_format* heading;
    lxw_format* head;
    lxw_format* text;
    lxw_format* question;
    lxw_format* answer;
    lxw_format* help;

    explicit Formats(lxw_workbook* workbook)
        : title(workbook_add_format(workbook)),
          heading(workbook_add_format(workbook)),
          head(workbook_add_format(workbook)),
          text(workbook_add_format(workbook)),
          question(workbook_add_format(workbook)),
          answer(workbook_add_format(workbook)),
          help(workbook_add_format(workbook)) {
        for (lxw_format* const one : {title, heading, head, text, question, answer, help}) {
            format_set_text_wrap(one);
            format_set_align(one, LXW_ALIGN_VERTICAL_TOP);
        }
        for (lxw_format* const one : {title, heading, head}) format_set_bold(one);
        format_set_font_size(title, 16);
        format_set_font_size(heading, 13);
        format_set_bottom(head, LXW_BORDER_THIN);
        format_set_border(answer, LXW_BORDER_THIN);
        format_set_bg_color(answer, 0xFFF9E0);
        format_set_num_format(answer, "@");  // what is typed stays as it is
        format_set_unlocked(answer);
        format_set_font_color(help, 0x404040);
        format_set_font_size(help, 10);
        format_set_indent(help, 1);
    }
};

class FormSheetWriter {
public:
    FormSheetWriter(const AnswerForm& content, lxw_worksheet* sheet, const Formats& formats) : content_(content), sheet_(sheet), formats_(formats) {}

    void write() {
        lay_out();
        put(0, form::key_column, identity(), nullptr);
        put_across(0, content_.title, formats_.title, 24);
        for (const AnswerFormRow& row : content_.rows) {
            if (row.kind == AnswerFormRow::Kind::question && row_of_head_ == 0) add_head();
            add(row);
        }
        add_lists();
        worksheet_print_area(sheet_, 0, column(form::question_column), last_, column(form::help_column));
        lxw_protection allowed{};
        allowed.format_rows = 1;  // a longer answer may need a higher row
        worksheet_protect(sheet_, nullptr, &allowed);
    }

private:
    void lay_out() {
        lxw_row_col_options hidden{};
        hidden.hidden = 1;
        check(worksheet_set_column_opt(sheet_, column(form::key_column), column(form::key_column), 8, nullptr, &hidden));
        check(worksheet_set_column(sheet_, column(form::question_column), column(form::question_column), question_width, nullptr));
        check(worksheet_set_column(sheet_, column(form::answer_column), column(form::answer_column), answer_width, nullptr));
        check(worksheet_set_column(sheet_, column(form::help_column), column(form::help_column), help_width, nullptr));
        const auto last = static_cast<std::uint32_t>(form::first_list_column + 2 * content_.lists.size());
        check(worksheet_set_column_opt(sheet_, column(form::list_column), column(last), 8, nullptr, &hidden));
        worksheet_gridlines(sheet_, LXW_HIDE_ALL_GRIDLINES);
        worksheet_set_paper(sheet_, 9);  // A4
        worksheet_fit_to_pages(sheet_, 1, 0);
        worksheet_set_margins(sheet_, 0.5, 0.5, 0.6, 0.6);
        std::string footer = "&C&P / &N";
        check(worksheet_set_footer(sheet_, footer.c_str()));
    }

    static void check(lxw_error said) { check_xlsx(said, "the form"); }

    std::string identity() const {
        const FormIdentity& one = content_.identity;
        std::string out(form::kind);
        for (const std::string* part : {&one.survey, &one.version, &one.sha256, &one.language}) out += form::separator + *part;
        return out;
    }

    void put(lxw_row_t row, std::uint32_t at, const std::string& text, lxw_format* format) {
        if (text.empty() && format == nullptr) return;
        check(worksheet_write_string(sheet_, row, column(at), cut_to_units(text, longest_cell_text).c_str(), format));
        last_ = std::max(last_, row);
    }

    void put_across(lxw_row_t row, const std::string& text, lxw_format* format, double least_height) {
        check(worksheet_merge_range(sheet_, row, column(form::question_column), row, column(form::help_column),
                                    cut_to_units(text, longest_cell_text).c_str(), format));
        last_ = std::max(last_, row);
        check(worksheet_set_row(sheet_, row, std::max(least_height, height_of(text, question_width + answer_width + help_width)), nullptr));
    }

    void add_head() {
        row_of_head_ = next_++;
        put(row_of_head_, form::question_column, content_.question, formats_.head);
        put(row_of_head_, form::answer_column, content_.answer, formats_.head);
        put(row_of_head_, form::help_column, content_.help, formats_.head);
        worksheet_repeat_rows(sheet_, row_of_head_, row_of_head_);
    }

    void add(const AnswerFormRow& row) {
        const lxw_row_t at = next_++;
        if (row.kind != AnswerFormRow::Kind::question) {
            const bool heading = row.kind == AnswerFormRow::Kind::heading;
            return put_across(at, row.text, heading ? formats_.heading : formats_.text, heading ? 28 : 15);
        }
        put(at, form::key_column, row.key, nullptr);
        put(at, form::question_column, row.text, formats_.question);
        check(worksheet_write_blank(sheet_, at, column(form::answer_column), formats_.answer));
        put(at, form::help_column, row.help, formats_.help);
        if (row.list > 0) put(at, form::list_column, std::to_string(row.list), nullptr);
        constexpr double least = 20;  // for a hand on paper
        check(worksheet_set_row(sheet_, at, std::max({least, height_of(row.text, question_width), height_of(row.help, 1.1 * help_width)}), nullptr));
        if (row.list > 0) offer(at, row.list);
        last_ = std::max(last_, at);
    }

    static std::uint32_t ids_of(std::size_t list) { return form::first_list_column + 2 * static_cast<std::uint32_t>(list - 1); }

    void offer(lxw_row_t at, std::size_t list) {
        char name[16];
        lxw_col_to_name(name, column(ids_of(list) + 1), LXW_TRUE);
        std::string formula = std::string("=") + name + '$' + std::to_string(form::first_list_row) + ':' + name + '$' +
                              std::to_string(form::first_list_row + content_.lists[list - 1].size() - 1);
        std::string message = cut_to_units(content_.not_listed, longest_message);
        lxw_data_validation validation{};
        validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        validation.value_formula = formula.data();
        validation.error_type = LXW_VALIDATION_ERROR_TYPE_STOP;
        validation.error_message = message.data();
        check(worksheet_data_validation_cell(sheet_, at, column(form::answer_column), &validation));
    }

    void add_lists() {
        const lxw_row_t before = last_;
        for (std::size_t list = 1; list <= content_.lists.size(); ++list) {
            auto row = static_cast<lxw_row_t>(form::first_list_row - 1);
            for (const auto& [id, words] : content_.lists[list - 1]) {
                put(row, ids_of(list), id, nullptr);
                put(row++, ids_of(list) + 1, words, nullptr);
            }
        }
        last_ = before;  // they are not printed
    }

    const AnswerForm& content_;
    lxw_worksheet* sheet_;
    const Formats& formats_;
    lxw_row_t next_ = 1;
    lxw_row_t last_ = 0;
    lxw_row_t row_of_head_ = 0;
};

}  // namespace

void write_answer_form(const std::filesystem::path& file, const AnswerForm& content, const std::filesystem::path& scratch) {
    std::string folder = scratch.string();
    lxw_workbook_options options{};
    options.tmpdir = folder.data();
    std::unique_ptr<lxw_workbook, FreeWorkbook> workbook(workbook_new_opt(file.c_str(), &options));
    if (!workbook) throw std::system_error(ENOMEM, std::generic_category(), "cannot begin " + file.string());
    std::string title = cut_to_units(content.title, longest_message);
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.created = 1;  // a clock would change the bytes
    check_xlsx(workbook_set_properties(workbook.get(), &properties), "the properties");
    const Formats formats(workbook.get());
    const std::string name = sheet_names({content.sheet}).front();
    FormSheetWriter(content, workbook_add_worksheet(workbook.get(), name.c_str()), formats).write();
    errno = 0;
    check_xlsx(workbook_close(workbook.release()), "its files");
}

}  // namespace capgap
