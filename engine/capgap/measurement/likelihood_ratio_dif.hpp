#pragma once

#include <capgap/measurement/calibrate.hpp>
#include <capgap/measurement/dif_statistics.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace capgap {

/// An item whose parameters were freed between the groups, all others being equal.
struct FreedItem {
    /// Nothing where no parameter was freed, as where all but one group answer alike, or where EM did not end well.
    std::optional<ChiSquareTest> test;
    CalibrationEnd end = CalibrationEnd::converged;
    std::vector<CalibratedItem> by_group;
    std::vector<GroupMoments> groups;  ///< where the groups stand then
    /// How far the expected answers of a group lie apart from those of the first, at the same theta, averaged over the group's theta, as a share of
    /// the item's range of categories (Meade 2010: SIDS and UIDS): with their signs, so that crossing curves cancel, and without. Of each group but
    /// the first; nothing where the item does not vary in one of the two.
    struct Difference {
        double with_sign = 0;
        double without_sign = 0;
    };
    std::vector<std::optional<Difference>> differences;
    std::size_t e_steps = 0;
};

struct LikelihoodRatioDif {
    Calibration common;  ///< all items equal, means and spreads of groups free
    std::vector<FreedItem> items;
};

/// Differential item functioning by the model (Thissen, Steinberg & Wainer 1993): X2 = 2 (log L of the item's parameters free in each group, all
/// other items equal - log L of all equal), means and spreads of all groups but the first free in both; df the parameters that were freed; p adjusted
/// by Holm over the items. The item is split into one for each group, whose answers are missing in the others: the same likelihood. Categories that a
/// group did not use take no parameter there.
///
/// Every item is compared while all others count as equal: where several differ, the groups' moments give way to them, and items that do not differ
/// can be significant in large samples. Read the differences beside the tests. With sampling weights X2 has no chi-square distribution.
///
/// `options`: as of calibrate(), without fixed items; its threads take an item each, and `on_step` is told of the common fit. `freed_tolerance`:
/// where EM of the freed items ends, from the common fit on; 1e-5 gives X2 to some 0.001. Throws as calibrate() does, and std::invalid_argument for
/// fewer than two groups or fixed items. Cost: some ten E-steps for each item.
[[nodiscard]] LikelihoodRatioDif likelihood_ratio_dif(const AnswerTable& answers, ItemModel model, const CalibrationOptions& options = {},
                                                      double freed_tolerance = 1e-5);

}  // namespace capgap
