#include <capgap/gaps/pair_differences.hpp>

#include <algorithm>

namespace capgap {

PairDifferences::PairDifferences(const GapCounts& counts, const Weights& weights) : competencies_(counts.layout().competencies) {
    if (competencies_ < 2) return;
    pairs_.assign(competencies_ * (competencies_ - 1) / 2, WeightedDistribution(3));
    std::size_t i = 0;
    for (const auto& [key, one] : counts.classes()) {
        const double w = weights.of_class[i++];
        const double g = weights.calibrated ? finite_population_correction(w) : 1;
        const std::vector<PairCount> counted = one.pairs.counts();
        for (std::size_t pair = 0; pair < counted.size(); ++pair) {
            const PairCount& count = counted[pair];
            pairs_[pair].add(2, count.only_first, w, g);
            pairs_[pair].add(0, count.only_second, w, g);
            pairs_[pair].add(1, std::int64_t{count.both} - count.only_first - count.only_second, w, g);
        }
    }
}

WeightedDistribution PairDifferences::between(std::size_t a, std::size_t b) const {
    const std::size_t first = std::min(a, b);
    const std::size_t second = std::max(a, b);
    const WeightedDistribution& ordered = pairs_[first * competencies_ - first * (first + 1) / 2 + (second - first - 1)];
    if (a == first) return ordered;
    WeightedDistribution turned(3);
    for (std::size_t value = 0; value < 3; ++value) turned.absorb(2 - value, ordered[value]);
    return turned;
}

}  // namespace capgap
