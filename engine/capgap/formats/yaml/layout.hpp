#pragma once

#include <capgap/formats/yaml/limits.hpp>
#include <capgap/formats/yaml/places.hpp>
#include <capgap/formats/yaml/problems.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace capgap::yaml {

struct Layout {
    bool readable = true;                     ///< false: the structure is not sure, and the text must not be parsed
    std::vector<std::size_t> question_marks;  ///< in values without quotes between brackets, where the parser takes them for the mark of a key
    std::vector<std::size_t> idle_tabs;       ///< on empty lines behind a value without quotes, where the parser takes them for indentation
};

/// Walks over the text once, before the parser sees it: which lines, brackets and quotes belong together, without reading a value. What is outside
/// the plain subset, what the parser would accept although it is no YAML, and what would cost it too much is found here, with its place; and the
/// mistakes that people make are named in their words.
[[nodiscard]] Layout check_layout(std::string_view bytes, const Places& places, const Limits& limits, Problems& problems);

}  // namespace capgap::yaml
