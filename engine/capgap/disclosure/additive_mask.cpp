#include <capgap/disclosure/additive_mask.hpp>

#include <boost/unordered/unordered_flat_map.hpp>

#include <algorithm>

namespace capgap {

AdditiveMask::Unit AdditiveMask::add_unit(std::int64_t people, State state, int rank) {
    const bool is_hidden = state == State::hidden || state == State::company;
    units_.push_back({people, rank, is_hidden, state == State::shown || state == State::hidden, {}, {}});
    return static_cast<Unit>(units_.size() - 1);
}

AdditiveMask::Variable AdditiveMask::add_variable(Unit unit) {
    const auto variable = static_cast<Variable>(unit_of_.size());
    unit_of_.push_back(unit);
    units_[unit].variables.push_back(variable);
    equations_of_.emplace_back();
    return variable;
}

void AdditiveMask::add_consequence(Unit first, Unit second) {
    units_[first].then_hidden.push_back(second);
    if (units_[first].hidden) hide(second);
}

void AdditiveMask::add_equation(std::vector<LinearTerm> terms) {
    const auto index = static_cast<std::uint32_t>(equations_.size());
    hidden_in_.push_back(0);
    for (const LinearTerm& term : terms) {
        equations_of_[term.variable].push_back({index, term.factor});
        if (hidden_variable(term.variable)) ++hidden_in_.back();
    }
    equations_.push_back({std::move(terms), false});
    changed_.push_back(1);
}

void AdditiveMask::add_sum(Variable total, std::vector<Variable> parts) {
    std::vector<LinearTerm> terms = {{total, -1}};
    for (const Variable part : parts) terms.push_back({part, 1});
    add_equation(std::move(terms));
    equations_.back().is_set = true;
}

/// The highest rank among the units that would have to be hidden with `unit`: itself, and where it would be the only hidden one of an equation, the
/// cheapest other one, and so on, `steps` further.
int AdditiveMask::rank_with_company(Unit unit, int steps) const {
    int highest = units_[unit].rank;
    for (const Variable variable : units_[unit].variables) {
        for (const ColumnTerm& in : equations_of_[variable]) {
            if (hidden_in_[in.equation] > 0) continue;
            int lowest = no_company;
            for (const LinearTerm& term : equations_[in.equation].terms) {
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
        if (!space_) return !equations_of_[variable].empty();
        Residue sum;
        for (const ColumnTerm& in : equations_of_[variable]) sum += Residue::of(in.factor) * space_->cancelling()[in.equation];
        return !sum.is_zero();
    });
}

AdditiveMask::Cost AdditiveMask::cost(Unit unit) const {
    Cost out{units_[unit].rank, 0, units_[unit].people, unit};
    if (!would_be_determined(unit)) return out;
    out.rank = rank_with_company(unit, looks_ahead);
    out.alone = 1;
    for (const Variable variable : units_[unit].variables) {
        for (const ColumnTerm& in : equations_of_[variable]) {
            if (hidden_in_[in.equation] == 0) ++out.alone;
        }
    }
    return out;
}

void AdditiveMask::hide(Unit unit) {
    std::vector<Unit> next = {unit};
    while (!next.empty()) {
        UnitState& state = units_[next.back()];
        next.pop_back();
        if (!state.hidden) {
            state.hidden = true;
            for (const Variable variable : state.variables) {
                added_.push_back(variable);
                for (const ColumnTerm& in : equations_of_[variable]) {
                    ++hidden_in_[in.equation];
                    changed_[in.equation] = 1;
                }
            }
        }
        for (const Unit other : state.then_hidden) {
            if (!units_[other].hidden) next.push_back(other);
        }
    }
}

bool AdditiveMask::keep_set(std::uint32_t index, std::int64_t least_people) {
    const Equation& equation = equations_[index];
    if (!equation.is_set || hidden_variable(equation.terms.front().variable)) return false;
    std::size_t hidden_parts = 0;
    bool secret = false;
    std::int64_t people = 0;
    std::optional<Cost> cheapest;
    for (std::size_t i = 1; i < equation.terms.size(); ++i) {
        const Unit unit = unit_of_[equation.terms[i].variable];
        if (units_[unit].hidden) {
            ++hidden_parts;
            secret = secret || units_[unit].secret;
            people += units_[unit].people;
        }
    }
    if (!secret || (hidden_parts > 1 && people >= least_people)) return false;
    for (const LinearTerm& term : equation.terms) {
        const Unit unit = unit_of_[term.variable];
        if (units_[unit].hidden) continue;
        const Cost one = cost(unit);
        if (!cheapest || one < *cheapest) cheapest = one;
    }
    if (!cheapest) return false;
    hide(cheapest->unit);
    return true;
}

void AdditiveMask::keep_sets(std::int64_t least_people) {
    if (least_people == 0) return;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::uint32_t e = 0; e < equations_.size(); ++e) {
            while (std::exchange(changed_[e], std::uint8_t{0}) != 0) changed = keep_set(e, least_people) || changed;
        }
    }
}

/// Numbers variables as the equations name them: those of a set stand together.
void AdditiveMask::place_variables() {
    place_.assign(unit_of_.size(), Triangle::none);
    std::uint32_t next = 0;
    for (const Equation& equation : equations_) {
        for (const LinearTerm& term : equation.terms) {
            if (place_[term.variable] == Triangle::none) place_[term.variable] = next++;
        }
    }
}

/// Of what is hidden by now.
void AdditiveMask::start_space() {
    open_.clear();
    column_variable_.clear();
    added_.clear();
    for (Variable v = 0; v < unit_of_.size(); ++v) {
        if (hidden_variable(v) && place_[v] != Triangle::none) column_variable_.push_back(v);
    }
    std::sort(column_variable_.begin(), column_variable_.end(), [this](Variable a, Variable b) { return place_[a] < place_[b]; });
    std::vector<std::vector<LinearTerm>> system(equations_.size());
    for (std::uint32_t column = 0; column < column_variable_.size(); ++column) {
        for (const ColumnTerm& in : equations_of_[column_variable_[column]]) system[in.equation].push_back({column, in.factor});
    }
    space_.emplace(column_variable_.size(), system);
    for (std::uint32_t column = 0; column < column_variable_.size(); ++column) watch(column);
}

void AdditiveMask::extend_space() {
    for (const Variable variable : added_) {
        const auto column = static_cast<std::uint32_t>(column_variable_.size());
        column_variable_.push_back(variable);
        space_->add_variable(equations_of_[variable]);
        watch(column);
    }
    added_.clear();
}

void AdditiveMask::watch(std::uint32_t column) {
    if (units_[unit_of_[column_variable_[column]]].secret && space_->determined(column)) open_.push_back(column);
}

/// A unit is hidden for each determined variable, in their order, unless one that enters its combination was hidden in the same round. True where
/// something was hidden.
bool AdditiveMask::keep_secret() {
    if (space_) {
        extend_space();
    } else {
        start_space();
    }
    std::sort(open_.begin(), open_.end(),
              [this](std::uint32_t a, std::uint32_t b) { return place_[column_variable_[a]] < place_[column_variable_[b]]; });
    std::erase_if(open_, [this](std::uint32_t column) { return !space_->determined(column) || !break_up(column); });
    return !open_.empty();
}

/// Hides a shown unit that enters the combination that determines it. False where none does: then the number was never secret.
bool AdditiveMask::break_up(std::uint32_t column) {
    boost::unordered_flat_map<Variable, Residue> entering;
    for (const EquationUse& use : space_->combination(column)) {
        for (const LinearTerm& term : equations_[use.equation].terms) {
            entering[term.variable] += Residue::of(term.factor) * use.times;
        }
    }
    std::size_t hidden_ones = 0;
    for (const auto& [variable, factor] : entering) {
        if (!factor.is_zero() && hidden_variable(variable)) ++hidden_ones;
    }
    if (hidden_ones > 1) return true;  // something that enters it was hidden in this round: test again first
    std::optional<Cost> cheapest;
    for (const auto& [variable, factor] : entering) {
        const Unit unit = unit_of_[variable];
        if (factor.is_zero() || units_[unit].hidden || (cheapest && units_[unit].rank > cheapest->rank)) continue;
        const Cost one = cost(unit);
        if (!cheapest || one < *cheapest) cheapest = one;
    }
    if (!cheapest) return false;
    hide(cheapest->unit);
    return true;
}

void AdditiveMask::close(std::int64_t least_people) {
    place_variables();
    do {
        keep_sets(least_people);
        // Where rule 1 applies, units stand for whole rows of tables, and the system is small: anew, it finds shorter combinations, which hide less.
        if (least_people > 0) space_.reset();
    } while (keep_secret());
}

}  // namespace capgap
