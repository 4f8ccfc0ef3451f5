#pragma once

#include <capgap/base/result.hpp>
#include <capgap/files/references.hpp>
#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/node.hpp>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace capgap {

/// A text in one language, with what is said of it.
struct Translated {
    std::string text;
    std::string status;  ///< verbatim, rendering, project or draft: its own, or that of `text_default`
    std::string source;  ///< likewise
    std::string reviewer;
    std::string date;
    std::string of;  ///< hash of what was translated
    Location at;
};

enum class TranslationState { missing, stale, draft, reviewed };

[[nodiscard]] std::string_view to_string(TranslationState state);

/// A text of a file in all its languages.
struct OriginalText {
    std::string place;
    std::string context;
    std::string language;  ///< of the original
    std::string original;
    Location at;
    std::map<std::string, Translated, std::less<>> translations;  ///< by language
    std::set<std::string, std::less<>> not_needed;                ///< languages that somebody else has to give

    [[nodiscard]] TranslationState state_in(std::string_view language) const;
};

/// A file that holds texts in several languages, or the sentences of the report in one.
struct TextFile {
    std::filesystem::path path;
    std::string name;  ///< as rows call it: from the folder of the file that was asked for
    std::string kind;
    std::string bytes;  ///< empty: the file is to be made, or its sheets are in a workbook
    yaml::Node root;
    std::vector<std::string> languages;  ///< those that it declares
    std::vector<OriginalText> texts;
};

/// The first 16 digits of the SHA-256: what a translation keeps of its original.
[[nodiscard]] std::string text_hash(std::string_view text);

/// What keeps the program from reading such a file.
[[nodiscard]] Diagnostics errors_of_text_file(const std::string& kind, const Document& document, const std::string& name);

/// A file by itself: what has errors is mended before it is translated. `name` is kept.
[[nodiscard]] Result<Checked<TextFile>> load_text_file(const std::filesystem::path& path, const std::string& name, const Places& places);

/// The sentences of the report in a language that there is no file of yet.
[[nodiscard]] Result<Checked<TextFile>> new_sentences(const std::string& language, const std::filesystem::path& path, const std::string& name,
                                                      const Places& places);

/// What a file and those that it names have to be translated: an assessment stands for all files beside it or below that may be changed,
/// the workbook of a round for all that its sheets hold, `builtin:NAME/VERSION` for all of it. Remarks name what is left out.
[[nodiscard]] Result<Checked<std::vector<TextFile>>> load_text_files(const std::filesystem::path& file, const Places& places);

/// Whether the own texts of a file can be shown in a language: those of an assessment only where the report has sentences in it.
[[nodiscard]] bool has_use_for(const TextFile& file, const std::string& language, const std::vector<TextFile>& all, const Places& places);

}  // namespace capgap
