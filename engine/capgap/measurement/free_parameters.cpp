#include <capgap/measurement/free_parameters.hpp>

#include <capgap/measurement/answers_in_use.hpp>

#include <algorithm>

namespace capgap {

namespace {

bool is_estimated(const CalibratedItem& item) {
    return item.end == ItemEnd::estimated;
}

/// Items one after the other, as constraints have them.
void add_items_together(const Calibration& calibration, const std::vector<std::size_t>& kept, ItemConstraints& to) {
    std::vector<std::size_t> categories;
    for (const std::size_t j : kept) {
        if (!is_estimated(calibration.items[j])) return;
        categories.push_back(calibration.items[j].parameters.categories());
    }
    if (kept.empty()) return;
    to = calibration.model == ItemModel::rating_scale ? rating_scale(categories.size(), categories.front()) : equal_slopes(categories);
}

void add_item_alone(const Calibration& calibration, std::size_t j, std::size_t at, ItemConstraints& to) {
    if (!is_estimated(calibration.items[j])) return;
    if (has_slopes(calibration.model)) to.entries.push_back({at, to.free++});
    for (std::size_t k = 1; k < calibration.items[j].parameters.categories(); ++k) to.entries.push_back({at + k, to.free++});
}

}  // namespace

ParameterLayout parameter_layout(const Calibration& calibration) {
    ParameterLayout out;
    for (const CalibratedItem& one : calibration.items) {
        out.item_at.push_back(out.size);
        if (one.end != ItemEnd::no_variance) out.size += one.parameters.categories();
    }
    out.groups_at = out.size;
    out.size += 2 * calibration.groups.size();
    const std::vector<std::size_t> kept = items_with_parameters(calibration.items);
    if (calibration.model == ItemModel::rating_scale || (calibration.equal_slopes && has_slopes(calibration.model))) {
        add_items_together(calibration, kept, out.free);
    } else {
        for (const std::size_t j : kept) add_item_alone(calibration, j, out.item_at[j], out.free);
    }
    for (std::size_t g = 0; g < calibration.groups.size(); ++g) {
        if (calibration.groups[g].mean_is_free) out.free.entries.push_back({out.groups_at + 2 * g, out.free.free++});
        if (calibration.groups[g].sd_is_free) out.free.entries.push_back({out.groups_at + 2 * g + 1, out.free.free++});
    }
    return out;
}

}  // namespace capgap
