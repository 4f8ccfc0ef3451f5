#pragma once

#include <capgap/gaps/tables.hpp>

#include <cstddef>
#include <vector>

namespace capgap {

/// Groups that add up to another, by index in Tables::groups. A group that is not there has nobody.
struct GroupSum {
    enum class Over {
        places,      ///< an institution is its children, pools in the place of their members, and its own staff; a pool is its members
        profiles,    ///< everybody is all profiles and those without
        categories,  ///< everybody is all categories of a background question and `unknown`
    };
    Over over = Over::places;
    std::size_t total = 0;
    std::vector<std::size_t> parts;
};

/// Which groups add up to which, over all tables: a place for each breakdown, category and profile; and in each place.
[[nodiscard]] std::vector<GroupSum> group_sums(const Tables& tables);

/// By place, those it is the sum of: its children and own staff, with pools in the place of their members; a pool's are its members.
[[nodiscard]] std::vector<std::vector<std::size_t>> parts_of_places(const Tables& tables);

/// What is hidden last, where there is a choice: 4 the whole, 3 its profiles, 2 institutions and pools, 1 categories of the whole, 0 profiles and
/// categories of institutions.
/// institution.
[[nodiscard]] int importance(const Group& group, const Tables& tables);

/// The place of each group, as an index of Tables::places; their number where the tables do not name it.
[[nodiscard]] std::vector<std::size_t> places_of_groups(const Tables& tables);

/// The pool that each place is shown in: its own, else that of the nearest place above that has one. The number of places: none.
[[nodiscard]] std::vector<std::size_t> pools_of_places(const Tables& tables);

}  // namespace capgap
