#pragma once

#include <capgap/base/result.hpp>
#include <capgap/formats/lss/questionnaire.hpp>
#include <capgap/responses/mapping.hpp>
#include <capgap/survey/survey.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace capgap {

/// Words that LimeSurvey shows by itself and its files do not hold: "yes", "no", "uncertain", "increase", "same", "decrease", "female", "male".
/// Nothing where they are not known in a language.
using LssWords = std::function<std::optional<std::string>(const std::string& language, std::string_view word)>;

/// A questionnaire of LimeSurvey as files of this program.
struct LssSurvey {
    /// No item has a competency or attitude, and disclaimer, cut scores and notice are empty: the file tells nothing of them, a person has to.
    SurveyContent survey;
    Text::Entry text_default;
    Mapping mapping;                           ///< for exports of its answers; without institution and profile
    std::map<std::string, std::string> notes;  ///< by "items.ID", "background.ID": what a person should know of it
};

/// Reads a structure file (.lss) and makes of it what engine/docs/formats.md says ("Import"): arrays, yes/no and five-point questions become items,
/// lists and boxes to tick background questions; questions without options are left out, with a warning each.
Result<Checked<LssSurvey>> read_lss(std::string_view bytes, const std::string& file, const FrameworkRef& framework, const LssWords& words);

}  // namespace capgap
