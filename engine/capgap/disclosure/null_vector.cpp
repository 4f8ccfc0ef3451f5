#include <capgap/disclosure/null_vector.hpp>

#include <algorithm>
#include <tuple>
#include <utility>

namespace capgap {

void NullSpace::start(std::size_t variables, const Lists<LinearTerm>& equations) {
    elimination_.run(variables, equations, triangle_);
    values_.resize(variables);
    cancelling_.resize(equations.size());
    forward_.reserve(2 * equations.size());
    backward_.reserve(equations.size());
    list_uses();
    draw_values();
    draw_cancelling();
}

void NullSpace::list_uses() {
    uses_.restart(values_.size());
    for (std::uint32_t p = 0; p < triangle_.pivots.size(); ++p) {
        for (const SparseEntry& entry : triangle_.pivots[p].row) uses_[entry.at].push_back({p, entry.factor});
    }
    targets_.restart(triangle_.pivots.size());
    for (std::uint32_t e = 0; e < cancelling_.size(); ++e) {
        for (const SparseEntry& added : triangle_.additions[e]) targets_[added.at].push_back({e, added.factor});
    }
}

/// Free variables are drawn; each pivot follows from the variables that were eliminated after it, and from free ones.
void NullSpace::draw_values() {
    for (std::uint32_t v = 0; v < values_.size(); ++v) values_[v] = Residue::drawn(v);
    for (std::size_t p = triangle_.pivots.size(); p-- > 0;) {
        const Triangle::Pivot& pivot = triangle_.pivots[p];
        Residue sum;
        for (const SparseEntry& entry : pivot.row) sum += entry.factor * values_[entry.at];
        values_[pivot.variable] = -(sum * pivot.inverse);
    }
}

/// Equations of which nothing was left are drawn; the others follow from what was added to them.
void NullSpace::draw_cancelling() {
    for (std::uint32_t e = 0; e < cancelling_.size(); ++e) {
        cancelling_[e] = triangle_.pivot_of_equation[e] == Triangle::none ? Residue::drawn(e) : Residue();
    }
    for (std::size_t p = triangle_.pivots.size(); p-- > 0;) {
        Residue& times = cancelling_[triangle_.pivots[p].equation];
        for (const SparseEntry& target : targets_[p]) times += cancelling_[target.at] * target.factor;
    }
}

void NullSpace::add_variable(const std::vector<ColumnTerm>& column) {
    const auto variable = static_cast<std::uint32_t>(values_.size());
    values_.emplace_back();
    uses_.add();
    triangle_.pivot_of_variable.push_back(Triangle::none);
    reduce(variable, column);
    if (left_.empty()) {
        change(variable, Residue::drawn(variable));
    } else {
        solve(variable, column);
    }
}

std::uint32_t NullSpace::place(std::uint32_t equation) const {
    const std::uint32_t pivot = triangle_.pivot_of_equation[equation];
    return pivot != Triangle::none ? pivot : static_cast<std::uint32_t>(cancelling_.size()) + equation;
}

/// Puts the variable into the pivots' rows, and finds what is left of it in the other equations.
void NullSpace::reduce(std::uint32_t variable, const std::vector<ColumnTerm>& column) {
    const auto equations = static_cast<std::uint32_t>(cancelling_.size());
    left_.clear();
    for (const ColumnTerm& term : column) forward_.add(place(term.equation), Residue::of(term.factor));
    while (!forward_.empty()) {
        const auto [at, factor] = forward_.take();
        if (factor.is_zero()) continue;
        if (at >= equations) {
            left_.push_back({at - equations, factor});
            continue;
        }
        triangle_.pivots[at].row.push_back({variable, factor});
        uses_[variable].push_back({at, factor});
        for (const SparseEntry& target : targets_[at]) forward_.add(place(target.at), target.factor * factor);
    }
}

/// Of the variable, and of the pivots that follow from it.
void NullSpace::change(std::uint32_t variable, Residue by) {
    values_[variable] += by;
    for (const SparseEntry& use : uses_[variable]) backward_.add(use.at, use.factor * by);
    while (!backward_.empty()) {
        const auto [at, sum] = backward_.take();
        if (sum.is_zero()) continue;
        const Triangle::Pivot& pivot = triangle_.pivots[at];
        const Residue times = -(sum * pivot.inverse);
        values_[pivot.variable] += times;
        for (const SparseEntry& use : uses_[pivot.variable]) backward_.add(use.at, use.factor * times);
    }
}

/// The simplest equation is solved for the variable; it is taken out of the others, and cancels again in the combination of all.
void NullSpace::solve(std::uint32_t variable, const std::vector<ColumnTerm>& column) {
    const SparseEntry chosen = *std::min_element(left_.begin(), left_.end(), [&](const SparseEntry& a, const SparseEntry& b) {
        return std::tuple(triangle_.additions[a.at].size(), a.at) < std::tuple(triangle_.additions[b.at].size(), b.at);
    });
    const Residue inverse = chosen.factor.inverse();
    Residue sum;
    for (const ColumnTerm& term : column) sum += Residue::of(term.factor) * cancelling_[term.equation];
    const Residue times = -(sum * inverse);
    cancelling_[chosen.at] += times;
    for (const SparseEntry& added : triangle_.additions[chosen.at]) backward_.add(added.at, times * added.factor);
    added_uses_.clear();
    expand_uses(added_uses_);
    for (const EquationUse& use : added_uses_) cancelling_[use.equation] += use.times;

    const auto pivot = static_cast<std::uint32_t>(triangle_.pivots.size());
    Triangle::Pivot& added_pivot = triangle_.pivots.add();
    added_pivot.variable = variable;
    added_pivot.equation = chosen.at;
    added_pivot.inverse = inverse;
    triangle_.pivot_of_variable[variable] = pivot;
    triangle_.pivot_of_equation[chosen.at] = pivot;
    std::vector<SparseEntry>& targets = targets_.add();
    for (const SparseEntry& other : left_) {
        if (other.at == chosen.at) continue;
        const Residue added = -(other.factor * inverse);
        triangle_.additions[other.at].push_back({pivot, added});
        targets.push_back({other.at, added});
    }
}

/// Pivots' rows, the last first: each is its equation and rows of earlier pivots.
void NullSpace::expand_uses(std::vector<EquationUse>& out) {
    while (!backward_.empty()) {
        const auto [at, times] = backward_.take();
        if (times.is_zero()) continue;
        const std::uint32_t equation = triangle_.pivots[at].equation;
        out.push_back({equation, times});
        for (const SparseEntry& added : triangle_.additions[equation]) backward_.add(added.at, times * added.factor);
    }
}

std::vector<EquationUse> NullSpace::combination(std::uint32_t variable) {
    if (!determined(variable)) return {};
    std::vector<SparseEntry> rows;  // the unit vector of the variable, as a sum of pivots' rows
    forward_.add(triangle_.pivot_of_variable[variable], Residue(1));
    while (!forward_.empty()) {
        const auto [at, wanted] = forward_.take();
        if (wanted.is_zero()) continue;
        const Triangle::Pivot& pivot = triangle_.pivots[at];
        const Residue times = wanted * pivot.inverse;
        rows.push_back({at, times});
        for (const SparseEntry& other : pivot.row) {
            const std::uint32_t later = triangle_.pivot_of_variable[other.at];
            if (later != Triangle::none) forward_.add(later, -(times * other.factor));  // what is free cancels
        }
    }
    for (const SparseEntry& row : rows) backward_.add(row.at, row.factor);
    std::vector<EquationUse> out;
    expand_uses(out);
    return out;
}

}  // namespace capgap
