#pragma once

#include <capgap/files/references.hpp>
#include <capgap/framework/framework.hpp>

#include <string>

namespace capgap {

// What is taken for a framework where nobody names another file. Empty where there is none.

/// The questionnaire for persons on this framework that comes with the program, in its latest version.
[[nodiscard]] std::string builtin_survey_for(const Head& framework, const Places& places);

/// The profiles beside a framework: a folder or a built-in name means the profiles in it.
[[nodiscard]] std::string profiles_beside(const std::string& framework);

}  // namespace capgap
