#include <capgap/disclosure/cell_mask.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace capgap {
namespace {

/// A fixed sequence, so that every run times the same numbers.
std::uint64_t drawn(std::uint64_t& state) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return state >> 33;
}

/// A ministry of agencies of offices, with profiles and categories of a few background questions; a quarter of the groups is small.
Tables nation(std::size_t offices, int profiles, int categories) {
    Tables tables;
    tables.places.push_back({0, false, 0, {}, {}});
    for (std::size_t office = 1; office <= offices; ++office) {
        const std::size_t parent = office <= 40 ? 0 : 1 + office % 40;
        tables.places.push_back({static_cast<int>(office), false, 0, parent, {}});
    }
    std::uint64_t state = 1;
    const auto slices = static_cast<std::size_t>(1 + profiles + categories);
    std::vector<std::vector<std::int64_t>> people(offices + 1, std::vector<std::int64_t>(slices, 0));
    for (std::size_t office = offices + 1; office-- > 1;) {
        for (int p = 1; p <= profiles; ++p) {
            const auto own = static_cast<std::int64_t>(drawn(state) % 40);
            people[office][static_cast<std::size_t>(p)] += own;
            people[office][0] += own;
            people[office][static_cast<std::size_t>(1 + profiles) + drawn(state) % static_cast<std::uint64_t>(categories)] += own;
        }
        for (std::size_t slice = 0; slice < slices; ++slice) people[*tables.places[office].parent][slice] += people[office][slice];
    }
    for (std::size_t office = 0; office <= offices; ++office) {
        for (std::size_t slice = 0; slice < slices; ++slice) {
            if (people[office][slice] == 0) continue;
            Group group;
            group.institution = static_cast<int>(office);
            const int at = static_cast<int>(slice);
            if (at > 0 && at <= profiles) group.profile = at - 1;
            if (at > profiles) group.dimension = 0, group.category = at - profiles - 1;
            group.respondents = people[office][slice];
            tables.groups.push_back(group);
            GapRow row;
            row.group = tables.groups.size() - 1;
            row.respondents = group.respondents;
            tables.gaps.push_back(row);
        }
    }
    return tables;
}

void mask_of_groups(benchmark::State& state) {
    const Tables tables = nation(static_cast<std::size_t>(state.range(0)), 20, 19);
    std::size_t hidden = 0;
    for (auto _ : state) {
        const GroupMask mask(tables, group_sums(tables), Policy{});
        hidden = 0;
        for (std::size_t g = 0; g < tables.groups.size(); ++g) hidden += mask.hidden(g) ? 1U : 0U;
    }
    state.counters["groups"] = static_cast<double>(tables.groups.size());
    state.counters["hidden"] = static_cast<double>(hidden);
}

BENCHMARK(mask_of_groups)->Arg(200)->Arg(500)->Arg(2000)->Unit(benchmark::kMillisecond)->Iterations(1);

/// A round of people with a profile, a category of each breakdown and a level in each competency; every profile has a target for each.
class Round {
public:
    Round(std::size_t offices, std::size_t breakdowns) : breakdowns_(breakdowns), slices_(1 + profiles + breakdowns * categories) {
        for (std::size_t office = 0; office <= offices; ++office) {
            Place place{static_cast<int>(office), false, 0, {}, {}};
            if (office > 0) place.parent = office <= 40 ? 0 : 1 + office % 40;
            tables.places.push_back(place);
        }
        people_.assign((offices + 1) * slices_ * competencies * levels, 0);
        std::uint64_t state = 1;
        for (std::size_t person = 0; person < offices * 12; ++person) add_person(1 + person % offices, state);
        for (std::size_t office = 0; office <= offices; ++office) {
            for (std::size_t slice = 0; slice < slices_; ++slice) add_rows(office, slice);
        }
    }

    Tables tables;

private:
    static constexpr std::size_t profiles = 8;
    static constexpr std::size_t categories = 3;
    static constexpr std::size_t competencies = 14;
    static constexpr std::size_t levels = 5;
    static constexpr int target = 3;

    std::int64_t& people(std::size_t office, std::size_t slice, std::size_t competency, std::size_t level) {
        return people_[((office * slices_ + slice) * competencies + competency) * levels + level];
    }

    void add_person(std::size_t office, std::uint64_t& state) {
        std::vector<std::size_t> of = {0, 1 + drawn(state) % profiles};
        for (std::size_t b = 0; b < breakdowns_; ++b) of.push_back(1 + profiles + b * categories + drawn(state) % categories);
        for (std::size_t c = 0; c < competencies; ++c) {
            const std::size_t level = std::min(drawn(state) % levels, drawn(state) % levels + 1);
            for (std::optional<std::size_t> at = office; at; at = tables.places[*at].parent) {
                for (const std::size_t slice : of) ++people(*at, slice, c, level);
            }
        }
    }

    void add_rows(std::size_t office, std::size_t slice) {
        Group group;
        group.institution = static_cast<int>(office);
        const bool of_profile = slice > 0 && slice <= profiles;
        if (of_profile) group.profile = static_cast<int>(slice) - 1;
        if (slice > profiles) {
            group.dimension = static_cast<int>((slice - 1 - profiles) / categories);
            group.category = static_cast<int>((slice - 1 - profiles) % categories);
        }
        for (std::size_t level = 0; level < levels; ++level) group.respondents += people(office, slice, 0, level);
        if (group.respondents == 0) return;
        tables.groups.push_back(group);
        for (std::size_t c = 0; c < competencies; ++c) add_competency(office, slice, c, of_profile);
    }

    void add_competency(std::size_t office, std::size_t slice, std::size_t competency, bool of_profile) {
        GapRow row;
        row.group = tables.groups.size() - 1;
        row.competency = competency;
        row.respondents = row.scored = tables.groups.back().respondents;
        if (of_profile) row.target_level = target;
        for (std::size_t level = 0; level < levels; ++level) {
            const std::int64_t at_level = people(office, slice, competency, level);
            if (static_cast<int>(level) + 1 < target) row.below += at_level;
            tables.levels.push_back({row.group, competency, static_cast<int>(level) + 1, at_level, row.scored, {}, 0});
        }
        tables.gaps.push_back(row);
    }

    std::size_t breakdowns_;
    std::size_t slices_;
    std::vector<std::int64_t> people_;  ///< by office, slice, competency, level
};

void masks_of_a_round(benchmark::State& state) {
    const Tables tables = Round(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1))).tables;
    std::ptrdiff_t hidden = 0;
    for (auto _ : state) {
        const std::vector<GroupSum> sums = group_sums(tables);
        const Policy policy;
        const GroupMask groups(tables, sums, policy);
        const CellMask cells = mask_cells(tables, sums, groups, policy, 2);
        hidden = std::count(cells.gaps.begin(), cells.gaps.end(), true) + std::count(cells.levels.begin(), cells.levels.end(), true);
    }
    state.counters["rows"] = static_cast<double>(tables.gaps.size() + tables.levels.size());
    state.counters["hidden"] = static_cast<double>(hidden);
}

BENCHMARK(masks_of_a_round)->Args({200, 3})->Args({1000, 3})->Args({5000, 0})->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

}  // namespace
}  // namespace capgap

BENCHMARK_MAIN();
