#include <capgap/formats/yaml/schema_check.hpp>

#include <capgap/formats/yaml/codes.hpp>
#include <capgap/formats/yaml/explain.hpp>
#include <capgap/formats/yaml/parser.hpp>
#include <capgap/formats/yaml/schema_texts.hpp>

// Without this the validator ends the program where it could throw.
#define VALIJSON_USE_EXCEPTIONS 1  // NOLINT(cppcoreguidelines-macro-usage): its own header asks for a macro

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>

namespace capgap::yaml {

namespace {

using Json = nlohmann::json;
using valijson::adapters::NlohmannJsonAdapter;

constexpr std::array<std::string_view, 8> kinds{"framework", "profiles", "survey", "catalogue", "assessment", "mapping", "texts", "calibration"};

/// Made where it is first asked for.
template <class Value, class Make>
const Value& once_per_kind(std::string_view kind, Make make) {
    static std::array<std::once_flag, kinds.size()> made;
    static std::array<std::unique_ptr<Value>, kinds.size()> values;
    const auto at = static_cast<std::size_t>(std::find(kinds.begin(), kinds.end(), kind) - kinds.begin());
    std::call_once(made.at(at), [&] { values.at(at) = make(schema_text(kind)); });
    return *values.at(at);
}

const valijson::Schema& schema_of(std::string_view kind) {
    return once_per_kind<valijson::Schema>(kind, [](std::string_view text) {
        auto out = std::make_unique<valijson::Schema>();
        const Json json = Json::parse(text);
        valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(NlohmannJsonAdapter(json), *out);
        return out;
    });
}

/// Long texts are cut: no schema looks at more of them than their beginning, and matching a pattern recurses once per character.
Json to_json(const Node& node) {
    constexpr std::size_t longest = 300;
    switch (node.kind) {
        case Node::Kind::absent: return nullptr;
        case Node::Kind::scalar: return node.text.substr(0, longest);
        case Node::Kind::sequence: {
            Json array = Json::array();
            for (const Node& item : node.items) array.push_back(to_json(item));
            return array;
        }
        case Node::Kind::mapping: {
            Json object = Json::object();
            for (const Node::Member& member : node.members) object[member.key] = to_json(member.value);
            return object;
        }
    }
    return nullptr;
}

bool validates(const Json& json, const valijson::Schema& schema, valijson::ValidationResults* results) {
    try {
        valijson::Validator validator(valijson::Validator::kWeakTypes);
        return validator.validate(schema, NlohmannJsonAdapter(json), results);
    } catch (const std::runtime_error&) {
        return false;  // an empty text or list where keys are wanted: the validator asks it for them
    }
}

/// Something that was reported is missing.
bool has_absent(const Node& node) {
    return node.is_absent() || node.incomplete || std::any_of(node.items.begin(), node.items.end(), has_absent) ||
           std::any_of(node.members.begin(), node.members.end(), [](const Node::Member& member) { return has_absent(member.value); });
}

/// What the validator says about the innermost value that it refuses, where explain() has no words.
Diagnostic in_the_validators_words(const Node& root, const Json& json, const valijson::Schema& schema) {
    valijson::ValidationResults results;
    validates(json, schema, &results);
    valijson::ValidationResults::Error deepest{{}, "it is not as the schema wants it"};
    for (const valijson::ValidationResults::Error& one : results) {
        if (one.context.size() > deepest.context.size()) deepest = one;
    }
    const Node* place = &root;
    for (std::size_t i = 1; i < deepest.context.size(); ++i) {
        const std::string step = deepest.context[i].substr(1, deepest.context[i].size() - 2);
        const Node* next = place->is_sequence() ? &place->items.at(std::stoul(step)) : place->find(step);
        if (next == nullptr) break;
        place = next;
    }
    return error(codes::schema_other, place->at, "this does not fit the schema: " + deepest.description);
}

}  // namespace

const Node& schema_tree(std::string_view kind) {
    return once_per_kind<Node>(
        kind, [kind](std::string_view text) { return std::make_unique<Node>(*parse(text, std::string(kind) + ".schema.json").root); });
}

bool validates(const Node& root, std::string_view kind) {
    return validates(to_json(root), schema_of(kind), nullptr);
}

void check_schema(const Node& root, std::string_view kind, Problems& problems) {
    const valijson::Schema& schema = schema_of(kind);
    const Json json = to_json(root);
    if (validates(json, schema, nullptr)) return;
    const std::size_t before = problems.size();
    explain(root, schema_tree(kind), problems);
    if (problems.size() == before && !has_absent(root)) problems.add(in_the_validators_words(root, json, schema));
}

}  // namespace capgap::yaml
