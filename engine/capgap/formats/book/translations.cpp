#include <capgap/formats/book/translations.hpp>

#include <capgap/base/message.hpp>
#include <capgap/formats/book/codes.hpp>
#include <capgap/formats/book/tree_path.hpp>

#include <algorithm>
#include <set>

namespace capgap::book {

namespace {

using yaml::Node;

std::vector<std::string> languages_of(const Node& root) {
    std::vector<std::string> out;
    if (const Node* languages = root.find("languages"); languages != nullptr) {
        for (const Node& one : languages->items) out.push_back(one.text);
    }
    return out;
}

bool is_words(const Node& node) {
    if (node.is_scalar()) return true;
    const auto of_text = [](const Node::Member& member) {
        return member.value.is_scalar() && (member.key == "text" || std::find(word_parts.begin(), word_parts.end(), member.key) != word_parts.end());
    };
    return node.is_mapping() && node.find("text") != nullptr && std::all_of(node.members.begin(), node.members.end(), of_text);
}

/// {en: ..., fr: ...}
bool is_text(const Node& node, const std::vector<std::string>& languages) {
    if (!node.is_mapping() || node.find(languages.front()) == nullptr) return false;
    return std::all_of(node.members.begin(), node.members.end(), [&](const Node::Member& member) {
        return std::find(languages.begin(), languages.end(), member.key) != languages.end() && is_words(member.value);
    });
}

/// Things with ids, each once.
bool has_ids(const Node& list) {
    std::set<std::string> ids;
    return std::all_of(list.items.begin(), list.items.end(), [&ids](const Node& item) {
        const Node* id = item.find("id");
        return id != nullptr && id->is_scalar() && !id->text.empty() && ids.insert(id->text).second;
    });
}

const std::string& text_in(const Node& words) {
    return words.is_scalar() ? words.text : words.find("text")->text;
}

class Taking {
public:
    explicit Taking(std::vector<std::string> languages) : languages_(std::move(languages)) {}

    std::vector<Translation> found;

    void walk(Node& node, const std::string& place) {
        if (!place.empty() && is_text(node, languages_)) return take_from(node, place);
        for (Node::Member& member : node.members) walk(member.value, path_to(place, member.key));
        for (std::size_t i = 0; i < node.items.size(); ++i) walk(node.items[i], place_of_item(place, node, i));
    }

private:
    void take_from(Node& text, const std::string& place) {
        const std::string original = text_in(*text.find(languages_.front()));
        for (Node::Member& member : text.members) {
            if (member.key != languages_.front()) found.push_back({place, member.key, original, std::move(member.value)});
        }
        std::erase_if(text.members, [this](const Node::Member& member) { return member.key != languages_.front(); });
    }

    std::vector<std::string> languages_;
};

const Node* member_or_item(const Node& node, const std::string& key) {
    if (const Node* const member = node.find(key)) return member;
    const auto item = std::find_if(node.items.begin(), node.items.end(), [&](const Node& one) {
        const Node* id = one.find("id");
        return id != nullptr && id->text == key;
    });
    return item == node.items.end() ? nullptr : &*item;
}

}  // namespace

std::vector<Translation> take_translations(Node& root) {
    Taking taking(languages_of(root));
    if (!root.is_mapping() || languages_of(root).size() < 2) return {};
    taking.walk(root, "");
    return std::move(taking.found);
}

const Node* node_at(const Node& root, std::string_view place) {
    const Node* node = &root;
    for (const PathStep& step : steps_of(place)) {
        if (node == nullptr) return nullptr;
        if (step.item > 0) {
            node = step.item <= node->items.size() ? &node->items[step.item - 1] : nullptr;
        } else {
            node = member_or_item(*node, step.key);
        }
    }
    return node;
}

Node* node_at(Node& root, std::string_view place) {
    // What is found is a part of `root`, which may be changed.
    return const_cast<Node*>(node_at(static_cast<const Node&>(root), place));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

std::string place_of_item(const std::string& list, const Node& items, std::size_t index) {
    return has_ids(items) ? path_to(list, items.items[index].find("id")->text) : path_to(list, index + 1);
}

std::optional<Diagnostic> put_translation(Node& root, const Translation& translation, const Location& at) {
    Node* const node = node_at(root, translation.place);
    if (node == nullptr || node == &root || !node->is_mapping()) {
        return error(codes::book_place_unknown, at, "there is no text " + in_quotes(translation.place),
                     "was its id changed, or the row it belongs to taken out?");
    }
    if (node->find(translation.language) != nullptr) {
        return error(codes::book_said_twice, at, in_quotes(translation.place) + " is there in " + in_quotes(translation.language) + " already",
                     "say it once");
    }
    node->members.push_back({translation.language, at, translation.value});
    return std::nullopt;
}

}  // namespace capgap::book
