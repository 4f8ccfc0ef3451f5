#pragma once

#include <capgap/base/diagnostic.hpp>
#include <capgap/formats/yaml/limits.hpp>
#include <capgap/formats/yaml/node.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace capgap::yaml {

/// What could be read of a file, and every problem found on the way, by place.
struct Parsed {
    std::optional<Node> root;  ///< nothing where the structure is not sure
    Diagnostics problems;      ///< errors; empty: the file is YAML in the plain subset
};

/// Reads YAML 1.2 in the plain subset: one document in UTF-8 without tags, directives, anchors, merge keys, explicit keys ("? "), empty values, null
/// and control characters; every key is text and stands once in its mapping. Where a problem leaves no doubt about the rest, the rest is read
/// nevertheless. Any bytes are safe: time and memory grow with their number, and with nothing else. `file` is only named in places.
[[nodiscard]] Parsed parse(std::string_view bytes, const std::string& file, const Limits& limits = {});

}  // namespace capgap::yaml
