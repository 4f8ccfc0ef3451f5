#include <capgap/measurement/vignettes.hpp>

#include <capgap/measurement/answer_table.hpp>

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace capgap {

namespace {

VignetteRank rank_of_complete(std::uint8_t own, std::span<const std::uint8_t> vignettes) {
    const std::size_t J = vignettes.size();
    VignetteRank out{2 * J + 1, 1};
    for (std::size_t j = 0; j < J; ++j) {
        if (own > vignettes[j]) continue;
        out.start = 2 * j + (own == vignettes[j] ? 2 : 1);
        break;
    }
    for (std::size_t j = J; j > 0; --j) {
        if (own < vignettes[j - 1]) continue;
        out.end = 2 * j + (own == vignettes[j - 1] ? 0 : 1);
        break;
    }
    return out;
}

double share_of(std::int64_t part, std::int64_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

std::optional<VignetteRank> vignette_rank(std::uint8_t own, std::span<const std::uint8_t> vignettes) {
    const auto is_missing = [](std::uint8_t code) { return code == AnswerTable::missing; };
    if (vignettes.empty() || is_missing(own) || std::any_of(vignettes.begin(), vignettes.end(), is_missing)) return std::nullopt;
    return rank_of_complete(own, vignettes);
}

VignetteCounts::VignetteCounts(std::size_t vignettes) : vignettes_(vignettes) {
    if (vignettes < 1 || vignettes > most_vignettes) throw std::invalid_argument("there are 1 to 50 vignettes");
    by_interval_.assign(ranks() * ranks(), 0);
    for (std::size_t lower = 0; lower < vignettes; ++lower) {
        for (std::size_t upper = lower + 1; upper < vignettes; ++upper) pairs_.push_back({lower, upper, 0, 0, 0});
    }
}

void VignetteCounts::add(std::uint8_t own, std::span<const std::uint8_t> vignettes, std::int64_t people) {
    if (vignettes.size() != vignettes_) throw std::invalid_argument("another number of vignettes");
    bool tie = false;
    bool violation = false;
    for (VignettePair& pair : pairs_) {
        const std::uint8_t lower = vignettes[pair.lower];
        const std::uint8_t upper = vignettes[pair.upper];
        if (lower == AnswerTable::missing || upper == AnswerTable::missing) continue;
        tie = tie || lower == upper;
        violation = violation || lower > upper;
        (lower < upper ? pair.as_intended : lower == upper ? pair.tied : pair.violated) += people;
    }
    const auto rank = vignette_rank(own, vignettes);
    if (!rank) {
        incomplete_ += people;
        return;
    }
    by_interval_[(rank->start - 1) * ranks() + rank->end - 1] += people;
    if (tie) with_ties_ += people;
    if (violation) with_violations_ += people;
}

bool VignetteCounts::merge(const VignetteCounts& other) {
    if (other.vignettes_ != vignettes_) return false;
    for (std::size_t i = 0; i < by_interval_.size(); ++i) by_interval_[i] += other.by_interval_[i];
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
        pairs_[i].as_intended += other.pairs_[i].as_intended;
        pairs_[i].tied += other.pairs_[i].tied;
        pairs_[i].violated += other.pairs_[i].violated;
    }
    with_ties_ += other.with_ties_;
    with_violations_ += other.with_violations_;
    incomplete_ += other.incomplete_;
    return true;
}

std::int64_t VignetteCounts::ranked() const {
    return std::accumulate(by_interval_.begin(), by_interval_.end(), std::int64_t{0});
}

VignetteReport vignette_report(const VignetteCounts& counts) {
    VignetteReport out;
    out.ranked = counts.ranked();
    out.incomplete = counts.incomplete();
    out.pairs = counts.pairs();
    if (out.ranked == 0) return out;
    std::int64_t scalar = 0;
    std::int64_t span = 0;
    std::vector<std::int64_t> scalar_people;
    out.rank_shares.assign(counts.ranks(), 0);
    for (std::size_t start = 1; start <= counts.ranks(); ++start) {
        scalar_people.push_back(counts.people({start, start}));
        scalar += scalar_people.back();
        for (std::size_t end = start; end <= counts.ranks(); ++end) {
            const std::int64_t people = counts.people({start, end});
            const auto width = static_cast<std::int64_t>(end - start + 1);
            span += people * width;
            for (std::size_t rank = start; rank <= end; ++rank) out.rank_shares[rank - 1] += share_of(people, width);
        }
    }
    for (double& share : out.rank_shares) share /= static_cast<double>(out.ranked);
    out.scalar_share = share_of(scalar, out.ranked);
    out.tied_share = share_of(counts.with_ties(), out.ranked);
    out.violated_share = share_of(counts.with_violations(), out.ranked);
    out.mean_span = share_of(span, out.ranked);
    if (scalar > 0) {
        for (const std::int64_t people : scalar_people) out.scalar_rank_shares.push_back(share_of(people, scalar));
    }
    return out;
}

}  // namespace capgap
