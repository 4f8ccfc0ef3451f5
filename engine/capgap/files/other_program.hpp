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

/// LibreOffice on one file, with a profile of its own in `scratch`, so that an open one is left alone; what it makes stands beside the file. Ended
/// well, or nothing where there is none.
[[nodiscard]] std::optional<bool> run_office(std::vector<std::string> words, const std::filesystem::path& document,
                                             const std::filesystem::path& scratch);

/// How a document of a word processor was made of a page.
enum class Conversion {
    done,
    no_program,  ///< neither pandoc nor LibreOffice is there
    failed,      ///< those that are there could not: LibreOffice without Writer, a disk that is full
};

/// Writes `docx` from the file beside it that differs in its ending alone: .md by pandoc, else .html by LibreOffice.
[[nodiscard]] Conversion convert_to_docx(const std::filesystem::path& docx, const std::filesystem::path& scratch);

}  // namespace capgap
