#include <capgap/measurement/linking.hpp>

#include <capgap/measurement/linear_solvers.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace capgap {

namespace {

/// The mean over items of the worth expected at a theta, and its derivative.
struct CurvePoint {
    double value = 0;
    double by_theta = 0;
};

CurvePoint characteristic_curve(ItemModel model, const std::vector<CommonItem>& items, ItemParameters CommonItem::*side, double theta) {
    CurvePoint out;
    std::vector<double> p;
    std::vector<double> by;
    for (const CommonItem& one : items) {
        const ItemParameters& item = one.*side;
        const std::size_t n = item.categories();
        p.resize(n);
        by.resize(n * n);
        category_probabilities(model, item, theta, p);
        probability_derivatives(model, item, theta, p, by);
        for (std::size_t k = 0; k < n; ++k) {
            const double worth = one.worth.empty() ? static_cast<double>(k) : one.worth[k];
            out.value += worth * p[k];
            // Theta moves every logit by the slope, as an intercept moves its own by 1.
            for (std::size_t h = 1; h < n; ++h) out.by_theta += worth * item.slope * by[k * n + h];
        }
    }
    out.value /= static_cast<double>(items.size());
    out.by_theta /= static_cast<double>(items.size());
    return out;
}

/// What is left between the two curves at each node, by log slope and shift.
class CurveDifference {
public:
    using Place = std::array<double, 2>;

    CurveDifference(ItemModel model, const std::vector<CommonItem>& items, const LinkOptions& options) : model_(model), items_(items) {
        const std::vector<double> weights = options.quadrature.normal_weights();
        for (const double t : options.quadrature.points()) {
            const double theta = options.people.mean + options.people.sd * t;
            root_weight_.push_back(std::sqrt(weights[theta_.size()]));
            theta_.push_back(theta);
            to_.push_back(characteristic_curve(model, items, &CommonItem::to, theta).value);
        }
    }

    [[nodiscard]] double loss(const Place& at) const {
        double out = 0;
        for (std::size_t q = 0; q < theta_.size(); ++q) out += squared(root_weight_[q] * (curve_from(at, q).value - to_[q]));
        return out;
    }

    /// Of Gauss and Newton.
    [[nodiscard]] Place step(const Place& at) const {
        std::vector<double> left;
        std::vector<double> by(2 * theta_.size());
        for (std::size_t q = 0; q < theta_.size(); ++q) {
            const CurvePoint here = curve_from(at, q);
            left.push_back(root_weight_[q] * (to_[q] - here.value));
            by[theta_.size() + q] = -root_weight_[q] * here.by_theta / std::exp(at[0]);
            by[q] = by[theta_.size() + q] * (theta_[q] - at[1]);
        }
        const std::vector<double> out = least_squares(by, left).solution;
        return {out[0], out[1]};
    }

private:
    static double squared(double x) { return x * x; }

    [[nodiscard]] CurvePoint curve_from(const Place& at, std::size_t node) const {
        return characteristic_curve(model_, items_, &CommonItem::from, (theta_[node] - at[1]) / std::exp(at[0]));
    }

    ItemModel model_;
    const std::vector<CommonItem>& items_;
    std::vector<double> theta_;
    std::vector<double> root_weight_;
    std::vector<double> to_;
};

double mean_difficulty(const ItemParameters& item) {
    double out = 0;
    for (const double b : difficulties(item)) out += b / static_cast<double>(item.intercepts.size());
    return out;
}

/// Of models without slopes the answer, of others where to begin.
ScaleTransformation mean_mean(ItemModel model, const std::vector<CommonItem>& items) {
    ScaleTransformation out;
    double from = 0;
    double to = 0;
    for (const CommonItem& one : items) {
        from += one.from.slope;
        to += one.to.slope;
    }
    if (has_slopes(model) && from > 0 && to > 0) out.slope = from / to;
    double counted = 0;
    double sum = 0;
    for (const CommonItem& one : items) {
        if (one.from.slope == 0 || one.to.slope == 0) continue;
        sum += mean_difficulty(one.to) - out.slope * mean_difficulty(one.from);
        counted += 1;
    }
    if (counted > 0) out.shift = sum / counted;
    return out;
}

Linking linked(ItemModel model, const std::vector<CommonItem>& items, const LinkOptions& options, const ScaleTransformation& start) {
    Linking out;
    out.transformation = start;
    if (!has_slopes(model)) return out;
    constexpr int most_steps = 200;
    constexpr int most_halvings_of_link = 40;
    constexpr double near_enough = 1e-12;
    // So near the least loss, rounding of it would tell nothing.
    constexpr double safe_step_of_link = 1e-6;
    const CurveDifference difference(model, items, options);
    CurveDifference::Place at{std::log(start.slope), start.shift};
    double loss = difference.loss(at);
    out.converged = false;
    for (int steps = 0; steps < most_steps && !out.converged; ++steps) {
        const CurveDifference::Place step = difference.step(at);
        const double length = std::max(std::abs(step[0]), std::abs(step[1]));
        if (!std::isfinite(length)) break;
        double part = 1;
        const auto moved = [&] { return CurveDifference::Place{at[0] + part * step[0], at[1] + part * step[1]}; };
        double next = difference.loss(moved());
        for (int halving = 0; halving < most_halvings_of_link && length > safe_step_of_link && !(next <= loss); ++halving) {
            part /= 2;
            next = difference.loss(moved());
        }
        at = moved();
        loss = next;
        out.converged = length < near_enough;
    }
    out.loss = loss;
    out.transformation = {std::exp(at[0]), at[1]};
    return out;
}

void check(const std::vector<CommonItem>& items) {
    for (const CommonItem& one : items) {
        if (one.from.categories() != one.to.categories() || (!one.worth.empty() && one.worth.size() != one.to.categories()))
            throw std::invalid_argument("a common item has the same categories on both scales");
    }
}

/// By the delete-one jackknife.
template <class Value>
std::optional<double> jackknife_error(const std::vector<ScaleTransformation>& without, Value value) {
    if (without.size() < 2) return std::nullopt;
    const auto n = static_cast<double>(without.size());
    double mean = 0;
    for (const ScaleTransformation& one : without) mean += value(one) / n;
    double squares = 0;
    for (const ScaleTransformation& one : without) squares += (value(one) - mean) * (value(one) - mean);
    return std::sqrt((n - 1) / n * squares);
}

}  // namespace

ScaleTransformation inverse(const ScaleTransformation& of) {
    return {1 / of.slope, -of.shift / of.slope};
}

double transformed(double theta, const ScaleTransformation& by) {
    return by.slope * theta + by.shift;
}

ItemParameters transformed(ItemParameters item, const ScaleTransformation& by) {
    item.slope /= by.slope;
    for (double& d : item.intercepts) d -= item.slope * by.shift;
    return item;
}

GroupMoments transformed(GroupMoments group, const ScaleTransformation& by) {
    group.mean = transformed(group.mean, by);
    group.sd *= by.slope;
    return group;
}

Calibration transformed(Calibration calibration, const ScaleTransformation& by) {
    for (CalibratedItem& one : calibration.items) {
        if (one.end != ItemEnd::no_variance) one.parameters = transformed(std::move(one.parameters), by);
    }
    for (GroupMoments& one : calibration.groups) one = transformed(one, by);
    return calibration;
}

std::vector<CommonItem> common_items(const Calibration& from, const Calibration& to, std::span<const std::pair<std::size_t, std::size_t>> pairs) {
    std::vector<CommonItem> out;
    for (const auto& [a, b] : pairs) {
        if (a >= from.items.size() || b >= to.items.size()) throw std::invalid_argument("a common item is none of a calibration");
        const CalibratedItem& one = from.items[a];
        const CalibratedItem& other = to.items[b];
        if (one.end == ItemEnd::no_variance || other.end == ItemEnd::no_variance || one.used != other.used) continue;
        out.push_back({one.parameters, other.parameters, {one.used.begin(), one.used.end()}});
    }
    return out;
}

std::vector<std::optional<ItemParameters>> fixed_items(const Calibration& known, std::span<const std::pair<std::size_t, std::size_t>> pairs,
                                                       std::span<const std::size_t> categories) {
    std::vector<std::optional<ItemParameters>> out(categories.size());
    for (const auto& [a, b] : pairs) {
        if (a >= known.items.size() || b >= categories.size()) throw std::invalid_argument("a common item is none of a calibration");
        const CalibratedItem& one = known.items[a];
        if (one.end != ItemEnd::no_variance && one.parameters.categories() == categories[b] && one.used.back() + 1 == categories[b])
            out[b] = one.parameters;
    }
    return out;
}

std::optional<Linking> link_scales(ItemModel model, const std::vector<CommonItem>& items, const LinkOptions& options) {
    check(items);
    if (items.empty()) return std::nullopt;
    Linking out = linked(model, items, options, mean_mean(model, items));
    if (items.size() < 2) return out;
    for (std::size_t j = 0; j < items.size(); ++j) {
        std::vector<CommonItem> others = items;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(j));
        const Linking one = linked(model, others, options, has_slopes(model) ? out.transformation : mean_mean(model, others));
        out.without.push_back(one.transformation);
        out.converged = out.converged && one.converged;
    }
    return out;
}

std::optional<LinkingErrors> linking_errors(const Linking& linking) {
    const auto slope = jackknife_error(linking.without, [](const ScaleTransformation& one) { return one.slope; });
    const auto shift = jackknife_error(linking.without, [](const ScaleTransformation& one) { return one.shift; });
    return slope && shift ? std::optional(LinkingErrors{*slope, *shift}) : std::nullopt;
}

std::optional<double> linking_error_at(const Linking& linking, double theta_from) {
    return jackknife_error(linking.without, [&](const ScaleTransformation& one) { return transformed(theta_from, one); });
}

}  // namespace capgap
