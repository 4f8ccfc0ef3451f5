#include <capgap/training/places.hpp>

#include <optional>

namespace capgap {

std::vector<PlaceKey> up_from(const Group& group, const InstitutionTree& institutions) {
    std::vector<PlaceKey> places = {place_key(group)};
    if (group.institution == Group::everyone) return places;
    std::optional<std::size_t> at = static_cast<std::size_t>(group.institution);
    // Own staff and a pool are parts of the institution itself.
    if (!group.own_staff && group.pool == 0) at = institutions.parent(*at);
    for (; at; at = institutions.parent(*at)) places.push_back({static_cast<int>(*at), false, 0});
    places.push_back({});
    return places;
}

}  // namespace capgap
