#pragma once

#include <capgap/base/result.hpp>
#include <capgap/files/references.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace capgap {

/// What `capgap import SOURCE --from translations -o OUT` is asked for.
struct ImportTranslationsRequest {
    std::filesystem::path source;  ///< a workbook or CSV, as capgap export wrote it
    std::filesystem::path out;     ///< the folder of the files that the rows name, the one file that all of them name, or a workbook
    bool accept_stale = false;
};

struct ImportedTranslations {
    std::size_t taken = 0;
    std::size_t unchanged = 0;  ///< rows that say what their file says, or nothing
    std::size_t stale = 0;      ///< left out
    std::vector<std::string> written;
};

/// Puts translations into the files that they were exported from. Of a file only those texts change that a row says otherwise; all files are written,
/// or none. A row whose original is another by now is left out with a warning, unless it is accepted.
Result<Checked<ImportedTranslations>> import_translations(const ImportTranslationsRequest& request, const Places& places);

}  // namespace capgap
