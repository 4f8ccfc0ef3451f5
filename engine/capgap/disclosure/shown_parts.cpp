#include <capgap/disclosure/shown_parts.hpp>

#include <cstddef>

namespace capgap {

namespace {

/// The part with the fewest people of those that are shown and not empty; people.size() where there is none.
std::size_t smallest_shown(std::span<const std::int64_t> people, const std::vector<bool>& shown) {
    std::size_t out = people.size();
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (shown[i] && people[i] > 0 && (out == people.size() || people[i] < people[out])) out = i;
    }
    return out;
}

}  // namespace

std::vector<bool> shown_parts(std::span<const std::int64_t> people, std::int64_t min_cell) {
    std::vector<bool> shown(people.size(), true);
    std::size_t parts_hidden = 0;
    std::int64_t people_hidden = 0;
    const auto hide = [&](std::size_t i) {
        shown[i] = false;
        ++parts_hidden;
        people_hidden += people[i];
    };
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (people[i] > 0 && people[i] < min_cell) hide(i);
    }
    while (parts_hidden > 0 && (parts_hidden < 2 || people_hidden < min_cell)) {
        const std::size_t next = smallest_shown(people, shown);
        if (next == people.size()) break;
        hide(next);
    }
    return shown;
}

}  // namespace capgap
