#pragma once

#include <capgap/base/progress.hpp>
#include <capgap/files/references.hpp>
#include <capgap/pipeline/propose_mapping.hpp>
#include <capgap/responses/source.hpp>

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace capgap {

/// What `capgap import SOURCE --survey ... -o ...` is asked for. References are as on the command line: paths, or builtin:NAME/VERSION.
struct ImportRequest {
    std::string source;  ///< "-" is standard input
    std::string survey;
    std::string framework;     ///< empty: beside the survey, or built in
    std::string targets;       ///< empty: profiles are not known
    std::string institutions;  ///< empty: institutions are not known
    std::string mapping;       ///< empty: one is proposed
    std::filesystem::path out;
    std::filesystem::path mapping_out;  ///< for the proposed one; empty: `out` with the ending .mapping.yaml
    Progress progress;                  ///< of each pass over the answers
};

struct ImportOutcome {
    std::optional<MappingProposal> proposal;
    std::filesystem::path mapping_written;  ///< empty: none was proposed
    SourceSummary summary;
    std::uint64_t rows_written = 0;
    bool responses_written = false;  ///< false: the proposal lacks what every response needs, which `remarks` say as errors
    Diagnostics said;
};

/// Writes foreign answers as tidy responses, by a mapping or by one that it proposes and writes beside them. Nothing is written where a file is
/// wrong.
Result<ImportOutcome> import_responses(const ImportRequest& request, const Places& places);

}  // namespace capgap
