#pragma once

#include <capgap/formats/xlsx/spreadsheet.hpp>
#include <capgap/report/answer_form.hpp>
#include <capgap/responses/filled_form.hpp>

#include <filesystem>
#include <optional>

namespace capgap {

// A form is one sheet that holds all it needs, so that it can be copied within a workbook for the next person:
//
//     A (hidden)   B          C        D      E (hidden)   G, H (hidden)      I, J ...
//     identity     title
//     key          question   answer   help   list         ids, words of 1    of 2 ...
//
// The lists begin in row 2. Cells under "answer" can be changed, no others; there is no password.

/// The same bytes for the same form. `scratch`: a folder for temporary files. Throws std::system_error where it cannot be written.
void write_answer_form(const std::filesystem::path& file, const AnswerForm& form, const std::filesystem::path& scratch);

/// What somebody has written into a sheet; nothing where the sheet is no form. Errors: the sheet cannot be read, or is a form that was changed. A
/// warning: formulas without results, which count as empty.
Result<Checked<std::optional<FilledForm>>> read_answer_form(const Spreadsheet& workbook, std::size_t sheet);

}  // namespace capgap
