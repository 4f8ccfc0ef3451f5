#pragma once

#include <capgap/base/result.hpp>
#include <capgap/formats/yaml/node.hpp>

#include <string>
#include <string_view>

namespace capgap::yaml {

/// The bytes of a file that say `was`, changed so that they say `is`: only values that differ are written anew, so that comments, order and layout of
/// what people wrote stay. New keys and items go behind the others of their mapping or list; a mapping that lost a key is written anew as a whole.
/// Nothing differs: the same bytes. Error: a form of YAML that is not changed safely; the places are named.
[[nodiscard]] Result<std::string> rewritten(std::string_view bytes, const std::string& file, const Node& was, const Node& is);

}  // namespace capgap::yaml
