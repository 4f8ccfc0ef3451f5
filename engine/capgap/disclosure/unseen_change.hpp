#pragma once

#include <capgap/disclosure/equations.hpp>

#include <utility>
#include <vector>

namespace capgap {

/// A hidden number becomes larger by so much.
struct NumberChange {
    std::uint32_t variable = 0;
    Residue by;
};

/// Tries changes on all equations. What a reader knows of them is the same after an unseen change, which so is a solution of the homogeneous
/// equations: no number that it changes is determined (see NullSpace). That takes no solving, only adding up.
class UnseenChange {
public:
    explicit UnseenChange(const Equations& equations) : equations_(equations), sums_(equations.size()) {}

    [[nodiscard]] bool unseen(const std::vector<NumberChange>& changes) {
        for (const NumberChange& change : changes) {
            for (const ColumnTerm& in : equations_.of(change.variable)) sums_[in.equation] += Residue::of(in.factor) * change.by;
        }
        bool out = true;
        for (const NumberChange& change : changes) {
            for (const ColumnTerm& in : equations_.of(change.variable)) out = std::exchange(sums_[in.equation], Residue()).is_zero() && out;
        }
        return out;
    }

private:
    const Equations& equations_;
    std::vector<Residue> sums_;  ///< by equation; 0 between changes
};

}  // namespace capgap
