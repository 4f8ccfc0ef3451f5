#pragma once

#include <capgap/files/paper.hpp>

#include <filesystem>

namespace capgap {

/// Whether a brief can be written in the form that the ending of the name stands for: .docx, .html, and .odt by way of LibreOffice.
Result<bool> expect_brief_form(const std::filesystem::path& file);

/// Two pages of the round. Replaces the file as a whole, or leaves it as it is.
PaperWritten write_brief(const FinishedRound& round, const PaperWords& words, const std::filesystem::path& file);

}  // namespace capgap
