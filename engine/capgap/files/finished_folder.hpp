#pragma once

#include <capgap/base/result.hpp>
#include <capgap/formats/json/manifest.hpp>
#include <capgap/report/finished_round.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace capgap {

/// The manifest of a folder that `capgap run` has finished: it is written last. Errors: there is none, or it cannot be read.
Result<Manifest> read_manifest_of(const std::filesystem::path& folder);

/// Compares files of the folder with their hashes in the manifest; each that is not there or was changed is an error. Files that the manifest does
/// not name are no result of a run.
Diagnostics check_finished_files(const std::filesystem::path& folder, const Manifest& manifest, const std::vector<std::string>& names);

/// What results.json of the folder says, if it is what the manifest says.
Result<FinishedRound> read_finished_round(const std::filesystem::path& folder);

}  // namespace capgap
