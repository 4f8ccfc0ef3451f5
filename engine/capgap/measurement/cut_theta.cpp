#include <capgap/measurement/cut_theta.hpp>

#include <boost/math/tools/roots.hpp>

#include <cstdint>

namespace capgap {

double expected_score_0_100(ItemModel model, std::span<const ScoredItemModel> items, double theta) {
    double sum = 0;
    std::vector<double> p;
    for (const ScoredItemModel& one : items) {
        // Everybody answered it alike.
        if (one.worth.size() == 1) {
            sum += one.worth.front();
            continue;
        }
        p.resize(one.worth.size());
        category_probabilities(model, one.parameters, theta, p);
        for (std::size_t k = 0; k < p.size(); ++k) sum += p[k] * one.worth[k];
    }
    return sum / static_cast<double>(items.size());
}

std::optional<double> theta_of_cut(ItemModel model, std::span<const ScoredItemModel> items, double cut_0_100, double limit) {
    const auto above = [&](double theta) { return expected_score_0_100(model, items, theta) - cut_0_100; };
    const double low = above(-limit);
    const double high = above(limit);
    if (!(low < 0 && high >= 0)) return std::nullopt;
    if (high == 0) return limit;
    std::uintmax_t most_steps = 200;
    const auto close = [](double a, double b) { return b - a < 1e-9; };
    const auto [a, b] = boost::math::tools::toms748_solve(above, -limit, limit, low, high, close, most_steps);
    return (a + b) / 2;
}

}  // namespace capgap
