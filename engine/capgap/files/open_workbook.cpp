#include <capgap/files/open_workbook.hpp>

#include <capgap/files/references.hpp>

#include <utility>

namespace capgap {

Result<Spreadsheet> open_workbook(const std::filesystem::path& path, const Location& named_at) {
    if (auto there = expect_file(path, named_at); there.has_error()) return std::move(there).error();
    return Spreadsheet::open(path, path.generic_string());
}

Result<Spreadsheet> open_workbook(const std::filesystem::path& path) {
    return open_workbook(path, {path.generic_string(), 0, 0});
}

}  // namespace capgap
