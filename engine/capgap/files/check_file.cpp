#include <capgap/files/builtin_files.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/framework_of.hpp>
#include <capgap/files/load_texts.hpp>
#include <capgap/files/open_workbook.hpp>
#include <capgap/files/round.hpp>
#include <capgap/files/run.hpp>
#include <capgap/files/sheet_table.hpp>
#include <capgap/formats/book/round_book.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>
#include <capgap/formats/yaml/load.hpp>

#include <optional>

namespace capgap {

namespace fs = std::filesystem;

namespace {

fs::path beside(const fs::path& file) {
    return file.parent_path() / "framework.yaml";
}

Diagnostics check_round(const fs::path& file, const Places& places, const Progress& progress) {
    auto round = load_round(file, places);
    if (round.has_error()) return std::move(round).error().all;
    Diagnostics found = std::move(round->remarks);
    const AssessmentContent& assessment = round->value.assessment;
    for (const std::string& language : assessment.head.languages) {
        std::optional<Texts> texts;
        take(texts_of_round(round->value, language, places), texts, found);
    }
    auto responses = open_all_responses(round->value, false, progress);
    if (responses.has_error()) {
        append(found, std::move(responses).error().all);
        return found;
    }
    // A run without writing: whatever the answers, the weights and the tables have to say.
    std::vector<EnvironmentInput> environments = environment_inputs(round->value, *responses);
    AssessInput input = assess_input(round->value, *responses->persons, std::move(environments), 1);
    input.progress = progress;
    auto assessed = assess(input);
    if (assessed.has_error()) {
        append(found, std::move(assessed).error().all);
    } else {
        append(found, std::move(assessed->remarks));
        append(found, std::move(assessed->value.summary.row_errors));
    }
    return found;
}

Diagnostics check_framework(const Document& document, const fs::path& file, const Places& places) {
    Diagnostics found;
    std::optional<FrameworkContent> content;
    if (take(read_framework(document, file.generic_string()), content, found)) made_framework(std::move(*content), file, places, found);
    return found;
}

template <class Content, class Made>
Diagnostics check_against_framework(Result<Checked<Content>> read, const fs::path& file, const Places& places) {
    Diagnostics found;
    std::optional<Content> content;
    if (!take(std::move(read), content, found)) return found;
    if (const auto framework = framework_for(content->framework, beside(file), places, found)) {
        std::optional<Made> made;
        take(Made::make(std::move(*content), *framework), made, found);
    }
    return found;
}

Diagnostics check_catalogue_file(const Document& document, const fs::path& file, const Places& places) {
    Diagnostics found;
    std::optional<CatalogueContent> content;
    if (!take(read_catalogue(document, file.generic_string()), content, found)) return found;
    const auto framework = framework_for(content->framework, beside(file), places, found);
    std::optional<Framework> mended;
    // The framework beside the file is rather that of its competencies.
    if (content->mends_in) mended = sound_framework(beside(file), content->mends_in->at, places);
    if (mended && !mended->serves(*content->mends_in)) mended.reset();
    if (content->mends_in && !mended) mended = framework_for(*content->mends_in, {}, places, found);
    std::optional<Catalogue> made;
    if (framework) take(Catalogue::make(std::move(*content), *framework, mended ? &*mended : nullptr), made, found);
    return found;
}

/// Of any kind but an assessment, which is checked with all that it names.
Diagnostics check_document(const std::string& kind, const Document& document, const fs::path& file, const Places& places) {
    const std::string name = file.generic_string();
    if (kind == "framework") return check_framework(document, file, places);
    if (kind == "profiles") return check_against_framework<ProfilesContent, Profiles>(read_profiles(document, name), file, places);
    if (kind == "survey") return check_against_framework<SurveyContent, Survey>(read_survey(document, name), file, places);
    if (kind == "catalogue") return check_catalogue_file(document, file, places);
    Diagnostics found;
    if (kind == "calibration") {
        std::optional<InstrumentCalibration> calibration;
        take(read_calibration(document, name), calibration, found);
    } else if (kind == "mapping") {
        std::optional<Mapping> mapping;
        take(read_mapping(document, name), mapping, found);
    } else if (kind == "texts") {
        std::optional<Texts> texts;
        if (take(read_texts(document, name), texts, found)) append(found, check_texts(*texts, name, places));
    }
    return found;
}

/// A round with all that it names, or each of the files that the sheets stand for.
Diagnostics check_workbook(const SheetPath& sheet, const Places& places, const Progress& progress) {
    const std::string name = sheet.workbook.generic_string();
    Diagnostics found;
    const auto workbook = open_workbook(sheet.workbook);
    if (workbook.has_error()) return workbook.error().all;
    std::optional<RoundBook> book;
    if (!take(read_round_book(*workbook), book, found)) return found;
    if (book->documents.contains("assessment")) return check_round(sheet.workbook, places, progress);
    for (const auto& [kind, tree] : book->documents) append(found, check_document(kind, Document(tree), sheet.workbook, places));
    return found;
}

}  // namespace

Diagnostics check_file(const fs::path& file, const Places& places, const Progress& progress) {
    Diagnostics found;
    if (file.string().starts_with("builtin:")) {
        for (const fs::path& one : files_of_builtin(file.string(), places, found)) append(found, check_file(one, places, progress));
        return found;
    }
    const std::string name = file.generic_string();
    if (file.extension() == ".csv") {
        return {
            error(codes::table_alone, {name, 0, 0}, "a table is checked with the assessment that names it", "as in capgap check assessment.yaml")};
    }
    if (const auto sheet = sheet_path(file)) return check_workbook(*sheet, places, progress);
    std::string bytes;
    std::string kind;
    if (!take(read_file(file, {name, 0, 0}), bytes, found) || !take(kind_of(bytes, name), kind, found)) return found;
    return kind == "assessment" ? check_round(file, places, progress) : check_document(kind, bytes, file, places);
}

}  // namespace capgap
