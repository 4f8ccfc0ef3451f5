#pragma once

#include <capgap/base/exact_sum.hpp>
#include <capgap/gaps/tables.hpp>

#include <cstdint>
#include <map>
#include <tuple>
#include <vector>

namespace capgap {

/// People under their target, by competency, target and level: exact, so that a parent's are those of its children and own staff.
class NeedSums {
public:
    void add(std::size_t competency, int target, int level, std::int64_t people, double u);
    /// The rows of a group, in order.
    void append_rows(std::size_t group, std::vector<NeedRow>& to) const;

private:
    struct Sum {
        std::int64_t people = 0;
        ExactSum u;
    };
    std::map<std::tuple<std::size_t, int, int>, Sum> sums_;
};

}  // namespace capgap
