#include <capgap/training/places.hpp>

#include <optional>

namespace capgap {

std::vector<PlaceKey> up_from(const Group& group, const InstitutionTree& institutions) {
    std::vector<PlaceKey> places = {place_key(group)};
    // Own staff and a pool are parts of the institution itself; a pool of roots is one of all of them.
    const bool is_part = group.own_staff || group.pool != 0;
    std::optional<std::size_t> at;
    if (group.institution != Group::everyone) {
        at = static_cast<std::size_t>(group.institution);
        if (!is_part) at = institutions.parent(*at);
    }
    for (; at; at = institutions.parent(*at)) places.push_back({static_cast<int>(*at), false, 0});
    if (group.institution != Group::everyone || is_part) places.push_back({});
    return places;
}

}  // namespace capgap
