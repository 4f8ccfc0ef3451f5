#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace capgap {

/// Of two competencies a < b, among people with a level and a target in both.
struct PairCount {
    std::uint32_t both = 0;        ///< people
    std::uint32_t only_first = 0;  ///< below the target in a alone
    std::uint32_t only_second = 0;

    friend bool operator==(const PairCount&, const PairCount&) = default;
};

/// Mergeable state: PairCount of every two of n competencies, of up to 2^32 people.
///
/// People wait as bits, 64 to a word of each competency, and are counted by word: so that a person costs n steps, not n^2. Size: 12 bytes a pair once
/// somebody was counted, and 16 a competency.
class PairCounts {
public:
    /// How one person stands in a competency.
    enum class Standing : std::uint8_t { unknown, reached, below };

    /// A person's standing by competency; n is that of the first person.
    void add(const std::vector<Standing>& standing);
    /// Both have nobody or the same n.
    void merge(const PairCounts& other);
    /// `part` are some of the people.
    void subtract(const PairCounts& part);

    /// (0,1), (0,2), ..., (1,2), ...; empty where nobody was added.
    std::vector<PairCount> counts() const;

    friend bool operator==(const PairCounts& a, const PairCounts& b) { return a.counts() == b.counts(); }

private:
    static constexpr unsigned word = 64;

    struct Waiting {
        std::uint64_t known = 0;  ///< a bit for each person
        std::uint64_t below = 0;  ///< only where known
    };

    void count_waiting(std::vector<PairCount>& into) const;
    void settle();

    std::vector<Waiting> waiting_;  ///< by competency
    unsigned waits_ = 0;            ///< people
    std::vector<PairCount> counted_;
};

}  // namespace capgap
