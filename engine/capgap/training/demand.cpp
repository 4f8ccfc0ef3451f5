#include <capgap/training/demand.hpp>

#include <capgap/training/closure.hpp>
#include <capgap/training/needs.hpp>

#include <map>
#include <utility>

namespace capgap {

namespace {

/// Of one competency and step, before anything is rounded or left out.
struct Sum {
    Reach all;
    Reach at_from;
};

void add_people(Reach& to, const Need& need) {
    to.people += need.people;
    to.estimated += need.estimated;
    to.guessed += need.guessed;
    to.exact = to.exact && need.exact;
}

std::optional<std::int64_t> named(const Reach& reach) {
    if (mostly_guessed(reach.guessed, reach.people)) return std::nullopt;
    const std::int64_t people = whole_people(reach.people);
    return people < least_people_of_a_line ? std::nullopt : std::optional(people);
}

}  // namespace

std::vector<StepDemand> demand_of(const Disclosed<ShownTables>& tables, const InstitutionTree& institutions, std::size_t levels) {
    const Needs all_needs(*tables, institutions, levels);
    std::vector<StepDemand> out;
    for (std::size_t g = 0; g < tables->groups.size(); ++g) {
        const Group& keys = tables->groups[g].keys;
        if (tables->groups[g].suppressed || keys.dimension != Group::everyone || keys.profile != Group::everyone) continue;
        const GroupNeeds needs = all_needs.of(g);
        std::map<std::pair<std::size_t, int>, Sum> sums;
        for (const std::size_t competency : needs.nearly_everyone) sums[{competency, 0}];
        for (const Need& need : needs.needs) {
            for (int to = need.level + 1; to <= need.target; ++to) {
                Sum& sum = sums[{need.competency, to}];
                add_people(sum.all, need);
                if (to == need.level + 1) add_people(sum.at_from, need);
            }
        }
        for (const auto& [key, sum] : sums) {
            StepDemand row{g, key.first, key.second, named(sum.all), named(sum.at_from), {}, false, key.second == 0};
            if (row.to != 0 && whole_people(sum.all.people) < least_people_of_a_line) continue;
            if (row.people && !sum.all.exact) {
                row.estimated = estimated_part(sum.all.estimated, sum.all.people);
                row.mostly_estimated = 2 * sum.all.estimated > sum.all.people;
            }
            out.push_back(std::move(row));
        }
    }
    return out;
}

}  // namespace capgap
