#include <capgap/gaps/pair_counts.hpp>

#include <algorithm>
#include <bit>

namespace capgap {

void PairCounts::add(const std::vector<Standing>& standing) {
    waiting_.resize(standing.size());
    const std::uint64_t person = std::uint64_t{1} << waits_;
    for (std::size_t c = 0; c < standing.size(); ++c) {
        waiting_[c].known |= standing[c] != Standing::unknown ? person : 0;
        waiting_[c].below |= standing[c] == Standing::below ? person : 0;
    }
    if (++waits_ == word) settle();
}

void PairCounts::count_waiting(std::vector<PairCount>& into) const {
    const std::size_t n = waiting_.size();
    into.resize(n < 2 ? 0 : n * (n - 1) / 2);
    std::size_t pair = 0;
    for (std::size_t a = 0; a < n; ++a) {
        for (std::size_t b = a + 1; b < n; ++b, ++pair) {
            const std::uint64_t both = waiting_[a].known & waiting_[b].known;
            into[pair].both += static_cast<std::uint32_t>(std::popcount(both));
            into[pair].only_first += static_cast<std::uint32_t>(std::popcount(both & waiting_[a].below & ~waiting_[b].below));
            into[pair].only_second += static_cast<std::uint32_t>(std::popcount(both & waiting_[b].below & ~waiting_[a].below));
        }
    }
}

void PairCounts::settle() {
    count_waiting(counted_);
    std::fill(waiting_.begin(), waiting_.end(), Waiting{});
    waits_ = 0;
}

void PairCounts::merge(const PairCounts& other) {
    waiting_.resize(std::max(waiting_.size(), other.waiting_.size()));
    counted_.resize(std::max(counted_.size(), other.counted_.size()));
    for (std::size_t pair = 0; pair < other.counted_.size(); ++pair) {
        counted_[pair].both += other.counted_[pair].both;
        counted_[pair].only_first += other.counted_[pair].only_first;
        counted_[pair].only_second += other.counted_[pair].only_second;
    }
    if (other.waits_ == 0) return;
    if (waits_ + other.waits_ > word) settle();
    for (std::size_t c = 0; c < other.waiting_.size(); ++c) {
        waiting_[c].known |= other.waiting_[c].known << waits_;
        waiting_[c].below |= other.waiting_[c].below << waits_;
    }
    waits_ += other.waits_;
    if (waits_ == word) settle();
}

void PairCounts::subtract(const PairCounts& part) {
    settle();
    const std::vector<PairCount> gone = part.counts();
    for (std::size_t pair = 0; pair < gone.size(); ++pair) {
        counted_[pair].both -= gone[pair].both;
        counted_[pair].only_first -= gone[pair].only_first;
        counted_[pair].only_second -= gone[pair].only_second;
    }
}

std::vector<PairCount> PairCounts::counts() const {
    std::vector<PairCount> out = counted_;
    count_waiting(out);
    return out;
}

}  // namespace capgap
