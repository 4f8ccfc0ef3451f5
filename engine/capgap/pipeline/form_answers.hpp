#pragma once

#include <capgap/assessment/institution_tree.hpp>
#include <capgap/framework/profiles.hpp>
#include <capgap/responses/filled_form.hpp>
#include <capgap/survey/survey.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace capgap {

struct FormSurvey {
    const Framework& framework;
    const Survey& survey;
    std::string sha256;  ///< of survey_text()
    const Profiles* profiles = nullptr;
    const InstitutionTree* institutions = nullptr;
};

/// Answers on forms as rows of tidy responses.
class FormAnswers {
public:
    explicit FormAnswers(const FormSurvey& input);
    FormAnswers(const FormAnswers&) = delete;
    FormAnswers& operator=(const FormAnswers&) = delete;
    ~FormAnswers();

    [[nodiscard]] const std::vector<std::string>& columns() const noexcept;

    /// The fields of a row, in the order of columns(); nothing where nobody has written anything. A text counts as a choice of the form's list if it
    /// differs in no more than white space, case and marks, as an id, or as the words of an answer in any language of the survey. `respondent`: where
    /// the form has no code. All problems at once: another questionnaire, an answer that is none (with what was perhaps meant), a wish twice.
    Result<std::optional<std::vector<std::string>>> row_of(const FilledForm& form, const std::string& respondent) const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace capgap
