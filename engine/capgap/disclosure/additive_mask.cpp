#include <capgap/disclosure/additive_mask.hpp>

#include <capgap/disclosure/independent_parts.hpp>

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>

namespace capgap {

void AdditiveMask::reserve(std::size_t units) {
    units_.reserve(units);
    variables_.reserve(units, units);
    then_hidden_.reserve(units, 0);
    equations_.reserve(units);
    unit_of_.reserve(units);
    factors_.reserve(units);
    settled_.reserve(units);
    never_secret_.reserve(units);
    aside_.reserve(units);
    changes_.reserve(units);
}

AdditiveMask::Unit AdditiveMask::add_unit(std::int64_t people, State state, int rank) {
    const bool is_hidden = state == State::hidden || state == State::company;
    units_.push_back({people, rank, is_hidden, state == State::shown || state == State::hidden});
    variables_.add_owner();
    then_hidden_.add_owner();
    return static_cast<Unit>(units_.size() - 1);
}

AdditiveMask::Variable AdditiveMask::add_variable(Unit unit) {
    const Variable variable = equations_.add_variable(units_[unit].hidden);
    unit_of_.push_back(unit);
    factors_.emplace_back();
    settled_.push_back(0);
    never_secret_.push_back(0);
    aside_.push_back(0);
    changes_.emplace_back();
    variables_.add(unit, variable);
    return variable;
}

void AdditiveMask::add_consequence(Unit first, Unit second) {
    then_hidden_.add(first, second);
    if (units_[first].hidden) hide(second);
}

void AdditiveMask::add_equation(const std::vector<LinearTerm>& terms) {
    equations_.add_equation(terms);
    is_set_.push_back(0);
    changed_.push_back(1);
}

void AdditiveMask::add_sum(Variable total, const std::vector<Variable>& parts) {
    std::vector<LinearTerm> terms = {{total, -1}};
    for (const Variable part : parts) terms.push_back({part, 1});
    add_equation(terms);
    is_set_.back() = 1;
}

/// The highest rank among the units that would have to be hidden with `unit`: itself, and where it would be the only hidden one of an equation, the
/// cheapest other one, and so on, `steps` further. Where it is more than `enough`, something that is more than that too.
int AdditiveMask::rank_with_company(Unit unit, int steps, int enough) const {
    int highest = units_[unit].rank;
    for (const Variable variable : variables_[unit]) {
        for (const ColumnTerm& in : equations_.of(variable)) {
            if (highest > enough) return highest;
            if (equations_.unknown_in(in.equation) > 0) continue;
            int lowest = no_company;
            for (const LinearTerm& term : equations_.terms(in.equation)) {
                const Unit other = unit_of_[term.variable];
                if (other == unit || units_[other].rank >= lowest) continue;
                lowest = std::min(lowest, steps > 0 ? rank_with_company(other, steps - 1, lowest - 1) : units_[other].rank);
                if (lowest <= highest) break;
            }
            highest = std::max(highest, lowest);
        }
    }
    return highest;
}

/// Whether it would be computed from what is shown now, if it alone were hidden too.
bool AdditiveMask::would_be_determined(Unit unit) const {
    for (const Variable variable : variables_[unit]) {  // NOLINT(readability-use-anyofallof): these lists have no iterators of the standard's kind
        if (solved_ ? space_.would_determine(variable) : !equations_.of(variable).empty()) return true;
    }
    return false;
}

/// A rank of more than `enough` is too dear, whatever else.
AdditiveMask::Cost AdditiveMask::cost(Unit unit, int enough) const {
    Cost out{units_[unit].rank, 0, units_[unit].people, unit};
    if (!would_be_determined(unit)) return out;
    out.rank = rank_with_company(unit, looks_ahead, enough);
    if (out.rank > enough) return out;
    out.alone = 1;
    for (const Variable variable : variables_[unit]) {
        for (const ColumnTerm& in : equations_.of(variable)) {
            if (equations_.unknown_in(in.equation) == 0) ++out.alone;
        }
    }
    return out;
}

void AdditiveMask::hide(Unit unit) {
    ++hides_;
    std::vector<Unit> next = {unit};
    while (!next.empty()) {
        const Unit one = next.back();
        next.pop_back();
        if (!std::exchange(units_[one].hidden, true)) {
            for (const Variable variable : variables_[one]) {
                equations_.make_unknown(variable);
                added_.push_back(variable);
                for (const ColumnTerm& in : equations_.of(variable)) {
                    changed_[in.equation] = 1;
                    touched_.push_back(in.equation);
                }
            }
        }
        for (const Unit other : then_hidden_[one]) {
            if (!units_[other].hidden) next.push_back(other);
        }
    }
}

bool AdditiveMask::keep_set(std::uint32_t index, std::int64_t least_people) {
    const std::span<const LinearTerm> terms = equations_.terms(index);
    if (is_set_[index] == 0 || equations_.unknown(terms.front().variable)) return false;
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

void AdditiveMask::keep_sets(std::span<const std::uint32_t> equations, std::int64_t least_people) {
    if (least_people == 0) return;
    for (bool changed = true; changed;) {
        changed = false;
        for (const std::uint32_t e : equations) {
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
        const Cost one = cost(unit, cheapest ? cheapest->rank : std::numeric_limits<int>::max());
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
            if (equations_.unknown_in(e) != 1) continue;
            const auto is_secret = [this](const LinearTerm& term) {
                return units_[unit_of_[term.variable]].hidden && units_[unit_of_[term.variable]].secret;
            };
            if (std::none_of(equations_.terms(e).begin(), equations_.terms(e).end(), is_secret)) continue;
            variables.clear();
            for (const LinearTerm& term : equations_.terms(e)) variables.push_back(term.variable);
            hide_one_of(variables);
        }
    }
}

/// Of what is hidden by now and not set aside.
void AdditiveMask::start_space(std::span<const Variable> variables, std::span<const std::uint32_t> equations) {
    std::vector<Variable> columns;
    for (const Variable v : variables) {
        if (equations_.unknown(v) && aside_[v] == 0) columns.push_back(v);
    }
    space_.start(columns, equations);
    solved_ = true;
    open_.clear();
    added_.clear();
    for (const Variable v : columns) watch(v);
}

void AdditiveMask::extend_space() {
    for (const Variable variable : added_) {
        space_.add(variable);
        watch(variable);
    }
    added_.clear();
}

void AdditiveMask::watch(Variable variable) {
    if (settled_[variable] == 0 && units_[unit_of_[variable]].secret && space_.determined(variable)) open_.push_back(variable);
}

/// Hides a unit for each number that can be computed, in the order of their places, as the null space knows it at the beginning.
void AdditiveMask::keep_secret() {
    std::sort(open_.begin(), open_.end(), [this](Variable a, Variable b) { return place_[a] < place_[b]; });
    std::erase_if(open_, [this](Variable variable) {
        if (!space_.determined(variable)) return true;
        if (break_up(variable)) return false;
        never_secret_[variable] = 1;
        return true;
    });
}

/// Variables that do not cancel in it.
std::vector<AdditiveMask::Variable> AdditiveMask::entering(const std::vector<EquationUse>& combination) {
    std::vector<Variable> out;
    for (const EquationUse& use : combination) {
        for (const LinearTerm& term : equations_.terms(use.equation)) {
            factors_[term.variable] += Residue::of(term.factor) * use.times;
            out.push_back(term.variable);
        }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    std::erase_if(out, [this](Variable variable) { return std::exchange(factors_[variable], Residue()).is_zero(); });
    return out;
}

/// Hides a shown unit that enters a combination that determines it. False where none does: then the number was never secret.
bool AdditiveMask::break_up(Variable variable) {
    std::vector<EquationUse> combination;
    if (extends_) combination = short_.find(variable);
    if (combination.empty()) combination = space_.combination(variable);
    const std::vector<Variable> variables = entering(combination);
    // Something that enters it was hidden since: it is tested again first.
    return std::count_if(variables.begin(), variables.end(), [this](Variable v) { return hidden_variable(v); }) > 1 || hide_one_of(variables);
}

/// Whether nothing is determined, by a system without what is set aside: to take numbers for known can only determine more.
bool AdditiveMask::safe_beside_those_aside() {
    if (std::find(aside_.begin(), aside_.end(), std::uint8_t{1}) == aside_.end()) return false;
    std::vector<Variable> variables(equations_.variables());
    std::iota(variables.begin(), variables.end(), Variable{0});
    std::vector<std::uint32_t> equations(equations_.size());
    std::iota(equations.begin(), equations.end(), std::uint32_t{0});
    start_space(variables, equations);
    aside_.assign(aside_.size(), 0);
    return std::all_of(open_.begin(), open_.end(), [this](Variable variable) { return never_secret_[variable] != 0; });
}

void AdditiveMask::close_part(std::span<const Variable> variables, std::span<const std::uint32_t> equations, std::int64_t least_people) {
    open_.clear();
    solved_ = false;
    touched_.assign(equations.begin(), equations.end());
    for (std::size_t before = hides_ + 1; before != hides_ || !open_.empty();) {
        before = hides_;
        keep_sets(equations, least_people);
        // Where rule 1 applies, units stand for whole rows of tables, and the system is small: anew, it finds shorter combinations, which hide less.
        extends_ = least_people == 0;
        if (extends_) keep_equations();
        if (!extends_ || !solved_) start_space(variables, equations);
        extend_space();
        keep_secret();
    }
    for (const Variable variable : space_.variables()) changes_[variable] = space_.value(variable);
}

IndependentParts AdditiveMask::parts() const {
    std::vector<std::pair<Unit, Unit>> ties;
    for (Unit unit = 0; unit < units_.size(); ++unit) {
        for (const Unit other : then_hidden_[unit]) ties.emplace_back(unit, other);
    }
    return independent_parts(equations_, unit_of_, units_.size(), ties);
}

void AdditiveMask::close(std::int64_t least_people) {
    equations_.index();
    if (safe_beside_those_aside()) return;
    const IndependentParts all = parts();
    place_.assign(unit_of_.size(), 0);
    for (std::size_t part = 0; part < all.equations.size(); ++part) {
        std::uint32_t place = 0;
        for (const Variable variable : all.variables[part]) place_[variable] = place++;
        close_part(all.variables[part], all.equations[part], least_people);
    }
}

}  // namespace capgap
