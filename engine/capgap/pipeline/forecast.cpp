#include <capgap/pipeline/forecast.hpp>

#include <capgap/disclosure/choose_pools.hpp>
#include <capgap/disclosure/group_mask.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace capgap {

namespace {

std::int64_t expected(const std::optional<std::int64_t>& headcount, int percent) {
    return (headcount.value_or(0) * percent + 50) / 100;
}

/// Tables of nobody's answers, with so many respondents.
Result<Tables> expected_tables(const AssessInput& input, int percent) {
    const GapCounts nobody(count_layout(input));
    auto cells = make_cells(nobody, input.population, input.instrument.codebook, input.population_at);
    if (cells.has_error()) return cells.error();
    std::vector<Staff> staff = own_staff(cells->value, input.tree.size(), true);
    for (Staff& one : staff) one.respondents = expected(one.headcount, percent);
    const std::vector<Cluster> no_clusters;
    WeightSettings unweighted;
    unweighted.method = WeightingMethod::none;
    TabulationInput tabulation(nobody, input.tree, input.instrument.codebook, input.population, no_clusters, unweighted, input.population_at,
                               input.threads);
    tabulation.pools = choose_pools(input.tree, staff, input.named_pools, input.policy);
    auto tabulated = tabulate(tabulation);
    if (tabulated.has_error()) return tabulated.error();
    Tables tables = std::move(tabulated->value.tables);
    for (Group& group : tables.groups) group.respondents = expected(group.headcount, percent);
    for (GapRow& row : tables.gaps) row.respondents = expected(row.headcount, percent);
    return tables;
}

/// The places of which a group is shown, by what the group is: -2 all together, -1 a profile, else the breakdown.
std::map<int, std::set<int>> shown_institutions(const Tables& tables, const GroupMask& mask) {
    std::map<int, std::set<int>> out;
    for (std::size_t g = 0; g < tables.groups.size(); ++g) {
        const Group& group = tables.groups[g];
        if (mask.hidden(g) || group.own_staff || group.pool > 0 || group.institution == Group::everyone) continue;
        const int kind = group.dimension != Group::everyone ? group.dimension : group.profile != Group::everyone ? -1 : -2;
        out[kind].insert(group.institution);
    }
    return out;
}

/// Institutions that are counted in a pool with a row.
std::size_t shown_together(const Tables& tables, const GroupMask& mask) {
    const std::vector<std::size_t> place = places_of_groups(tables);
    const std::vector<std::size_t> pool = pools_of_places(tables);
    std::set<std::size_t> shown;
    for (std::size_t g = 0; g < tables.groups.size(); ++g) {
        const Group& group = tables.groups[g];
        if (group.pool > 0 && !mask.hidden(g) && group.dimension == Group::everyone && group.profile == Group::everyone) shown.insert(place[g]);
    }
    std::size_t count = 0;
    for (std::size_t g = 0; g < tables.groups.size(); ++g) {
        const Group& group = tables.groups[g];
        const bool institution = !group.own_staff && group.pool == 0 && group.dimension == Group::everyone && group.profile == Group::everyone;
        if (institution && place[g] < pool.size() && shown.count(pool[place[g]]) > 0 && group.headcount.value_or(0) > 0) ++count;
    }
    return count;
}

}  // namespace

Result<Visibility> forecast_visibility(const AssessInput& input, int percent) {
    const auto tables = expected_tables(input, percent);
    if (tables.has_error()) return tables.error();
    const GroupMask mask(*tables, group_sums(*tables), input.policy);
    Visibility out;
    out.percent = percent;
    for (const Group& group : tables->groups) {
        const bool institution = group.institution != Group::everyone && !group.own_staff && group.pool == 0;
        const bool everybody_there = group.dimension == Group::everyone && group.profile == Group::everyone;
        if (institution && everybody_there && group.headcount.value_or(0) > 0) ++out.institutions;
    }
    const auto shown = shown_institutions(*tables, mask);
    const auto count = [&](int kind) {
        const auto found = shown.find(kind);
        return found == shown.end() ? std::size_t{0} : found->second.size();
    };
    out.alone = count(-2);
    out.together = shown_together(*tables, mask);
    out.with_profiles = count(-1);
    for (std::size_t b = 0; b < input.breakdowns.size(); ++b) {
        const auto& columns = input.population->background;
        if (std::find(columns.begin(), columns.end(), input.breakdowns[b]) != columns.end())
            out.with_categories.emplace_back(input.breakdowns[b], count(static_cast<int>(b)));
    }
    return out;
}

std::vector<LonelyCategory> lonely_categories(const Population& population) {
    std::vector<LonelyCategory> out;
    for (std::size_t column = 0; column < population.background.size(); ++column) {
        std::map<std::pair<std::uint32_t, std::uint16_t>, std::int64_t> people;
        for (const Population::Row& row : population.rows) people[{row.institution, row.categories[column]}] += row.headcount;
        std::set<std::uint32_t> institutions;
        for (const auto& [key, count] : people) {
            if (key.second != Population::unknown_category && count > 0 && count < 3) institutions.insert(key.first);
        }
        if (!institutions.empty()) out.push_back({population.background[column], institutions.size()});
    }
    return out;
}

}  // namespace capgap
