#pragma once

#include <capgap/responses/batch.hpp>

#include <boost/container_hash/hash.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace capgap {

/// People who share all that a weight can depend on.
struct ClassKey {
    std::uint32_t institution = 0;
    std::uint16_t profile = Batch::no_profile;
    std::vector<std::uint16_t> margin_categories;  ///< one per margin question
    double base_weight = 1;
    std::uint32_t cluster = 0;

    friend auto operator<=>(const ClassKey&, const ClassKey&) = default;
};

struct ClassKeyHash {
    std::size_t operator()(const ClassKey& key) const {
        std::size_t seed = key.institution;
        boost::hash_combine(seed, key.profile);
        boost::hash_range(seed, key.margin_categories.begin(), key.margin_categories.end());
        boost::hash_combine(seed, key.base_weight);
        boost::hash_combine(seed, key.cluster);
        return seed;
    }
};

}  // namespace capgap
