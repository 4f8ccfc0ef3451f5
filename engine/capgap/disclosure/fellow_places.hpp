#pragma once

#include <capgap/disclosure/additive_mask.hpp>
#include <capgap/disclosure/unseen_change.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace capgap {

/// Protects the numbers of places that add up to another place by a fellow: a place of the same family in which the same numbers are hidden. A number
/// that does not follow from the others of its own place does not follow from those of other places either: people may stand for each other, some
/// here and some in the fellow, and no total shows it. So nothing has to be solved for large families, but for what lacks a fellow.
///
/// One place of each family hides what any other one hides, or the whole of the family: the one that has most of these numbers, would have to hide
/// the least important ones for it, and the fewest people. What it hid before, a second place hides. From the top down, so that there is a fellow on
/// each floor. Places that differ in what they have may keep numbers without a fellow: it makes suppression quick, and proves nothing.
class FellowPlaces {
public:
    using Slot = std::uint32_t;  ///< which number of a place: the same for all places
    /// A fellow and a second one would be a large part of a smaller family.
    static constexpr std::size_t smallest_family = 16;

    /// `parts`: by place, those it is the sum of.
    explicit FellowPlaces(std::vector<std::vector<std::size_t>> parts)
        : parts_(std::move(parts)), cells_(parts_.size()), fellow_of_(parts_.size(), none) {}

    void add(std::size_t place, Slot slot, AdditiveMask::Variable variable);
    /// `mask`: closed within each place; what adds up over places is not among its equations yet.
    void hide(AdditiveMask& mask);
    /// After hide(), with what adds up over places among the equations. Sets aside the places without parts whose fellow does what it is there for:
    /// a random change of the place's hidden numbers, with the reverse in the fellow, in the fellow of the fellow's parts and so on down, changes
    /// each secret of the place and is seen in no equation. So these secrets are not determined, nor the same numbers of the fellow. Little is lost
    /// by leaving such a place out of what has to be solved: what it could do for others, its fellow can.
    void set_aside(AdditiveMask& mask) const;

private:
    struct Cell {
        Slot slot = 0;
        AdditiveMask::Variable variable = 0;
    };
    using Slots = std::vector<Slot>;  ///< ascending
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    Slots hidden_slots(const AdditiveMask& mask, std::size_t place) const;
    void hide_in_family(AdditiveMask& mask, std::size_t place);
    std::size_t cheapest(const AdditiveMask& mask, const std::vector<std::size_t>& family, const Slots& slots, std::size_t other_than) const;
    std::vector<std::size_t> stand_ins(std::size_t fellow) const;
    const Cell* hidden_cell(const AdditiveMask& mask, std::size_t place, Slot slot) const;
    std::vector<NumberChange> exchange(const AdditiveMask& mask, std::size_t place, const std::vector<std::size_t>& others) const;
    void set_place_aside(AdditiveMask& mask, UnseenChange& all, std::size_t place, const std::vector<std::size_t>& others) const;
    void hide_slots(AdditiveMask& mask, std::size_t place, const Slots& slots) const;
    template <class Visit>
    std::size_t visit_shown(const AdditiveMask& mask, std::size_t place, const Slots& slots, Visit visit) const;

    std::vector<std::vector<std::size_t>> parts_;
    std::vector<std::vector<Cell>> cells_;  ///< by place
    std::vector<std::size_t> fellow_of_;    ///< by place: the fellow of its parts; none
};

}  // namespace capgap
