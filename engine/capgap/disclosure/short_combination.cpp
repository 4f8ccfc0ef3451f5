#include <capgap/disclosure/short_combination.hpp>

#include <algorithm>
#include <utility>

namespace capgap {

/// Forgets what was met for the variable before.
void ShortCombination::begin(std::uint32_t variable) {
    for (const std::uint32_t before : met_) column_of_[before] = Triangle::none;
    for (const Candidate& before : candidates_) candidate_of_[before.equation] = Triangle::none;
    column_of_.resize(equations_.variables(), Triangle::none);
    candidate_of_.resize(equations_.size(), Triangle::none);
    met_.clear();
    candidates_.clear();
    row_.clear();
    rows_.clear();
    meet(variable);
}

void ShortCombination::meet(std::uint32_t variable) {
    column_of_[variable] = static_cast<std::uint32_t>(met_.size());
    met_.push_back(variable);
    row_.emplace_back();
    for (const ColumnTerm& in : equations_.of(variable)) {
        std::uint32_t& candidate = candidate_of_[in.equation];
        if (candidate == Triangle::none) {
            candidate = static_cast<std::uint32_t>(candidates_.size());
            candidates_.push_back({in.equation, equations_.unknown_in(in.equation)});
        }
        --candidates_[candidate].not_met;
    }
}

/// With the fewest unknowns that were not met; the earlier equation, where that leaves a choice.
ShortCombination::Candidate* ShortCombination::next() {
    Candidate* least = nullptr;
    for (Candidate& one : candidates_) {
        if (one.taken || one.not_met > most_unknowns) continue;
        if (least == nullptr || std::pair(one.not_met, one.equation) < std::pair(least->not_met, least->equation)) least = &one;
    }
    return least;
}

/// Takes out the pivots of the rows so far.
void ShortCombination::reduce() {
    added_.clear();
    for (std::uint32_t r = 0; r < rows_.size(); ++r) {
        const Row& row = rows_[r];
        const Residue factor = std::exchange(row_[row.pivot], Residue());
        if (factor.is_zero()) continue;
        const Residue times = -(factor * row.inverse);
        for (const SparseEntry& other : row.others) row_[other.at] += other.factor * times;
        added_.push_back({r, times});
    }
}

void ShortCombination::keep_row(std::uint32_t equation) {
    Row& row = rows_.add();
    for (auto column = static_cast<std::uint32_t>(row_.size()); column-- > 0;) {
        const Residue factor = std::exchange(row_[column], Residue());
        if (factor.is_zero()) continue;
        if (row.pivot == 0 && column > 0) {
            row.pivot = column;
            row.inverse = factor.inverse();
        } else {
            row.others.push_back({column, factor});
        }
    }
    if (row.pivot == 0) {
        rows_.drop_last();  // it says nothing new
        return;
    }
    row.equation = equation;
    row.added = added_;
}

/// Whether the equation, with those before it, leaves only the wanted unknown.
bool ShortCombination::determines(std::uint32_t equation) {
    for (const LinearTerm& term : equations_.terms(equation)) {
        if (!equations_.unknown(term.variable)) continue;
        if (column_of_[term.variable] == Triangle::none) meet(term.variable);
        row_[column_of_[term.variable]] += Residue::of(term.factor);
    }
    reduce();
    const bool alone = !row_.front().is_zero() && std::all_of(row_.begin() + 1, row_.end(), [](Residue factor) { return factor.is_zero(); });
    if (!alone) keep_row(equation);
    return alone;
}

/// Of the equation in work, with the rows that were added to it: these are equations and earlier rows.
std::vector<EquationUse> ShortCombination::uses(std::uint32_t equation) const {
    std::vector<EquationUse> out = {{equation, Residue(1)}};
    std::vector<Residue> times(rows_.size());
    for (const SparseEntry& row : added_) times[row.at] = row.factor;
    for (std::size_t r = rows_.size(); r-- > 0;) {
        if (times[r].is_zero()) continue;
        out.push_back({rows_[r].equation, times[r]});
        for (const SparseEntry& earlier : rows_[r].added) times[earlier.at] += earlier.factor * times[r];
    }
    return out;
}

std::vector<EquationUse> ShortCombination::find(std::uint32_t variable) {
    begin(variable);
    for (std::size_t taken = 0; taken < most_equations; ++taken) {
        Candidate* candidate = next();
        if (candidate == nullptr) return {};
        candidate->taken = true;
        const std::uint32_t equation = candidate->equation;
        if (determines(equation)) return uses(equation);
    }
    return {};
}

}  // namespace capgap
