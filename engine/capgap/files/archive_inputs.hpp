#pragma once

#include <capgap/files/round.hpp>
#include <capgap/formats/json/manifest.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace capgap {

/// An input of a finished round that was found again.
struct FoundInput {
    HashedFile file;  ///< as the manifest has it
    std::filesystem::path path;
    std::string name;         ///< where it stands in an archive
    bool of_persons = false;  ///< it holds rows of single persons
};

/// The round of which a folder of results was made, as its files are now.
struct FoundRound {
    Round round;
    std::vector<FoundInput> inputs;  ///< in the order of the manifest
};

/// Finds every input that the manifest names again, beginning with the assessment, and compares the hashes: each that is not there, or is not the
/// same any more, is an error. Answers of persons are looked for only where `with_persons`: nobody has to keep them.
Result<FoundRound> find_inputs(const Manifest& manifest, const std::filesystem::path& assessment, const Places& places, bool with_persons);

/// Where the assessment lies if nobody says it: beside the folder of results, or in the folder one is in. Errors: in neither.
Result<std::filesystem::path> find_assessment(const Manifest& manifest, const std::filesystem::path& folder);

}  // namespace capgap
