#pragma once

#include <capgap/assessment/assessment.hpp>
#include <capgap/assessment/opening.hpp>
#include <capgap/framework/framework.hpp>
#include <capgap/framework/profiles.hpp>
#include <capgap/survey/survey.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// An instrument as far as it is fixed when a round is opened.
struct FixedInstrument {
    const Framework& framework;
    const Survey& survey;
    const Profiles& profiles;
    std::vector<std::string> breakdowns;  ///< ids of background questions, in the order of the survey
};

/// SHA-256 in hexadecimal.
using Hash = std::function<std::string(std::string_view)>;

/// What opening a round fixes: framework and questionnaire (by the hash of what they say), targets, cut scores, breakdowns, protection and notice.
/// Persons' instrument first. What a file says counts, not how: comments, order of keys and quotes make no difference.
[[nodiscard]] std::vector<FixedSetting> fixed_settings(const AssessmentContent& assessment, const std::vector<FixedInstrument>& instruments,
                                                       const Hash& hash);

/// All that a questionnaire says, as one text to be hashed: two questionnaires have the same if they ask the same in the same words, by the same ids.
[[nodiscard]] std::string survey_text(const SurveyContent& survey);

/// Texts that those who are asked read and that nobody has reviewed (status `draft` in some language): "item c11a", "notice contact".
[[nodiscard]] std::vector<std::string> draft_texts(const AssessmentContent& assessment, const std::vector<FixedInstrument>& instruments);

}  // namespace capgap
