#pragma once

#include <capgap/formats/yaml/node.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace capgap::book {

/// A text of a file that can be said in several languages.
struct TextPlace {
    std::string place;       ///< as Translation::place
    std::string context;     ///< for whoever translates it: "title of competency 1.1 (Systems thinking)"
    const yaml::Node* text;  ///< {en: ..., fr: ...}
};

/// Those of a file, in its order, as the schema of its kind tells them. What is not as the schema wants it is passed over.
[[nodiscard]] std::vector<TextPlace> text_places(std::string_view kind, const yaml::Node& root);

}  // namespace capgap::book
