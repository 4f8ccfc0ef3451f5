#pragma once

#include <capgap/base/result.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>

#include <filesystem>

namespace capgap {

/// A workbook that somebody named at `named_at`; places in it begin with its path as it was given. An error where there is no such file.
[[nodiscard]] Result<Spreadsheet> open_workbook(const std::filesystem::path& path, const Location& named_at);
/// The same where nothing but the workbook itself can be pointed at.
[[nodiscard]] Result<Spreadsheet> open_workbook(const std::filesystem::path& path);

}  // namespace capgap
