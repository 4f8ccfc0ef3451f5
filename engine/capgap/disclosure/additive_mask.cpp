#include <capgap/disclosure/additive_mask.hpp>

#include <capgap/disclosure/short_combination.hpp>

#include <boost/unordered/unordered_flat_map.hpp>

#include <algorithm>

namespace capgap {

AdditiveMask::Unit AdditiveMask::add_unit(std::int64_t people, State state, int rank) {
    const bool is_hidden = state == State::hidden || state == State::company;
    units_.push_back({people, rank, is_hidden, state == State::shown || state == State::hidden, {}, {}});
    return static_cast<Unit>(units_.size() - 1);
}

AdditiveMask::Variable AdditiveMask::add_variable(Unit unit) {
    const Variable variable = equations_.add_variable(units_[unit].hidden);
    unit_of_.push_back(unit);
    settled_.push_back(0);
    aside_.push_back(0);
    changes_.emplace_back();
    units_[unit].variables.push_back(variable);
    return variable;
}

void AdditiveMask::add_consequence(Unit first, Unit second) {
    units_[first].then_hidden.push_back(second);
    if (units_[first].hidden) hide(second);
}

void AdditiveMask::add_equation(std::vector<LinearTerm> terms) {
    touched_.push_back(equations_.add_equation(std::move(terms)));
    is_set_.push_back(0);
    changed_.push_back(1);
}

void AdditiveMask::add_sum(Variable total, const std::vector<Variable>& parts) {
    std::vector<LinearTerm> terms = {{total, -1}};
    for (const Variable part : parts) terms.push_back({part, 1});
    add_equation(std::move(terms));
    is_set_.back() = 1;
}

/// The highest rank among the units that would have to be hidden with `unit`: itself, and where it would be the only hidden one of an equation, the
/// cheapest other one, and so on, `steps` further.
int AdditiveMask::rank_with_company(Unit unit, int steps) const {
    int highest = units_[unit].rank;
    for (const Variable variable : units_[unit].variables) {
        for (const ColumnTerm& in : equations_.of[variable]) {
            if (equations_.unknown_in[in.equation] > 0) continue;
            int lowest = no_company;
            for (const LinearTerm& term : equations_.terms[in.equation]) {
                const Unit other = unit_of_[term.variable];
                if (other == unit || units_[other].rank >= lowest) continue;
                lowest = std::min(lowest, steps > 0 ? rank_with_company(other, steps - 1) : units_[other].rank);
                if (lowest <= highest) break;
            }
            highest = std::max(highest, lowest);
        }
    }
    return highest;
}

/// Whether it would be computed from what is shown now, if it alone were hidden too.
bool AdditiveMask::would_be_determined(Unit unit) const {
    const auto& variables = units_[unit].variables;
    return std::any_of(variables.begin(), variables.end(), [&](Variable variable) {
        if (!space_) return !equations_.of[variable].empty();
        Residue sum;
        for (const ColumnTerm& in : equations_.of[variable]) sum += Residue::of(in.factor) * space_->cancelling()[in.equation];
        return !sum.is_zero();
    });
}

AdditiveMask::Cost AdditiveMask::cost(Unit unit) const {
    Cost out{units_[unit].rank, 0, units_[unit].people, unit};
    if (!would_be_determined(unit)) return out;
    out.rank = rank_with_company(unit, looks_ahead);
    out.alone = 1;
    for (const Variable variable : units_[unit].variables) {
        for (const ColumnTerm& in : equations_.of[variable]) {
            if (equations_.unknown_in[in.equation] == 0) ++out.alone;
        }
    }
    return out;
}

void AdditiveMask::hide(Unit unit) {
    ++hides_;
    std::vector<Unit> next = {unit};
    while (!next.empty()) {
        UnitState& state = units_[next.back()];
        next.pop_back();
        if (!std::exchange(state.hidden, true)) {
            for (const Variable variable : state.variables) {
                equations_.make_unknown(variable);
                added_.push_back(variable);
                for (const ColumnTerm& in : equations_.of[variable]) {
                    changed_[in.equation] = 1;
                    touched_.push_back(in.equation);
                }
            }
        }
        for (const Unit other : state.then_hidden) {
            if (!units_[other].hidden) next.push_back(other);
        }
    }
}

bool AdditiveMask::keep_set(std::uint32_t index, std::int64_t least_people) {
    const std::vector<LinearTerm>& terms = equations_.terms[index];
    if (is_set_[index] == 0 || equations_.unknown[terms.front().variable] != 0) return false;
    std::size_t hidden_parts = 0;
    bool secret = false;
    std::int64_t people = 0;
    std::vector<Variable> variables;
    for (const LinearTerm& term : terms) {
        variables.push_back(term.variable);
        const UnitState& unit = units_[unit_of_[term.variable]];
        if (!unit.hidden) continue;
        ++hidden_parts;
        secret = secret || unit.secret;
        people += unit.people;
    }
    if (!secret || (hidden_parts > 1 && people >= least_people)) return false;
    return hide_one_of(variables);
}

void AdditiveMask::keep_sets(std::int64_t least_people) {
    if (least_people == 0) return;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::uint32_t e = 0; e < changed_.size(); ++e) {
            while (std::exchange(changed_[e], std::uint8_t{0}) != 0) changed = keep_set(e, least_people) || changed;
        }
    }
}

/// Hides the cheapest unit of those that are shown. False where none is.
bool AdditiveMask::hide_one_of(const std::vector<Variable>& variables) {
    std::optional<Cost> cheapest;
    for (const Variable variable : variables) {
        const Unit unit = unit_of_[variable];
        if (units_[unit].hidden || (cheapest && units_[unit].rank > cheapest->rank)) continue;
        const Cost one = cost(unit);
        if (!cheapest || one < *cheapest) cheapest = one;
    }
    if (!cheapest) return false;
    hide(cheapest->unit);
    return true;
}

/// Most numbers that can be computed are the only hidden one of an equation: that needs no elimination.
void AdditiveMask::keep_equations() {
    std::vector<Variable> variables;
    while (!touched_.empty()) {
        std::vector<std::uint32_t> look = std::exchange(touched_, {});
        std::sort(look.begin(), look.end());
        look.erase(std::unique(look.begin(), look.end()), look.end());
        for (const std::uint32_t e : look) {
            if (equations_.unknown_in[e] != 1) continue;
            const auto is_secret = [this](const LinearTerm& term) {
                return units_[unit_of_[term.variable]].hidden && units_[unit_of_[term.variable]].secret;
            };
            if (std::none_of(equations_.terms[e].begin(), equations_.terms[e].end(), is_secret)) continue;
            variables.clear();
            for (const LinearTerm& term : equations_.terms[e]) variables.push_back(term.variable);
            hide_one_of(variables);
        }
    }
}

/// Numbers variables as the equations name them: those of a set stand together.
void AdditiveMask::place_variables() {
    place_.assign(unit_of_.size(), Triangle::none);
    std::uint32_t next = 0;
    for (const auto& terms : equations_.terms) {
        for (const LinearTerm& term : terms) {
            if (place_[term.variable] == Triangle::none) place_[term.variable] = next++;
        }
    }
}

/// Of what is hidden by now and not set aside.
void AdditiveMask::start_space() {
    open_.clear();
    column_variable_.clear();
    added_.clear();
    for (Variable v = 0; v < unit_of_.size(); ++v) {
        if (equations_.unknown[v] != 0 && aside_[v] == 0 && place_[v] != Triangle::none) column_variable_.push_back(v);
    }
    std::sort(column_variable_.begin(), column_variable_.end(), [this](Variable a, Variable b) { return place_[a] < place_[b]; });
    std::vector<std::vector<LinearTerm>> system(equations_.terms.size());
    for (std::uint32_t column = 0; column < column_variable_.size(); ++column) {
        for (const ColumnTerm& in : equations_.of[column_variable_[column]]) system[in.equation].push_back({column, in.factor});
    }
    space_.emplace(column_variable_.size(), system);
    for (std::uint32_t column = 0; column < column_variable_.size(); ++column) watch(column);
}

void AdditiveMask::extend_space() {
    for (const Variable variable : added_) {
        const auto column = static_cast<std::uint32_t>(column_variable_.size());
        column_variable_.push_back(variable);
        space_->add_variable(equations_.of[variable]);
        watch(column);
    }
    added_.clear();
}

void AdditiveMask::watch(std::uint32_t column) {
    const Variable variable = column_variable_[column];
    if (settled_[variable] == 0 && units_[unit_of_[variable]].secret && space_->determined(column)) open_.push_back(column);
}

/// Hides a unit for each number that can be computed, in the order of their places, as the null space knows it at the beginning.
void AdditiveMask::keep_secret() {
    if (!space_) start_space();
    extend_space();
    std::sort(open_.begin(), open_.end(),
              [this](std::uint32_t a, std::uint32_t b) { return place_[column_variable_[a]] < place_[column_variable_[b]]; });
    std::erase_if(open_, [this](std::uint32_t column) {
        if (!space_->determined(column)) return true;
        if (break_up(column)) return false;
        settled_[column_variable_[column]] = 1;
        return true;
    });
}

/// Variables that do not cancel in it.
std::vector<AdditiveMask::Variable> AdditiveMask::entering(const std::vector<EquationUse>& combination) const {
    boost::unordered_flat_map<Variable, Residue> factors;
    for (const EquationUse& use : combination) {
        for (const LinearTerm& term : equations_.terms[use.equation]) factors[term.variable] += Residue::of(term.factor) * use.times;
    }
    std::vector<Variable> out;
    for (const auto& [variable, factor] : factors) {
        if (!factor.is_zero()) out.push_back(variable);
    }
    std::sort(out.begin(), out.end());
    return out;
}

/// Hides a shown unit that enters a combination that determines it. False where none does: then the number was never secret.
bool AdditiveMask::break_up(std::uint32_t column) {
    std::vector<EquationUse> combination;
    if (extends_) combination = ShortCombination(equations_, column_variable_[column]).find();
    if (combination.empty()) combination = space_->combination(column);
    const std::vector<Variable> variables = entering(combination);
    // Something that enters it was hidden since: it is tested again first.
    return std::count_if(variables.begin(), variables.end(), [this](Variable v) { return hidden_variable(v); }) > 1 || hide_one_of(variables);
}

/// Takes what is set aside for known: that can only determine more.
bool AdditiveMask::safe_beside_those_aside() {
    if (std::find(aside_.begin(), aside_.end(), std::uint8_t{1}) == aside_.end()) return false;
    start_space();
    aside_.assign(aside_.size(), 0);
    return open_.empty();
}

void AdditiveMask::keep_changes() {
    for (std::uint32_t column = 0; column < column_variable_.size(); ++column) changes_[column_variable_[column]] = space_->value(column);
}

void AdditiveMask::close(std::int64_t least_people) {
    place_variables();
    if (safe_beside_those_aside()) return;
    space_.reset();
    for (std::size_t before = hides_ + 1; before != hides_ || !open_.empty();) {
        before = hides_;
        keep_sets(least_people);
        // Where rule 1 applies, units stand for whole rows of tables, and the system is small: anew, it finds shorter combinations, which hide less.
        extends_ = least_people == 0;
        if (extends_) {
            keep_equations();
        } else {
            space_.reset();
        }
        keep_secret();
    }
    keep_changes();
}

}  // namespace capgap
