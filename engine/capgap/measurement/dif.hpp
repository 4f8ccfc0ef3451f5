#pragma once

#include <capgap/measurement/dif_statistics.hpp>
#include <capgap/measurement/dif_tables.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace capgap {

struct DifOptions {
    /// The group that others are compared with.
    std::size_t reference = 0;
    double alpha = 0.05;
    /// Of the smallest detectable difference.
    double power = 0.8;
    /// Groups with fewer people who answered an item are not compared in it.
    std::int64_t least_people = 200;
    /// Fewer items to match on tell too little of a person.
    std::size_t least_matching = 4;
    /// Of the standardised mean difference, either way.
    double amber_difference = 0.17;
    double red_difference = 0.25;
    /// Of the growth of R2, uniform and non-uniform together (Jodoin & Gierl 2001).
    double amber_r2 = 0.035;
    double red_r2 = 0.07;
    /// How often answers are counted, each time without the items that the last count has flagged; see purified_dif().
    std::size_t most_passes = 3;
};

enum class DifLight {
    green,
    amber,
    red,
    grey,  ///< it cannot be told
};
[[nodiscard]] std::string_view to_string(DifLight light);

/// Why an item is grey.
enum class DifUndefined {
    none,          ///< it is not
    few_people,    ///< fewer than two groups with least_people, or not the reference
    few_matching,  ///< fewer than least_matching items to match on, or left to match on
    no_variance,   ///< all answer alike, or all of each band
    no_overlap,    ///< no band has people of two groups
};
[[nodiscard]] std::string_view to_string(DifUndefined reason);

/// A group against the reference group, in one item.
struct GroupDif {
    std::int64_t people = 0;  ///< with an answer and a matching score
    bool compared = false;    ///< it has enough people, and is not the reference itself
    /// Also where there are too few people for more; nothing for the reference.
    std::optional<StandardisedDifference> difference;
    /// The standardised difference that is found with `power`, as the only one of the items, after Holm.
    std::optional<double> smallest_detectable;
};

struct ItemDif {
    DifLight light = DifLight::grey;
    DifUndefined undefined = DifUndefined::none;
    std::vector<GroupDif> groups;
    /// Between the reference and all groups that are compared, at once.
    std::optional<ChiSquareTest> mantel;
    std::optional<LogisticDif> logistic;

    /// The largest of the groups that are compared, either way.
    [[nodiscard]] std::optional<double> largest_difference() const;
};

/// Differential item functioning of each item of the tables, with Holm's adjustment over all items for each kind of test by itself. Red where the
/// adjusted p of generalised_mantel() is under alpha and a difference is at least red_difference, or that of logistic_dif().both and the growth of
/// R2 at least red_r2; amber likewise. A light says that an item works otherwise for people who report the same on the whole, not why; groups whose
/// members all exaggerate alike show none. Cost: microseconds for each item.
///
/// Throws std::invalid_argument where the reference is none of the groups.
[[nodiscard]] std::vector<ItemDif> item_dif(const DifTables& tables, const DifOptions& options = {});

struct DifResult {
    std::vector<ItemDif> items;
    std::vector<bool> matching;  ///< what the last pass matched on
    std::size_t passes = 0;
    bool settled = false;  ///< a further pass would match on the same
};

/// item_dif() with purified matching (Holland & Thayer 1988; Clauser, Mazor & Hambleton 1993): pass 1 matches on all items that `layout` names, each
/// further pass on those of them that the one before left green or grey, until that list stays as it was, at most `most_passes` times. Two passes are
/// the rule where something is flagged, one where nothing is. `count` adds the answers to empty tables, and is called once a pass; who has answers
/// elsewhere sends the layout there and merges what comes back. Where a pass leaves fewer than least_matching items unflagged, so many that it cannot
/// be told which of them differ and which only seem to beside the others, all items are grey, and there is no further pass.
[[nodiscard]] DifResult purified_dif(DifLayout layout, const std::function<void(DifTables&)>& count, const DifOptions& options = {});

/// The domains of one questionnaire together: Holm's adjustment and the smallest detectable differences over the items of all of them, and the lights
/// that follow from these, which can be greener than those that a domain alone would have. What was matched on stays.
void adjust_together(std::vector<DifResult>& domains, const DifOptions& options = {});

/// What the next pass matches on: those of `matching` that are neither amber nor red.
[[nodiscard]] std::vector<bool> unflagged(const std::vector<bool>& matching, const std::vector<ItemDif>& items);

}  // namespace capgap
