#pragma once

#include <capgap/formats/xlsx/form_workbook.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace capgap {

/// What a workbook is for: its sheet Start here says what to do with it.
enum class BookUse { round, courses, translations };

/// Writes the workbook of a round as a whole or not at all, with the sheet Start here in front. A file that is there is replaced.
void write_book(const std::filesystem::path& out, const std::string& title, std::vector<FormSheet> sheets, BookUse use = BookUse::round);

}  // namespace capgap
