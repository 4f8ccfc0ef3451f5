#include <capgap/files/text_files.hpp>

#include <capgap/base/message.hpp>
#include <capgap/files/builtin_files.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/files/open_workbook.hpp>
#include <capgap/files/original_texts.hpp>
#include <capgap/files/sha256.hpp>
#include <capgap/files/sheet_table.hpp>
#include <capgap/formats/book/round_book.hpp>
#include <capgap/formats/xlsx/spreadsheet.hpp>
#include <capgap/formats/yaml/kind.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/parser.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace capgap {

namespace fs = std::filesystem;

namespace {

using yaml::Node;

Diagnostic without_texts(const fs::path& path, const std::string& what) {
    return error(codes::translations_of_kind, {path.generic_string(), 0, 0}, what + " holds no texts to be translated",
                 "name a framework, survey, profiles, catalogue or assessment, or a file of sentences");
}

/// The files that an assessment names and that hold texts.
std::vector<std::pair<FileReference, ReferenceKind>> references_of(const Node& assessment) {
    std::vector<std::pair<FileReference, ReferenceKind>> out;
    const auto add = [&out](const Node* node, ReferenceKind kind) {
        if (node == nullptr) return;
        if (node->is_scalar()) out.emplace_back(FileReference{node->text, node->at}, kind);
        for (const Node& item : node->items) out.emplace_back(FileReference{item.text, item.at}, kind);
    };
    const Node* const instruments = assessment.find("instruments");
    for (const Node& one : instruments == nullptr ? std::vector<Node>() : instruments->items) {
        add(one.find("framework"), ReferenceKind::framework);
        add(one.find("survey"), ReferenceKind::survey);
        add(one.find("targets"), ReferenceKind::profiles);
    }
    add(assessment.find("catalogue"), ReferenceKind::catalogue);
    if (const Node* report = assessment.find("report")) add(report->find("texts"), ReferenceKind::other);
    return out;
}

class RoundTexts {
public:
    RoundTexts(fs::path folder, const Places& places) : folder_(std::move(folder)), places_(places) {}

    Diagnostics found;
    std::vector<TextFile> files;

    void add(const FileReference& reference, ReferenceKind kind) {
        if (reference.text.starts_with("builtin:")) return leave_out(reference, "it comes with the program");
        if (reference.text.starts_with("${") || reference.text.starts_with('!')) return leave_out(reference, "it lies elsewhere");
        fs::path path;
        if (!take(resolve(reference, kind, folder_, places_), path, found)) return;
        const fs::path name = path.lexically_relative(folder_.empty() ? fs::path(".") : folder_);
        if (name.empty() || *name.begin() == "..") return leave_out(reference, "it lies outside of the folder of the assessment");
        if (sheet_path(path)) return leave_out(reference, "it is a workbook");
        if (!seen_.insert(path.lexically_normal()).second) return;
        TextFile file;
        if (take(load_text_file(path, name.generic_string(), places_), file, found)) files.push_back(std::move(file));
    }

private:
    void leave_out(const FileReference& reference, const std::string& why) {
        if (!left_out_.insert(reference.text).second) return;
        found.push_back(remark(codes::translations_left_out, reference.at, in_quotes(reference.text) + " is not translated with the round: " + why,
                               "export it by itself"));
    }

    fs::path folder_;
    const Places& places_;
    std::set<fs::path> seen_;
    std::set<std::string> left_out_;
};

}  // namespace

std::string text_hash(std::string_view text) {
    return sha256_of(text).substr(0, 16);
}

std::string_view to_string(TranslationState state) {
    switch (state) {
        case TranslationState::missing: return "missing";
        case TranslationState::stale: return "stale";
        case TranslationState::draft: return "draft";
        case TranslationState::reviewed: return "reviewed";
    }
    return "missing";
}

TranslationState OriginalText::state_in(std::string_view wanted) const {
    const auto found = translations.find(wanted);
    if (found == translations.end()) return TranslationState::missing;
    if (!found->second.of.empty() && found->second.of != text_hash(original)) return TranslationState::stale;
    return found->second.status == "draft" ? TranslationState::draft : TranslationState::reviewed;
}

Diagnostics errors_of_text_file(const std::string& kind, const Document& document, const std::string& name) {
    Diagnostics found;
    const auto note = [&found](auto read) {
        if (read.has_error()) append(found, std::move(read).error().all);
    };
    if (kind == "framework") note(read_framework(document, name));
    if (kind == "profiles") note(read_profiles(document, name));
    if (kind == "survey") note(read_survey(document, name));
    if (kind == "catalogue") note(read_catalogue(document, name));
    if (kind == "assessment") note(read_assessment(document, name));
    if (kind == "texts") note(read_texts(document, name));
    return found;
}

Result<Checked<TextFile>> load_text_file(const fs::path& path, const std::string& name, const Places& places) {
    const std::string place = path.generic_string();
    TextFile out{path, name, {}, {}, {}, {}, {}};
    Diagnostics found;
    if (sheet_path(path)) return without_texts(path, "a sheet");
    if (!take(read_file(path, {place, 0, 0}), out.bytes, found) || !take(kind_of(out.bytes, place), out.kind, found)) return Errors(std::move(found));
    if (out.kind == "mapping") return without_texts(path, "a mapping");
    if (Diagnostics wrong = errors_of_text_file(out.kind, out.bytes, place); !wrong.empty()) return Errors(std::move(wrong));
    out.root = std::move(*yaml::parse(out.bytes, place).root);
    found = find_original_texts(out, places);
    if (has_errors(found)) return Errors(std::move(found));
    return Checked<TextFile>{std::move(out), std::move(found)};
}

Result<Checked<TextFile>> new_sentences(const std::string& language, const fs::path& path, const std::string& name, const Places& places) {
    TextFile out{path, name, "texts", {}, {}, {}, {}};
    out.root = std::move(*yaml::parse("capgap: texts/1\nlanguage: \"" + language + "\"\nstatus: draft\ntexts: {}\n", name).root);
    Diagnostics found = find_original_texts(out, places);
    if (has_errors(found)) return Errors(std::move(found));
    return Checked<TextFile>{std::move(out), std::move(found)};
}

namespace {

/// Each file by its kind, as the sheet Translations of the workbook calls it.
Result<Checked<std::vector<TextFile>>> load_workbook(const fs::path& path, const Places& places) {
    const std::string place = path.generic_string();
    Diagnostics found;
    const auto workbook = open_workbook(path);
    if (workbook.has_error()) return workbook.error();
    std::optional<RoundBook> book;
    if (!take(read_round_book(*workbook), book, found)) return Errors(std::move(found));
    std::vector<TextFile> out;
    for (auto& [kind, tree] : book->documents) {
        if (kind == "mapping" || kind == "texts") continue;
        append(found, errors_of_text_file(kind, Document(tree), place));
        out.push_back({path, kind, kind, {}, std::move(tree), {}, {}});
        if (!has_errors(found)) append(found, find_original_texts(out.back(), places));
    }
    if (has_errors(found)) return Errors(std::move(found));
    return Checked<std::vector<TextFile>>{std::move(out), std::move(found)};
}

}  // namespace

bool has_use_for(const TextFile& file, const std::string& language, const std::vector<TextFile>& all, const Places& places) {
    if (file.kind != "assessment" || std::find(file.languages.begin(), file.languages.end(), language) != file.languages.end()) return true;
    std::error_code ignored;
    if (fs::is_regular_file(places.data_root / "reports" / "texts" / (language + ".yaml"), ignored)) return true;
    return std::any_of(all.begin(), all.end(), [&](const TextFile& one) { return one.kind == "texts" && one.languages.front() == language; });
}

Result<Checked<std::vector<TextFile>>> load_text_files(const fs::path& file, const Places& places) {
    if (const auto sheet = sheet_path(file); sheet && sheet->sheet.empty()) return load_workbook(file, places);
    Diagnostics found;
    std::vector<TextFile> out;
    const auto add = [&](const fs::path& path, const std::string& name) {
        TextFile one;
        if (take(load_text_file(path, name, places), one, found)) out.push_back(std::move(one));
    };
    if (file.string().starts_with("builtin:")) {
        for (const fs::path& one : files_of_builtin(file.string(), places, found)) add(one, one.filename().string());
    } else {
        add(file, file.filename().string());
        if (!out.empty() && out.front().kind == "assessment") {
            RoundTexts round(file.parent_path(), places);
            for (const auto& [reference, kind] : references_of(out.front().root)) round.add(reference, kind);
            append(found, std::move(round.found));
            std::move(round.files.begin(), round.files.end(), std::back_inserter(out));
        }
    }
    if (has_errors(found)) return Errors(std::move(found));
    return Checked<std::vector<TextFile>>{std::move(out), std::move(found)};
}

}  // namespace capgap
