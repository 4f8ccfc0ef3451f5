#pragma once

#include <capgap/disclosure/group_mask.hpp>

#include <vector>

namespace capgap {

/// Fewer people than this on one side could be known by name.
inline constexpr std::int64_t few = 3;

/// Whether a few chose, or a few did not.
[[nodiscard]] inline bool few_on_one_side(std::int64_t people, std::int64_t all) {
    return people < few || all - people < few;
}

/// Which numbers of groups that are shown are hidden all the same, by row of Tables: those of few people, and those from which these could be
/// computed. Per competency one system of equations: the people at each level, those below the target and their steps add up over places, profiles
/// and categories; levels add up to those scored; in a profile's row the people below the target are those at the levels under it, and so are their
/// steps. Likewise the options of each attitude item, and wishes.
struct CellMask {
    std::vector<bool> gaps;     ///< share below target, with shortfall and steps
    std::vector<bool> steps;    ///< shortfall and steps
    std::vector<bool> spreads;  ///< the interval of the mean shortfall
    std::vector<bool> means;    ///< the mean score
    std::vector<bool> levels;
    std::vector<bool> attitudes;
    std::vector<bool> wanted;
};

/// Competencies and items are worked on side by side; the result does not depend on the threads.
[[nodiscard]] CellMask mask_cells(const Tables& tables, const std::vector<GroupSum>& sums, const GroupMask& groups, const Policy& policy,
                                  unsigned threads);

}  // namespace capgap
