#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/formats/yaml/node.hpp>

#include <optional>
#include <string>
#include <vector>

namespace capgap::book {

/// A text of a file in another language than the first of the file.
struct Translation {
    /// Where the text stands, by keys and, in lists of things with ids, by ids: `items.q1.title`.
    std::string place;
    std::string language;
    std::string original;  ///< in the first language, to be compared
    yaml::Node value;      ///< a text, or {text, status, source}
};

/// Takes all of them out of a tree.
[[nodiscard]] std::vector<Translation> take_translations(yaml::Node& root);

/// Puts one back. `at`: where its place stands, for messages. What is said: there is no such place, or the text is there in that language already.
std::optional<Diagnostic> put_translation(yaml::Node& root, const Translation& translation, const Location& at);

}  // namespace capgap::book
