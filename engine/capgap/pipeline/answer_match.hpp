#pragma once

#include <capgap/responses/column_summary.hpp>

#include <string>
#include <utility>
#include <vector>

namespace capgap {

/// The answers that a field of a survey may hold: the ids of its options, and the words by which people know them.
struct AnswerSet {
    struct Answer {
        std::string id;
        std::vector<std::string> titles;  ///< in every language of the survey, as readers see them
    };

    std::vector<Answer> options;  ///< in the order of the survey: answer codes count along it
    std::vector<Answer> special;  ///< na, dk, ref, which have no place in that order
};

/// How the texts of a column stand for answers.
struct AnswerMatch {
    enum class Kind {
        nothing,  ///< nobody answered
        ids,      ///< every text is the id of an answer
        labels,   ///< every text is an id, or the words of one answer alone
        places,   ///< every text is an answer code, A1 or 1, that counts along the options
        none,
    };

    Kind kind = Kind::none;
    std::vector<std::pair<std::string, std::string>> table;  ///< labels, places: text -> id
    std::string reason;                                      ///< in words, for whoever checks the mapping
};

/// Compares every text of `column` with `answers`: first with their ids ("1.0" is 1), then with their words as folded() sees them ("Y" is the only
/// option that says yes), then as codes that count along the options: from 1 for A1 and AO01; for bare numbers from 0 if 0 occurs, from 1 if the
/// last occurs, and not at all if neither does. LimeSurvey's "N/A" for a question that was not shown is no answer, unless words of the survey say
/// "N/A". One text that stands for no answer, or for two, and nothing is matched.
[[nodiscard]] AnswerMatch match_answers(const ColumnSummary& column, const AnswerSet& answers);

}  // namespace capgap
