#include <capgap/disclosure/equations.hpp>

namespace capgap {

void Equations::index() {
    if (begins_.size() == variables() + 1 && unknown_in_.size() == size()) return;
    begins_.assign(variables() + 2, 0);
    unknown_in_.assign(size(), 0);
    for (std::uint32_t e = 0; e < size(); ++e) {
        for (const LinearTerm& term : terms(e)) {
            ++begins_[term.variable + std::size_t{2}];
            unknown_in_[e] += unknown_[term.variable];
        }
    }
    for (std::size_t v = 2; v < begins_.size(); ++v) begins_[v] += begins_[v - 1];
    columns_.resize(begins_.back());
    // What is counted for the variable before moves on to where the next one begins.
    for (std::uint32_t e = 0; e < size(); ++e) {
        for (const LinearTerm& term : terms(e)) columns_[begins_[term.variable + std::size_t{1}]++] = {e, term.factor};
    }
    begins_.pop_back();
}

}  // namespace capgap
