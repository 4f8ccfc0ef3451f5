#include <capgap/files/import_survey.hpp>

#include <capgap/files/codes.hpp>
#include <capgap/files/existing_file.hpp>
#include <capgap/files/framework_of.hpp>
#include <capgap/files/load_texts.hpp>
#include <capgap/files/loader.hpp>
#include <capgap/files/references.hpp>
#include <capgap/files/whole_file.hpp>
#include <capgap/formats/lss/survey_from.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/write.hpp>

#include <map>
#include <optional>
#include <utility>

namespace capgap {

namespace fs = std::filesystem;

namespace {

/// Sentences by language, loaded once; none for a language that this program does not speak.
class OwnWords {
public:
    explicit OwnWords(const Places& places) : places_(places) {}

    std::optional<std::string> operator()(const std::string& language, std::string_view word) {
        const std::string speech = language.substr(0, language.find('-'));
        auto [found, is_new] = texts_.try_emplace(speech);
        if (is_new) {
            auto loaded = load_texts(speech, places_);
            if (!loaded.has_error()) found->second = std::move(*loaded);
        }
        const std::string id = "import.answer." + std::string(word);
        if (!found->second || !found->second->has(id)) return std::nullopt;
        return found->second->say(id);
    }

private:
    const Places& places_;
    std::map<std::string, std::optional<Texts>> texts_;
};

FileNotes survey_notes(const LssSurvey& made, const Framework& framework, const std::string& source) {
    FileNotes notes;
    const std::string& language = framework.content().head.languages.front();
    notes.top = {"Made by capgap import from " + fs::path(source).filename().string() + ". capgap check lists what is still to be filled in:",
                 "- each item needs `competency: ID`, or `attitude: ID` for what is described and never graded, or `anchors: ITEM` for a described",
                 "  person who goes with a self-rating; items that are none of these go out;",
                 "- disclaimer, cut_scores and notice, where a comment shows their form.",
                 "Look at scores: they count along the options, the first is the lowest; `reversed: true` turns an item round.",
                 "Say `breakdown: true` at the background questions by which tables are to be broken down.",
                 "Competencies of " + framework.ref().text() + ":"};
    for (const Competency& competency : framework.competencies())
        notes.top.push_back("  " + competency.id.text() + "  " + competency.title.in(language));
    if (!framework.attitudes().empty()) notes.top.emplace_back("Attitudes:");
    for (const Attitude& attitude : framework.attitudes()) notes.top.push_back("  " + attitude.id.text() + "  " + attitude.title.in(language));
    notes.fields = made.notes;
    return notes;
}

FileNotes export_notes(const std::string& source) {
    FileNotes notes;
    notes.top = {"Made by capgap import from " + fs::path(source).filename().string() + ", for exports of its answers: codes or words in the cells.",
                 "Column id is LimeSurvey's response id."};
    notes.fields["institution"] = "institution is missing: the file does not tell. As institution: {constant: ID}, or {code: ..., table: ...}";
    notes.fields["profile"] = "profile is missing: the file does not tell. As profile: {constant: ID}, or {code: ..., table: ...}";
    return notes;
}

}  // namespace

Result<SurveyImportOutcome> import_survey(const SurveyImportRequest& request, const Places& places) {
    SurveyImportOutcome out;
    out.mapping_written = request.mapping_out.empty() ? fs::path(request.out).replace_extension(".mapping.yaml") : request.mapping_out;
    Loader loader({}, places);
    if (request.out.lexically_normal() == out.mapping_written.lexically_normal()) {
        loader.found.push_back(error(codes::import_would_overwrite, {request.out.generic_string(), 0, 0}, "survey and mapping would be one file",
                                     "choose another --write-mapping"));
    }
    refuse_if_there(request.out, loader.found);
    refuse_if_there(out.mapping_written, loader.found);
    const std::optional<Framework> framework = load_framework(loader, {request.framework, command_line}, "framework");
    std::string bytes;
    const bool there = take(read_file(request.source, command_line), bytes, loader.found);
    OwnWords words(places);
    std::optional<LssSurvey> made;
    const FrameworkRef reference = framework ? framework->ref() : FrameworkRef{};
    if (there) take(read_lss(bytes, fs::path(request.source).generic_string(), reference, std::ref(words)), made, loader.found);
    if (has_errors(loader.found) || !made || !framework) return Errors(std::move(loader.found));
    write_whole_file(request.out, write_survey(made->survey, made->text_default, survey_notes(*made, *framework, request.source)));
    write_whole_file(out.mapping_written, write_mapping(made->mapping, export_notes(request.source)));
    out.items = made->survey.items.size();
    out.background = made->survey.background.size();
    out.said = std::move(loader.found);
    return out;
}

}  // namespace capgap
