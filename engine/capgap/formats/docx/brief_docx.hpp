#pragma once

#include <capgap/report/brief.hpp>

#include <filesystem>

namespace capgap {

/// A brief as a document of a word processor (Office Open XML): two sheets of A4 with headings, tables and the language as such, to be changed there.
/// The same bytes for the same brief. Failures throw std::system_error.
void write_docx(const Brief& brief, const std::filesystem::path& file);

}  // namespace capgap
