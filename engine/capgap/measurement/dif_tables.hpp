#pragma once

#include <capgap/base/decimal.hpp>
#include <capgap/measurement/answer_table.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace capgap {

/// What the items of one domain are counted by when groups are compared. All of it is fixed before the answers are looked at, but `matching`.
struct DifLayout {
    /// By item and category: what an answer is worth, 0..most_points.
    std::vector<std::vector<std::int64_t>> points;
    std::int64_t most_points = 1;
    std::size_t groups = 2;
    /// Where on the matching score, 0 to 100, a band ends and the next begins; a score that equals a limit belongs to the upper band.
    std::vector<Decimal> band_limits{Decimal::of_millionths(20'000'000), Decimal::of_millionths(40'000'000), Decimal::of_millionths(60'000'000),
                                     Decimal::of_millionths(80'000'000)};
    /// By item: whether it counts towards the matching score of the others. Empty: all do.
    std::vector<bool> matching;
    /// Below this share of the items of a matching score answered, there is none.
    Decimal min_answered = Decimal::of_millionths(500'000);

    [[nodiscard]] std::size_t bands() const noexcept { return band_limits.size() + 1; }
    friend bool operator==(const DifLayout&, const DifLayout&) = default;
};

/// The answers to one item: people by band, group and category.
struct DifItemTable {
    std::size_t bands = 0;
    std::size_t groups = 0;
    std::span<const std::int64_t> points;  ///< by category
    std::span<const std::int64_t> people;  ///< [band][group][category]

    [[nodiscard]] std::size_t categories() const noexcept { return points.size(); }
    [[nodiscard]] std::int64_t count(std::size_t band, std::size_t group, std::size_t category) const {
        return people[(band * groups + group) * points.size() + category];
    }
};

/// Mergeable state: item x band x group x category counts of unweighted people.
///
/// The band is that of the person's matching score, 100 x mean of points / most_points over the answered items that `matching` names and the item
/// itself: an item counts towards its own matching score even where it is left out of that of the others, else groups that differ would seem to
/// answer it differently (Holland & Thayer 1988). Bands are told exactly, in whole numbers. Somebody without an answer to the item, or with fewer
/// than min_answered of the items of its matching score, is not counted with it.
///
/// Sums are additive over people, not over lists of items to match on: each list takes another pass over the answers. purified_dif() says how many.
/// Cost: two looks at each answer, and an addition.
class DifTables {
public:
    /// Throws std::invalid_argument: an item of fewer than two categories; points beyond 0..most_points; no group; limits that do not rise, or lie
    /// outside of 0..100; `matching` of other length.
    explicit DifTables(DifLayout layout);

    /// `codes`: a category for each item; what is none of its item counts as missing. `group`: 0..groups-1; people of none are not to be added.
    void add(std::span<const std::uint8_t> codes, std::size_t group, std::int64_t people = 1);
    /// Everybody of a table with a weight above 0, in its groups: people, whatever they weigh. Throws std::invalid_argument for other items or
    /// groups.
    void add(const AnswerTable& answers);
    /// False, and nothing changed, if the layouts differ.
    [[nodiscard]] bool merge(const DifTables& other);

    [[nodiscard]] const DifLayout& layout() const noexcept { return layout_; }
    [[nodiscard]] std::size_t items() const noexcept { return layout_.points.size(); }
    [[nodiscard]] DifItemTable item(std::size_t index) const;

    friend bool operator==(const DifTables& a, const DifTables& b) { return a.layout_ == b.layout_ && a.people_ == b.people_; }

private:
    /// Of the items that count for all, what a person answered.
    struct Matched {
        std::int64_t points = 0;
        std::size_t answered = 0;
    };
    [[nodiscard]] std::size_t band_of(const Matched& matched) const;

    DifLayout layout_;
    std::size_t matching_items_ = 0;
    std::size_t least_answered_ = 0;      ///< of the items that count for all
    std::size_t least_answered_own_ = 0;  ///< where the item itself comes to them
    std::vector<std::int64_t> limits_;    ///< [answered][limit]: the fewest points that reach it
    std::vector<std::size_t> begin_;      ///< of each item in people_
    std::vector<std::int64_t> people_;
};

}  // namespace capgap
