#pragma once

#include <capgap/files/loader.hpp>

#include <vector>

namespace capgap {

/// Loads the catalogues that an assessment names, and checks each against the round and all against each other. Without the persons' framework the
/// files are only read.
std::vector<Catalogue> load_catalogues(Loader& loader, const AssessmentContent& assessment, const std::optional<LoadedInstrument>& persons,
                                       const std::vector<LoadedInstrument>& environments);

/// The breakdown that `training: {language_question: ...}` means; nothing, and an error, if it is none.
std::optional<LanguageBreakdown> language_breakdown(const AssessmentContent& assessment, const LoadedInstrument& persons, Diagnostics& found);

}  // namespace capgap
