#pragma once

#include <capgap/disclosure/policy.hpp>
#include <capgap/disclosure/sums.hpp>

#include <vector>

namespace capgap {

/// Too few people, or too few of them answered: methods.md section 7.
[[nodiscard]] bool too_few(std::int64_t respondents, const std::optional<std::int64_t>& headcount, const Policy& policy);

/// Which groups are hidden: the same for all competencies, items and files. Only where a competency is a target of some profiles and not of others,
/// its rows of gaps.csv for everybody or for a category speak of fewer people, and may be hidden where the group's other rows are shown.
class GroupMask {
public:
    GroupMask(const Tables& tables, const std::vector<GroupSum>& sums, const Policy& policy);

    /// Everything of the group: its levels, attitudes, wishes, the number who answered.
    bool hidden(std::size_t group) const { return groups_[group]; }
    /// Its rows of gaps.csv for the competency.
    bool hidden(std::size_t group, std::size_t competency) const { return groups_[group] || gaps_[set_of_[competency]][group]; }

    /// Hidden in a pool that it joined for others' sake: by itself it could be shown, and it is no harm if it is computed.
    bool joined(std::size_t group) const { return joined_[group]; }

private:
    std::vector<bool> groups_;
    std::vector<bool> joined_;
    std::vector<std::size_t> set_of_;      ///< by competency: which profiles have it as a target
    std::vector<std::vector<bool>> gaps_;  ///< [set of profiles][group]
};

}  // namespace capgap
