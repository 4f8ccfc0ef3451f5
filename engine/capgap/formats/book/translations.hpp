#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/formats/yaml/node.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace capgap::book {

/// What is said of a text beside its words, in the order of columns and of keys.
inline constexpr std::array<std::string_view, 5> word_parts{"status", "source", "reviewer", "date", "of"};

/// A text of a file in another language than the first of the file.
struct Translation {
    /// Where the text stands, by keys and, in lists of things with ids, by ids: `items.q1.title`.
    std::string place;
    std::string language;
    std::string original;  ///< in the first language, to be compared
    yaml::Node value;      ///< a text, or {text, status, ...} with `word_parts`
};

/// Takes all of them out of a tree.
[[nodiscard]] std::vector<Translation> take_translations(yaml::Node& root);

/// What stands at a place; null where nothing does.
[[nodiscard]] const yaml::Node* node_at(const yaml::Node& root, std::string_view place);
[[nodiscard]] yaml::Node* node_at(yaml::Node& root, std::string_view place);

/// "items.q1", or "items[3]" where the things of a list have no ids.
[[nodiscard]] std::string place_of_item(const std::string& list, const yaml::Node& items, std::size_t index);

/// Puts one back. `at`: where its place stands, for messages. What is said: there is no such place, or the text is there in that language already.
std::optional<Diagnostic> put_translation(yaml::Node& root, const Translation& translation, const Location& at);

}  // namespace capgap::book
