#pragma once

#include <capgap/base/result.hpp>
#include <capgap/files/references.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace capgap {

/// What was written, and what was not: files and sheets, in words.
struct ConvertedRound {
    std::vector<std::string> written;
};

/// Writes a YAML file, an assessment with the files beside it that it names, as one workbook. Answers stay in their own file, and so does what comes
/// with the program. The remarks list what the workbook does not hold: comments, and files that stay where they are.
Result<Checked<ConvertedRound>> convert_to_workbook(const std::filesystem::path& source, const std::filesystem::path& out, const Places& places);

/// Writes what the sheets of a workbook say as the files that they stand for, into `folder`, which is made. Files that are there already are not
/// written over.
Result<Checked<ConvertedRound>> convert_to_files(const std::filesystem::path& workbook, const std::filesystem::path& folder);

}  // namespace capgap
