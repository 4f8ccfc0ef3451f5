#pragma once

#include <capgap/base/location.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace capgap::yaml {

/// The line and the character of every byte of a text. One pass to make; then any byte is found in the same short time, so that a line of 16 MB with
/// a problem at each byte costs no more than many short lines. The bytes must outlive it.
class Places {
public:
    Places(std::string_view bytes, std::string file);

    /// The place of the byte at `offset`, or just behind the text for an offset beyond it.
    [[nodiscard]] Location at(std::size_t offset) const;
    [[nodiscard]] Location whole_file() const { return {file_, 0, 0}; }

private:
    struct Mark {
        std::uint32_t line = 1;
        std::uint32_t column = 1;
    };

    static constexpr std::size_t stride = 64;

    void step(Mark& mark, std::size_t offset) const;

    std::string_view bytes_;
    std::string file_;
    std::vector<Mark> marks_;  ///< of every stride-th byte
};

}  // namespace capgap::yaml
