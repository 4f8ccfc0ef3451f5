#include <capgap/formats/csv/mapping_rules.hpp>

#include <capgap/base/message.hpp>
#include <capgap/formats/csv/utf8.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace capgap::csv {

namespace {

std::vector<std::string> ids_of(const std::vector<ValueTable>& tables) {
    std::vector<std::string> ids;
    ids.reserve(tables.size());
    for (const ValueTable& table : tables) ids.push_back(table.id.text());
    return ids;
}

}  // namespace

MappingRules::MappingRules(const std::vector<ValueTable>& tables, ForeignHeader& header, ProblemList& problems)
    : header_(header), problems_(problems), similar_table_(ids_of(tables)) {
    for (const ValueTable& table : tables) add_table(table);
}

void MappingRules::add_table(const ValueTable& table) {
    const std::string named = "table " + in_quotes(table.id.text());
    std::map<std::string_view, std::string_view> seen;
    for (const auto& [key, value] : table.entries) {
        const std::string_view text = trimmed(key);
        if (text.empty()) {
            problems_.add(
                error(codes::mapping_table_key_empty, table.at, named + " has an entry for an empty text, which is never looked up", "leave it out"));
        }
        const auto [first, added] = seen.emplace(text, value);
        if (!added && first->second != value) {
            problems_.add(error(codes::mapping_table_key_twice, table.at,
                                named + " gives both " + in_quotes(first->second) + " and " + in_quotes(value) + " for " + in_quotes(text),
                                "cells and keys are compared without blanks and byte-order marks around them"));
        }
    }
    auto& places = value_places_[table.id.text()];
    for (std::size_t i = 0; i < table.values_at.size(); ++i) places.emplace(table.entries[i].second, table.values_at[i]);
    tables_.emplace(table.id.text(), std::make_shared<const ValueMap>(table.id.text(), table.entries));
}

std::optional<CellPicker> MappingRules::picker(const FieldRule& rule, const Vocabulary& vocabulary) {
    // What the parts of a rule with a table give is looked up in it, so only the table's values reach the field.
    const bool has_table = !rule.table.empty();
    auto picker = raw_picker(rule, has_table ? Vocabulary{vocabulary.field, {}, {}} : vocabulary);
    if (!has_table && rule.otherwise) {
        problems_.add(error(codes::mapping_otherwise_alone, rule.at, "`otherwise` without a table is never used"));
        return std::nullopt;
    }
    if (has_table) {
        CellPicker stand_in = CellPicker::constant({});
        if (!translate(picker ? *picker : stand_in, rule, vocabulary)) return std::nullopt;
    }
    return picker;
}

std::optional<CellPicker> MappingRules::raw_picker(const FieldRule& rule, const Vocabulary& of_parts) {
    switch (rule.kind) {
        case FieldRule::Kind::constant: check_value(rule.text, "the constant", rule.at, of_parts); return CellPicker::constant(rule.text);
        case FieldRule::Kind::first_of: return picker_of_parts(rule, of_parts);
        case FieldRule::Kind::join: return picker_of_parts(rule, {of_parts.field, {}, {}});
        case FieldRule::Kind::row: return CellPicker::row_number();
        case FieldRule::Kind::code:
        case FieldRule::Kind::header:
        case FieldRule::Kind::position: break;
    }
    const auto column = header_.find(rule, problems_);
    return column ? std::optional(CellPicker::trimmed_column(*column)) : std::nullopt;
}

std::optional<CellPicker> MappingRules::picker_of_parts(const FieldRule& rule, const Vocabulary& of_parts) {
    std::vector<CellPicker> parts;
    for (const FieldRule& part : rule.parts) {
        if (auto made = picker(part, of_parts)) parts.push_back(std::move(*made));
    }
    if (parts.size() != rule.parts.size()) return std::nullopt;
    return rule.kind == FieldRule::Kind::join ? CellPicker::join(std::move(parts), rule.separator) : CellPicker::first_of(std::move(parts));
}

bool MappingRules::translate(CellPicker& picker, const FieldRule& rule, const Vocabulary& vocabulary) {
    const auto table = tables_.find(rule.table.text());
    if (table == tables_.end()) {
        problems_.add(
            error(codes::mapping_unknown_table, rule.at, "unknown table " + in_quotes(rule.table.text()), similar_table_(rule.table.text())));
        return false;
    }
    const auto& places = value_places_[rule.table.text()];
    const std::set<std::string> values(table->second->values().begin(), table->second->values().end());
    for (const std::string& value : values) {
        const auto place = places.find(value);
        check_value(value, "table " + in_quotes(rule.table.text()), place == places.end() ? rule.at : place->second, vocabulary);
    }
    if (rule.otherwise) check_value(*rule.otherwise, "`otherwise`", rule.at, vocabulary);
    if (rule.kind == FieldRule::Kind::constant && !rule.otherwise && !table->second->find(rule.text)) {
        problems_.add(
            error(codes::mapping_value, rule.at, "table " + in_quotes(rule.table.text()) + " does not hold the constant " + in_quotes(rule.text)));
    }
    picker.translate(table->second, rule.otherwise);
    return true;
}

void MappingRules::check_value(std::string_view value, const std::string& giver, const Location& at, const Vocabulary& vocabulary) {
    if (!vocabulary.allows || vocabulary.allows(value)) return;
    std::string given = giver + " gives " + in_quotes(value);
    const auto known = std::find_if(wrong_values_.begin(), wrong_values_.end(),
                                    [&](const WrongValue& one) { return one.at == at && one.given == given && one.expected == vocabulary.expected; });
    if (known != wrong_values_.end()) {
        ++known->more;
    } else if (wrong_values_.size() <= ProblemList::most) {
        wrong_values_.push_back({at, std::move(given), vocabulary.expected, vocabulary.field, 0});
    }
}

void MappingRules::finish() {
    for (WrongValue& one : wrong_values_) {
        const std::string more = one.more == 0 ? "" : " and " + std::to_string(one.more) + " more";
        problems_.add(error(codes::mapping_value, std::move(one.at), one.given + ", which " + one.field + more + " cannot hold",
                            one.expected.empty() ? "" : "expected " + one.expected));
    }
    wrong_values_.clear();
}

}  // namespace capgap::csv
