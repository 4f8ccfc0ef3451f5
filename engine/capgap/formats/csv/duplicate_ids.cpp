#include <capgap/formats/csv/duplicate_ids.hpp>

#include <capgap/formats/csv/hash128.hpp>

#include <boost/sort/spreadsort/integer_sort.hpp>

#include <algorithm>
#include <tuple>

namespace capgap {

void DuplicateIds::Gathering::add(std::string_view id, std::uint32_t line) {
    const csv::Hash128 hash = csv::hash128(id);
    entries_.push_back({hash.low, static_cast<std::uint32_t>(hash.high), line});
}

DuplicateIds DuplicateIds::Gathering::finish() && {
    boost::sort::spreadsort::integer_sort(
        entries_.begin(), entries_.end(), [](const Entry& entry, unsigned bits) { return entry.hash >> bits; },
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
