#include <capgap/formats/book/layout.hpp>

#include <array>

namespace capgap::book {

namespace {

constexpr std::array<ListSheet, 8> lists{{
    {"profiles", "profiles", "", "Targets"},
    {"catalogue", "remedies", "modules", "Remedies"},
    {"survey", "items", "", "Questions"},
    {"survey", "scales", "options", "Scales"},
    {"survey", "background", "options", "Background"},
    {"framework", "levels", "", "Levels"},
    {"framework", "domains", "competencies", "Competencies"},
    {"framework", "attitudes", "", "Attitudes"},
}};

constexpr std::array<TableSheet, 6> tables{{
    {"institutions", "Institutions"},
    {"posts", "Posts"},
    {"population", "Headcounts"},
    {"responses", "Answers"},
    {"ratings", "Ratings"},
    {"tests", "Tests"},
}};

constexpr std::array<std::string_view, 7> all_kinds{"assessment", "profiles", "survey", "catalogue", "framework", "mapping", "texts"};

}  // namespace

std::span<const ListSheet> list_sheets() {
    return lists;
}

std::span<const TableSheet> table_sheets() {
    return tables;
}

std::span<const std::string_view> kinds() {
    return all_kinds;
}

std::string_view kind_of_sheet(std::string_view sheet) {
    for (const ListSheet& one : lists) {
        if (one.sheet == sheet) return one.kind;
    }
    return {};
}

}  // namespace capgap::book
