#pragma once

#include <capgap/base/result.hpp>
#include <capgap/files/references.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// What `capgap export --translations FILE --to LANGUAGES -o OUT` is asked for.
struct ExportTranslationsRequest {
    std::filesystem::path file;
    std::vector<std::string> languages;
    std::filesystem::path out;  ///< .xlsx, or .csv
    bool only_open = false;     ///< without what is reviewed
};

struct ExportedTranslations {
    std::size_t rows = 0;
    std::size_t files = 0;
};

/// A language code of BCP 47, as far as files are checked for it: "pt-BR".
[[nodiscard]] bool is_language(std::string_view text);

/// Writes the texts of a file, and of those that it names, as a table for whoever translates them: a row for each text and language. A file that is
/// there already is not touched.
Result<Checked<ExportedTranslations>> export_translations(const ExportTranslationsRequest& request, const Places& places);

}  // namespace capgap
