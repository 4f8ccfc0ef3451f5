#pragma once

#include <capgap/report/texts.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace capgap {

/// A file of an archive, or one that is left out of it.
struct ArchivedFile {
    std::string name;    ///< within the archive
    std::string what;    ///< below `archive.what` in the texts; a table of results: below `workbook.sheets`
    std::string role;    ///< of an input
    std::string sha256;  ///< of what is left out; empty: it is not said
    std::uint64_t bytes = 0;
};

/// What README.txt of an archive says.
struct ArchiveReadme {
    std::string title;  ///< of the round
    std::string program;
    std::string assessment;  ///< its place in the archive; empty: it is left out
    bool with_data = false;  ///< files that came with the program are in it
    std::vector<ArchivedFile> files;
    std::vector<ArchivedFile> left_out;
};

/// Lines of plain text.
[[nodiscard]] std::string archive_readme(const ArchiveReadme& readme, const Texts& texts);
/// Of the restricted part.
[[nodiscard]] std::string restricted_readme(const ArchiveReadme& readme, const Texts& texts);

}  // namespace capgap
