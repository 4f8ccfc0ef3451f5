#pragma once

#include <capgap/assessment/institution_tree.hpp>
#include <capgap/disclosure/protect.hpp>
#include <capgap/training/places.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace capgap {

/// People of a group at one level under one target, as far as what is shown says how many.
struct Need {
    std::size_t competency = 0;
    int target = 0;        ///< of their own profile
    int level = 0;         ///< 1..target-1
    double people = 0;     ///< sum u
    double estimated = 0;  ///< of them: dealt out among profiles that are hidden, and not known to the last person
    bool exact = true;     ///< nothing was dealt out, not even 0 people
    double guessed = 0;    ///< of the estimated: of profiles of which no level is shown, neither here nor above
};

/// Of one group.
struct GroupNeeds {
    std::vector<Need> needs;                ///< in competencies whose share is shown as a value, by competency, target and level
    std::map<std::size_t, double> steps;    ///< of those competencies: what the group lacks in all, where that is shown
    std::set<std::size_t> nearly_everyone;  ///< competencies of which only is shown that more than so many are under their target
};

/// People of one profile at one level, or those whose profile is not known.
struct ProfileCell {
    int target = 0;  ///< of the profile; 0: none
    int level = 0;   ///< from 1
    double people = 0;
    bool shown = false;
    double expected = 0;  ///< where hidden: in proportion to it people are dealt out
    bool estimated = false;
    bool guess = false;  ///< no level of the profile is shown, neither here nor above, nor is its headcount known: what is expected is in equal parts
};

/// `part` of `whole` with two decimals, rounded up and at least 0.01, as the reason of a line holds it that is not exact.
[[nodiscard]] std::string estimated_part(double part, double whole);

/// What the cells add up to, as far as it is shown.
struct CellSums {
    std::vector<std::optional<double>> at_level;  ///< by level - 1
    double all = 0;
    double below = 0;             ///< the people under their target
    std::optional<double> steps;  ///< that they lack
};

/// Fills in hidden cells so that they agree with the sums: people at a level are dealt out in proportion to `expected`; then those under their target
/// are multiplied by a * b^(target - level), a and b such that their number and their steps agree too. Formula: methods.md, section 10.
void deal_out(std::vector<ProfileCell>& cells, const CellSums& sums);

/// The needs of every group of all profiles without breakdown, reckoned from shown tables and from nothing else, so that no advice can tell more than
/// they do.
class Needs {
public:
    Needs(const ShownTables& tables, const InstitutionTree& institutions, std::size_t levels);

    /// A group that holds all the people of the one above it, as their shown rows say, has its needs.
    [[nodiscard]] GroupNeeds of(std::size_t group) const;

private:
    /// Where a group's rows are, by competency.
    struct Rows {
        std::map<std::size_t, const ShownGap*> gaps;
        std::map<std::size_t, std::size_t> first_level;  ///< index of ShownTables::levels; the other levels follow
    };

    const ShownChoice* level_row(std::size_t group, std::size_t competency, int level) const;
    std::optional<double> all_with_level(std::size_t group, std::size_t competency) const;
    double expected(std::size_t group, std::size_t of_profile, std::size_t competency, int level) const;
    std::size_t same_people_above(std::size_t group, std::size_t competency) const;
    std::optional<std::size_t> group_above(std::size_t group) const;
    std::optional<std::size_t> shown_above(std::size_t group, int profile, std::size_t competency) const;
    double share_at(std::size_t group, std::size_t competency, int level) const;
    void add(std::size_t group, const ShownGap& row, std::vector<Need>& to) const;

    const ShownTables& tables_;
    const InstitutionTree& institutions_;
    int levels_;
    std::vector<Rows> rows_;                                   ///< by group
    std::map<PlaceKey, std::map<int, std::size_t>> group_of_;  ///< of each place without breakdown, by profile
};

}  // namespace capgap
