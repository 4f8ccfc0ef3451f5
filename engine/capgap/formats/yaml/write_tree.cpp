#include <capgap/formats/yaml/node.hpp>
#include <capgap/formats/yaml/scalar_text.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace capgap::yaml {

namespace {

constexpr std::size_t longest_line = 120;

/// A number or truth value that other readers of YAML read as what it is written as: 10 and 0.75, but "1.0" and "007" in quotes.
bool is_plain_value(const std::string& text) {
    if (text == "true" || text == "false") return true;
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return false;
    std::array<char, 64> digits;
    const auto shortest = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
    return shortest.ec == std::errc{} && std::string_view(digits.data(), static_cast<std::size_t>(shortest.ptr - digits.data())) == text;
}

std::string value_text(const std::string& text) {
    return is_plain_value(text) ? text : scalar_text(text);
}

class BlockText {
public:
    void add_members(const Node& mapping, std::size_t depth) {
        bool first = true;
        for (const Node::Member& member : mapping.members) {
            if (member.value.is_absent()) continue;
            if (!first || !after_dash_) indent(depth);
            first = after_dash_ = false;
            out_ += scalar_text(member.key) + ':';
            add_value(member.value, depth);
        }
    }

    std::string take() && { return std::move(out_); }

private:
    void indent(std::size_t depth) { out_.append(2 * depth, ' '); }

    /// Behind a key and its colon.
    void add_value(const Node& value, std::size_t depth) {
        if (const auto line = one_line(value)) {
            out_ += ' ' + *line + '\n';
            return;
        }
        out_ += '\n';
        if (value.is_mapping()) return add_members(value, depth + 1);
        for (const Node& item : value.items) add_item(item, depth + 1);
    }

    void add_item(const Node& item, std::size_t depth) {
        indent(depth);
        out_ += '-';
        if (const auto line = one_line(item)) {
            out_ += ' ' + *line + '\n';
        } else if (item.is_mapping()) {
            out_ += ' ';
            after_dash_ = true;
            add_members(item, depth + 1);
        } else {
            out_ += '\n';
            for (const Node& inner : item.items) add_item(inner, depth + 1);
        }
    }

    /// Texts, lists of texts that fit a line, and what is empty.
    static std::optional<std::string> one_line(const Node& node) {
        if (node.is_scalar()) return value_text(node.text);
        if (node.is_mapping()) return node.members.empty() ? std::optional<std::string>("{}") : std::nullopt;
        std::string out = "[";
        for (const Node& item : node.items) {
            if (!item.is_scalar()) return std::nullopt;
            out += (out.size() > 1 ? ", " : "") + value_text(item.text);
        }
        return out.size() < longest_line || node.items.empty() ? std::optional(out + ']') : std::nullopt;
    }

    std::string out_;
    bool after_dash_ = false;  ///< the next key stands behind a dash, on its line
};

}  // namespace

std::string to_block_text(const Node& root) {
    BlockText text;
    text.add_members(root, 0);
    return std::move(text).take();
}

}  // namespace capgap::yaml
