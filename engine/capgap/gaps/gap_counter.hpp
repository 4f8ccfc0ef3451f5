#pragma once

#include <capgap/gaps/gap_counts.hpp>

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace capgap {

/// The weighting class of a person.
void set_class_key(const Batch& batch, std::size_t row, const CountLayout& layout, ClassKey& key);

/// Fills a GapCounts. A person is counted in several of tens of thousands of records, which do not fit into any cache; so people wait, 2^15 of them,
/// and are counted class by class. Size beside the counts: some 200 bytes for each who waits, and 8 a class and category that there can be.
class GapCounter {
public:
    explicit GapCounter(CountLayout layout) : GapCounter(GapCounts(std::move(layout))) {}
    /// Goes on counting.
    explicit GapCounter(GapCounts counts) : counts_(std::move(counts)) {}

    /// One of several parts of all people: by class, so that parts are counted side by side and have no class in common.
    struct Share {
        std::size_t index = 0;
        std::size_t of = 1;
    };

    void add(const Batch& batch, const ScoredBatch& scored, Share share = {0, 1});
    GapCounts finish() &&;

private:
    static constexpr std::size_t most_waiting = std::size_t{1} << 15U;
    static constexpr std::uint32_t nobody = 0xffffffff;

    /// A class as far as it was met; slots are null until somebody is counted in them.
    struct Class {
        ClassCounts* counts = nullptr;
        std::vector<SlotCounts*> slots;
        std::uint32_t last = nobody;  ///< who waits
        std::uint16_t profile = Batch::no_profile;
    };

    /// People one behind the other; every list but `wanted` has as many entries for each.
    struct Waiting {
        std::vector<std::uint32_t> before;  ///< who else of the class waits
        std::vector<std::uint32_t> slots;
        std::vector<std::uint8_t> standing;
        std::vector<std::int64_t> score_units;
        std::vector<std::uint8_t> below_moved;
        std::vector<std::int8_t> attitude;
        std::vector<std::uint16_t> wanted;
        std::vector<std::size_t> wanted_end;  ///< by person, in `wanted`

        void clear();
    };

    std::uint32_t class_of(const Batch& batch, std::size_t row);
    void take(const Batch& batch, const ScoredBatch& scored, std::size_t row);
    void count_waiting();
    void count_person(Class& of, std::size_t person);
    void add_pairs(Class& of, const CountedPerson& person);
    static void add_moved(Class& of, const CountedPerson& person);
    [[nodiscard]] std::uint8_t below_moved(const ScoredBatch::Competency& column, std::size_t row, int target) const;
    SlotCounts& slot_of(Class& of, std::size_t slot);

    GapCounts counts_;
    boost::unordered_flat_map<ClassKey, std::uint32_t, ClassKeyHash> numbers_;
    std::vector<Class> classes_;       ///< by number
    std::vector<std::uint32_t> open_;  ///< classes of which somebody waits
    Waiting waiting_;
    ClassKey key_;
    std::vector<PairCounts::Standing> pair_standing_;
};

}  // namespace capgap
