#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace capgap {

/// Mergeable state: how often each item got each answer.
class ItemUse {
public:
    struct Counts {
        std::vector<std::int64_t> options;  ///< by code
        std::int64_t empty = 0;
        std::int64_t not_applicable = 0;
        std::int64_t do_not_know = 0;
        std::int64_t refused = 0;
        std::int64_t not_asked = 0;

        std::int64_t people() const;
        friend bool operator==(const Counts&, const Counts&) = default;
    };

    /// `options` per item: how many the item has.
    explicit ItemUse(const std::vector<std::size_t>& options = {});

    /// `code` as in Batch and ScoredBatch.
    void add(std::size_t item, std::int8_t code, std::int64_t people = 1);
    /// A column of answers: those of people who are `counted` (1, not 0), in the same order.
    void add(std::size_t item, std::span<const std::int8_t> codes, std::span<const std::uint8_t> counted);
    [[nodiscard]] bool merge(const ItemUse& other);
    const std::vector<Counts>& items() const noexcept { return items_; }

    friend bool operator==(const ItemUse&, const ItemUse&) = default;

private:
    std::vector<Counts> items_;
};

}  // namespace capgap
