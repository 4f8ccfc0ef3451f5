#pragma once

#include <capgap/formats/lss/questionnaire.hpp>
#include <capgap/formats/lss/survey_from.hpp>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace capgap::lss {

/// An id made of a code; no two of one list are the same.
class Ids {
public:
    /// Characters that no id has become '-'; a reserved word, a name of a column with a meaning of its own and an id that is there already get an
    /// addition.
    std::string add(const std::string& code);

private:
    std::set<std::string, std::less<>> taken_;
};

/// One possible answer to a question.
struct ListedOption {
    std::string code;  ///< as exports write it
    std::string id;    ///< na, dk or ref for what is none of the scale's steps
    std::optional<double> score;
    Words words;
    bool own_words = false;  ///< LimeSurvey's, not the file's
};

/// What can be answered to a question, and what a question of its type becomes.
struct OptionList {
    enum class Becomes { item, background, nothing };

    Becomes becomes = Becomes::nothing;
    bool each_part = false;  ///< every part of the question is one
    std::vector<ListedOption> options;
    std::string scale_name = {};  ///< of options that LimeSurvey brings along; empty: called after the first question that has them
};

/// By the type of the question. Scores count along the options from 0, or are LimeSurvey's where its survey is assessed.
[[nodiscard]] OptionList option_list(const Question& question, const Questionnaire& questionnaire, const LssWords& words);

/// "short free text": what a type is called.
[[nodiscard]] std::string name_of_type(const std::string& type);

}  // namespace capgap::lss
