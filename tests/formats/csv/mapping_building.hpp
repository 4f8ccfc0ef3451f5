#pragma once

#include <capgap/responses/mapping.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace capgap::csv_testing {

/// Rules as a mapping file would hold them, each on a line of its own.
inline FieldRule rule(FieldRule::Kind kind, std::string text, std::uint32_t line) {
    FieldRule made;
    made.kind = kind;
    made.text = std::move(text);
    made.at = {"m.yaml", line, 5};
    return made;
}

inline FieldRule code(std::string text, std::uint32_t line = 1) {
    return rule(FieldRule::Kind::code, std::move(text), line);
}

inline FieldRule header(std::string text, std::uint32_t line = 1) {
    return rule(FieldRule::Kind::header, std::move(text), line);
}

inline FieldRule constant(std::string text, std::uint32_t line = 1) {
    return rule(FieldRule::Kind::constant, std::move(text), line);
}

inline FieldRule position(std::size_t number, std::uint32_t line = 1) {
    FieldRule made = rule(FieldRule::Kind::position, {}, line);
    made.position = number;
    return made;
}

inline FieldRule first_of(std::vector<FieldRule> parts, std::uint32_t line = 1) {
    FieldRule made = rule(FieldRule::Kind::first_of, {}, line);
    made.parts = std::move(parts);
    return made;
}

inline FieldRule join(std::vector<FieldRule> parts, std::string separator, std::uint32_t line = 1) {
    FieldRule made = rule(FieldRule::Kind::join, {}, line);
    made.parts = std::move(parts);
    made.separator = std::move(separator);
    return made;
}

inline FieldRule with(FieldRule made, const char* table) {
    made.table = TableId(table);
    return made;
}

inline FieldRule with(FieldRule made, const char* table, const char* otherwise) {
    made.otherwise = otherwise;
    return with(std::move(made), table);
}

inline ValueTable table(const char* id, std::vector<std::pair<std::string, std::string>> entries, std::uint32_t line = 1) {
    return {TableId(id), {"m.yaml", line, 3}, std::move(entries)};
}

inline Mapping::Named named(const char* id, FieldRule of, std::uint32_t line = 1) {
    return {id, {"m.yaml", line, 3}, std::move(of)};
}

}  // namespace capgap::csv_testing
