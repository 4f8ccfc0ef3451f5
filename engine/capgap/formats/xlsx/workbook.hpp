#pragma once

#include <capgap/report/workbook.hpp>

#include <filesystem>

namespace capgap {

/// Writes a workbook (Office Open XML) to a file: ids and names as text, numbers as numbers with the places that the CSV files have, bounds as text.
/// Row by row: memory does not grow with the tables. The same workbook gives the same bytes: dates are those of the data, and the entries of the
/// archive carry none. `scratch` is a folder for what the library keeps on disk meanwhile.
///
/// Every text is neutralised() and cut to what a cell holds (32,767 units of UTF-16). Throws std::system_error where the file cannot be written.
void write_xlsx(const std::filesystem::path& file, const Workbook& workbook, const std::filesystem::path& scratch);

}  // namespace capgap
