#include <capgap/formats/yaml/node.hpp>

#include <algorithm>
#include <utility>

namespace capgap::yaml {

const Node::Member* Node::member(std::string_view key) const {
    const auto found = std::find_if(members.begin(), members.end(), [key](const Member& member) { return member.key == key; });
    return found == members.end() ? nullptr : &*found;
}

const Node* Node::find(std::string_view key) const {
    const Member* found = member(key);
    return found == nullptr ? nullptr : &found->value;
}

Node* Node::find(std::string_view key) {
    return const_cast<Node*>(std::as_const(*this).find(key));  // NOLINT(cppcoreguidelines-pro-type-const-cast): it is a part of this
}

bool same_values(const Node& a, const Node& b) {
    const auto same_members = [](const Node::Member& x, const Node::Member& y) { return x.key == y.key && same_values(x.value, y.value); };
    return a.kind == b.kind && a.text == b.text && std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same_values) &&
           std::equal(a.members.begin(), a.members.end(), b.members.begin(), b.members.end(), same_members);
}

namespace {

void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    for (const char c : text) {
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\n': out += "\\n"; break;
            case '\t': out += "\\t"; break;
            default: out += c;
        }
    }
    out += '"';
}

void append(std::string& out, const Node& node) {
    switch (node.kind) {
        case Node::Kind::absent: out += "null"; return;
        case Node::Kind::scalar: append_quoted(out, node.text); return;
        case Node::Kind::sequence:
            out += '[';
            for (const Node& item : node.items) {
                append(out, item);
                out += ", ";
            }
            out += ']';
            return;
        case Node::Kind::mapping:
            out += '{';
            for (const Node::Member& member : node.members) {
                append_quoted(out, member.key);
                out += ": ";
                append(out, member.value);
                out += ", ";
            }
            out += '}';
            return;
    }
}

}  // namespace

std::string to_flow_text(const Node& node) {
    std::string out;
    append(out, node);
    return out;
}

}  // namespace capgap::yaml
