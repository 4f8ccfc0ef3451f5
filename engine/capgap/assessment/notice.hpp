#pragma once

#include <capgap/assessment/assessment.hpp>
#include <capgap/base/diagnostic.hpp>
#include <capgap/survey/survey.hpp>

#include <string>
#include <vector>

namespace capgap {

/// What is told to the people of a round: the assessment's words, else the survey's. Parts that neither has are empty.
[[nodiscard]] Notice notice_of(const AssessmentContent& assessment, const SurveyContent& survey);

/// The settings that people must be told and that nothing says: "notice.contact", "privacy.anonymous".
[[nodiscard]] std::vector<std::string> holes_in_notice(const AssessmentContent& assessment, const SurveyContent& survey);

/// An error for each of holes_in_notice(), at the place in the assessment where it is to be filled.
[[nodiscard]] Diagnostics missing_in_notice(const AssessmentContent& assessment, const SurveyContent& survey);

}  // namespace capgap
