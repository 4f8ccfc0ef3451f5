#include <capgap/disclosure/short_combination.hpp>

#include <algorithm>
#include <utility>

namespace capgap {

ShortCombination::ShortCombination(const Equations& equations, std::uint32_t variable) : equations_(equations) {
    meet(variable);
}

void ShortCombination::meet(std::uint32_t variable) {
    column_of_.emplace(variable, static_cast<std::uint32_t>(row_.size()));
    row_.emplace_back();
    for (const ColumnTerm& in : equations_.of[variable]) {
        const auto [found, is_new] = candidate_of_.try_emplace(in.equation, candidates_.size());
        if (is_new) candidates_.push_back({in.equation, equations_.unknown_in[in.equation]});
        --candidates_[found->second].not_met;
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
    for (const Row& row : rows_) {
        const Residue factor = std::exchange(row_[row.pivot], Residue());
        if (factor.is_zero()) continue;
        const Residue times = -(factor * row.inverse);
        for (const SparseEntry& other : row.others) row_[other.at] += other.factor * times;
        for (const EquationUse& use : row.uses) uses_.push_back({use.equation, use.times * times});
    }
}

namespace {

/// Equations that were used several times, once; what cancels, not at all.
std::vector<EquationUse> summed(std::vector<EquationUse> uses) {
    std::sort(uses.begin(), uses.end(), [](const EquationUse& a, const EquationUse& b) { return a.equation < b.equation; });
    std::vector<EquationUse> out;
    for (const EquationUse& use : uses) {
        if (!out.empty() && out.back().equation == use.equation) {
            out.back().times += use.times;
        } else {
            out.push_back(use);
        }
    }
    std::erase_if(out, [](const EquationUse& use) { return use.times.is_zero(); });
    return out;
}

}  // namespace

void ShortCombination::keep_row() {
    Row row;
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
    if (row.pivot == 0) return;  // it says nothing new
    row.uses = summed(std::move(uses_));
    rows_.push_back(std::move(row));
}

/// Whether the equation, with those before it, leaves only the wanted unknown.
bool ShortCombination::determines(std::uint32_t equation) {
    for (const LinearTerm& term : equations_.terms[equation]) {
        if (equations_.unknown[term.variable] == 0) continue;
        if (!column_of_.contains(term.variable)) meet(term.variable);
        row_[column_of_.at(term.variable)] += Residue::of(term.factor);
    }
    uses_ = {{equation, Residue(1)}};
    reduce();
    const bool alone = !row_.front().is_zero() && std::all_of(row_.begin() + 1, row_.end(), [](Residue factor) { return factor.is_zero(); });
    if (!alone) keep_row();
    return alone;
}

std::vector<EquationUse> ShortCombination::find() {
    for (std::size_t taken = 0; taken < most_equations; ++taken) {
        Candidate* candidate = next();
        if (candidate == nullptr) return {};
        candidate->taken = true;
        if (determines(candidate->equation)) return summed(std::move(uses_));
    }
    return {};
}

}  // namespace capgap
