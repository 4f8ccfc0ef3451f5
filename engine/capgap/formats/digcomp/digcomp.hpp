#pragma once

#include <capgap/base/result.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>
#include <capgap/framework/framework.hpp>

namespace capgap {

/// The workbook that the makers of DigComp, the European Digital Competence Framework, publish beside it ("data supplement"), as a framework.
struct DigcompFramework {
    FrameworkContent content;
    Text::Entry text_default;  ///< status and source of its words
};

/// Sheets are known by the headings of their first row, wherever they stand: competences with their areas, levels of proficiency, competence
/// statements, learning outcomes. Ids stay what they are, "1.1" and "CS1.1.01"; blanks around a text go; every place is that of a cell. A competence
/// is described at each level by its statements. Problems: everything that is missing or named and not there, all at once; as warnings, where
/// two sheets have other words for the same.
Result<Checked<DigcompFramework>> read_digcomp(const Spreadsheet& book);

}  // namespace capgap
