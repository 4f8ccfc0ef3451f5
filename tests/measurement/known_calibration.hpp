#pragma once

#include <capgap/measurement/calibrate.hpp>

#include <measurement/psychometric_files.hpp>

#include <cstddef>
#include <filesystem>
#include <numeric>
#include <utility>
#include <vector>

/// Calibrations whose parameters are given, not estimated here.
namespace capgap::psychometric {

/// As if all items had been estimated, of one group that is standard normal.
inline Calibration known(ItemModel model, std::vector<ItemParameters> items) {
    Calibration out;
    out.model = model;
    for (ItemParameters& one : items) {
        CalibratedItem& item = out.items.emplace_back();
        item.used.resize(one.categories());
        std::iota(item.used.begin(), item.used.end(), std::size_t{0});
        item.parameters = std::move(one);
    }
    out.groups.resize(1);
    return out;
}

/// Items of another program's file: name, slope, intercepts.
inline Calibration known_of_file(ItemModel model, const std::filesystem::path& path) {
    std::vector<ItemParameters> items;
    for (const std::vector<double>& row : numbers(path, 1)) items.push_back({row[0], {row.begin() + 1, row.end()}});
    return known(model, std::move(items));
}

}  // namespace capgap::psychometric
