#pragma once

#include <capgap/base/result.hpp>

#include <cstddef>
#include <filesystem>
#include <string>

namespace capgap {

/// What `capgap import BOOK.xlsx --from digcomp -o framework.yaml` has made.
struct FrameworkImportOutcome {
    std::string framework;  ///< "digcomp 3.0"
    std::size_t competencies = 0;
    std::size_t statements = 0;
    std::size_t outcomes = 0;
    Diagnostics said;
};

/// Writes the workbook that is published with DigComp as a framework file. A file that is there already is not overwritten.
Result<FrameworkImportOutcome> import_digcomp(const std::string& source, const std::filesystem::path& out);

}  // namespace capgap
