#pragma once

#include <capgap/disclosure/policy.hpp>
#include <capgap/gaps/tables.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace capgap {

/// Fewer people tested are told of in no row, and follow from none.
[[nodiscard]] inline std::int64_t least_tested(std::int64_t min_cell) {
    return std::max(two_phase_least_tested, min_cell);
}

/// Which rows of Tables::tested may be told, by row.
struct TestedMask {
    std::vector<bool> means;
    std::vector<bool> shares;  ///< of rows whose mean may be told
};

/// Those of which nothing about a few people follows, as engine/docs/methods.md section 12 says. In each competency the rows that are told lie within
/// each other like their institutions; the *rest* of a row are its people whom no row below it counts. A rest has nobody, or at least 30 and
/// `min_cell` people who rated themselves, and of people tested likewise; their results are not nearly all alike; and for the share at least
/// `min_cell` of them are under their targets and as many are not. Where one is not so, the row below it with the fewest tested is hidden too, and
/// where there is none the row itself. `may_be_told`, by row: its self-ratings are shown in gaps.csv. Cost: rows^2 of a competency at most.
[[nodiscard]] TestedMask mask_tested(const Tables& tables, const std::vector<bool>& may_be_told, const Policy& policy);

}  // namespace capgap
