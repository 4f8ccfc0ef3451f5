#pragma once

#include <capgap/formats/yaml/node.hpp>
#include <capgap/formats/yaml/problems.hpp>

#include <string_view>
#include <vector>

namespace capgap::yaml {

/// The JSON Schema keywords that explain() understands; the schemas use no others.
[[nodiscard]] const std::vector<std::string_view>& explained_keywords();

/// What in `value` is not as `schema` (a JSON Schema, read as YAML) wants it, in the words of the schema's titles and descriptions: one diagnostic
/// per problem, all of them, in file order. What is absent has been reported already and is passed over. Adds nothing where all is as wanted.
void explain(const Node& value, const Node& schema, Problems& problems);

}  // namespace capgap::yaml
