#include <capgap/files/put_translation.hpp>

#include <capgap/formats/book/tree_path.hpp>

#include <algorithm>

namespace capgap {

namespace {

using yaml::Node;

Node scalar(const std::string& text) {
    Node out;
    out.kind = Node::Kind::scalar;
    out.text = text;
    return out;
}

/// The member, made where there is none.
Node& member_in(Node& node, const std::string& key) {
    node.kind = Node::Kind::mapping;
    if (Node* const found = node.find(key)) return *found;
    node.members.push_back({key, {}, {}});
    return node.members.back().value;
}

void set_or_remove(Node& node, const std::string& key, const std::string& text) {
    if (text.empty()) {
        std::erase_if(node.members, [&key](const Node::Member& one) { return one.key == key; });
        return;
    }
    Node& value = member_in(node, key);
    if (value.text != text) value = scalar(text);
}

/// Says `text` where that is not what holds anyway, or was said before.
void set_unless_default(Node& node, const std::string& key, const std::string& text, const std::string& otherwise) {
    if (node.find(key) != nullptr || text != otherwise) set_or_remove(node, key, text);
}

std::string default_of(Node& root, std::string_view key) {
    Node* const defaults = root.find("text_default");
    Node* const found = defaults == nullptr ? nullptr : defaults->find(key);
    return found == nullptr ? std::string() : found->text;
}

void set_review(Node& node, const Translated& words) {
    set_or_remove(node, "reviewer", words.reviewer);
    set_or_remove(node, "date", words.date);
    set_or_remove(node, "of", words.of);
}

void put_words(Node& root, const OriginalText& text, const std::string& language, const Translated& words) {
    Node* node = &root;
    for (const book::PathStep& step : book::steps_of(text.place)) {
        if (step.item > 0) {
            node = &node->items[step.item - 1];
            continue;
        }
        const auto item = std::find_if(node->items.begin(), node->items.end(), [&step](const Node& one) {
            const Node* const id = one.find("id");
            return id != nullptr && id->text == step.key;
        });
        node = item == node->items.end() ? &member_in(*node, step.key) : &*item;
    }
    Node& said = member_in(*node, language);
    if (said.is_scalar() || said.is_absent()) {
        said = {};
        member_in(said, "text") = scalar(words.text);
    }
    set_or_remove(said, "text", words.text);
    const std::string status = default_of(root, "status");
    set_unless_default(said, "status", words.status, status.empty() ? "project" : status);
    set_unless_default(said, "source", words.source, default_of(root, "source"));
    set_review(said, words);
    Node* const languages = root.find("languages");
    const auto named = [&language](const Node& one) { return one.text == language; };
    if (std::none_of(languages->items.begin(), languages->items.end(), named)) languages->items.push_back(scalar(language));
}

/// Where a sentence stands, or is to stand: ids may be written with dots or in groups.
Node& sentence_in(Node& group, std::string_view id) {
    for (Node::Member& member : group.members) {
        if (member.key == id) return member.value;
        if (member.value.is_mapping() && id.starts_with(member.key + '.')) return sentence_in(member.value, id.substr(member.key.size() + 1));
    }
    const std::size_t dot = id.find('.');
    if (dot == std::string_view::npos) return member_in(group, std::string(id));
    const std::string key(id.substr(0, dot));
    // A sentence of this name is no group: the dotted id stands beside it.
    if (group.find(key) != nullptr) return member_in(group, std::string(id));
    return sentence_in(member_in(group, key), id.substr(dot + 1));
}

void put_sentence(Node& root, const OriginalText& text, const Translated& words) {
    // A copy: what is put in moves the members of the root.
    const Node* const status = root.find("status");
    const std::string of_file = status == nullptr ? "project" : status->text;
    Node& said = sentence_in(member_in(root, "texts"), text.place);
    if (said.text != words.text || !said.is_scalar()) said = scalar(words.text);
    Node& review = member_in(member_in(root, "reviews"), text.place);
    review.kind = Node::Kind::mapping;
    set_unless_default(review, "status", words.status, of_file);
    set_review(review, words);
}

}  // namespace

void put_translation(Node& root, const std::string& kind, const OriginalText& text, const std::string& language, const Translated& words) {
    kind == "texts" ? put_sentence(root, text, words) : put_words(root, text, language, words);
}

}  // namespace capgap
