#include <capgap/disclosure/triangle.hpp>

#include <algorithm>
#include <functional>

namespace capgap {

void Elimination::run(std::size_t variables, const Lists<LinearTerm>& equations, Triangle& out) {
    rows_.restart(equations.size());
    rows_of_.restart(variables);
    count_.assign(variables, 0);
    waiting_.clear();
    out.pivots.clear();
    out.pivot_of_variable.assign(variables, Triangle::none);
    out.pivot_of_equation.assign(equations.size(), Triangle::none);
    out.additions.restart(equations.size());
    for (std::uint32_t e = 0; e < equations.size(); ++e) add(e, equations[e]);
    for (std::uint32_t v = 0; v < count_.size(); ++v) {
        if (count_[v] > 0) waiting_.emplace_back(count_[v], v);
    }
    std::make_heap(waiting_.begin(), waiting_.end(), std::greater<>());
    while (!waiting_.empty()) {
        const Waiting next = take_waiting();
        const std::uint32_t variable = next.variable();
        if (next.count() == count_[variable]) {
            eliminate(variable, out);
        } else if (next.count() < count_[variable]) {
            wait(variable);  // what was counted when it began to wait is never too much
        }
    }
}

void Elimination::add(std::uint32_t index, std::span<const LinearTerm> equation) {
    SparseRow& row = rows_[index];
    for (const LinearTerm& term : equation) {
        if (term.factor != 0) row.add(term.variable, Residue::of(term.factor));
    }
    for (const SparseEntry& entry : row.entries()) enter(entry.at, index);
}

void Elimination::enter(std::uint32_t variable, std::uint32_t row) {
    rows_of_[variable].push_back(row);
    ++count_[variable];
}

/// The row stays in the list of the variable, and is seen to be without it when the variable is eliminated.
void Elimination::leave(std::uint32_t variable) {
    --count_[variable];
    wait(variable);
}

void Elimination::wait(std::uint32_t variable) {
    if (count_[variable] == 0) return;
    waiting_.emplace_back(count_[variable], variable);
    std::push_heap(waiting_.begin(), waiting_.end(), std::greater<>());
}

Elimination::Waiting Elimination::take_waiting() {
    std::pop_heap(waiting_.begin(), waiting_.end(), std::greater<>());
    const Waiting out = waiting_.back();
    waiting_.pop_back();
    return out;
}

void Elimination::find_rows_with(std::uint32_t variable) {
    in_.assign(rows_of_[variable].begin(), rows_of_[variable].end());
    std::sort(in_.begin(), in_.end());
    in_.erase(std::unique(in_.begin(), in_.end()), in_.end());
    std::erase_if(in_, [&](std::uint32_t row) { return rows_[row].factor(variable).is_zero(); });
}

void Elimination::eliminate(std::uint32_t variable, Triangle& out) {
    find_rows_with(variable);
    const std::uint32_t equation = *std::min_element(
        in_.begin(), in_.end(), [&](std::uint32_t a, std::uint32_t b) { return std::pair(rows_[a].size(), a) < std::pair(rows_[b].size(), b); });
    const auto index = static_cast<std::uint32_t>(out.pivots.size());
    Triangle::Pivot& pivot = out.pivots.add();
    take(equation, variable, pivot);
    for (const std::uint32_t target : in_) {
        if (target == equation) continue;
        const Residue times = -(rows_[target].factor(variable) * pivot.inverse);
        rows_[target].erase_variable(variable);
        for (const SparseEntry& entry : pivot.row) add_to(target, entry.at, entry.factor * times);
        out.additions[target].push_back({index, times});
    }
    count_[variable] = 0;
    out.pivot_of_variable[variable] = index;
    out.pivot_of_equation[equation] = index;
}

void Elimination::take(std::uint32_t equation, std::uint32_t variable, Triangle::Pivot& pivot) {
    pivot.variable = variable;
    pivot.equation = equation;
    for (const SparseEntry& entry : rows_[equation].entries()) {
        if (entry.at == variable) {
            pivot.inverse = entry.factor.inverse();
        } else {
            pivot.row.push_back(entry);
            leave(entry.at);
        }
    }
    rows_[equation].clear();
}

void Elimination::add_to(std::uint32_t target, std::uint32_t variable, Residue factor) {
    const SparseRow::Change change = rows_[target].add(variable, factor);
    if (change == SparseRow::Change::entered) enter(variable, target);
    if (change == SparseRow::Change::left) leave(variable);
}

}  // namespace capgap
