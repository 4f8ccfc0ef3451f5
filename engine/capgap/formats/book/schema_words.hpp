#pragma once

#include <capgap/formats/book/tree_path.hpp>
#include <capgap/formats/yaml/node.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace capgap::book {

/// What the schema of a kind says of a place in its files: what it is for, and what may stand there.
struct SchemaWords {
    std::string help;
    std::vector<std::string> choices;  ///< empty: not one of few
};

/// `path` as in flatten(). Empty where the schema says nothing.
[[nodiscard]] SchemaWords schema_words(std::string_view kind, std::string_view path);

/// What a schema refers to: "competency" of {"$ref": "#/definitions/competency"}; empty where to nothing.
[[nodiscard]] std::string definition_of(const yaml::Node& schema);
/// Whether words in several languages stand here: what they are for is said of all of them together.
[[nodiscard]] bool is_words(const yaml::Node& schema);
/// The schema of a member or of an item, in the schema tree `root`; null where there is none.
[[nodiscard]] const yaml::Node* step_into(const yaml::Node* schema, const PathStep& step, const yaml::Node& root);

}  // namespace capgap::book
