#include <capgap/disclosure/additive_mask.hpp>

#include <algorithm>
#include <numeric>
#include <optional>
#include <unordered_map>

namespace capgap {

AdditiveMask::Unit AdditiveMask::add_unit(std::int64_t people, State state, int rank) {
    units_.push_back({people, rank, state != State::shown, state != State::company, {}, {}});
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
    for (const LinearTerm& term : terms) equations_of_[term.variable].push_back(static_cast<std::uint32_t>(equations_.size()));
    equations_.push_back({std::move(terms), false});
}

void AdditiveMask::add_sum(Variable total, std::vector<Variable> parts) {
    std::vector<LinearTerm> terms = {{total, -1}};
    for (const Variable part : parts) terms.push_back({part, 1});
    add_equation(std::move(terms));
    equations_.back().is_set = true;
}

std::size_t AdditiveMask::hidden_in(const std::vector<LinearTerm>& terms) const {
    return static_cast<std::size_t>(
        std::count_if(terms.begin(), terms.end(), [this](const LinearTerm& term) { return hidden_variable(term.variable); }));
}

/// The highest rank among the units that would have to be hidden with `unit`: itself, and where it would be the only hidden one of an equation, the
/// cheapest other one, and so on, `steps` further.
int AdditiveMask::rank_with_company(Unit unit, int steps) const {
    int highest = units_[unit].rank;
    for (const Variable variable : units_[unit].variables) {
        for (const std::uint32_t equation : equations_of_[variable]) {
            const auto& terms = equations_[equation].terms;
            if (hidden_in(terms) > 0) continue;
            int lowest = no_company;
            for (const LinearTerm& term : terms) {
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
    return std::any_of(units_[unit].variables.begin(), units_[unit].variables.end(), [&](Variable variable) {
        std::uint64_t sum = 0;
        for (const std::uint32_t equation : equations_of_[variable]) {
            for (const LinearTerm& term : equations_[equation].terms) {
                if (term.variable == variable) sum = add_product(sum, term.factor, cancelling_[equation]);
            }
        }
        return sum != 0;
    });
}

AdditiveMask::Cost AdditiveMask::cost(Unit unit) const {
    Cost out{units_[unit].rank, 0, units_[unit].people, unit};
    if (!would_be_determined(unit)) return out;
    out.rank = rank_with_company(unit, looks_ahead);
    out.alone = 1;
    for (const Variable variable : units_[unit].variables) {
        for (const std::uint32_t equation : equations_of_[variable]) {
            if (hidden_in(equations_[equation].terms) == 0) ++out.alone;
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
                for (const std::uint32_t equation : equations_of_[variable]) {
                    if (equation < changed_.size()) changed_[equation] = true;
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
            while (keep_set(e, least_people)) changed = true;
        }
    }
}

namespace {

std::uint32_t root_of(std::vector<std::uint32_t>& parent, std::uint32_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
}

}  // namespace

/// Tests the parts of the system that changed since the last test. True where something was hidden.
bool AdditiveMask::keep_secret() {
    std::vector<std::uint32_t> parent(equations_.size());
    std::iota(parent.begin(), parent.end(), 0U);
    for (Variable v = 0; v < unit_of_.size(); ++v) {
        if (!hidden_variable(v)) continue;
        for (const std::uint32_t equation : equations_of_[v]) parent[root_of(parent, equation)] = root_of(parent, equations_of_[v].front());
    }
    std::vector<std::vector<std::uint32_t>> components(equations_.size());
    std::vector<bool> changed(equations_.size(), false);
    for (std::uint32_t e = 0; e < equations_.size(); ++e) {
        components[root_of(parent, e)].push_back(e);
        if (changed_[e]) changed[root_of(parent, e)] = true;
    }
    changed_.assign(equations_.size(), false);
    bool hid = false;
    for (std::size_t i = 0; i < components.size(); ++i) {
        if (changed[i]) hid = test(components[i]) || hid;
    }
    return hid;
}

bool AdditiveMask::test(const std::vector<std::uint32_t>& equations) {
    std::unordered_map<Variable, std::uint32_t> local;
    std::vector<std::vector<LinearTerm>> system;
    std::vector<std::uint32_t> used;
    std::vector<bool> secret;
    for (const std::uint32_t equation : equations) {
        std::vector<LinearTerm> row;
        for (const LinearTerm& term : equations_[equation].terms) {
            if (!hidden_variable(term.variable)) continue;
            const auto [at, is_new] = local.try_emplace(term.variable, static_cast<std::uint32_t>(local.size()));
            if (is_new) secret.push_back(units_[unit_of_[term.variable]].secret);
            row.push_back({at->second, term.factor});
        }
        if (row.empty()) continue;
        system.push_back(std::move(row));
        used.push_back(equation);
    }
    const NullSpace space(local.size(), system);
    const std::vector<std::uint64_t> cancelling = space.cancelling();
    for (std::size_t e = 0; e < used.size(); ++e) cancelling_[used[e]] = cancelling[e];
    bool hid = false;
    for (std::uint32_t v = 0; v < local.size(); ++v) {
        if (secret[v] && space.determined()[v]) hid = break_up(space.combination(v), used) || hid;
    }
    return hid;
}

/// Hides a shown unit that enters the combination. False where none does: then the number was never secret.
bool AdditiveMask::break_up(const std::vector<EquationUse>& combination, const std::vector<std::uint32_t>& equations) {
    std::unordered_map<Variable, std::uint64_t> entering;
    for (const EquationUse& use : combination) {
        for (const LinearTerm& term : equations_[equations[use.equation]].terms) {
            std::uint64_t& sum = entering[term.variable];
            sum = add_product(sum, term.factor, use.times);
        }
    }
    std::optional<Cost> cheapest;
    std::size_t hidden_ones = 0;
    for (const auto& [variable, factor] : entering) {
        if (factor == 0) continue;
        if (hidden_variable(variable)) {
            ++hidden_ones;
            continue;
        }
        const Cost one = cost(unit_of_[variable]);
        if (!cheapest || one < *cheapest) cheapest = one;
    }
    if (hidden_ones > 1) return true;  // something that enters it was hidden in this round: test again first
    if (!cheapest) return false;
    hide(cheapest->unit);
    return true;
}

void AdditiveMask::close(std::int64_t least_people) {
    changed_.assign(equations_.size(), true);
    for (std::uint32_t e = 0; e < equations_.size(); ++e) cancelling_.push_back(drawn_number(e));  // of one without unknowns, itself
    do {
        keep_sets(least_people);
    } while (keep_secret());
}

}  // namespace capgap
