#include <capgap/files/load_texts.hpp>

#include <capgap/base/id.hpp>
#include <capgap/files/codes.hpp>
#include <capgap/formats/yaml/load.hpp>

namespace capgap {

namespace {

constexpr const char* complete_language = "en";

Result<Texts> read(const std::string& language, const Places& places) {
    const auto path = places.data_root / "reports" / "texts" / (language + ".yaml");
    std::error_code ignored;
    if (!is_well_formed_id(language) || !std::filesystem::is_regular_file(path, ignored)) {
        return error(codes::language_not_at_hand, {path.generic_string(), 0, 0}, "there are no sentences in the language '" + language + "'",
                     "add the file, or leave the language out; --data names the folder that holds reports/texts");
    }
    auto bytes = read_file(path, {path.generic_string(), 0, 0});
    if (bytes.has_error()) return std::move(bytes).error();
    auto texts = read_texts(*bytes, path.generic_string());
    if (texts.has_error()) return std::move(texts).error();
    return std::move(texts->value);
}

}  // namespace

Result<Texts> load_texts(const std::string& language, const Places& places) {
    auto texts = read(language, places);
    if (texts.has_error() || language == complete_language) return texts;
    auto complete = read(complete_language, places);
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
