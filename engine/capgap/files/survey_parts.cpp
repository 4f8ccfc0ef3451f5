#include <capgap/files/survey_parts.hpp>

#include <capgap/files/codes.hpp>
#include <capgap/files/framework_of.hpp>
#include <capgap/formats/csv/tables.hpp>
#include <capgap/formats/yaml/load.hpp>

#include <utility>

namespace capgap {

namespace fs = std::filesystem;

namespace {

fs::path folder_of_reference(const std::string& reference, const Places& places) {
    const auto path = resolve(on_command_line(reference), ReferenceKind::survey, {}, places);
    return path.has_error() ? fs::path() : path->parent_path();
}

void load_institutions(const std::string& reference, Loader& loader, SurveyParts& parts) {
    auto lines = loader.load_table(on_command_line(reference), "institutions", read_institutions);
    if (lines) take(InstitutionTree::make(std::move(*lines), {loader.inputs.back().path.generic_string(), 0, 0}), parts.institutions, loader.found);
}

void load_survey(const SurveyReferences& references, const Places& places, Loader& loader, SurveyParts& parts) {
    auto survey = loader.load(on_command_line(references.survey), ReferenceKind::survey, "survey", read_survey);
    if (!references.framework.empty()) {
        parts.framework = load_framework(loader, on_command_line(references.framework), "framework");
    } else if (survey) {
        parts.framework = framework_for(survey->framework, folder_of_reference(references.survey, places) / "framework.yaml", places, loader.found);
        // Checking a survey alone goes on without its framework; reading answers cannot.
        for (Diagnostic& one : loader.found) {
            if (one.code != codes::framework_not_at_hand || one.severity != Severity::remark) continue;
            one = error(one.code, std::move(one.at), std::move(one.message), "name its file with --framework");
        }
    }
    if (survey && parts.framework) take(Survey::make(std::move(*survey), *parts.framework), parts.survey, loader.found);
}

}  // namespace

SurveyParts load_survey_parts(const SurveyReferences& references, const Places& places, Loader& loader) {
    SurveyParts parts;
    load_survey(references, places, loader, parts);
    if (!references.targets.empty()) {
        auto targets = loader.load(on_command_line(references.targets), ReferenceKind::profiles, "targets", read_profiles);
        if (targets && parts.framework) take(Profiles::make(std::move(*targets), *parts.framework), parts.profiles, loader.found);
    }
    if (!references.institutions.empty()) load_institutions(references.institutions, loader, parts);
    return parts;
}

}  // namespace capgap
