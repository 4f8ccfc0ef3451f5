#pragma once

#include <capgap/assessment/assessment.hpp>
#include <capgap/report/texts.hpp>
#include <capgap/survey/survey.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace capgap {

/// Words of a notice, ready to be printed.
struct NoticeText {
    std::string text;
    std::string language = {};  ///< where it is another than that of the notice
};

struct NoticeRow {
    std::string title;
    NoticeText text;
};

/// A heading, and below it in this order whichever there are.
struct NoticeSection {
    std::string id;
    std::string title;
    std::vector<NoticeText> paragraphs;
    std::vector<NoticeRow> rows;
    std::vector<NoticeText> points;
};

/// What people are told before they answer, in one language, as data: a renderer adds no word.
struct NoticeDocument {
    std::string language;       ///< BCP 47
    std::string language_name;  ///< in itself
    std::string kind;           ///< what this is: its main heading
    NoticeText title;           ///< of the round
    std::string banner;         ///< empty, or that nobody is asked in truth
    std::string language_choice;
    std::vector<NoticeSection> sections;
};

/// The settings that a notice is made from. What it refers to must outlive the call only.
struct NoticeInput {
    const AssessmentContent& assessment;
    const SurveyContent& survey;
    const Notice& notice;                        ///< notice_of() the two, complete
    const std::vector<std::size_t>& asked;       ///< background questions of the survey that are asked
    const std::vector<std::size_t>& breakdowns;  ///< indices into `asked`: those that tables are made by
    bool environment = false;                    ///< whether institutions answer about themselves
    bool catalogue = false;
};

/// The notice of a round: who asks, what, who sees what, what is shown of groups, what is never done, and what a person can do. Every sentence
/// follows from a setting or from what the program does under any. The same document for the same settings.
[[nodiscard]] NoticeDocument make_notice(const NoticeInput& input, const Texts& texts);

}  // namespace capgap
