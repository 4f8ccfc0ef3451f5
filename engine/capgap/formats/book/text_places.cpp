#include <capgap/formats/book/text_places.hpp>

#include <capgap/formats/book/schema_words.hpp>
#include <capgap/formats/book/translations.hpp>
#include <capgap/formats/book/tree_path.hpp>
#include <capgap/formats/yaml/schema_check.hpp>

#include <algorithm>

namespace capgap::book {

namespace {

using yaml::Node;

constexpr std::size_t longest_title = 80;

/// The words of a text in the first language that it has.
std::string first_words(const Node* text) {
    if (text == nullptr || !text->is_mapping() || text->members.empty()) return {};
    const Node& words = text->members.front().value;
    const Node* const inner = words.find("text");
    return inner == nullptr ? words.text : inner->text;
}

/// At most so many bytes, not within a character.
std::string cut(std::string text) {
    if (text.size() <= longest_title) return text;
    std::size_t end = longest_title;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end) + "...";
}

std::string scalar_in(const Node& node, std::string_view key) {
    const Node* const found = node.find(key);
    return found != nullptr && found->is_scalar() ? found->text : std::string();
}

/// "background_question" in words.
std::string in_words(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

class Walk {
public:
    Walk(std::string_view kind, const Node& root) : root_(root), schema_root_(yaml::schema_tree(kind)) {}

    std::vector<TextPlace> take() {
        walk(root_, schema_root_, "", "", "");
        return std::move(found_);
    }

private:
    /// `part`: the keys since the last thing that has an id; `owner`: those things, from within.
    void walk(const Node& node, const Node& schema, const std::string& place, const std::string& part, const std::string& owner) {
        if (is_words(schema)) {
            if (node.is_mapping()) found_.push_back({place, context(part, owner, schema), &node});
            return;
        }
        for (const Node::Member& member : node.members) {
            const Node* const inner = step_into(&schema, {member.key, 0}, schema_root_);
            if (inner == nullptr || !inner->is_mapping()) continue;
            walk(member.value, *inner, path_to(place, member.key), part.empty() ? member.key : part + ' ' + member.key, owner);
        }
        for (std::size_t i = 0; i < node.items.size(); ++i) {
            const Node* const inner = step_into(&schema, {{}, 1}, schema_root_);
            if (inner == nullptr || !inner->is_mapping() || !node.items[i].is_mapping()) continue;
            const std::string noun = definition_of(*inner).empty() ? part : in_words(definition_of(*inner));
            const std::string thing = named(node.items[i], noun, i);
            walk(node.items[i], *inner, place_of_item(place, node, i), "", owner.empty() ? thing : thing + "; " + owner);
        }
    }

    /// "item c11a, on competency 1.1, answers: Never / Sometimes", "domain 2 (Data use)".
    std::string named(const Node& item, const std::string& noun, std::size_t index) const {
        const std::string id = scalar_in(item, "id");
        const std::string title = cut(first_words(item.find("title")));
        std::string out = noun + ' ' + (id.empty() ? std::to_string(index + 1) : id);
        if (!title.empty()) out += " (" + title + ')';
        for (const char* key : {"competency", "attitude"}) {
            if (const std::string on = scalar_in(item, key); !on.empty()) out += ", on " + std::string(key) + ' ' + on;
        }
        if (const std::string anchored = scalar_in(item, "anchors"); !anchored.empty()) out += ", a described person beside the item " + anchored;
        if (const std::string answers = answers_of(scalar_in(item, "scale")); !answers.empty()) out += ", answers: " + answers;
        return out;
    }

    std::string answers_of(const std::string& scale) const {
        const Node* const scales = root_.find("scales");
        std::string out;
        for (const Node& one : scales == nullptr ? std::vector<Node>() : scales->items) {
            const Node* const options = scalar_in(one, "id") == scale ? one.find("options") : nullptr;
            for (const Node& option : options == nullptr ? std::vector<Node>() : options->items) {
                out += (out.empty() ? "" : " / ") + cut(first_words(option.find("title")));
            }
        }
        return out;
    }

    static std::string context(const std::string& part, const std::string& owner, const Node& schema) {
        const Node* const what = schema.find("description");
        return part + (owner.empty() ? "" : " of " + owner) + (what == nullptr ? "" : ". " + what->text);
    }

    const Node& root_;
    const Node& schema_root_;
    std::vector<TextPlace> found_;
};

}  // namespace

std::vector<TextPlace> text_places(std::string_view kind, const Node& root) {
    return Walk(kind, root).take();
}

}  // namespace capgap::book
