#pragma once

#include <capgap/base/result.hpp>
#include <capgap/files/references.hpp>

#include <cstddef>
#include <filesystem>
#include <string>

namespace capgap {

/// What `capgap import FILE.lss --from lss ...` is asked for.
struct SurveyImportRequest {
    std::string source;
    std::string framework;  ///< a path, or builtin:NAME/VERSION
    std::filesystem::path out;
    std::filesystem::path mapping_out;  ///< empty: `out` with the ending .mapping.yaml
};

struct SurveyImportOutcome {
    std::size_t items = 0;
    std::size_t background = 0;
    std::filesystem::path mapping_written;
    Diagnostics said;
};

/// Writes a questionnaire of LimeSurvey as a survey file that asks for what LimeSurvey does not know, and a mapping for exports of its answers. Files
/// that are there already are not overwritten.
Result<SurveyImportOutcome> import_survey(const SurveyImportRequest& request, const Places& places);

}  // namespace capgap
