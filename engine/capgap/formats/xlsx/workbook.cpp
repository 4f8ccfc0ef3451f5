#include <capgap/formats/xlsx/workbook.hpp>

#include <capgap/base/date.hpp>
#include <capgap/formats/xlsx/cell_text.hpp>
#include <capgap/formats/xlsx/sheet.hpp>

#include <xlsxwriter.h>

#include <cerrno>
#include <chrono>
#include <memory>
#include <system_error>

namespace capgap {

namespace {

using Handle = std::unique_ptr<lxw_workbook, FreeWorkbook>;

Handle open(const std::filesystem::path& file, const std::filesystem::path& scratch) {
    std::string folder = scratch.string();
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.use_zip64 = LXW_TRUE;  // a sheet may pass 4 GiB before it is packed
    options.tmpdir = folder.data();
    Handle workbook(workbook_new_opt(file.c_str(), &options));
    if (!workbook) throw std::system_error(ENOMEM, std::generic_category(), "cannot begin " + file.string());
    return workbook;
}

/// Midnight of the day, in seconds; the library puts the present in the place of 0.
std::time_t seconds_of(const std::string& iso_date) {
    const auto day = parse_date(iso_date);
    if (!day) return 1;
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::sys_days(*day).time_since_epoch()).count();
}

void set_properties(lxw_workbook* workbook, const Workbook& content) {
    constexpr std::size_t longest = 255;
    std::string title = cut_to_units(content.title, longest);
    std::string subject = cut_to_units(content.subject, longest);
    std::string comments = cut_to_units(content.footer, longest);
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.subject = subject.data();
    properties.comments = comments.data();
    properties.created = seconds_of(content.date);
    check_xlsx(workbook_set_properties(workbook, &properties), "the properties");
}

}  // namespace

void FreeWorkbook::operator()(lxw_workbook* workbook) const {
    lxw_workbook_free(workbook);
}

void check_xlsx(int code, const char* what) {
    if (code == LXW_NO_ERROR) return;
    const int reason = errno != 0 ? errno : EIO;
    throw std::system_error(reason, std::generic_category(),
                            std::string("the workbook cannot be written: ") + what + ": " + lxw_strerror(static_cast<lxw_error>(code)));
}

void write_xlsx(const std::filesystem::path& file, const Workbook& workbook, const std::filesystem::path& scratch) {
    Handle handle = open(file, scratch);
    set_properties(handle.get(), workbook);
    const CellFormats formats(handle.get());
    std::vector<std::string> wanted;
    for (const WorkbookSheet& sheet : workbook.sheets) wanted.push_back(sheet.name);
    const std::vector<std::string> names = sheet_names(wanted);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const NamedSheet sheet{workbook.sheets[i], names[i], workbook.footer, workbook_add_worksheet(handle.get(), names[i].c_str())};
        if (sheet.sheet == nullptr) check_xlsx(LXW_ERROR_SHEETNAME_ALREADY_USED, names[i].c_str());
        if (sheet.content.columns.empty()) {
            write_text_sheet(sheet, formats);
        } else {
            write_table_sheet(sheet, formats);
        }
        add_charts(handle.get(), sheet);
    }
    errno = 0;
    check_xlsx(workbook_close(handle.release()), "its files");  // frees it too
}

}  // namespace capgap
