#include <capgap/formats/book/tree_path.hpp>

#include <capgap/base/message.hpp>
#include <capgap/formats/book/codes.hpp>

#include <algorithm>
#include <charconv>

namespace capgap::book {

namespace {

using yaml::Node;

constexpr std::string_view separator = "; ";
constexpr std::size_t max_ahead = 100;  ///< a cell makes no longer list than this at once
constexpr std::size_t max_steps = 64;

/// What the end of a path says of its value.
enum class Form { text, list, empty_mapping, empty_text };

struct Path {
    std::vector<PathStep> steps;
    Form form = Form::text;
};

std::string quoted_key(std::string_view key) {
    const bool plain =
        !key.empty() && key.find_first_of(".[]{}\"") == std::string_view::npos && key.front() != ' ' && key.back() != ' ' && key.front() != '#';
    if (plain) return std::string(key);
    std::string out = "\"";
    for (const char c : key) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
}

class PathReader {
public:
    explicit PathReader(std::string_view text) : text_(text) {}

    std::optional<Path> read() {
        if (text_.empty()) return std::nullopt;
        while (at_ < text_.size()) {
            if (out_.steps.size() == max_steps || !read_step()) return std::nullopt;
            if (ended_) return at_ == text_.size() ? std::optional(out_) : std::nullopt;
        }
        return out_;
    }

private:
    bool take(std::string_view what) {
        if (!text_.substr(at_).starts_with(what)) return false;
        at_ += what.size();
        return true;
    }

    bool end(Form form) {
        out_.form = form;
        ended_ = true;
        return !out_.steps.empty();
    }

    bool read_step() {
        if (take("[]")) return end(Form::list);
        if (take("{}")) return end(Form::empty_mapping);
        if (take("{\"\"}")) return end(Form::empty_text);
        if (take("[")) return read_item();
        if (!out_.steps.empty() && !take(".")) return false;
        return take("\"") ? read_quoted() : read_plain();
    }

    bool read_item() {
        const std::size_t close = text_.find(']', at_);
        if (close == std::string_view::npos) return false;
        std::size_t item = 0;
        const auto [stop, problem] = std::from_chars(text_.data() + at_, text_.data() + close, item);
        if (problem != std::errc{} || stop != text_.data() + close || item == 0) return false;
        at_ = close + 1;
        out_.steps.push_back({{}, item});
        return true;
    }

    bool read_plain() {
        const std::size_t stop = std::min(text_.find_first_of(".[]{}\"", at_), text_.size());
        if (stop == at_) return false;
        out_.steps.push_back({std::string(text_.substr(at_, stop - at_)), 0});
        at_ = stop;
        return true;
    }

    bool read_quoted() {
        std::string key;
        for (; at_ < text_.size(); ++at_) {
            if (text_[at_] != '"') {
                key += text_[at_];
            } else if (text_.substr(at_).starts_with("\"\"")) {
                key += text_[at_++];
            } else {
                ++at_;
                out_.steps.push_back({std::move(key), 0});
                return true;
            }
        }
        return false;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    bool ended_ = false;
    Path out_;
};

std::string trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

bool can_be_joined(const Node& list) {
    const bool simple = std::all_of(list.items.begin(), list.items.end(), [](const Node& item) {
        return item.is_scalar() && !item.text.empty() && item.text.find(';') == std::string::npos && trimmed(item.text) == item.text;
    });
    return simple && !(list.items.size() == 1 && list.items.front().text == "[]");
}

std::string joined(const Node& list) {
    if (list.items.empty()) return "[]";
    std::string out;
    for (const Node& item : list.items) out += (out.empty() ? "" : std::string(separator)) + item.text;
    return out;
}

Node scalar(std::string text, const Location& at) {
    Node out;
    out.kind = Node::Kind::scalar;
    out.at = at;
    out.text = std::move(text);
    return out;
}

Node node_of(Form form, std::string text, const Location& at) {
    if (form == Form::text) return scalar(std::move(text), at);
    if (form == Form::empty_text) return scalar({}, at);
    Node out;
    out.kind = form == Form::list ? Node::Kind::sequence : Node::Kind::mapping;
    out.at = at;
    if (form != Form::list || trimmed(text) == "[]") return out;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t stop = std::min(text.find(';', begin), text.size());
        std::string item = trimmed(std::string_view(text).substr(begin, stop - begin));
        if (!item.empty()) out.items.push_back(scalar(std::move(item), at));
        begin = stop + 1;
    }
    return out;
}

/// The node that a step leads to, made where there is none. Null where something else stands there.
Node* child(Node& node, const PathStep& step, const Location& key_at, const Location& at) {
    const auto wanted = step.item > 0 ? Node::Kind::sequence : Node::Kind::mapping;
    if (node.is_absent()) {
        node.kind = wanted;
        node.at = at;
    }
    if (node.kind != wanted) return nullptr;
    if (step.item > 0) {
        if (step.item > node.items.size() + max_ahead) return nullptr;
        if (node.items.size() < step.item) node.items.resize(step.item);
        return &node.items[step.item - 1];
    }
    const auto known = std::find_if(node.members.begin(), node.members.end(), [&](const Node::Member& member) { return member.key == step.key; });
    if (known != node.members.end()) return &known->value;
    node.members.push_back({step.key, key_at, {}});
    return &node.members.back().value;
}

void find_gaps(const Node& node, Diagnostics& found) {
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        if (node.items[i].is_absent()) {
            found.push_back(error(codes::book_item_missing, node.at, "item " + std::to_string(i + 1) + " of this list is not there, a later one is"));
        }
        find_gaps(node.items[i], found);
    }
    for (const Node::Member& member : node.members) find_gaps(member.value, found);
}

}  // namespace

std::vector<PathStep> steps_of(std::string_view path) {
    auto read = PathReader(path).read();
    return read ? std::move(read->steps) : std::vector<PathStep>();
}

std::string path_to(std::string_view path, std::string_view key) {
    return std::string(path) + (path.empty() ? "" : ".") + quoted_key(key);
}

std::string path_to(std::string_view path, std::size_t item) {
    return std::string(path) + '[' + std::to_string(item) + ']';
}

void flatten(const Node& node, const std::string& path, std::vector<FlatValue>& out) {
    switch (node.kind) {
        case Node::Kind::absent: return;
        case Node::Kind::scalar: out.push_back({path + (node.text.empty() ? "{\"\"}" : ""), node.text.empty() ? "\"\"" : node.text, node.at}); return;
        case Node::Kind::mapping:
            if (node.members.empty()) out.push_back({path + "{}", "{}", node.at});
            for (const Node::Member& member : node.members) flatten(member.value, path_to(path, member.key), out);
            return;
        case Node::Kind::sequence: break;
    }
    if (can_be_joined(node)) {
        out.push_back({path + "[]", joined(node), node.at});
        return;
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) flatten(node.items[i], path_to(path, i + 1), out);
}

TreeBuilder::TreeBuilder(Location at) {
    root_.kind = Node::Kind::mapping;
    root_.at = std::move(at);
}

std::optional<Diagnostic> TreeBuilder::add(std::string_view path, std::string text, const Location& path_at, const Location& at) {
    const auto read = PathReader(path).read();
    if (!read) {
        return error(codes::book_bad_path, path_at, in_quotes(std::string(path)) + " names no place of a file",
                     "write it as in privacy.min_cell, or instruments[1].survey");
    }
    Node* node = &root_;
    for (const PathStep& step : read->steps) {
        node = node == nullptr ? nullptr : child(*node, step, path_at, at);
    }
    if (node == nullptr || !node->is_absent()) {
        return error(codes::book_said_twice, at, in_quotes(std::string(path)) + " was said before, here or as something else", "say it once");
    }
    *node = node_of(read->form, std::move(text), at);
    return std::nullopt;
}

void TreeBuilder::note_blank(std::string_view path, const Location& at) {
    const auto read = PathReader(path).read();
    Node* node = &root_;
    for (const PathStep& step : read ? read->steps : std::vector<PathStep>()) {
        if (step.item > 0) {
            if (step.item > node->items.size()) return;
            node = &node->items[step.item - 1];
            continue;
        }
        const auto known = std::find_if(node->members.begin(), node->members.end(), [&](const Node::Member& one) { return one.key == step.key; });
        if (known == node->members.end()) {
            const bool noted = std::any_of(node->blanks.begin(), node->blanks.end(), [&](const auto& one) { return one.first == step.key; });
            if (!noted) node->blanks.emplace_back(step.key, at);
            return;
        }
        node = &known->value;
    }
}

Node TreeBuilder::take(Diagnostics& found) && {
    find_gaps(root_, found);
    return std::move(root_);
}

}  // namespace capgap::book
