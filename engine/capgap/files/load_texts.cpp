#include <capgap/files/load_texts.hpp>

#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/id.hpp>
#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/formats/yaml/load.hpp>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <vector>

namespace capgap {

namespace {

std::vector<std::string> languages_at_hand(const std::filesystem::path& folder) {
    std::vector<std::string> languages;
    std::error_code ignored;
    for (const auto& file : std::filesystem::directory_iterator(folder, ignored)) {
        if (file.path().extension() == ".yaml") languages.push_back(file.path().stem().string());
    }
    std::sort(languages.begin(), languages.end());
    return languages;
}

Result<Texts> read(const std::string& language, const Places& places, const Location& named_at) {
    const auto folder = places.data_root / "reports" / "texts";
    const auto path = folder / (language + ".yaml");
    std::error_code ignored;
    if (!is_well_formed_id(language) || !std::filesystem::is_regular_file(path, ignored)) {
        const std::vector<std::string> known = languages_at_hand(folder);
        return error(codes::language_not_at_hand, named_at.line != 0 ? named_at : Location{path.generic_string(), 0, 0},
                     "a report cannot be written in " + in_quotes(language) + ": there are no sentences in this language",
                     known.empty() ? "no sentences were found in " + folder.string() + "; name the folder of the data with --data"
                                   : "there are sentences in " + listed(known) + "; a file of your own is named under `report: {texts: [...]}`");
    }
    auto bytes = read_file(path, {path.generic_string(), 0, 0});
    if (bytes.has_error()) return std::move(bytes).error();
    auto texts = read_texts(*bytes, path.generic_string());
    if (texts.has_error()) return std::move(texts).error();
    return std::move(texts->value);
}

bool comes_with_the_program(const std::string& language, const Places& places) {
    std::error_code ignored;
    return is_well_formed_id(language) && std::filesystem::is_regular_file(places.data_root / "reports" / "texts" / (language + ".yaml"), ignored);
}

/// Whether the program could use the file, and what else is to be said of it.
Diagnostics differences(const Texts& texts, const Texts& reference, const Location& at) {
    Diagnostics found;
    const Texts::Differences differences = texts.differences_from(reference);
    for (const std::string& one : differences.other_places) found.push_back(error(codes::sentences_incomplete, at, one));
    if (!differences.missing.empty()) {
        found.push_back(remark(codes::sentences_missing, at,
                               counted(differences.missing.size(), "sentence") + " of " + std::to_string(reference.sentences().size()) +
                                   " missing, which readers see in " + in_quotes(reference.language()) + ": " + listed(differences.missing, 100)));
    }
    DidYouMean did_you_mean(differences.missing);
    for (const std::string& id : differences.unused) {
        std::string hint = did_you_mean(id);
        if (!hint.starts_with("did you mean")) hint.clear();
        found.push_back(warning(codes::sentences_unknown, at, "the program has no sentence " + in_quotes(id), std::move(hint)));
    }
    if (texts.draft()) {
        found.push_back(remark(codes::sentences_draft, at,
                               "the sentences in " + in_quotes(texts.language()) + " are a draft that nobody has reviewed",
                               "once somebody has read them, take `status: draft` out"));
    }
    return found;
}

/// What keeps a file from being used beside those of the program and the ones before.
Diagnostics why_not(const Texts& texts, const std::vector<Texts>& before, const FileReference& named, const Places& places) {
    const std::string& language = texts.language();
    if (comes_with_the_program(language, places)) {
        return {error(codes::texts_of_builtin_language, named.at, "the sentences in " + in_quotes(language) + " come with the program",
                      "a variant is a language of its own, as " + in_quotes(language + "-XX"))};
    }
    if (std::any_of(before.begin(), before.end(), [&language](const Texts& one) { return one.language() == language; })) {
        return {error(codes::texts_language_repeated, named.at, "there are sentences in " + in_quotes(language) + " already, in a file before")};
    }
    return {};
}

}  // namespace

std::vector<Texts> load_own_texts(Loader& loader, const AssessmentContent& assessment) {
    std::vector<Texts> out;
    if (assessment.texts.empty()) return out;
    const std::vector<std::string>& languages = assessment.head.languages;
    const auto first =
        std::find_if(languages.begin(), languages.end(), [&loader](const std::string& one) { return comes_with_the_program(one, loader.places()); });
    std::optional<Texts> reference;
    take(load_texts(first == languages.end() ? complete_language : *first, loader.places(), assessment.languages_at), reference, loader.found);
    for (std::size_t i = 0; i < assessment.texts.size() && reference; ++i) {
        const FileReference& named = assessment.texts[i];
        auto texts = loader.load(named, ReferenceKind::other, i == 0 ? "texts" : "texts " + std::to_string(i + 1), read_texts);
        if (!texts) continue;
        const std::string& language = texts->language();
        if (Diagnostics refused = why_not(*texts, out, named, loader.places()); !refused.empty()) {
            append(loader.found, std::move(refused));
            continue;
        }
        if (std::find(languages.begin(), languages.end(), language) == languages.end()) {
            loader.found.push_back(warning(codes::texts_language_unused, named.at,
                                           "the report is not written in " + in_quotes(language) + ": it is none of `languages`", "add it there"));
        }
        append(loader.found, differences(*texts, *reference, {loader.inputs.back().path.generic_string(), 0, 0}));
        out.push_back(texts->completed_by(*reference));
    }
    return out;
}

Result<Texts> texts_of_round(const Round& round, const std::string& language, const Places& places) {
    const auto own = std::find_if(round.texts.begin(), round.texts.end(), [&language](const Texts& one) { return one.language() == language; });
    if (own != round.texts.end()) return *own;
    return load_texts(language, places, round.assessment.languages_at);
}

Result<Texts> load_texts_file(const std::filesystem::path& file, const Places& places) {
    const Location at{file.generic_string(), 0, 0};
    Diagnostics found;
    std::string bytes;
    std::optional<Texts> texts;
    std::optional<Texts> reference;
    if (take(read_file(file, at), bytes, found)) take(read_texts(bytes, at.file), texts, found);
    take(load_texts(complete_language, places), reference, found);
    if (texts && reference) append(found, differences(*texts, *reference, at));
    if (has_errors(found)) return found;
    return texts->completed_by(*reference);
}

Result<Texts> completed_texts(const Texts& texts, const Places& places) {
    auto reference = load_texts(complete_language, places);
    if (reference.has_error()) return reference;
    Diagnostics found;
    for (const std::string& one : texts.differences_from(*reference).other_places)
        found.push_back(error(codes::sentences_incomplete, {texts.language(), 0, 0}, one));
    if (!found.empty()) return found;
    return texts.completed_by(*reference);
}

Diagnostics check_texts(const Texts& texts, const std::string& file, const Places& places) {
    Diagnostics found;
    std::optional<Texts> reference;
    if (take(load_texts(complete_language, places), reference, found)) append(found, differences(texts, *reference, {file, 0, 0}));
    return found;
}

Result<Texts> load_texts(const std::string& language, const Places& places, const Location& named_at) {
    auto texts = read(language, places, named_at);
    if (texts.has_error() || language == complete_language) return texts;
    auto complete = read(complete_language, places, named_at);
    if (complete.has_error()) return complete;
    Diagnostics found;
    for (const std::string& difference : texts->unlike(*complete)) {
        const auto path = places.data_root / "reports" / "texts" / (language + ".yaml");
        found.push_back(error(codes::sentences_incomplete, {path.generic_string(), 0, 0}, difference));
    }
    if (!found.empty()) return found;
    return texts;
}

}  // namespace capgap
