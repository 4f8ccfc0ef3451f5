#include <capgap/formats/yaml/scalar_text.hpp>
#include <capgap/formats/yaml/write.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace capgap {

namespace {

using yaml::scalar_text;

std::string rule_text(const FieldRule& rule);

std::string parts_text(const FieldRule& rule) {
    std::string out = "[";
    for (const FieldRule& part : rule.parts) out += (out.size() > 1 ? ", " : "") + rule_text(part);
    return out + ']';
}

std::string source_text(const FieldRule& rule) {
    switch (rule.kind) {
        case FieldRule::Kind::code: return "code: " + scalar_text(rule.text);
        case FieldRule::Kind::header: return "header: " + scalar_text(rule.text);
        case FieldRule::Kind::position: return "position: " + std::to_string(rule.position);
        case FieldRule::Kind::constant: return "constant: " + scalar_text(rule.text);
        case FieldRule::Kind::first_of: return "first_of: " + parts_text(rule);
        case FieldRule::Kind::row: return "row: true";
        case FieldRule::Kind::join: break;
    }
    return "join: " + parts_text(rule) + ", separator: " + scalar_text(rule.separator);
}

std::string rule_text(const FieldRule& rule) {
    std::string out = '{' + source_text(rule);
    if (!rule.table.empty()) out += ", table: " + scalar_text(rule.table.text());
    if (rule.otherwise) out += ", otherwise: " + scalar_text(*rule.otherwise);
    return out + '}';
}

template <class Names, class Value>
std::string_view name_of(const Names& names, const Value& value) {
    return std::find_if(names.begin(), names.end(), [&](const auto& one) { return one.second == value; })->first;
}

std::string form_text(const FileForm& form) {
    std::string out;
    const auto add = [&out](std::string_view key, std::string_view value) {
        out += (out.empty() ? "" : ", ") + std::string(key) + ": " + std::string(value);
    };
    if (form.encoding) add("encoding", name_of(encoding_names, *form.encoding));
    if (form.delimiter) add("delimiter", name_of(delimiter_names, *form.delimiter));
    if (form.decimal_comma) add("decimal", "comma");
    return out.empty() ? "" : "file: {" + out + "}\n";
}

std::string tables_text(const std::vector<ValueTable>& tables) {
    std::string out = tables.empty() ? "" : "tables:\n";
    for (const ValueTable& table : tables) {
        out += "  " + scalar_text(table.id.text()) + ":\n";
        for (const auto& [text, value] : table.entries) out += "    " + scalar_text(text) + ": " + scalar_text(value) + '\n';
    }
    return out;
}

class MappingText {
public:
    MappingText(const Mapping& mapping, const FileNotes& notes) : mapping_(mapping), notes_(notes) {}

    std::string text() && {
        for (const std::string& line : notes_.top) out_ += yaml::comment_text(line);
        out_ += "capgap: mapping/1\nid: " + scalar_text(mapping_.id) + "\nsurvey: {id: " + scalar_text(mapping_.survey_id) +
                ", version: " + scalar_text(mapping_.survey_version) + "}\n" + form_text(mapping_.file);
        if (mapping_.unused_columns_are_errors) out_ += "columns_unused: error\n";
        out_ += tables_text(mapping_.tables);
        field("respondent", mapping_.respondent);
        field("institution", mapping_.institution);
        field("profile", mapping_.profile);
        field("post", mapping_.post);
        questions("background", mapping_.background);
        questions("items", mapping_.items);
        const std::array<std::pair<const char*, const std::optional<FieldRule>*>, 7> others{{{"wanted", &mapping_.wanted},
                                                                                             {"weight", &mapping_.weight},
                                                                                             {"stratum", &mapping_.stratum},
                                                                                             {"psu", &mapping_.psu},
                                                                                             {"language", &mapping_.language},
                                                                                             {"seconds", &mapping_.seconds},
                                                                                             {"wave", &mapping_.wave}}};
        for (const auto& [name, rule] : others) field(name, *rule);
        for (const std::string& line : notes_.end) out_ += yaml::comment_text(line);
        return std::move(out_);
    }

private:
    void note(const std::string& key, std::string_view indentation) {
        const auto found = notes_.fields.find(key);
        if (found != notes_.fields.end()) out_ += yaml::comment_text(found->second, indentation);
    }

    void field(const std::string& name, const std::optional<FieldRule>& rule) {
        note(name, "");
        if (rule) out_ += name + ": " + rule_text(*rule) + '\n';
    }

    void questions(const std::string& name, const std::vector<Mapping::Named>& rules) {
        if (!rules.empty()) out_ += name + ":\n";
        for (const Mapping::Named& named : rules) {
            note(name + '.' + named.id, "  ");
            out_ += "  " + scalar_text(named.id) + ": " + rule_text(named.rule) + '\n';
        }
    }

    const Mapping& mapping_;
    const FileNotes& notes_;
    std::string out_;
};

}  // namespace

std::string write_mapping(const Mapping& mapping, const FileNotes& notes) {
    return MappingText(mapping, notes).text();
}

}  // namespace capgap
