#pragma once

#include <capgap/disclosure/additive_mask.hpp>
#include <capgap/disclosure/sums.hpp>

#include <cstdint>
#include <vector>

namespace capgap {

/// One number of many groups that adds up: a variable for each group.
class Series {
public:
    static constexpr std::uint32_t absent = 0xffffffff;  ///< the group has no such number
    static constexpr std::uint32_t known = 0xfffffffe;   ///< shown whatever is hidden: a constant of the equations

    explicit Series(std::size_t groups) : variables_(groups, absent) {}

    std::uint32_t& operator[](std::size_t group) { return variables_[group]; }
    std::uint32_t operator[](std::size_t group) const { return variables_[group]; }
    static bool is_variable(std::uint32_t one) { return one != absent && one != known; }

    /// Ties the groups: each total to its parts, as far as there are any; those of one place, or those of different places.
    void add_sums(AdditiveMask& mask, const std::vector<GroupSum>& sums, bool over_places) const {
        for (const GroupSum& sum : sums) {
            if (variables_[sum.total] == absent || (sum.over == GroupSum::Over::places) != over_places) continue;
            std::vector<LinearTerm> terms;
            bool any_part = false;
            for (const std::size_t part : sum.parts) {
                any_part = any_part || variables_[part] != absent;
                if (is_variable(variables_[part])) terms.push_back({variables_[part], 1});
            }
            if (is_variable(variables_[sum.total])) terms.push_back({variables_[sum.total], -1});
            if (any_part && !terms.empty()) mask.add_equation(terms);
        }
    }

private:
    std::vector<std::uint32_t> variables_;
};

}  // namespace capgap
