#pragma once

#include <cstdint>
#include <string>

namespace capgap {

/// A place in something a person wrote. Lines and columns count from 1; 0 means "the whole file" or "the whole line". A column of a CSV file is the
/// number of the field, of a YAML file the number of the character.
struct Location {
    std::string file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;

    friend bool operator==(const Location&, const Location&) = default;
};

}  // namespace capgap
