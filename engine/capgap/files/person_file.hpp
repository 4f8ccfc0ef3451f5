#pragma once

#include <capgap/files/references.hpp>

#include <filesystem>
#include <string>

namespace capgap {

/// One person's own result.
struct PersonToShow {
    std::filesystem::path folder;  ///< of results, of `run --persons`
    std::string respondent;        ///< exactly one id
    std::filesystem::path out;
    std::string language;              ///< empty: the person's working language if the report has it, else the report's first
    std::filesystem::path texts = {};  ///< a file of sentences, for a language that does not come with the program
};

/// `capgap report DIR --person ID -o FILE`: writes the page of one person's own result, for its owner alone to read (mode 0600), as a whole or not at
/// all. Errors: no one id, an id that nobody has (no other is suggested), a folder without scores of persons, a page that would lie in the folder of
/// results, a language without sentences.
Result<bool> write_person_page(const PersonToShow& what, const Places& places);

}  // namespace capgap
