#pragma once

#include <capgap/base/result.hpp>
#include <capgap/formats/xlsx/changed_workbook.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>
#include <capgap/formats/yaml/node.hpp>

#include <string>
#include <vector>

namespace capgap {

/// A text of a file in a workbook that has other words now.
struct ChangedTranslation {
    std::string kind;  ///< of the file
    std::string place;
    std::string language;
};

/// A file in a workbook: as its sheets say it, and as they are to say it.
struct ChangedDocument {
    yaml::Node was;
    yaml::Node is;
    std::vector<ChangedTranslation> translations;
};

/// The cells by which the workbook says `is`: rows of the sheet Translations, changed where they are or put behind the last. A translation that stood
/// in a sheet of its own file moves there. Error: a workbook without that sheet.
[[nodiscard]] Result<ChangedCells> translation_cells(const Spreadsheet& workbook, const std::vector<ChangedDocument>& documents);

}  // namespace capgap
