#include <capgap/files/load_texts.hpp>

#include <capgap/base/id.hpp>
#include <capgap/base/message.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/formats/yaml/load.hpp>

#include <algorithm>
#include <filesystem>
#include <vector>

namespace capgap {

namespace {

constexpr const char* complete_language = "en";

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
                                   : "there are sentences in " + listed(known));
    }
    auto bytes = read_file(path, {path.generic_string(), 0, 0});
    if (bytes.has_error()) return std::move(bytes).error();
    auto texts = read_texts(*bytes, path.generic_string());
    if (texts.has_error()) return std::move(texts).error();
    return std::move(texts->value);
}

}  // namespace

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
