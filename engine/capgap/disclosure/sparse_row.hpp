#pragma once

#include <capgap/disclosure/residue.hpp>

#include <boost/unordered/unordered_flat_map.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace capgap {

/// One place of a sparse row or column.
struct SparseEntry {
    std::uint32_t at = 0;
    Residue factor;
};

/// The factors of an equation that are not 0, in no order. Most rows are short and looked through; long ones have an index.
class SparseRow {
public:
    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }
    [[nodiscard]] std::span<const SparseEntry> entries() const { return entries_; }
    void clear() {
        if (has_index()) index_.clear();
        entries_.clear();
    }
    /// 0 where the variable is not in it.
    [[nodiscard]] Residue factor(std::uint32_t variable) const {
        const std::size_t place = find(variable);
        return place < entries_.size() ? entries_[place].factor : Residue();
    }
    enum class Change { none, entered, left };
    /// Whether the variable has come into the row by that, or gone out of it. `factor`: not 0.
    Change add(std::uint32_t variable, Residue factor) {
        const std::size_t place = find(variable);
        if (place == entries_.size()) {
            append(variable, factor);
            return Change::entered;
        }
        entries_[place].factor += factor;
        if (!entries_[place].factor.is_zero()) return Change::none;
        erase(place);
        return Change::left;
    }
    void erase_variable(std::uint32_t variable) {
        const std::size_t place = find(variable);
        if (place < entries_.size()) erase(place);
    }

private:
    static constexpr std::size_t most_without_index = 32;

    [[nodiscard]] bool has_index() const noexcept { return !index_.empty(); }

    [[nodiscard]] std::size_t find(std::uint32_t variable) const {
        if (has_index()) {
            const auto found = index_.find(variable);
            return found == index_.end() ? entries_.size() : found->second;
        }
        std::size_t place = 0;
        while (place < entries_.size() && entries_[place].at != variable) ++place;
        return place;
    }

    void append(std::uint32_t variable, Residue factor) {
        entries_.push_back({variable, factor});
        if (has_index()) {
            index_.emplace(variable, static_cast<std::uint32_t>(entries_.size() - 1));
        } else if (entries_.size() > most_without_index) {
            for (std::uint32_t i = 0; i < entries_.size(); ++i) index_.emplace(entries_[i].at, i);
        }
    }

    /// The last one takes its place.
    void erase(std::size_t place) {
        if (has_index()) {
            index_.erase(entries_[place].at);
            if (place + 1 < entries_.size()) index_[entries_.back().at] = static_cast<std::uint32_t>(place);
        }
        entries_[place] = entries_.back();
        entries_.pop_back();
    }

    std::vector<SparseEntry> entries_;
    boost::unordered_flat_map<std::uint32_t, std::uint32_t> index_;  ///< places by variable; empty where the row never was long
};

}  // namespace capgap
