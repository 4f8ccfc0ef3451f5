#include <capgap/formats/json/texts.hpp>

#include <nlohmann/json.hpp>

#include <utility>
#include <vector>

namespace capgap {

nlohmann::ordered_json json_of_text(const Text& text) {
    auto out = nlohmann::ordered_json::object();
    for (const Text::Entry& entry : text.entries()) out[entry.language] = entry.text;
    return out;
}

Text text_of_json(const nlohmann::ordered_json& said) {
    std::vector<Text::Entry> entries;
    for (const auto& [language, words] : said.items()) entries.push_back({language, words.get<std::string>(), TextStatus::project, {}, {}});
    return Text(std::move(entries));
}

void add_unless_empty(nlohmann::ordered_json& to, const char* key, const std::string& text) {
    if (!text.empty()) to[key] = text;
}

}  // namespace capgap
