#pragma once

#include <capgap/disclosure/hidden_space.hpp>
#include <capgap/disclosure/lists.hpp>
#include <capgap/disclosure/short_combination.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace capgap {

struct IndependentParts;

/// Complementary suppression over numbers that add up. Units are shown or hidden; each holds the variables of numbers that are hidden together.
/// Equations tie variables: sum(factor * variable) = something the reader knows. close() hides further units until no hidden number can be computed
/// from those shown:
///
/// 1. of every set with a secret part at least two parts are hidden, and together at least so many people, as long as its total is shown;
/// 2. no secret variable is determined by the equations (see null_vector.hpp). Of the combination of equations that determines one, a shown unit is
///    hidden that enters it.
///
/// Which unit is hidden: lowest rank first, its own or that of the unit that would have to keep it company where it would be the only one hidden of
/// an equation; then the one that would stand alone in the fewest equations; then the fewest people; then the earlier unit.
///
/// Without rule 1, numbers that are the only hidden one of an equation come first, and short combinations before long ones. Each round hides a unit
/// for each determined variable, unless one that enters its combination was hidden in the same round, and looks again at those that are still
/// determined and at what was hidden for them. What is determined by nothing that is shown was never secret (a count that must be 0), and stays as it
/// is. Equations may be added after close(), and it be called again.
class AdditiveMask {
public:
    using Unit = std::uint32_t;
    using Variable = std::uint32_t;

    enum class State {
        shown,
        hidden,
        company,  ///< hidden with others, but no harm if it is computed
        spare,    ///< shown; once it is hidden, no harm if it is computed
    };

    AdditiveMask() = default;
    AdditiveMask(const AdditiveMask&) = delete;  // its parts refer to its equations
    AdditiveMask& operator=(const AdditiveMask&) = delete;
    AdditiveMask(AdditiveMask&&) = delete;
    AdditiveMask& operator=(AdditiveMask&&) = delete;
    ~AdditiveMask() = default;

    /// Room for so many units with a variable each.
    void reserve(std::size_t units);
    /// `people`: how many a row speaks of. `rank`: what to hide later, though it be smaller.
    Unit add_unit(std::int64_t people, State state, int rank = 0);
    Variable add_variable(Unit unit);
    /// When `first` is hidden, `second` is.
    void add_consequence(Unit first, Unit second);
    /// Numbers whose weighted sum is known.
    void add_equation(const std::vector<LinearTerm>& terms);
    /// `total` = sum of `parts`; a set in the sense of rule 1.
    void add_sum(Variable total, const std::vector<Variable>& parts);

    /// Hides until nothing hidden is determined. `least_people`: of the hidden parts of a set together; 0: rule 1 does not apply.
    void close(std::int64_t least_people);

    bool hidden(Unit unit) const { return units_[unit].hidden; }
    bool hidden_variable(Variable variable) const { return equations_.unknown(variable); }
    std::int64_t people(Variable variable) const { return units_[unit_of_[variable]].people; }
    int rank(Variable variable) const { return units_[unit_of_[variable]].rank; }
    /// With its unit, and what is hidden with that.
    void hide_variable(Variable variable) { hide(unit_of_[variable]); }
    std::size_t units() const noexcept { return units_.size(); }

    /// All that were added so far.
    const Equations& equations() {
        equations_.index();
        return equations_;
    }
    /// By how much a hidden number changes in a random change of all of them that no equation there was at the last close() tells. 0: it was
    /// determined, or not hidden.
    Residue change(Variable variable) const { return changes_[variable]; }
    /// All equations are there, and do not determine it (see UnseenChange): close() need not look at it.
    void settle(Variable variable) { settled_[variable] = 1; }
    /// That, or close() found it determined by nothing that is shown, or it is no secret: nothing can be done for it.
    bool settled(Variable variable) const { return settled_[variable] != 0 || never_secret_[variable] != 0 || !units_[unit_of_[variable]].secret; }
    /// The next close() first takes it for known. If nothing is determined then but what is settled, that is so with everything; else it takes it for
    /// unknown again, and looks at everything. Only what is settled may be set aside.
    void set_aside(Variable variable) { aside_[variable] = 1; }

private:
    struct UnitState {
        std::int64_t people = 0;
        int rank = 0;
        bool hidden = false;
        bool secret = true;  ///< once it is hidden
    };
    struct Cost {
        int rank = 0;
        std::size_t alone = 0;
        std::int64_t people = 0;
        Unit unit = 0;
        friend auto operator<=>(const Cost&, const Cost&) = default;
    };
    static constexpr int no_company = 1000;
    static constexpr int looks_ahead = 2;
    int rank_with_company(Unit unit, int steps, int enough) const;
    bool would_be_determined(Unit unit) const;
    Cost cost(Unit unit, int enough) const;
    void hide(Unit unit);
    void keep_sets(std::span<const std::uint32_t> equations, std::int64_t least_people);
    bool keep_set(std::uint32_t index, std::int64_t least_people);
    void keep_equations();
    bool hide_one_of(const std::vector<Variable>& variables);
    std::vector<Variable> entering(const std::vector<EquationUse>& combination);
    bool break_up(Variable variable);
    void keep_secret();
    void start_space(std::span<const Variable> variables, std::span<const std::uint32_t> equations);
    void extend_space();
    void watch(Variable variable);
    bool safe_beside_those_aside();
    IndependentParts parts() const;
    void close_part(std::span<const Variable> variables, std::span<const std::uint32_t> equations, std::int64_t least_people);

    std::vector<UnitState> units_;
    ShortLists variables_;       ///< by unit
    ShortLists then_hidden_;     ///< by unit: others
    std::vector<Unit> unit_of_;  ///< by variable
    Equations equations_;
    std::vector<std::uint8_t> is_set_;        ///< by equation: the first term is the total of the others
    std::vector<std::uint8_t> changed_;       ///< by equation: something of it was hidden, since rule 1 held
    std::vector<std::uint32_t> touched_;      ///< equations of which something was hidden, since keep_equations()
    std::vector<std::uint32_t> place_;        ///< by variable: the order in which those of its part are looked at
    std::vector<Residue> factors_;            ///< by variable: in the combination in work
    std::vector<std::uint8_t> settled_;       ///< by variable: not determined
    std::vector<std::uint8_t> never_secret_;  ///< by variable: determined by nothing that is shown
    std::vector<std::uint8_t> aside_;         ///< by variable
    std::vector<Residue> changes_;            ///< by variable
    bool extends_ = false;                    ///< the null space, from round to round
    std::size_t hides_ = 0;
    std::vector<Variable> added_;  ///< hidden, and not yet in the null space
    bool solved_ = false;          ///< the null space is that of the part in work
    HiddenSpace space_{equations_};
    ShortCombination short_{equations_};
    std::vector<Variable> open_;  ///< secret, and were determined
};

}  // namespace capgap
