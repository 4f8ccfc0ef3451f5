#include <capgap/files/new_answer_form.hpp>

#include <capgap/assessment/fixed_settings.hpp>
#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>
#include <capgap/files/beside_framework.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/existing_file.hpp>
#include <capgap/files/framework_of.hpp>
#include <capgap/files/load_texts.hpp>
#include <capgap/files/references.hpp>
#include <capgap/files/sha256.hpp>
#include <capgap/files/survey_parts.hpp>
#include <capgap/files/whole_file.hpp>
#include <capgap/formats/xlsx/answer_form.hpp>
#include <capgap/report/answer_form.hpp>

#include <algorithm>
#include <utility>

namespace capgap {

namespace fs = std::filesystem;

namespace {

std::string survey_of(const AnswerFormRequest& request, const Places& places, Loader& loader) {
    if (!request.survey.empty()) return request.survey;
    const auto framework = load_framework(loader, on_command_line(request.framework), "framework");
    if (!framework) return {};
    std::string found = builtin_survey_for(framework->content().head, places);
    if (found.empty()) {
        loader.found.push_back(error(codes::file_not_found, {"command line", 0, 0}, "no questionnaire for this framework comes with the program",
                                     "name one with --survey"));
    }
    return found;
}

/// What a form can be made of.
void check_survey(const Survey& survey, const std::string& language, Diagnostics& found) {
    const SurveyContent& content = survey.content();
    if (content.unit != Unit::person) {
        found.push_back(error(codes::form_not_for_institutions, content.head.at, "is answered by institutions; a form is for one person",
                              "the sheet Answers of `capgap new` has a row for each institution"));
    }
    const auto& languages = content.head.languages;
    if (std::find(languages.begin(), languages.end(), language) == languages.end()) {
        found.push_back(error(codes::language_not_at_hand, content.head.at, "the questionnaire does not speak " + in_quotes(language),
                              DidYouMean(languages)(language)));
    }
}

}  // namespace

Result<Checked<bool>> new_answer_form(const AnswerFormRequest& request, const Places& places) {
    Loader loader({}, places);
    refuse_if_there(request.out, loader.found);
    const std::string survey = survey_of(request, places, loader);
    if (survey.empty()) return Errors(std::move(loader.found));
    const std::string targets = request.targets.empty() ? profiles_beside(request.framework) : request.targets;
    const SurveyParts parts = load_survey_parts({survey, request.framework, targets, request.institutions}, places, loader);
    if (!parts.survey || has_errors(loader.found)) return Errors(std::move(loader.found));
    const std::string language = request.language.empty() ? parts.survey->content().head.languages.front() : request.language;
    check_survey(*parts.survey, language, loader.found);
    if (has_errors(loader.found)) return Errors(std::move(loader.found));
    auto texts = load_texts(language, places);
    if (texts.has_error()) return std::move(texts).error();
    const AnswerFormInput input{*parts.framework, *parts.survey, parts.profiles ? &*parts.profiles : nullptr,
                                parts.institutions ? &*parts.institutions : nullptr, sha256_of(survey_text(parts.survey->content()))};
    WholeFile file(request.out, ReadableBy::everyone);
    write_answer_form(file.part(), make_answer_form(input, *texts), fs::temp_directory_path());
    file.commit();
    std::erase_if(loader.found, [](const Diagnostic& one) { return one.severity == Severity::remark; });
    return Checked<bool>{true, std::move(loader.found)};
}

}  // namespace capgap
