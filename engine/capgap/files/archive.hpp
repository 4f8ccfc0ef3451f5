#pragma once

#include <capgap/base/result.hpp>
#include <capgap/files/references.hpp>

#include <filesystem>
#include <string>

namespace capgap {

struct ArchiveRequest {
    std::filesystem::path folder;  ///< of results
    std::filesystem::path zip;
    std::filesystem::path restricted;  ///< a second archive, for the owner alone; empty: none
    std::filesystem::path assessment;  ///< empty: looked for
    std::string language;              ///< of README.txt; empty: the first of the round
};

/// How many files an archive holds, README.txt and SHA256SUMS among them.
struct ArchiveOutcome {
    std::size_t files = 0;
    std::size_t restricted_files = 0;
};

/// `capgap archive`: results, inputs, codebook and notice of a finished round in one zip, without any row of a single person; those go into the
/// restricted one. Errors: files of the folder or inputs that are not there or were changed since the run. The same bytes for the same files.
Result<ArchiveOutcome> write_archive(const ArchiveRequest& request, const Places& places);

}  // namespace capgap
