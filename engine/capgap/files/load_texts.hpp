#pragma once

#include <capgap/files/loader.hpp>
#include <capgap/files/references.hpp>
#include <capgap/report/texts.hpp>

#include <string>
#include <vector>

namespace capgap {

/// The one language that has every sentence.
inline constexpr const char* complete_language = "en";

/// The sentences of a language, from reports/texts/<language>.yaml of the data. They are compared with the English ones: a language that lacks one is
/// refused with its name. `named_at`: where the language is named, if it is in a file.
Result<Texts> load_texts(const std::string& language, const Places& places, const Location& named_at = {});

/// The sentences that an assessment names under `report: texts`, each in a language of its own. What one lacks is taken from the first language of
/// the report that comes with the program, else from the English ones, and is listed.
std::vector<Texts> load_own_texts(Loader& loader, const AssessmentContent& assessment);

/// The sentences of a language of a round: those that it brings along, else those of the program.
Result<Texts> texts_of_round(const Round& round, const std::string& language, const Places& places);

/// The sentences of a file, completed by the English ones.
Result<Texts> load_texts_file(const std::filesystem::path& file, const Places& places);

/// Sentences that were kept with results, perhaps by another version of the program: completed by the English ones.
Result<Texts> completed_texts(const Texts& texts, const Places& places);

/// A file of sentences alone: against the English ones.
Diagnostics check_texts(const Texts& texts, const std::string& file, const Places& places);

}  // namespace capgap
