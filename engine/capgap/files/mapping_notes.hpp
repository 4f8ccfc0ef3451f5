#pragma once

#include <capgap/formats/yaml/write.hpp>
#include <capgap/pipeline/propose_mapping.hpp>

#include <string>

namespace capgap {

/// What a person who checks a proposed mapping of `source` needs beside it: how sure each field is and why, and the columns that are not taken.
[[nodiscard]] FileNotes mapping_notes(const MappingProposal& proposal, const std::string& source);

}  // namespace capgap
