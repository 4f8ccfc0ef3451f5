#pragma once

#include <capgap/assessment/institution_tree.hpp>
#include <capgap/disclosure/policy.hpp>
#include <capgap/gaps/pools.hpp>

#include <vector>

namespace capgap {

/// Which small offices are counted together, from the top of the tree down. Of each parent (and of several roots) those are small that have fewer
/// than `min_cell` respondents, or fewer than 30 % of a known headcount; its own staff likewise. Where somebody is small:
///
/// 1. a pool that the assessment names is used if a member is small and it holds: together it is not small. All its members are in it;
/// 2. the small ones that are left form "other offices of" the parent; the office with the fewest respondents (ties: own staff, then file order)
/// joins
///    until there are two and it holds. If it never does, they are not pooled.
///
/// An office where nobody works is none; nothing below a pooled office is pooled again. `named`: institutions of each named pool, siblings.
[[nodiscard]] std::vector<Pool> choose_pools(const InstitutionTree& tree, const std::vector<Staff>& own,
                                             const std::vector<std::vector<std::size_t>>& named, const Policy& policy);

}  // namespace capgap
