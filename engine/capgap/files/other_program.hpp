#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace capgap {

/// Runs a program that is looked for on the PATH, without a shell and without input, and waits for its end, two minutes at most. Its first word is
/// its name. What it says is dropped. True if it ended well; nothing where there is no such program. Throws std::system_error where no process can be
/// made.
[[nodiscard]] std::optional<bool> run_other_program(const std::vector<std::string>& words);

/// How a document of a word processor was made of a page.
enum class Conversion {
    done,
    no_program,  ///< neither pandoc nor LibreOffice is there
    failed,      ///< those that are there could not: LibreOffice without Writer, a disk that is full
};

/// Writes `docx` from the file beside it that differs in its ending alone: .md by pandoc, else .html by LibreOffice (with a profile of its own in
/// `scratch`, so that an open one is left alone).
[[nodiscard]] Conversion convert_to_docx(const std::filesystem::path& docx, const std::filesystem::path& scratch);

/// Writes a .docx or .odt from the .html beside it: by LibreOffice, which keeps the size of the sheet and the widths of columns, else by pandoc.
[[nodiscard]] Conversion convert_page(const std::filesystem::path& document, const std::filesystem::path& scratch);

}  // namespace capgap
