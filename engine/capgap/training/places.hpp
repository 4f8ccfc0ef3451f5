#pragma once

#include <capgap/assessment/institution_tree.hpp>
#include <capgap/gaps/tables.hpp>

#include <compare>
#include <vector>

namespace capgap {

/// What tells the places of a round apart: an institution with its descendants, its own staff, a pool among its children, or all roots.
struct PlaceKey {
    int institution = Group::everyone;
    bool own_staff = false;
    int pool = 0;
    friend auto operator<=>(const PlaceKey&, const PlaceKey&) = default;
};

[[nodiscard]] inline PlaceKey place_key(const Group& group) {
    return {group.institution, group.own_staff, group.pool};
}

/// The place of a group and those above it, the nearest first, all roots last.
[[nodiscard]] std::vector<PlaceKey> up_from(const Group& group, const InstitutionTree& institutions);

}  // namespace capgap
