#pragma once

#include <capgap/measurement/calibrate.hpp>

#include <vector>

namespace capgap {

/// Whether sums over the nodes stand for integrals: the nodes are nearer to each other than the posteriors of theta are wide (an error of some 10^-4
/// where they are 1.5 times as far apart), and nobody stands at the ends. `mass`: the weight of people at each of `points`. For this folder only.
[[nodiscard]] GridFit fit_of_grid(ItemModel model, const std::vector<ItemParameters>& items, const std::vector<double>& points,
                                  const std::vector<double>& mass);

}  // namespace capgap
