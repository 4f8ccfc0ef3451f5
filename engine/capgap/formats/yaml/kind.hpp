#pragma once

#include <capgap/base/result.hpp>
#include <capgap/formats/yaml/node.hpp>
#include <capgap/formats/yaml/problems.hpp>

#include <string>
#include <string_view>

namespace capgap::yaml {

/// The kind that a file says it is: the part before the slash of its first key, `capgap: framework/1`. Errors: no such key, another first key, a kind
/// that does not exist, a version that is newer than this program.
[[nodiscard]] Result<std::string> kind_of(const Node& root);

/// Whether the file can be read as a `wanted`. Says what stands against it, and what is wrong with its first key otherwise.
[[nodiscard]] bool check_kind(const Node& root, std::string_view wanted, Problems& problems);

}  // namespace capgap::yaml
