#include <capgap/disclosure/fellow_places.hpp>

#include <algorithm>
#include <iterator>
#include <limits>
#include <tuple>

namespace capgap {

void FellowPlaces::add(std::size_t place, Slot slot, AdditiveMask::Variable variable) {
    if (place < cells_.size()) cells_[place].push_back({slot, variable});
}

FellowPlaces::Slots FellowPlaces::hidden_slots(const AdditiveMask& mask, std::size_t place) const {
    Slots out;
    for (const Cell& cell : cells_[place]) {
        if (mask.hidden_variable(cell.variable)) out.push_back(cell.slot);
    }
    return out;
}

/// Calls `visit` for each of the slots that the place shows. How many of them it does not have.
template <class Visit>
std::size_t FellowPlaces::visit_shown(const AdditiveMask& mask, std::size_t place, const Slots& slots, Visit visit) const {
    std::size_t missing = 0;
    auto cell = cells_[place].begin();
    for (const Slot slot : slots) {
        while (cell != cells_[place].end() && cell->slot < slot) ++cell;
        if (cell == cells_[place].end() || cell->slot != slot) {
            ++missing;
        } else if (!mask.hidden_variable(cell->variable)) {
            visit(cell->variable);
        }
    }
    return missing;
}

std::size_t FellowPlaces::cheapest(const AdditiveMask& mask, const std::vector<std::size_t>& family, const Slots& slots,
                                   std::size_t other_than) const {
    using Cost = std::tuple<std::size_t, int, std::int64_t>;
    Cost least{std::numeric_limits<std::size_t>::max(), 0, 0};
    std::size_t found = parts_.size();
    for (const std::size_t place : family) {
        if (place == other_than) continue;
        int rank = std::numeric_limits<int>::min();
        std::int64_t people = 0;
        const std::size_t missing = visit_shown(mask, place, slots, [&](AdditiveMask::Variable variable) {
            rank = std::max(rank, mask.rank(variable));
            people += mask.people(variable);
        });
        const Cost cost{missing, rank, people};
        if (cost < least) {
            least = cost;
            found = place;
        }
    }
    return found;
}

void FellowPlaces::hide_slots(AdditiveMask& mask, std::size_t place, const Slots& slots) const {
    std::vector<AdditiveMask::Variable> shown;
    visit_shown(mask, place, slots, [&](AdditiveMask::Variable variable) { shown.push_back(variable); });
    for (const AdditiveMask::Variable variable : shown) mask.hide_variable(variable);
}

void FellowPlaces::hide_in_family(AdditiveMask& mask, std::size_t place) {
    const std::vector<std::size_t>& family = parts_[place];
    if (family.size() < smallest_family) return;
    Slots all = hidden_slots(mask, place);
    for (const std::size_t part : family) {
        const Slots own = hidden_slots(mask, part);
        Slots merged;
        std::set_union(all.begin(), all.end(), own.begin(), own.end(), std::back_inserter(merged));
        all = std::move(merged);
    }
    if (all.empty()) return;
    const std::size_t fellow = cheapest(mask, family, all, parts_.size());
    fellow_of_[place] = fellow;
    const Slots before = hidden_slots(mask, fellow);
    hide_slots(mask, fellow, all);
    const std::size_t second = cheapest(mask, family, before, fellow);
    if (second < parts_.size()) hide_slots(mask, second, before);
}

void FellowPlaces::hide(AdditiveMask& mask) {
    std::vector<bool> is_part(parts_.size(), false);
    for (const auto& family : parts_) {
        for (const std::size_t part : family) is_part[part] = true;
    }
    for (auto& cells : cells_) std::sort(cells.begin(), cells.end(), [](const Cell& a, const Cell& b) { return a.slot < b.slot; });
    std::vector<std::size_t> next;
    for (std::size_t place = parts_.size(); place-- > 0;) {
        if (!is_part[place]) next.push_back(place);
    }
    while (!next.empty()) {
        const std::size_t place = next.back();
        next.pop_back();
        if (parts_[place].empty()) continue;
        hide_in_family(mask, place);
        next.insert(next.end(), parts_[place].rbegin(), parts_[place].rend());
    }
}

/// The fellow, the fellow of its parts, and so on down to a place without parts. Empty where one is missing.
std::vector<std::size_t> FellowPlaces::stand_ins(std::size_t fellow) const {
    std::vector<std::size_t> out = {fellow};
    while (!parts_[out.back()].empty()) {
        const std::size_t next = fellow_of_[out.back()];
        if (next == none) return {};
        out.push_back(next);
    }
    return out;
}

const FellowPlaces::Cell* FellowPlaces::hidden_cell(const AdditiveMask& mask, std::size_t place, Slot slot) const {
    const std::vector<Cell>& cells = cells_[place];
    const auto found = std::lower_bound(cells.begin(), cells.end(), slot, [](const Cell& one, Slot wanted) { return one.slot < wanted; });
    return found != cells.end() && found->slot == slot && mask.hidden_variable(found->variable) ? &*found : nullptr;
}

/// A random change of the hidden numbers of a place, with its reverse in each of the others. Empty where they do not hide what it changes, or where
/// it leaves a secret as it is.
std::vector<NumberChange> FellowPlaces::exchange(const AdditiveMask& mask, std::size_t place, const std::vector<std::size_t>& others) const {
    std::vector<NumberChange> out;
    for (const Cell& cell : cells_[place]) {
        if (!mask.hidden_variable(cell.variable)) continue;
        const Residue by = mask.change(cell.variable);
        if (by.is_zero() && !mask.settled(cell.variable)) return {};
        if (by.is_zero()) continue;
        out.push_back({cell.variable, by});
        for (const std::size_t other : others) {
            const Cell* same = hidden_cell(mask, other, cell.slot);
            if (same == nullptr) return {};
            out.push_back({same->variable, -by});
        }
    }
    return out;
}

void FellowPlaces::set_place_aside(AdditiveMask& mask, UnseenChange& all, std::size_t place, const std::vector<std::size_t>& others) const {
    const std::vector<NumberChange> changes = exchange(mask, place, others);
    if (changes.empty() || !all.unseen(changes)) return;
    for (const NumberChange& change : changes) mask.settle(change.variable);
    for (const Cell& cell : cells_[place]) {
        if (mask.settled(cell.variable)) mask.set_aside(cell.variable);
    }
}

void FellowPlaces::set_aside(AdditiveMask& mask) const {
    UnseenChange all(mask.equations());
    for (std::size_t family = 0; family < parts_.size(); ++family) {
        const std::size_t fellow = fellow_of_[family];
        if (fellow == none) continue;
        const std::vector<std::size_t> others = stand_ins(fellow);
        if (others.empty()) continue;
        for (const std::size_t place : parts_[family]) {
            if (place != fellow && parts_[place].empty()) set_place_aside(mask, all, place, others);
        }
    }
}

}  // namespace capgap
