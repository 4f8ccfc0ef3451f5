#pragma once

#include <capgap/base/result.hpp>
#include <capgap/files/references.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace capgap {

/// How far the texts of a file are translated into a language.
struct TranslationCount {
    std::string file;
    std::string language;
    std::size_t strings = 0;
    std::size_t reviewed = 0;
    std::size_t draft = 0;
    std::size_t stale = 0;
    std::size_t missing = 0;
};

struct TranslationStatus {
    std::vector<TranslationCount> counts;
    Diagnostics said;
};

/// Counts the translations of a file and of those that it names, into the languages that each declares, or into `languages`. Said are: an error for
/// each hole in a language that the file declares, a warning for each stale text and one for the drafts of a file and language.
Result<TranslationStatus> check_translations(const std::filesystem::path& file, const std::vector<std::string>& languages, const Places& places);

}  // namespace capgap
