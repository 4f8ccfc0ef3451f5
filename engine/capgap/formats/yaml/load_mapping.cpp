#include <capgap/formats/yaml/load.hpp>
#include <capgap/formats/yaml/reader.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace capgap {

namespace {

using yaml::Node;
using yaml::Reader;

constexpr std::array<std::pair<const char*, FieldRule::Kind>, 7> rule_kinds{{{"code", FieldRule::Kind::code},
                                                                             {"header", FieldRule::Kind::header},
                                                                             {"position", FieldRule::Kind::position},
                                                                             {"constant", FieldRule::Kind::constant},
                                                                             {"first_of", FieldRule::Kind::first_of},
                                                                             {"join", FieldRule::Kind::join},
                                                                             {"row", FieldRule::Kind::row}}};

FieldRule rule_of(const Node& node) {
    FieldRule rule;
    rule.at = node.at;
    for (const auto& [key, kind] : rule_kinds) {
        const Node* value = node.find(key);
        if (value == nullptr) continue;
        rule.kind = kind;
        rule.text = value->text;
        rule.position = static_cast<std::size_t>(std::max(yaml::integer_of(kind == FieldRule::Kind::position ? value : nullptr, 0), 0));
        for (const Node& part : value->items) rule.parts.push_back(rule_of(part));
    }
    if (rule.kind == FieldRule::Kind::position || rule.kind == FieldRule::Kind::row) rule.text.clear();
    rule.separator = yaml::text_of(node.find("separator"));
    rule.table = TableId(yaml::text_of(node.find("table")));
    if (const Node* otherwise = node.find("otherwise")) rule.otherwise = otherwise->text;
    return rule;
}

std::optional<FieldRule> rule_of(const Node* node) {
    return node == nullptr ? std::nullopt : std::optional<FieldRule>(rule_of(*node));
}

std::vector<Mapping::Named> named_rules(const Node* node) {
    std::vector<Mapping::Named> rules;
    for (const Node::Member& member : yaml::members_of(node)) rules.push_back({member.key, member.key_at, rule_of(member.value)});
    return rules;
}

std::vector<ValueTable> tables_of(const Node* node) {
    std::vector<ValueTable> tables;
    for (const Node::Member& member : yaml::members_of(node)) {
        ValueTable table{TableId(member.key), member.key_at, {}};
        for (const Node::Member& row : member.value.members) {
            table.entries.emplace_back(row.key, row.value.text);
            table.values_at.push_back(row.value.at);
        }
        tables.push_back(std::move(table));
    }
    return tables;
}

Mapping mapping_from(Reader& reader) {
    const Node& root = reader.root;
    Mapping mapping;
    mapping.id = yaml::text_of(root.find("id"));
    mapping.at = yaml::place_of(root.find("id"), root.at);
    mapping.survey_at = root.at;
    if (const Node* survey = root.find("survey")) {
        mapping.survey_id = yaml::text_of(survey->find("id"));
        mapping.survey_version = yaml::text_of(survey->find("version"));
        mapping.survey_at = survey->at;
    }
    mapping.file = yaml::file_form_of(root.find("file"));
    mapping.unused_columns_are_errors = yaml::text_of(root.find("columns_unused")) == "error";
    mapping.tables = tables_of(root.find("tables"));
    mapping.background = named_rules(root.find("background"));
    mapping.items = named_rules(root.find("items"));
    const std::array<std::pair<const char*, std::optional<FieldRule>*>, 11> fields{{{"respondent", &mapping.respondent},
                                                                                    {"institution", &mapping.institution},
                                                                                    {"profile", &mapping.profile},
                                                                                    {"post", &mapping.post},
                                                                                    {"wanted", &mapping.wanted},
                                                                                    {"weight", &mapping.weight},
                                                                                    {"stratum", &mapping.stratum},
                                                                                    {"psu", &mapping.psu},
                                                                                    {"language", &mapping.language},
                                                                                    {"seconds", &mapping.seconds},
                                                                                    {"wave", &mapping.wave}}};
    for (const auto& [key, rule] : fields) *rule = rule_of(root.find(key));
    return mapping;
}

}  // namespace

Result<Checked<Mapping>> read_mapping(const Document& document, const std::string& file) {
    return yaml::read_as<Mapping>("mapping", document, file, mapping_from);
}

}  // namespace capgap
