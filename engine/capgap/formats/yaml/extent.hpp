#pragma once

#include <capgap/formats/yaml/node.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace capgap::yaml {

/// From which byte to which the values of a file reach. The file is one that parse() reads without a problem.
class Extents {
public:
    explicit Extents(std::string_view bytes);

    [[nodiscard]] std::size_t begin(const Node& node) const;
    /// Just behind it. `indent`: spaces in front of the keys, or of the dashes, that it belongs to; `flow`: it stands between brackets.
    [[nodiscard]] std::size_t end(const Node& node, std::size_t indent, bool flow) const;
    /// A mapping or list in brackets.
    [[nodiscard]] bool is_flow(const Node& node) const;
    /// The end of the line that holds the byte, in front of its line end.
    [[nodiscard]] std::size_t line_end(std::size_t offset) const;

private:
    [[nodiscard]] char at(std::size_t offset) const { return offset < bytes_.size() ? bytes_[offset] : '\n'; }
    [[nodiscard]] std::size_t quoted_end(std::size_t begin) const;
    [[nodiscard]] std::size_t flow_end(const Node& node) const;
    [[nodiscard]] std::size_t plain_end_in_flow(std::size_t begin) const;
    [[nodiscard]] std::size_t plain_end(std::size_t begin, std::size_t indent) const;
    [[nodiscard]] std::size_t block_text_end(std::size_t begin, std::size_t indent) const;
    [[nodiscard]] std::size_t next_line(std::size_t offset) const;

    std::string_view bytes_;
    std::vector<std::size_t> lines_;  ///< where each begins
};

}  // namespace capgap::yaml
