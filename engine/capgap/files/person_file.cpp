#include <capgap/files/person_file.hpp>

#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/finished_folder.hpp>
#include <capgap/files/load_texts.hpp>
#include <capgap/files/whole_file.hpp>
#include <capgap/formats/csv/person_rows.hpp>
#include <capgap/formats/html/person_page.hpp>
#include <capgap/formats/json/person_basis.hpp>
#include <capgap/pipeline/person_result.hpp>
#include <capgap/training/working_languages.hpp>

#include <algorithm>
#include <fstream>
#include <utility>

namespace capgap {

namespace fs = std::filesystem;

namespace {

/// One call is for one person: nothing that could stand for several.
Diagnostics check_id(const std::string& respondent) {
    if (respondent.empty()) return {error(codes::person_not_one, {"--person", 0, 0}, "names nobody", "write one id, as it stands in the answers")};
    if (respondent.find_first_of("*?,") == std::string::npos) return {};
    return {error(codes::person_not_one, {"--person", 0, 0}, "takes exactly one id, without '*', '?' or ','",
                  "one page is for one person; there is no list of them")};
}

/// In the folder of results nothing but restricted/ may speak of one person.
Diagnostics check_place(const PersonToShow& what) {
    std::error_code ignored;
    const fs::path folder = fs::weakly_canonical(what.folder, ignored);
    const fs::path out = fs::weakly_canonical(what.out, ignored);
    const bool is_within = std::mismatch(folder.begin(), folder.end(), out.begin(), out.end()).first == folder.end();
    if (!is_within) return {};
    return {error(codes::person_page_in_results, {what.out.generic_string(), 0, 0},
                  "lies in the folder of results, which is handed on and holds nothing of one person", "name a file elsewhere with -o")};
}

Diagnostics no_scores(const fs::path& folder, const Manifest& manifest) {
    const Location at{folder.generic_string(), 0, 0};
    const auto persons = std::find_if(manifest.options.begin(), manifest.options.end(), [](const auto& one) { return one.first == "persons"; });
    if (persons != manifest.options.end() && persons->second == "refused") {
        return {error(codes::no_person_scores, at, "holds no scores of persons, and this round allows none",
                      "so it is set by `privacy`: the round is anonymous, or says `person_scores: false`; that is what people were told")};
    }
    return {error(codes::no_person_scores, at, "holds no scores of persons", "`capgap run --persons` writes them, into restricted/ of its folder")};
}

Result<PersonBasis> read_basis(const fs::path& folder) {
    auto manifest = read_manifest_of(folder);
    if (manifest.has_error()) return std::move(manifest).error();
    std::error_code ignored;
    if (!fs::exists(folder / "restricted" / "scores.csv", ignored)) return no_scores(folder, *manifest);
    const fs::path path = folder / "restricted" / "basis.json";
    auto bytes = read_file(path, {path.generic_string(), 0, 0});
    if (bytes.has_error()) return std::move(bytes).error();
    return parse_person_basis(*bytes, path.generic_string());
}

Result<PersonAnswers> read_answers(const PersonToShow& what, const PersonBasis& basis) {
    const fs::path path = what.folder / "restricted" / "scores.csv";
    if (auto there = expect_file(path, {what.folder.generic_string(), 0, 0}); there.has_error()) return std::move(there).error();
    std::ifstream in(path, std::ios::binary);
    return find_person(in, path.generic_string(), what.respondent, basis);
}

std::string language_of_page(const PersonToShow& what, const PersonBasis& basis, const PersonAnswers& answers) {
    if (!what.language.empty()) return what.language;
    const auto mine = std::find_if(basis.languages.begin(), basis.languages.end(),
                                   [&](const std::string& one) { return same_language(one, answers.working_language); });
    return answers.working_language.empty() || mine == basis.languages.end() ? basis.languages.front() : *mine;
}

/// A file of sentences that the caller names; else those of the round; else those of the program.
Result<Texts> sentences_in(const std::string& language, const PersonToShow& what, const PersonBasis& basis, const Places& places) {
    if (!what.texts.empty()) return load_texts_file(what.texts, places);
    const auto own = std::find_if(basis.texts.begin(), basis.texts.end(), [&language](const Texts& one) { return one.language() == language; });
    return own == basis.texts.end() ? load_texts(language, places) : completed_texts(*own, places);
}

}  // namespace

Result<bool> write_person_page(const PersonToShow& what, const Places& places) {
    Diagnostics refused = check_id(what.respondent);
    append(refused, check_place(what));
    if (!refused.empty()) return refused;
    auto basis = read_basis(what.folder);
    if (basis.has_error()) return std::move(basis).error();
    auto answers = read_answers(what, *basis);
    if (answers.has_error()) return std::move(answers).error();
    const std::string language = language_of_page(what, *basis, *answers);
    auto texts = sentences_in(language, what, *basis, places);
    if (texts.has_error()) return std::move(texts).error();
    std::vector<std::string> languages{texts->language()};
    if (!answers->working_language.empty()) languages.push_back(answers->working_language);
    const PersonResult result = person_result(*basis, *answers, std::move(languages));
    write_whole_file(what.out, render_person_page(make_person_page(result, *texts)));
    return true;
}

}  // namespace capgap
