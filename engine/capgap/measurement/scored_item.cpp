#include <capgap/measurement/scored_item.hpp>

#include <algorithm>

namespace capgap {

ScoredItem scored_item(ItemModel model, const ItemParameters& item, const std::vector<double>& points, std::size_t at, std::size_t padded) {
    const std::size_t n = item.categories();
    ScoredItem out(n, n, at, padded);
    std::vector<double> p(n);
    std::vector<double> by(n * n);
    for (std::size_t q = 0; q < points.size(); ++q) {
        category_probabilities(model, item, points[q], p);
        probability_derivatives(model, item, points[q], p, by);
        for (std::size_t k = 0; k < n; ++k) {
            for (std::size_t a = 0; a < n; ++a) out.row(k, a)[q] = by[k * n + a] / p[k];
        }
    }
    return out;
}

std::vector<std::vector<std::size_t>> told_by_category(const ScoredItem& item) {
    std::vector<std::vector<std::size_t>> out(item.categories);
    for (std::size_t k = 0; k < item.categories; ++k) {
        for (std::size_t a = 0; a < item.parameters; ++a) {
            const double* const row = item.row(k, a);
            if (std::any_of(row, row + item.padded(), [](double one) { return one != 0; })) out[k].push_back(a);
        }
    }
    return out;
}

std::vector<double> own_curvature(ItemModel model, const ItemParameters& item, const std::vector<double>& points, const NodeTable& counts,
                                  std::size_t place) {
    const std::size_t n = item.categories();
    std::vector<double> out(n * n, 0.0);
    std::vector<double> p(n);
    std::vector<double> second(n * n * n);
    for (std::size_t q = 0; q < points.size(); ++q) {
        category_probabilities(model, item, points[q], p);
        probability_second_derivatives(model, item, points[q], p, second);
        for (std::size_t k = 0; k < n; ++k) {
            const double part = counts.row(place, k)[q] / p[k];
            for (std::size_t i = 0; i < out.size(); ++i) out[i] += part * second[k * n * n + i];
        }
    }
    return out;
}

}  // namespace capgap
