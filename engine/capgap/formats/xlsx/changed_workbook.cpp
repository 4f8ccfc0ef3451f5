#include <capgap/formats/xlsx/changed_workbook.hpp>

#include <capgap/formats/xlsx/codes.hpp>
#include <capgap/formats/xlsx/package.hpp>
#include <capgap/formats/xlsx/sheet_edit.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>

#include <zip.h>

#include <cerrno>
#include <memory>
#include <new>
#include <stdexcept>
#include <system_error>

namespace capgap {

namespace {

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;

/// 1980-01-01, with which the years of zip begin: a clock would change the bytes.
constexpr zip_uint16_t first_day = (1U << 5U) | 1U;

[[noreturn]] void fail(const std::filesystem::path& path) {
    throw std::system_error(errno == 0 ? EIO : errno, std::generic_category(), "cannot write " + path.generic_string());
}

Result<std::string> bytes_of(const xlsx::Package& package, const std::string& part) {
    std::string out;
    if (auto problem = package.read(part, [&out](std::string_view block, bool) {
            out += block;
            return true;
        })) {
        return std::move(*problem);
    }
    return out;
}

/// The changed parts, by name.
Result<std::map<std::string, std::string>> changed_parts(const std::filesystem::path& from, const std::string& name, const ChangedCells& cells) {
    const auto workbook = Spreadsheet::open(from, name);
    if (workbook.has_error()) return workbook.error();
    const auto package = xlsx::Package::open(from, name);
    if (package.has_error()) return package.error();
    std::map<std::string, std::string> out;
    Diagnostics found;
    for (const auto& [sheet, texts] : cells) {
        const auto index = workbook->find(sheet);
        if (!index) throw std::logic_error("no sheet " + sheet);
        std::string xml;
        if (!take(bytes_of(*package, workbook->part_of(*index)), xml, found)) continue;
        auto edited = xlsx::with_texts(xml, texts);
        if (edited) {
            out.emplace(workbook->part_of(*index), std::move(*edited));
            continue;
        }
        found.push_back(error(codes::xlsx_not_changeable, {workbook->place_of(*index), 0, 0},
                              "the sheet is written in a form in which it cannot be changed",
                              "open the workbook in a spreadsheet program, and save it again"));
    }
    if (!found.empty()) return Errors(std::move(found));
    return out;
}

void replace_part(zip_t& archive, const std::string& part, const std::string& bytes, const std::filesystem::path& path) {
    zip_source_t* const source = zip_source_buffer(&archive, bytes.data(), bytes.size(), 0);
    if (source == nullptr) throw std::bad_alloc();
    zip_int64_t index = zip_name_locate(&archive, part.c_str(), 0);
    if (index < 0) index = zip_name_locate(&archive, part.c_str(), ZIP_FL_NOCASE);
    if (index < 0 || zip_file_replace(&archive, static_cast<zip_uint64_t>(index), source, 0) != 0) {
        zip_source_free(source);
        fail(path);
    }
    if (zip_file_set_dostime(&archive, static_cast<zip_uint64_t>(index), 0, first_day, 0) != 0) fail(path);
}

}  // namespace

Result<bool> write_changed_workbook(const std::filesystem::path& from, const std::string& name, const ChangedCells& cells,
                                    const std::filesystem::path& to) {
    const auto parts = changed_parts(from, name, cells);
    if (parts.has_error()) return parts.error();
    std::filesystem::copy_file(from, to, std::filesystem::copy_options::overwrite_existing);
    Archive archive(zip_open(to.c_str(), 0, nullptr), zip_discard);
    if (archive == nullptr) fail(to);
    for (const auto& [part, bytes] : *parts) replace_part(*archive, part, bytes, to);
    if (zip_close(archive.get()) != 0) fail(to);
    (void)archive.release();  // closed
    return true;
}

}  // namespace capgap
