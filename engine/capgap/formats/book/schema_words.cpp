#include <capgap/formats/book/schema_words.hpp>

#include <capgap/formats/book/tree_path.hpp>
#include <capgap/formats/yaml/node.hpp>
#include <capgap/formats/yaml/schema_check.hpp>

namespace capgap::book {

namespace {

using yaml::Node;

/// Follows "$ref": "#/definitions/name".
const Node* resolved(const Node* schema, const Node& root) {
    const Node* reference = schema != nullptr ? schema->find("$ref") : nullptr;
    if (reference == nullptr) return schema;
    const Node* definitions = root.find("definitions");
    return definitions == nullptr ? nullptr : definitions->find(reference->text.substr(reference->text.rfind('/') + 1));
}

void take_words(const Node* schema, SchemaWords& out) {
    if (schema == nullptr || !schema->is_mapping()) return;
    if (const Node* description = schema->find("description"); description != nullptr && out.help.empty()) out.help = description->text;
    if (const Node* choices = schema->find("enum"); choices != nullptr && out.choices.empty()) {
        for (const Node& choice : choices->items) out.choices.push_back(choice.text);
    }
    if (const Node* type = schema->find("type"); type != nullptr && type->text == "boolean") out.choices = {"true", "false"};
}

}  // namespace

bool is_words(const Node& schema) {
    return definition_of(schema) == "text";
}

std::string definition_of(const Node& schema) {
    const Node* reference = schema.find("$ref");
    return reference == nullptr ? std::string() : reference->text.substr(reference->text.rfind('/') + 1);
}

const Node* step_into(const Node* schema, const PathStep& step, const Node& root) {
    schema = resolved(schema, root);
    if (schema == nullptr) return nullptr;
    if (step.item > 0) return schema->find("items");
    if (const Node* properties = schema->find("properties"); properties != nullptr && properties->find(step.key) != nullptr) {
        return properties->find(step.key);
    }
    return schema->find("additionalProperties");
}

SchemaWords schema_words(std::string_view kind, std::string_view path) {
    const Node& root = yaml::schema_tree(kind);
    const Node* schema = &root;
    SchemaWords out;
    for (const PathStep& step : steps_of(path)) {
        const Node* next = step_into(schema, step, root);
        if (next == nullptr || !next->is_mapping() || is_words(*schema)) break;
        schema = next;
        out = {};
        take_words(schema, out);
        take_words(resolved(schema, root), out);
    }
    return out;
}

}  // namespace capgap::book
