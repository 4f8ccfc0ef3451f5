#pragma once

#include <capgap/base/location.hpp>

#include <cstdint>
#include <vector>

namespace capgap {

/// Headcounts by own institution x profile x any background questions, as coded by the Codebook.
struct Population {
    static constexpr std::uint16_t no_profile = 0xffff;
    static constexpr std::uint16_t unknown_category = 0xffff;

    struct Row {
        std::uint32_t institution = 0;
        std::uint16_t profile = no_profile;
        std::vector<std::uint16_t> categories;  ///< one per entry of `background`, or unknown_category
        std::int64_t headcount = 0;             ///< >= 0
        Location at;
    };

    std::vector<std::size_t> background;  ///< which background questions of the Codebook the file has as columns
    std::vector<Row> rows;
};

}  // namespace capgap
