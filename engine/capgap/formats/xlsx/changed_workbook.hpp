#pragma once

#include <capgap/base/result.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace capgap {

/// Texts for the cells of a workbook: by sheet, row and column, the latter from 1.
using ChangedCells = std::map<std::string, std::map<std::uint32_t, std::map<std::uint32_t, std::string>>>;

/// Writes the workbook `from` to `to`, with other texts in some cells and everything else as it is: formats, widths, charts, sheets of which nothing
/// is known here. The same bytes for the same input. `name` is said in messages. Throws std::system_error where `to` cannot be written; a sheet that
/// is not there is a bug.
Result<bool> write_changed_workbook(const std::filesystem::path& from, const std::string& name, const ChangedCells& cells,
                                    const std::filesystem::path& to);

}  // namespace capgap
