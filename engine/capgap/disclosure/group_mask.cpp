#include <capgap/disclosure/group_mask.hpp>

#include <capgap/disclosure/additive_mask.hpp>

#include <map>
#include <set>

namespace capgap {

namespace {

constexpr std::int64_t too_low_percent = 30;

/// Profiles by competency that have it as a target, as far as they occur.
std::map<std::size_t, std::set<int>> profiles_with_target(const Tables& tables) {
    std::map<std::size_t, std::set<int>> out;
    for (const GapRow& row : tables.gaps) {
        const int profile = tables.groups[row.group].profile;
        std::set<int>& profiles = out[row.competency];
        if (profile != Group::everyone) profiles.insert(profile);
    }
    return out;
}

/// Groups whose number of respondents a table holds. Of a profile without any target, and of those without a profile, none does: how many left the
/// profile empty is told by the difference of two tables, and is no answer of theirs; what they answered is a matter of CellMask.
std::vector<bool> groups_with_counts(const Tables& tables) {
    std::vector<bool> out;
    for (const Group& group : tables.groups) out.push_back(group.profile == Group::everyone);
    for (const GapRow& row : tables.gaps) out[row.group] = true;
    return out;
}

/// Numbers of people by group: everybody's, and for each set of profiles those who have one of them.
class People {
public:
    using Unit = AdditiveMask::Unit;
    using State = AdditiveMask::State;

    People(const Tables& tables, const std::vector<GroupSum>& sums, const Policy& policy) : tables_(tables), sums_(sums), policy_(policy) {}

    void add_everybody(const std::vector<bool>& pooled) {
        const std::vector<bool> counted = groups_with_counts(tables_);
        for (std::size_t g = 0; g < tables_.groups.size(); ++g) {
            const Group& group = tables_.groups[g];
            const bool small = too_few(group.respondents, group.headcount, policy_);
            joined_.push_back(pooled[g] && !small);
            const auto state = small ? State::hidden : pooled[g] ? State::company : State::shown;
            units_.push_back(mask_.add_unit(group.respondents, state, rank(group, true)));
            variables_.push_back(counted[g] ? variable(units_.back(), group.respondents) : none);
        }
        add_sums(variables_);
    }

    /// Those whose profile has a target for `competency`. The variables of profile rows are everybody's: they are the same people.
    std::vector<Unit> add_set(std::size_t competency, bool of_most) {
        std::vector<Unit> units(units_.size(), none);
        std::vector<AdditiveMask::Variable> variables(units_.size(), none);
        for (const GapRow& row : tables_.gaps) {
            if (row.competency != competency) continue;
            const Group& group = tables_.groups[row.group];
            if (group.profile != Group::everyone) {
                units[row.group] = units_[row.group];
                variables[row.group] = variables_[row.group];
                continue;
            }
            const bool small = too_few(row.respondents, row.headcount, policy_);
            const auto state = small ? State::hidden : joined_[row.group] ? State::company : State::shown;
            units[row.group] = mask_.add_unit(row.respondents, state, rank(group, of_most));
            mask_.add_consequence(units_[row.group], units[row.group]);
            variables[row.group] = variable(units[row.group], row.respondents);
        }
        add_sums(variables);
        return units;
    }

    void close() { mask_.close(policy_.min_cell); }

    bool hidden(Unit unit) const { return unit != none && mask_.hidden(unit); }
    bool group_hidden(std::size_t group) const { return mask_.hidden(units_[group]); }
    const std::vector<bool>& joined() const noexcept { return joined_; }

private:
    static constexpr std::uint32_t none = 0xffffffff;

    int rank(const Group& group, bool of_most) const { return 2 * importance(group, tables_) + (of_most ? 1 : 0); }

    /// That nobody answered is no secret: rows that are not there tell it.
    AdditiveMask::Variable variable(Unit unit, std::int64_t people) { return people > 0 ? mask_.add_variable(unit) : none; }

    void add_sums(const std::vector<AdditiveMask::Variable>& variables) {
        for (const GroupSum& sum : sums_) {
            if (variables[sum.total] == none) continue;
            std::vector<AdditiveMask::Variable> parts;
            for (const std::size_t part : sum.parts) {
                if (variables[part] != none) parts.push_back(variables[part]);
            }
            // The sum of profile rows alone was added with everybody.
            if (!parts.empty() && !(tables_.groups[sum.total].profile != Group::everyone && added_everybody_))
                mask_.add_sum(variables[sum.total], parts);
        }
        added_everybody_ = true;
    }

    const Tables& tables_;
    const std::vector<GroupSum>& sums_;
    const Policy& policy_;
    AdditiveMask mask_;
    std::vector<Unit> units_;                        ///< by group
    std::vector<AdditiveMask::Variable> variables_;  ///< by group
    std::vector<bool> joined_;                       ///< by group
    bool added_everybody_ = false;
};

std::vector<bool> pooled_groups(const Tables& tables) {
    const std::vector<std::size_t> place = places_of_groups(tables);
    const std::vector<std::size_t> pool = pools_of_places(tables);
    std::vector<bool> out;
    for (std::size_t g = 0; g < tables.groups.size(); ++g) out.push_back(place[g] < pool.size() && pool[place[g]] < pool.size());
    return out;
}

}  // namespace

bool too_few(std::int64_t respondents, const std::optional<std::int64_t>& headcount, const Policy& policy) {
    return respondents < policy.min_cell || (headcount && 100 * respondents < too_low_percent * *headcount);
}

GroupMask::GroupMask(const Tables& tables, const std::vector<GroupSum>& sums, const Policy& policy) {
    People people(tables, sums, policy);
    people.add_everybody(pooled_groups(tables));
    std::map<std::set<int>, std::size_t> sets;
    std::vector<std::vector<AdditiveMask::Unit>> units;
    const auto targets = profiles_with_target(tables);
    std::map<std::set<int>, std::size_t> uses;
    for (const auto& [competency, profiles] : targets) ++uses[profiles];
    for (const auto& [competency, profiles] : targets) {
        const auto [set, is_new] = sets.try_emplace(profiles, sets.size());
        // Rows of most competencies are hidden after those of some.
        if (is_new) units.push_back(people.add_set(competency, 2 * uses[profiles] > targets.size()));
        if (set_of_.size() <= competency) set_of_.resize(competency + 1);
        set_of_[competency] = set->second;
    }
    if (policy.complementary) people.close();
    joined_ = people.joined();
    gaps_.assign(units.size(), std::vector<bool>(tables.groups.size(), false));
    for (std::size_t g = 0; g < tables.groups.size(); ++g) {
        groups_.push_back(people.group_hidden(g));
        for (std::size_t s = 0; s < units.size(); ++s) gaps_[s][g] = people.hidden(units[s][g]);
    }
}

}  // namespace capgap
