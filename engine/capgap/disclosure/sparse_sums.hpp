#pragma once

#include <capgap/disclosure/residue.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace capgap {

/// Sums by index that are taken out in an order of the indices while others are still added behind: substitution that touches only what is not 0.
template <class After>
class SparseSums {
public:
    /// Indices below it can be added to, when all sums were taken out.
    void reserve(std::size_t size) {
        if (size <= sum_.size()) return;
        sum_.resize(size);
        waits_.resize(size, 0);
    }
    void add(std::uint32_t at, Residue value) {
        sum_[at] += value;
        if (waits_[at] != 0) return;
        waits_[at] = 1;
        waiting_.push_back(at);
        std::push_heap(waiting_.begin(), waiting_.end(), After{});
    }
    bool empty() const noexcept { return waiting_.empty(); }
    /// The first one. It may be 0.
    std::pair<std::uint32_t, Residue> take() {
        std::pop_heap(waiting_.begin(), waiting_.end(), After{});
        const std::uint32_t at = waiting_.back();
        waiting_.pop_back();
        waits_[at] = 0;
        return {at, std::exchange(sum_[at], Residue())};
    }

private:
    std::vector<Residue> sum_;
    std::vector<std::uint8_t> waits_;
    std::vector<std::uint32_t> waiting_;  ///< a heap
};

}  // namespace capgap
