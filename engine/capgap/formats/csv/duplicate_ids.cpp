#include <capgap/formats/csv/duplicate_ids.hpp>

#include <capgap/formats/csv/hash128.hpp>

#include <algorithm>
#include <bit>
#include <tuple>

namespace capgap {

void DuplicateIds::Gathering::add(std::string_view id, std::uint32_t line) {
    const csv::Hash128 hash = csv::hash128(id);
    entries_.push_back({hash.low, static_cast<std::uint32_t>(hash.high), line});
}

/// Of the ids that are met once nearly all have a bit of their own, out of 16 for each: what is left to sort is an eighth.
void DuplicateIds::Gathering::forget_single() {
    const std::size_t bits = std::bit_ceil(16 * std::max<std::size_t>(entries_.size(), 4));
    const unsigned shift = 64U - static_cast<unsigned>(std::countr_zero(bits));
    std::vector<bool> once(bits);
    std::vector<bool> again(bits);
    for (const Entry& entry : entries_) {
        const std::size_t bit = entry.hash >> shift;
        if (once[bit]) again[bit] = true;
        once[bit] = true;
    }
    std::erase_if(entries_, [&](const Entry& entry) { return !again[entry.hash >> shift]; });
}

DuplicateIds DuplicateIds::Gathering::finish() && {
    forget_single();
    std::sort(entries_.begin(), entries_.end(),
              [](const Entry& a, const Entry& b) { return std::tie(a.hash, a.more_hash, a.line) < std::tie(b.hash, b.more_hash, b.line); });
    DuplicateIds duplicates;
    for (std::size_t i = 1; i < entries_.size(); ++i) {
        const Entry& before = entries_[i - 1];
        const Entry& entry = entries_[i];
        if (std::tie(before.hash, before.more_hash) != std::tie(entry.hash, entry.more_hash)) continue;
        auto& repeated = duplicates.repeated_;
        const bool known = !repeated.empty() && std::tie(repeated.back().hash, repeated.back().more_hash) == std::tie(entry.hash, entry.more_hash);
        if (!known) repeated.push_back({entry.hash, entry.more_hash, {before.line, entry.line, entry.line}});
        repeated.back().lines.last = entry.line;
        duplicates.rows_ += known ? 1 : 2;
    }
    entries_.clear();
    return duplicates;
}

std::optional<DuplicateIds::Lines> DuplicateIds::find(std::string_view id) const {
    if (repeated_.empty()) return std::nullopt;
    const csv::Hash128 hash = csv::hash128(id);
    const auto more_hash = static_cast<std::uint32_t>(hash.high);
    const auto found = std::lower_bound(repeated_.begin(), repeated_.end(), std::tie(hash.low, more_hash),
                                        [](const Repeated& each, const auto& sought) { return std::tie(each.hash, each.more_hash) < sought; });
    if (found == repeated_.end() || found->hash != hash.low || found->more_hash != more_hash) return std::nullopt;
    return found->lines;
}

}  // namespace capgap
