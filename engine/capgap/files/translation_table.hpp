#pragma once

#include <capgap/base/result.hpp>
#include <capgap/formats/book/translation_rows.hpp>

#include <filesystem>

namespace capgap {

/// The rows of a workbook, or of a CSV file in whatever form a spreadsheet wrote it.
Result<TranslationTable> read_translation_table(const std::filesystem::path& file);

}  // namespace capgap
