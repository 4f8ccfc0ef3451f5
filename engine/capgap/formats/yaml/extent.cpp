#include <capgap/formats/yaml/extent.hpp>

#include <algorithm>

namespace capgap::yaml {

namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

bool is_break(char c) {
    return c == '\n' || c == '\r';
}

bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

}  // namespace

Extents::Extents(std::string_view bytes) : bytes_(bytes), lines_{0} {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] == '\n') lines_.push_back(i + 1);
    }
}

std::size_t Extents::begin(const Node& node) const {
    std::size_t offset = lines_[node.at.line - 1];
    for (std::size_t column = 1; column < node.at.column; ++column) {
        do ++offset;
        while (offset < bytes_.size() && continues_character(bytes_[offset]));
    }
    return offset;
}

bool Extents::is_flow(const Node& node) const {
    const char first = at(begin(node));
    return (node.is_mapping() && first == '{') || (node.is_sequence() && first == '[');
}

std::size_t Extents::line_end(std::size_t offset) const {
    const std::size_t end = std::min(bytes_.find('\n', offset), bytes_.size());
    return end > offset && bytes_[end - 1] == '\r' ? end - 1 : end;
}

std::size_t Extents::next_line(std::size_t offset) const {
    return std::min(bytes_.find('\n', offset), bytes_.size() - 1) + 1;
}

std::size_t Extents::end(const Node& node, std::size_t indent, bool flow) const {
    const std::size_t from = begin(node);
    if (node.is_scalar()) {
        const char first = at(from);
        if (first == '"' || first == '\'') return quoted_end(from);
        if (flow) return plain_end_in_flow(from);
        return first == '|' || first == '>' ? block_text_end(from, indent) : plain_end(from, indent);
    }
    if (flow || is_flow(node)) return flow_end(node);
    if (!node.items.empty()) return end(node.items.back(), node.at.column - 1, false);
    return node.members.empty() ? from : end(node.members.back().value, node.at.column - 1, false);
}

std::size_t Extents::quoted_end(std::size_t begin) const {
    const char quote = at(begin);
    for (std::size_t i = begin + 1; i < bytes_.size(); ++i) {
        if (quote == '"' && bytes_[i] == '\\') {
            ++i;
        } else if (bytes_[i] == quote) {
            if (quote == '"' || at(i + 1) != quote) return i + 1;
            ++i;
        }
    }
    return bytes_.size();
}

/// Behind the last of its values only blanks, commas and comments stand in front of the bracket.
std::size_t Extents::flow_end(const Node& node) const {
    std::size_t i = begin(node) + 1;
    if (!node.items.empty()) i = end(node.items.back(), 0, true);
    if (!node.members.empty()) i = end(node.members.back().value, 0, true);
    while (i < bytes_.size() && bytes_[i] != '}' && bytes_[i] != ']') i = bytes_[i] == '#' ? line_end(i) : i + 1;
    return std::min(i + 1, bytes_.size());
}

std::size_t Extents::plain_end_in_flow(std::size_t begin) const {
    std::size_t end = begin;
    for (std::size_t i = begin; i < bytes_.size(); ++i) {
        const char c = bytes_[i];
        if (c == ',' || c == '[' || c == ']' || c == '{' || c == '}') break;
        if (c == '#' && (is_blank(bytes_[i - 1]) || is_break(bytes_[i - 1]))) break;
        if (!is_blank(c) && !is_break(c)) end = i + 1;
    }
    return end;
}

/// Lines that are indented further go on with it, unless a comment has ended it.
std::size_t Extents::plain_end(std::size_t begin, std::size_t indent) const {
    std::size_t end = begin;
    for (std::size_t line = begin; line < bytes_.size(); line = next_line(line)) {
        const std::size_t stop = line_end(line);
        std::size_t i = line;
        while (i < stop && is_blank(bytes_[i])) ++i;
        if (i == stop) continue;
        if (line != begin && (i - line <= indent || bytes_[i] == '#')) break;
        for (; i < stop; ++i) {
            if (bytes_[i] == '#' && i > begin && is_blank(bytes_[i - 1])) return end;
            if (!is_blank(bytes_[i])) end = i + 1;
        }
    }
    return end;
}

/// `|` and `>`: all lines that are indented further. With + their empty lines at the end belong to the text.
std::size_t Extents::block_text_end(std::size_t begin, std::size_t indent) const {
    std::size_t end = line_end(begin);
    const bool keeps_empty = bytes_.substr(begin, end - begin).find('+') != std::string_view::npos;
    for (std::size_t line = next_line(begin); line < bytes_.size(); line = next_line(line)) {
        const std::size_t stop = line_end(line);
        std::size_t i = line;
        while (i < stop && bytes_[i] == ' ') ++i;
        if (i < stop && i - line <= indent) break;
        if (i < stop || keeps_empty) end = stop;
    }
    return end;
}

}  // namespace capgap::yaml
