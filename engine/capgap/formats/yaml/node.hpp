#pragma once

#include <capgap/base/location.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace capgap::yaml {

/// A value that somebody wrote, with its place. Every scalar is text, whether it was quoted or not: what is a number is decided by whoever wants one,
/// so that `1.10` stays "1.10" and `no` stays "no".
struct Node {
    enum class Kind {
        scalar,
        sequence,
        mapping,
        absent,  ///< empty or null: already reported, and not to be reported again
    };
    struct Member;

    Kind kind = Kind::absent;
    Location at;
    std::string text;             ///< of a scalar
    std::vector<Node> items;      ///< of a sequence
    std::vector<Member> members;  ///< of a mapping, in file order, each key once
    bool incomplete = false;      ///< of a mapping: keys that cannot be used were reported and left out
    /// Of a mapping: keys that are not there, with the place that waits for their value: an empty cell of a workbook.
    std::vector<std::pair<std::string, Location>> blanks = {};

    [[nodiscard]] bool is_scalar() const noexcept { return kind == Kind::scalar; }
    [[nodiscard]] bool is_sequence() const noexcept { return kind == Kind::sequence; }
    [[nodiscard]] bool is_mapping() const noexcept { return kind == Kind::mapping; }
    [[nodiscard]] bool is_absent() const noexcept { return kind == Kind::absent; }

    /// The member of a mapping; null where there is none, or where this is no mapping.
    [[nodiscard]] const Member* member(std::string_view key) const;
    /// Its value, likewise.
    [[nodiscard]] const Node* find(std::string_view key) const;
    [[nodiscard]] Node* find(std::string_view key);
};

struct Node::Member {
    std::string key;
    Location key_at;
    Node value;
};

/// The same values in the same order, wherever they were written.
[[nodiscard]] bool same_values(const Node& a, const Node& b);

/// The node as one line of YAML: brackets, and every scalar in double quotes. Reading it again gives the same values.
[[nodiscard]] std::string to_flow_text(const Node& node);

/// A mapping as a file: a key a line, lists of short texts in brackets. Reading it again gives the same values. What is absent is left out.
[[nodiscard]] std::string to_block_text(const Node& root);

}  // namespace capgap::yaml
