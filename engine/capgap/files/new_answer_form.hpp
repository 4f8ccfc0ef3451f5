#pragma once

#include <capgap/base/result.hpp>
#include <capgap/files/references.hpp>

#include <filesystem>
#include <string>

namespace capgap {

/// What `capgap new --answer-form` is asked for. References are as on the command line: paths, or builtin:NAME/VERSION.
struct AnswerFormRequest {
    std::string framework;
    std::string survey;        ///< empty: the built-in questionnaire for the framework
    std::string targets;       ///< empty: the profiles beside the framework
    std::string institutions;  ///< empty: an institution is written, not chosen
    std::string language;      ///< empty: the first of the survey
    std::filesystem::path out;
};

/// Writes a questionnaire as a workbook that one person fills in. A file that is there is not written over.
Result<Checked<bool>> new_answer_form(const AnswerFormRequest& request, const Places& places);

}  // namespace capgap
