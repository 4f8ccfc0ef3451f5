#include <capgap/disclosure/sums.hpp>

#include <array>
#include <map>
#include <tuple>

namespace capgap {

namespace {

using Slice = std::array<int, 3>;  ///< dimension, category, profile

constexpr Slice everybody = {Group::everyone, Group::everyone, Group::everyone};

Slice slice_of(const Group& group) {
    return {group.dimension, group.category, group.profile};
}

class SumFinder {
public:
    explicit SumFinder(const Tables& tables) : groups_of_(tables.places.size()), parts_of_(parts_of_places(tables)) {
        const std::vector<std::size_t> place = places_of_groups(tables);
        for (std::size_t g = 0; g < tables.groups.size(); ++g) {
            if (place[g] < groups_of_.size()) groups_of_[place[g]].emplace(slice_of(tables.groups[g]), g);
        }
    }

    std::vector<GroupSum> find() {
        for (std::size_t p = 0; p < groups_of_.size(); ++p) {
            for (const auto& [slice, total] : groups_of_[p]) over_places(p, slice, total);
            within(p);
        }
        return std::move(sums_);
    }

private:
    void over_places(std::size_t place, const Slice& slice, std::size_t total) {
        GroupSum sum{GroupSum::Over::places, total, {}};
        for (const std::size_t part : parts_of_[place]) {
            const auto found = groups_of_[part].find(slice);
            if (found != groups_of_[part].end()) sum.parts.push_back(found->second);
        }
        add(std::move(sum));
    }

    void within(std::size_t place) {
        const auto total = groups_of_[place].find(everybody);
        if (total == groups_of_[place].end()) return;
        GroupSum profiles{GroupSum::Over::profiles, total->second, {}};
        std::map<int, GroupSum> dimensions;
        for (const auto& [slice, group] : groups_of_[place]) {
            if (slice[2] != Group::everyone) profiles.parts.push_back(group);
            if (slice[0] == Group::everyone) continue;
            dimensions.try_emplace(slice[0], GroupSum{GroupSum::Over::categories, total->second, {}}).first->second.parts.push_back(group);
        }
        add(std::move(profiles));
        for (auto& [dimension, sum] : dimensions) add(std::move(sum));
    }

    void add(GroupSum sum) {
        if (!sum.parts.empty()) sums_.push_back(std::move(sum));
    }

    std::vector<std::map<Slice, std::size_t>> groups_of_;  ///< by place
    std::vector<std::vector<std::size_t>> parts_of_;       ///< by place
    std::vector<GroupSum> sums_;
};

}  // namespace

std::vector<std::vector<std::size_t>> parts_of_places(const Tables& tables) {
    std::vector<std::vector<std::size_t>> out(tables.places.size());
    for (std::size_t p = 0; p < tables.places.size(); ++p) {
        const Place& one = tables.places[p];
        if (one.pooled) out[*one.pooled].push_back(p);
        if (one.parent && !one.pooled) out[*one.parent].push_back(p);
    }
    return out;
}

std::vector<GroupSum> group_sums(const Tables& tables) {
    return SumFinder(tables).find();
}

int importance(const Group& group, const Tables& tables) {
    const Group& whole = tables.groups.front();
    const bool of_whole = group.institution == whole.institution && !group.own_staff && group.pool == whole.pool;
    if (group.dimension != Group::everyone) return of_whole ? 1 : 0;
    if (group.profile != Group::everyone) return of_whole ? 3 : 0;
    return of_whole ? 4 : 2;
}

std::vector<std::size_t> places_of_groups(const Tables& tables) {
    std::map<std::tuple<int, bool, int>, std::size_t> index;
    for (std::size_t p = 0; p < tables.places.size(); ++p)
        index.emplace(std::tuple(tables.places[p].institution, tables.places[p].own_staff, tables.places[p].pool), p);
    std::vector<std::size_t> out;
    out.reserve(tables.groups.size());
    for (const Group& group : tables.groups) {
        const auto found = index.find({group.institution, group.own_staff, group.pool});
        out.push_back(found == index.end() ? tables.places.size() : found->second);
    }
    return out;
}

std::vector<std::size_t> pools_of_places(const Tables& tables) {
    const std::size_t none = tables.places.size();
    std::vector<std::size_t> out;
    for (const Place& place : tables.places) {  // parents stand before their children
        const std::size_t above = place.parent && *place.parent < out.size() ? out[*place.parent] : none;
        out.push_back(above != none ? above : place.pooled.value_or(none));
    }
    return out;
}

}  // namespace capgap
