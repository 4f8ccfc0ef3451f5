#include <capgap/formats/yaml/rewrite.hpp>

#include <capgap/formats/yaml/codes.hpp>
#include <capgap/formats/yaml/encoding.hpp>
#include <capgap/formats/yaml/extent.hpp>
#include <capgap/formats/yaml/parser.hpp>
#include <capgap/formats/yaml/scalar_text.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace capgap::yaml {

namespace {

/// {text: ..., status: ...} on one line; between brackets everything is.
std::string one_line(const Node& node) {
    if (node.is_scalar()) return scalar_text(node.text);
    std::string out;
    for (const Node& item : node.items) out += (out.empty() ? "" : ", ") + one_line(item);
    for (const Node::Member& member : node.members) out += (out.empty() ? "" : ", ") + scalar_text(member.key) + ": " + one_line(member.value);
    return node.is_mapping() ? '{' + out + '}' : '[' + out + ']';
}

/// What stays on the line of its key: texts, lists, and a text with what is said of it.
bool fits_a_line(const Node& node) {
    if (!node.is_mapping()) return true;
    const bool scalars = std::all_of(node.members.begin(), node.members.end(), [](const Node::Member& one) { return one.value.is_scalar(); });
    return scalars && (node.members.empty() || node.find("text") != nullptr);
}

struct Edit {
    std::size_t begin;
    std::size_t end;
    std::string text;
};

class Rewriting {
public:
    explicit Rewriting(std::string_view bytes)
        : bytes_(bytes), extents_(bytes), line_end_(bytes.find("\r\n") == std::string_view::npos ? "\n" : "\r\n") {}

    /// `indent`: spaces in front of the keys, or of the dashes, that `was` belongs to.
    void change(const Node& was, const Node& is, std::size_t indent, bool flow) {
        if (same_values(was, is)) return;
        const bool inner_flow = flow || extents_.is_flow(was);
        if (was.is_mapping() && is.is_mapping() && keeps_all_keys(was, is)) {
            change_members(was, is, inner_flow);
        } else if (was.is_sequence() && is.is_sequence() && was.items.size() <= is.items.size()) {
            change_items(was, is, inner_flow);
        } else {
            replace(was, is, indent, flow);
        }
    }

    std::string take() {
        std::stable_sort(edits_.begin(), edits_.end(), [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
        std::string out;
        std::size_t at = 0;
        for (const Edit& edit : edits_) {
            out += bytes_.substr(at, edit.begin - at);
            out += edit.text;
            at = edit.end;
        }
        return out += bytes_.substr(at);
    }

private:
    static bool keeps_all_keys(const Node& was, const Node& is) {
        return std::all_of(was.members.begin(), was.members.end(), [&is](const Node::Member& one) { return is.find(one.key) != nullptr; });
    }

    static std::size_t spaces_before(const Node& node) { return node.at.column - 1; }

    void change_members(const Node& was, const Node& is, bool flow) {
        for (const Node::Member& member : was.members) change(member.value, *is.find(member.key), spaces_before(was), flow);
        for (const Node::Member& member : is.members) {
            if (was.find(member.key) == nullptr) add(was, scalar_text(member.key) + ':', member.value, flow);
        }
    }

    void change_items(const Node& was, const Node& is, bool flow) {
        for (std::size_t i = 0; i < was.items.size(); ++i) change(was.items[i], is.items[i], spaces_before(was), flow);
        for (std::size_t i = was.items.size(); i < is.items.size(); ++i) add(was, flow ? "" : "-", is.items[i], flow);
    }

    /// Behind the last one of a mapping or list. `head`: the key with its colon, or a dash.
    void add(const Node& to, const std::string& head, const Node& value, bool flow) {
        const bool first = to.members.empty() && to.items.empty();
        const Node* const last = first ? nullptr : to.is_mapping() ? &to.members.back().value : &to.items.back();
        const std::size_t end = first ? extents_.begin(to) + 1 : extents_.end(*last, spaces_before(to), flow);
        if (!flow) {
            const std::size_t line_end = extents_.line_end(end);
            edits_.push_back({line_end, line_end, line_end_ + lines(head, value, spaces_before(to))});
            return;
        }
        const std::string text = head + (head.empty() ? "" : " ") + one_line(value);
        const Location& last_at = !first && to.is_mapping() ? to.members.back().key_at : !first ? last->at : to.at;
        const bool own_line = !first && last_at.line != to.at.line;
        edits_.push_back({end, end, first ? text : own_line ? ',' + line_end_ + std::string(last_at.column - 1, ' ') + text : ", " + text});
    }

    void replace(const Node& was, const Node& is, std::size_t indent, bool flow) {
        const std::size_t begin = extents_.begin(was);
        const std::size_t end = extents_.end(was, indent, flow);
        if (was.is_scalar() || flow || extents_.is_flow(was)) {
            edits_.push_back({begin, end, one_line(is)});
            return;
        }
        std::string text = members(is, spaces_before(was));
        text.erase(0, spaces_before(was));
        edits_.push_back({begin, end, text});
    }

    /// One under the other, without the last line end.
    std::string members(const Node& mapping, std::size_t indent) const {
        std::string out;
        for (const Node::Member& one : mapping.members) out += (out.empty() ? "" : line_end_) + lines(scalar_text(one.key) + ':', one.value, indent);
        return out;
    }

    std::string lines(const std::string& head, const Node& value, std::size_t indent) const {
        std::string out = std::string(indent, ' ') + head;
        return fits_a_line(value) ? out + ' ' + one_line(value) : out + line_end_ + members(value, indent + 2);
    }

    std::string_view bytes_;
    Extents extents_;
    std::string line_end_;
    std::vector<Edit> edits_;
};

}  // namespace

Result<std::string> rewritten(std::string_view bytes, const std::string& file, const Node& was, const Node& is) {
    std::string mark;
    if (bytes.starts_with(byte_order_mark)) {
        mark = byte_order_mark;
        bytes.remove_prefix(byte_order_mark.size());
    }
    Rewriting rewriting(bytes);
    rewriting.change(was, is, 0, false);
    std::string out = rewriting.take();
    const Parsed again = parse(out, file);
    if (!again.root || !same_values(*again.root, is)) {
        return error(codes::not_rewritable, {file, 0, 0},
                     "the file is laid out in a way in which it cannot be changed without touching other parts of it",
                     "write each key on a line of its own, and texts in quotes");
    }
    return mark + out;
}

}  // namespace capgap::yaml
