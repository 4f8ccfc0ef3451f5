#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace capgap {

/// What an E-step adds up over people of one group, as plain numbers: expected counts of the items that have parameters.
struct NodeSums {
    std::int64_t people = 0;
    std::vector<std::vector<std::vector<double>>> counts;  ///< [item][category that was used][node]: people there who answered so
    std::vector<double> node_mass;                         ///< [node]: people there
    std::optional<double> log_likelihood;                  ///< natural; nothing where it is not finite

    friend bool operator==(const NodeSums&, const NodeSums&) = default;
};

}  // namespace capgap
