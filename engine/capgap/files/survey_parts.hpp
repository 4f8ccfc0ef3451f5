#pragma once

#include <capgap/assessment/institution_tree.hpp>
#include <capgap/files/loader.hpp>
#include <capgap/framework/profiles.hpp>
#include <capgap/survey/survey.hpp>

#include <optional>
#include <string>

namespace capgap {

/// References as on the command line: paths, or builtin:NAME/VERSION.
struct SurveyReferences {
    std::string survey;
    std::string framework;     ///< empty: beside the survey, or built in
    std::string targets;       ///< empty: profiles are not known
    std::string institutions;  ///< empty: institutions are not known
};

/// A questionnaire with what it is about.
struct SurveyParts {
    std::optional<Framework> framework;
    std::optional<Survey> survey;
    std::optional<Profiles> profiles;
    std::optional<InstitutionTree> institutions;
};

/// What could be loaded; everything else was said to the loader.
SurveyParts load_survey_parts(const SurveyReferences& references, const Places& places, Loader& loader);

}  // namespace capgap
