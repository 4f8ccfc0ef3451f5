#pragma once

#include <capgap/assessment/assessment.hpp>
#include <capgap/base/location.hpp>
#include <capgap/base/result.hpp>
#include <capgap/framework/framework.hpp>
#include <capgap/framework/profiles.hpp>
#include <capgap/report/texts.hpp>
#include <capgap/responses/mapping.hpp>
#include <capgap/survey/survey.hpp>
#include <capgap/training/catalogue.hpp>

#include <string>
#include <string_view>

namespace capgap {

// The files that people write, from their bytes to what they say. `file` is only named in places. Every problem of the bytes, of the YAML, of the
// schema and of the texts is found at once; whether it makes sense is for Framework::make() and its like to say.

[[nodiscard]] Result<Checked<FrameworkContent>> read_framework(std::string_view bytes, const std::string& file);
[[nodiscard]] Result<Checked<ProfilesContent>> read_profiles(std::string_view bytes, const std::string& file);
[[nodiscard]] Result<Checked<SurveyContent>> read_survey(std::string_view bytes, const std::string& file);
[[nodiscard]] Result<Checked<AssessmentContent>> read_assessment(std::string_view bytes, const std::string& file);
[[nodiscard]] Result<Checked<CatalogueContent>> read_catalogue(std::string_view bytes, const std::string& file);
[[nodiscard]] Result<Checked<Mapping>> read_mapping(std::string_view bytes, const std::string& file);

/// The sentences that readers see, in one language; groups are flattened: "opening.who.some".
[[nodiscard]] Result<Checked<Texts>> read_texts(std::string_view bytes, const std::string& file);

/// The kind that a file says it is, "framework", where this program reads that kind and its version.
[[nodiscard]] Result<std::string> kind_of(std::string_view bytes, const std::string& file);

}  // namespace capgap
