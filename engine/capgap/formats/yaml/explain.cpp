#include <capgap/formats/yaml/explain.hpp>

#include <capgap/base/did_you_mean.hpp>
#include <capgap/base/message.hpp>
#include <capgap/formats/yaml/codes.hpp>
#include <capgap/formats/yaml/numbers.hpp>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace capgap::yaml {

const std::vector<std::string_view>& explained_keywords() {
    static const std::vector<std::string_view> keywords{
        "$schema",       "$ref",          "title",         "description", "definitions",  "type",     "const",
        "enum",          "pattern",       "minLength",     "maxLength",   "minimum",      "maximum",  "exclusiveMinimum",
        "items",         "minItems",      "maxItems",      "uniqueItems", "properties",   "required", "additionalProperties",
        "propertyNames", "minProperties", "maxProperties", "oneOf",       "dependencies", "if",       "then"};
    return keywords;
}

namespace {

std::size_t characters(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

std::string found(const Node& value) {
    switch (value.kind) {
        case Node::Kind::scalar: return "found " + in_quotes(value.text);
        case Node::Kind::sequence: return "found a list";
        case Node::Kind::mapping: return "found keys with values";
        case Node::Kind::absent: return "found nothing";
    }
    return {};
}

std::vector<std::string> texts(const Node* list) {
    std::vector<std::string> out;
    if (list != nullptr) std::transform(list->items.begin(), list->items.end(), std::back_inserter(out), [](const Node& item) { return item.text; });
    return out;
}

double number(const Node& keyword) {
    return number_in(keyword.text).value_or(0);
}

/// "did you mean 'title'?", or nothing: the whole list would help nobody.
std::string nearest(std::vector<std::string> choices, const std::string& written) {
    const std::string hint = DidYouMean(std::move(choices))(written);
    return hint.starts_with("did you mean") ? hint : std::string();
}

class Explainer {
public:
    Explainer(const Node& schema, Problems& problems) : root_schema_(schema), problems_(problems) {}

    /// `name` is what messages call the value: "'levels'", "entry 2 of 'levels'"; empty for the whole file.
    void visit(const Node& value, const Node& unresolved, const std::string& name) {
        if (value.is_absent() || problems_.full()) return;
        const Node& schema = resolved(unresolved);
        if (!has_type(value, schema)) return report(codes::type_wrong, value, schema, name);
        if (value.is_scalar()) return visit_scalar(value, schema, name);
        if (value.is_sequence()) return visit_list(value, schema, name);
        visit_mapping(value, schema, name);
    }

private:
    const Node& resolved(const Node& schema) const {
        const Node* reference = schema.find("$ref");
        if (reference == nullptr) return schema;
        static constexpr std::string_view prefix = "#/definitions/";
        const Node* definition = root_schema_.find("definitions")->find(std::string_view(reference->text).substr(prefix.size()));
        return resolved(*definition);
    }

    void add(const char* code, const Location& at, std::string message, std::string hint = {}) {
        problems_.add(error(code, at, std::move(message), std::move(hint)));
    }

    /// "'levels' must be a list of levels; found 'aware'"
    void report(const char* code, const Node& value, const Node& schema, const std::string& name) {
        const Node* title = schema.find("title");
        const std::string wanted = title != nullptr ? title->text : "something else";
        add(code, value.at, (name.empty() ? "the file" : name) + " must be " + wanted + "; " + found(value), hint_on(value, schema));
    }

    /// What was probably meant by a value that is not as it must be.
    static std::string hint_on(const Node& value, const Node& schema) {
        const Node* type = schema.find("type");
        const auto wanted = [type](std::string_view one) { return type != nullptr && type->is_scalar() && type->text == one; };
        const bool has_curly_quote = value.text.starts_with("\u201c") || value.text.starts_with("\u201d") || value.text.starts_with("\u2018");
        if (value.is_scalar() && has_curly_quote) return "the curly quotes belong to the text: write straight ones";
        if (wanted("array") && value.is_mapping()) return "every entry of a list begins with '- '";
        if (wanted("array") && value.text.starts_with('-')) return "a list entry begins with '-' and a space";
        if (wanted("array") && value.is_scalar()) return "a list is written in brackets, as " + in_brackets(value.text);
        if (wanted("number") && value.text.find(',') != std::string::npos) return "numbers are written with a decimal point";
        return {};
    }

    static std::string in_brackets(const std::string& text) {
        const bool is_plain = !text.empty() && text.size() <= 40 && text.find_first_of("[]{}:#'\"\n") == std::string::npos;
        return '[' + (is_plain ? text : "...") + ']';
    }

    // Types

    static bool has_type(const Node& value, const Node& schema) {
        const Node* type = schema.find("type");
        if (type == nullptr) return value.is_scalar() || (schema.find("enum") == nullptr && schema.find("const") == nullptr);
        if (type->is_scalar()) return is_of_type(value, type->text);
        return std::any_of(type->items.begin(), type->items.end(), [&value](const Node& one) { return is_of_type(value, one.text); });
    }

    static bool is_of_type(const Node& value, const std::string& type) {
        if (type == "object") return value.is_mapping();
        if (type == "array") return value.is_sequence();
        if (!value.is_scalar()) return false;
        if (type == "boolean") return value.text == "true" || value.text == "false";
        if (type == "integer") return integer_in(value.text).has_value();
        if (type == "number") return number_in(value.text).has_value();
        return true;
    }

    // Scalars

    void visit_scalar(const Node& value, const Node& schema, const std::string& name) {
        if (const Node* constant = schema.find("const"); constant != nullptr && constant->text != value.text) {
            return add(codes::choice_unknown, value.at, name + " must be " + in_quotes(constant->text) + "; " + found(value));
        }
        if (const std::vector<std::string> choices = texts(schema.find("enum"));
            !choices.empty() && std::find(choices.begin(), choices.end(), value.text) == choices.end()) {
            return add(codes::choice_unknown, value.at,
                       name + " must be " + (choices.size() == 1 ? "" : "one of ") + one_of(choices) + "; " + found(value),
                       nearest(choices, value.text));
        }
        if (!has_form(value.text, schema)) return report(codes::form_wrong, value, schema, name);
        if (!is_in_range(value.text, schema)) return report(codes::number_out_of_range, value, schema, name);
    }

    bool has_form(const std::string& text, const Node& schema) {
        if (const Node* least = schema.find("minLength"); least != nullptr && static_cast<double>(characters(text)) < number(*least)) return false;
        if (const Node* most = schema.find("maxLength"); most != nullptr && static_cast<double>(characters(text)) > number(*most)) return false;
        const Node* pattern = schema.find("pattern");
        if (pattern == nullptr) return true;
        auto [known, is_new] = patterns_.try_emplace(pattern->text);
        if (is_new) known->second = std::regex(pattern->text);
        // Matching a regex recurses once per character; no pattern is for anything long.
        return text.size() <= 1'024 && std::regex_search(text, known->second);
    }

    static bool is_in_range(const std::string& text, const Node& schema) {
        const Node* least = schema.find("minimum");
        const Node* above = schema.find("exclusiveMinimum");
        const Node* most = schema.find("maximum");
        const std::optional<double> value = number_in(text);
        return !value || (!(least != nullptr && *value < number(*least)) && !(above != nullptr && *value <= number(*above)) &&
                          !(most != nullptr && *value > number(*most)));
    }

    // Lists

    void visit_list(const Node& value, const Node& schema, const std::string& name) {
        check_count(value, value.items.size(), schema, name, {"minItems", "maxItems"});
        if (schema.find("uniqueItems") != nullptr) check_unique(value, name);
        const Node* items = schema.find("items");
        if (items == nullptr) return;
        for (std::size_t i = 0; i < value.items.size(); ++i) visit(value.items[i], *items, "entry " + std::to_string(i + 1) + " of " + name);
    }

    void check_unique(const Node& value, const std::string& name) {
        std::set<std::string> seen;
        for (const Node& item : value.items) {
            if (!item.is_scalar() || seen.insert(item.text).second) continue;
            add(codes::entry_repeated, item.at, in_quotes(item.text) + " stands twice in " + name);
        }
    }

    void check_count(const Node& value, std::size_t count, const Node& schema, const std::string& name,
                     std::pair<const char*, const char*> keywords) {
        const Node* least = schema.find(keywords.first);
        const Node* most = schema.find(keywords.second);
        const auto size = static_cast<double>(count);
        const bool few = least != nullptr && size < number(*least);
        if (few && value.incomplete) return;
        if (!few && (most == nullptr || size <= number(*most))) return;
        const std::string bound = few ? "at least " + least->text : "at most " + most->text;
        const std::string entries = (few ? least : most)->text == "1" ? " entry" : " entries";
        add(codes::length_wrong, value.at, (name.empty() ? "the file" : name) + " must have " + bound + entries + "; found " + std::to_string(count));
    }

    // Mappings

    void visit_mapping(const Node& value, const Node& schema, const std::string& name) {
        check_count(value, value.members.size(), schema, name, {"minProperties", "maxProperties"});
        const std::vector<std::string> meant = visit_members(value, schema, name);
        // "{id a}": the missing value was reported, and 'id' is not missing.
        const bool is_unsure = value.incomplete || has_absent_unknown(value, schema);
        const auto is_there = [&](const std::string& key) {
            return value.member(key) != nullptr || std::find(meant.begin(), meant.end(), key) != meant.end();
        };
        std::vector<std::string> required = texts(schema.find("required"));
        if (const Node* condition = schema.find("if"); condition != nullptr && holds(value, *condition)) {
            for (std::string& key : texts(schema.find("then")->find("required"))) required.push_back(std::move(key));
        }
        for (const std::string& key : required) {
            if (!is_unsure && !is_there(key)) report_missing(key, value, schema, name);
        }
        if (is_unsure) return;
        // What goes along with the wrong alternative is not missing.
        const Node* alternatives = schema.find("oneOf");
        if (alternatives != nullptr && !check_one_of(*alternatives, value, name, is_there)) return;
        if (const Node* dependencies = schema.find("dependencies")) check_dependencies(*dependencies, value, name, is_there);
    }

    /// Known keys that an unknown one is probably meant to be: they are not missing.
    std::vector<std::string> visit_members(const Node& value, const Node& schema, const std::string& name) {
        const Node* properties = schema.find("properties");
        const Node* others = schema.find("additionalProperties");
        const Node* names = schema.find("propertyNames");
        std::optional<std::vector<std::string>> free;
        std::vector<std::string> meant;
        const std::vector<const Node*> awaited = properties == nullptr ? std::vector<const Node*>() : awaited_keys(value, *properties);
        for (const Node::Member& member : value.members) {
            if (problems_.full()) break;
            // "{en: Peace, justice}": the missing value was reported, and the key is none.
            if (names != nullptr && (member.value.is_absent() || !check_key(member, resolved(*names)))) continue;
            const Node* property = properties == nullptr ? nullptr : properties->find(member.key);
            if (property == nullptr && others != nullptr && others->is_mapping()) property = others;
            if (property != nullptr) {
                visit(member.value, *property, in_quotes(member.key));
            } else if (others != nullptr && !member.value.is_absent() && !belongs_above(member, awaited)) {
                if (!free) free = free_keys(value, schema);
                report_unknown(member, *free, name, meant);
            }
        }
        return meant;
    }

    static bool has_absent_unknown(const Node& value, const Node& schema) {
        const Node* properties = schema.find("properties");
        return properties != nullptr && std::any_of(value.members.begin(), value.members.end(), [properties](const Node::Member& member) {
                   return member.value.is_absent() && properties->find(member.key) == nullptr;
               });
    }

    /// What may stand in those that were left without a value.
    std::vector<const Node*> awaited_keys(const Node& value, const Node& properties) const {
        std::vector<const Node*> out;
        for (const Node::Member& member : value.members) {
            const Node* schema = member.value.is_absent() ? properties.find(member.key) : nullptr;
            const Node* inner = schema == nullptr ? nullptr : resolved(*schema).find("properties");
            if (inner != nullptr) out.push_back(inner);
        }
        return out;
    }

    /// The key belongs to one above it that was left without a value, because this one is not indented.
    static bool belongs_above(const Node::Member& member, const std::vector<const Node*>& awaited) {
        return std::any_of(awaited.begin(), awaited.end(), [&](const Node* inner) { return inner->find(member.key) != nullptr; });
    }

    /// Known keys that the mapping does not have, and could.
    static std::vector<std::string> free_keys(const Node& value, const Node& schema) {
        std::vector<std::string> free;
        for (const Node::Member& known : schema.find("properties")->members) {
            if (value.member(known.key) == nullptr && fits(known.key, value, schema)) free.push_back(known.key);
        }
        return free;
    }

    /// Neither the other one of alternatives, nor a key that stands only with one that is not there.
    static bool fits(const std::string& key, const Node& value, const Node& schema) {
        const Node* dependencies = schema.find("dependencies");
        const std::vector<std::string> needed = texts(dependencies != nullptr ? dependencies->find(key) : nullptr);
        if (std::any_of(needed.begin(), needed.end(), [&value](const std::string& one) { return value.member(one) == nullptr; })) return false;
        const Node* alternatives = schema.find("oneOf");
        if (alternatives == nullptr) return true;
        const auto named = [](const Node& one) { return one.find("required")->items.front().text; };
        const bool is_one = std::any_of(alternatives->items.begin(), alternatives->items.end(), [&](const Node& one) { return named(one) == key; });
        return !is_one || std::none_of(alternatives->items.begin(), alternatives->items.end(),
                                       [&](const Node& one) { return value.member(named(one)) != nullptr; });
    }

    void report_unknown(const Node::Member& member, const std::vector<std::string>& free, const std::string& name, std::vector<std::string>& meant) {
        std::copy_if(free.begin(), free.end(), std::back_inserter(meant),
                     [&](const std::string& key) { return !nearest({key}, member.key).empty(); });
        std::string hint = nearest(free, member.key);
        constexpr std::size_t short_list = 12;
        if (hint.empty() && !free.empty() && free.size() <= short_list)
            hint = (free.size() == 1 ? "possible here is " : "possible here are ") + listed(free);
        add(codes::key_unknown, member.key_at, "unknown key " + in_quotes(member.key) + (name.empty() ? "" : " in " + name), std::move(hint));
    }

    bool check_key(const Node::Member& member, const Node& schema) {
        if (has_form(member.key, schema)) return true;
        add(codes::form_wrong, member.key_at, "the key " + in_quotes(member.key) + " must be " + schema.find("title")->text);
        return false;
    }

    /// "The level's id." -> "the level's id"
    static std::string in_a_sentence(std::string text) {
        if (!text.empty() && text.back() == '.') text.pop_back();
        if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
        return text;
    }

    void report_missing(const std::string& key, const Node& value, const Node& schema, const std::string& name) {
        const Node* property = schema.find("properties")->find(key);
        const Node* description = property->find("description");
        if (description == nullptr) description = resolved(*property).find("description");
        const auto blank = std::find_if(value.blanks.begin(), value.blanks.end(), [&key](const auto& one) { return one.first == key; });
        add(codes::key_required, blank == value.blanks.end() ? value.at : blank->second,
            "missing key " + in_quotes(key) + (name.empty() ? "" : " in " + name) +
                (description == nullptr ? "" : ": " + in_a_sentence(description->text)));
    }

    static bool holds(const Node& value, const Node& condition) {
        const Node* properties = condition.find("properties");
        return std::all_of(properties->members.begin(), properties->members.end(), [&value](const Node::Member& member) {
            const Node* found_value = value.find(member.key);
            return found_value != nullptr && found_value->text == member.value.find("const")->text;
        });
    }

    template <class IsThere>
    bool check_one_of(const Node& alternatives, const Node& value, const std::string& name, IsThere is_there) {
        std::vector<std::string> possible;
        std::vector<std::string> given;
        std::string hint;  // where one too many is given
        for (const Node& alternative : alternatives.items) {
            possible.push_back(alternative.find("required")->items.front().text);
            if (!is_there(possible.back())) continue;
            given.push_back(possible.back());
            if (const Node* description = alternative.find("description"); given.size() > 1 && description != nullptr) hint = description->text;
        }
        if (given.size() == 1) return true;
        add(codes::not_exactly_one, value.at,
            (name.empty() ? "the file" : name) + " must have exactly one of " + listed(possible) + "; found " +
                (given.empty() ? "none" : listed(given)),
            std::move(hint));
        return false;
    }

    template <class IsThere>
    void check_dependencies(const Node& dependencies, const Node& value, const std::string& name, IsThere is_there) {
        for (const Node::Member& dependency : dependencies.members) {
            const Node::Member* member = value.member(dependency.key);
            if (member == nullptr) continue;
            for (const std::string& other : texts(&dependency.value)) {
                if (is_there(other)) continue;
                add(codes::key_alone, member->key_at,
                    in_quotes(dependency.key) + " stands without " + in_quotes(other) + (name.empty() ? "" : " in " + name));
            }
        }
    }

    const Node& root_schema_;
    Problems& problems_;
    std::unordered_map<std::string, std::regex> patterns_;
};

}  // namespace

void explain(const Node& value, const Node& schema, Problems& problems) {
    Explainer(schema, problems).visit(value, schema, "");
}

}  // namespace capgap::yaml
