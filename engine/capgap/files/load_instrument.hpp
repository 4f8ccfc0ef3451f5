#pragma once

#include <capgap/files/loader.hpp>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>

namespace capgap {

/// The files of an instrument, as far as they could be read.
struct InstrumentParts {
    std::optional<Framework> framework;
    std::optional<Survey> survey;
    std::optional<Profiles> profiles;
    std::optional<Mapping> mapping;
    std::filesystem::path responses;
    std::string responses_name;  ///< for messages

    [[nodiscard]] bool complete() const { return framework && survey && profiles; }
};

/// A mapping was written for this survey in this version, or it is refused.
Diagnostics check_mapping_survey(const Mapping& mapping, const Survey& survey);

/// The index of a background question among those that are asked.
std::optional<std::size_t> background_code(const Codebook& codebook, const std::string& id);

/// Loads what an instrument names and checks each file, and each against the others. `number` tells instruments apart: "" or " 2".
InstrumentParts load_parts(Loader& loader, const InstrumentContent& instrument, const std::string& number);

/// `parts` are complete.
LoadedInstrument assemble(InstrumentParts parts, const InstrumentContent& content, const InstitutionTree& tree);

/// Results of a test, against the codebook of the instrument, which gets them. Where the answers need not be there, neither need they.
void load_tests(Loader& loader, const InstrumentContent& content, const std::string& number, LoadedInstrument& instrument);

/// What the answers of an instrument have to say for themselves: all of it, where the round cannot be used for another reason.
Diagnostics problems_of_responses(const LoadedInstrument& instrument);

}  // namespace capgap
