#pragma once

#include <cstddef>

namespace capgap::yaml {

/// What a file may cost. The defaults leave room for a survey of a hundred items in all official languages of the European Union, twenty times over.
struct Limits {
    std::size_t bytes = std::size_t{16} * 1024 * 1024;
    std::size_t depth = 64;         ///< lists and mappings inside each other
    std::size_t nodes = 250'000;    ///< values, keys not counted
    std::size_t key_bytes = 1'024;  ///< YAML's own limit
    std::size_t problems = 1'000;   ///< listed; the rest is only said to exist
};

}  // namespace capgap::yaml
