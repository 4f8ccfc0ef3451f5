#include <capgap/measurement/grid_fit.hpp>

#include <cmath>
#include <cstddef>
#include <numeric>

namespace capgap {

GridFit fit_of_grid(ItemModel model, const std::vector<ItemParameters>& items, const std::vector<double>& points, const std::vector<double>& mass) {
    constexpr double widest_gap = 1.5;
    constexpr double few = 1e-3;
    const double all = std::accumulate(mass.begin(), mass.end(), 0.0);
    if (mass.front() + mass.back() > few * all) return GridFit::too_narrow;
    double narrowly = 0;
    const double gap = points[1] - points[0];
    for (std::size_t q = 0; q < mass.size(); ++q) {
        double information = 0;
        for (const ItemParameters& one : items) information += item_information(model, one, points[q]);
        if (gap * std::sqrt(information) > widest_gap) narrowly += mass[q];
    }
    return narrowly > few * all ? GridFit::too_coarse : GridFit::fits;
}

}  // namespace capgap
