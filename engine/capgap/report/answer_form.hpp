#pragma once

#include <capgap/assessment/institution_tree.hpp>
#include <capgap/framework/profiles.hpp>
#include <capgap/report/texts.hpp>
#include <capgap/responses/filled_form.hpp>
#include <capgap/survey/survey.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace capgap {

struct AnswerFormRow {
    enum class Kind { heading, text, question };

    Kind kind = Kind::text;
    std::string text;
    std::string key;       ///< of a question: the column of tidy responses that it fills
    std::string help;      ///< likewise; may be empty
    std::size_t list = 0;  ///< likewise: index into lists + 1; 0: anything may be written
};

/// A questionnaire as a sheet that one person fills in, in one language, as data: a renderer adds no word.
struct AnswerForm {
    FormIdentity identity;
    std::string sheet;  ///< its name
    std::string title;
    std::string question;  ///< headings of the columns
    std::string answer;
    std::string help;
    std::string not_listed;  ///< what is said where something else than a choice is typed
    std::vector<AnswerFormRow> rows;
    std::vector<FormChoices> lists;
};

struct AnswerFormInput {
    const Framework& framework;
    const Survey& survey;
    const Profiles* profiles = nullptr;             ///< null: a profile is written, not chosen
    const InstitutionTree* institutions = nullptr;  ///< likewise
    std::string sha256;                             ///< of survey_text()
};

/// Background questions that are active, all items in their order, with the answers of each scale written out for paper, and the condition of an item
/// that is not for everybody. The survey's texts are those of the language, else of its default language.
[[nodiscard]] AnswerForm make_answer_form(const AnswerFormInput& input, const Texts& texts);

}  // namespace capgap
