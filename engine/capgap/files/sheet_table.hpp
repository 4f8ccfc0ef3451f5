#pragma once

#include <capgap/base/result.hpp>

#include <filesystem>
#include <optional>
#include <ostream>
#include <string>

namespace capgap {

/// A sheet of a workbook as references name it: "answers.xlsx", or "answers.xlsx!Form Responses 1".
struct SheetPath {
    std::filesystem::path workbook;
    std::string sheet;  ///< empty: whichever holds the table
};

/// Nothing where `path` names no workbook: by its ending, or by the first bytes of the file.
[[nodiscard]] std::optional<SheetPath> sheet_path(const std::filesystem::path& path);

/// Writes a sheet as CSV, its row n on line n where no cell holds a line end. The table begins with the first row that holds something, its header,
/// and is as wide as that. The value: where the sheet stands, "answers.xlsx!Form Responses 1". Remarks: a sheet that was chosen among several, cells
/// beside the table, formulas that were never computed. `name` is said for the workbook in messages.
Result<Checked<std::string>> write_sheet_as_csv(const SheetPath& from, const std::string& name, std::ostream& out);

}  // namespace capgap
