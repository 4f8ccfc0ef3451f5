#pragma once

/// Diagnostic codes of use cases; engine/docs/diagnostics.md lists them.
namespace capgap::codes {

// forms that people have filled in
inline constexpr const char* form_of_another_survey = "CG2801";  ///< a form of another questionnaire, version or wording
inline constexpr const char* form_answer = "CG2802";             ///< what stands in a form is no answer, or one is missing

}  // namespace capgap::codes
