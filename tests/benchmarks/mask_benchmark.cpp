#include <capgap/disclosure/group_mask.hpp>

#include <benchmark/benchmark.h>

#include <cstdint>

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
        for (std::size_t g = 0; g < tables.groups.size(); ++g) hidden += mask.hidden(g) ? 1 : 0;
    }
    state.counters["groups"] = static_cast<double>(tables.groups.size());
    state.counters["hidden"] = static_cast<double>(hidden);
}

BENCHMARK(mask_of_groups)->Arg(200)->Arg(500)->Arg(2000)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace capgap

BENCHMARK_MAIN();
