#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace capgap::lss {

/// "The answer to this question is one of these": the conditions that routing of a survey can say.
struct OneOf {
    std::string variable;              ///< a question code, "q1_SQ001", or LimeSurvey's own name, "245554X4X20"
    std::vector<std::string> answers;  ///< codes
};

/// ((q1.NAOK == "Y" or q1.NAOK == "U")); nothing for any other expression.
[[nodiscard]] std::optional<OneOf> one_of_answers(std::string_view relevance);

}  // namespace capgap::lss
