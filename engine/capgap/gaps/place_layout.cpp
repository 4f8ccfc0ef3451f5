#include <capgap/gaps/place_layout.hpp>

#include <array>
#include <map>

namespace capgap {

PlaceLayout::PlaceLayout(const InstitutionTree& tree, const std::vector<Pool>& pools) : place_of_staff_(tree.size()) {
    lay_out(tree, pools);
    tie(tree, pools);
    for (std::size_t i = 0; i < places_.size(); ++i) {
        const Place& place = places_[i];
        if (place.institution == Group::everyone || place.pool != 0) continue;
        // Own staff stand behind their institution.
        place_of_staff_[static_cast<std::size_t>(place.institution)] = i;
    }
}

void PlaceLayout::add_pools_of(int parent, const std::vector<Pool>& pools) {
    for (const Pool& pool : pools) {
        if (pool.parent == parent) places_.push_back({parent, false, pool.number, std::nullopt, std::nullopt});
    }
}

void PlaceLayout::lay_out(const InstitutionTree& tree, const std::vector<Pool>& pools) {
    if (tree.roots().size() > 1) places_.push_back({});
    std::vector<std::size_t> open;  // from a root down to the institution that is laid out
    const auto close_to = [&](std::optional<std::size_t> parent) {
        while (!open.empty() && open.back() != parent) {
            add_pools_of(static_cast<int>(open.back()), pools);
            open.pop_back();
        }
    };
    for (const std::size_t institution : tree.in_tree_order()) {
        close_to(tree.parent(institution));
        open.push_back(institution);
        places_.push_back({static_cast<int>(institution), false, 0, std::nullopt, std::nullopt});
        if (!tree.children(institution).empty()) places_.push_back({static_cast<int>(institution), true, 0, std::nullopt, std::nullopt});
    }
    close_to(std::nullopt);
    add_pools_of(Group::everyone, pools);
}

/// Which place each adds to, and which pool it is a member of.
void PlaceLayout::tie(const InstitutionTree& tree, const std::vector<Pool>& pools) {
    std::map<std::array<int, 3>, std::size_t> index;
    const auto find = [&](int institution, bool own, int pool) -> std::optional<std::size_t> {
        const auto found = index.find({institution, own ? 1 : 0, pool});
        return found == index.end() ? std::nullopt : std::optional(found->second);
    };
    for (std::size_t i = 0; i < places_.size(); ++i) index[{places_[i].institution, places_[i].own_staff ? 1 : 0, places_[i].pool}] = i;
    for (Place& place : places_) {
        if (place.institution == Group::everyone && place.pool == 0) continue;
        int parent = place.institution;
        if (!place.own_staff && place.pool == 0) {
            const auto above = tree.parent(static_cast<std::size_t>(place.institution));
            parent = above ? static_cast<int>(*above) : Group::everyone;
        }
        place.parent = find(parent, false, 0);
    }
    for (const Pool& pool : pools) {
        for (const Pool::Member& member : pool.members) {
            if (const auto at = find(static_cast<int>(member.institution), member.own_staff, 0))
                places_[*at].pooled = find(pool.parent, false, pool.number);
        }
    }
}

}  // namespace capgap
