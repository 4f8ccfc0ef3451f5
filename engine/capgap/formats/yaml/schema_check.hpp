#pragma once

#include <capgap/formats/yaml/node.hpp>
#include <capgap/formats/yaml/problems.hpp>

#include <string_view>

namespace capgap::yaml {

/// Whether a file is as the JSON Schema of its kind wants it, as the validator decides; what is wrong with it is said by explain().
void check_schema(const Node& root, std::string_view kind, Problems& problems);

/// The schema of a kind, "framework", as a tree.
[[nodiscard]] const Node& schema_tree(std::string_view kind);

/// The validator's decision alone. Scalars are texts; a number or a truth value may be wanted of them.
[[nodiscard]] bool validates(const Node& root, std::string_view kind);

}  // namespace capgap::yaml
