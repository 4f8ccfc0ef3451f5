#pragma once

#include <capgap/base/location.hpp>
#include <capgap/base/result.hpp>
#include <capgap/formats/lss/tables.hpp>

#include <map>
#include <string>
#include <vector>

namespace capgap::lss {

/// A text by language, without markup.
using Words = std::map<std::string, std::string>;

struct Answer {
    std::string code;
    double assessment_value = 0;
    Words words;
};

struct Part {
    std::string code;
    Words words;
};

struct Question {
    Location at;
    std::string id;    ///< LimeSurvey's number
    std::string type;  ///< a letter or digit, as LimeSurvey codes it
    std::string code;
    Words words;
    Words help;
    std::string relevance;  ///< empty: always asked
    bool other = false;     ///< has a further answer -oth-
    std::vector<Part> parts;
    std::vector<Answer> answers;
};

/// What a structure file says, put together from its tables: questions in the order in which they are asked, parts and answers in theirs.
struct Questionnaire {
    std::string survey_id;
    std::vector<std::string> languages;  ///< the survey's own first
    Words title;
    Words description;
    bool assessed = false;  ///< answers have values that count
    std::vector<Question> questions;
};

/// Of LimeSurvey 2 and 3, which repeat a row in each language, and of 4 and later, which keep texts in tables of their own. Errors: the file is of
/// another kind; rows without what they need, all of them.
[[nodiscard]] Result<Checked<Questionnaire>> questionnaire_of(const Tables& tables);

}  // namespace capgap::lss
