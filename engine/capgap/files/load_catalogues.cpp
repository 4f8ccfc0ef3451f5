#include <capgap/files/load_catalogues.hpp>

#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/training/codes.hpp>

#include <algorithm>
#include <utility>

namespace capgap {

namespace {

/// The framework of the round's institutions that a catalogue mends; null, and a warning, if there is none.
const Framework* mended_by(const CatalogueContent& content, const std::vector<LoadedInstrument>& environments, bool all_loaded, Diagnostics& found) {
    if (!content.mends_in) return nullptr;
    for (const LoadedInstrument& environment : environments) {
        if (environment.framework.serves(*content.mends_in)) return &environment.framework;
    }
    if (!all_loaded) return nullptr;  // it may be the one that could not be read
    found.push_back(warning(
        codes::mends_other_framework, content.mends_in->at,
        "no instrument of the assessment has the framework " + content.mends_in->text() + ": what mends its elements will not be recommended"));
    return nullptr;
}

}  // namespace

std::vector<Catalogue> load_catalogues(Loader& loader, const AssessmentContent& assessment, const std::optional<LoadedInstrument>& persons,
                                       const std::vector<LoadedInstrument>& environments) {
    std::vector<Catalogue> out;
    for (std::size_t i = 0; i < assessment.catalogues.size(); ++i) {
        const std::string number = i == 0 ? "" : ' ' + std::to_string(i + 1);
        auto content = loader.load(assessment.catalogues[i], ReferenceKind::catalogue, "catalogue" + number, read_catalogue);
        if (!content || !persons) continue;
        const Framework* mended = mended_by(*content, environments, environments.size() + 1 == assessment.instruments.size(), loader.found);
        std::optional<Catalogue> made;
        if (take(Catalogue::make(std::move(*content), persons->framework, mended), made, loader.found)) out.push_back(std::move(*made));
    }
    append(loader.found, check_catalogues(out));
    return out;
}

std::optional<LanguageBreakdown> language_breakdown(const AssessmentContent& assessment, const LoadedInstrument& persons, Diagnostics& found) {
    if (assessment.language_question.empty()) return std::nullopt;
    if (assessment.catalogues.empty()) {
        found.push_back(error(codes::language_question_alone, assessment.training_at,
                              "`training` says what recommendations need, but there is no `catalogue`",
                              "name the catalogue of remedies, or take `training` out"));
    }
    std::vector<std::string> known;
    for (std::size_t b = 0; b < persons.breakdowns.size(); ++b) {
        const Codebook::Question& question = persons.codebook.background[persons.breakdowns[b]];
        if (question.id == assessment.language_question) return LanguageBreakdown{static_cast<int>(b), question.categories.names()};
        known.push_back(question.id);
    }
    found.push_back(error(codes::language_question_unknown, assessment.training_at,
                          in_quotes(assessment.language_question) + " is no background question that the tables of this round are broken down by",
                          DidYouMean(known)(assessment.language_question)));
    return std::nullopt;
}

}  // namespace capgap
