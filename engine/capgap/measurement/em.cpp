#include <capgap/measurement/em.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/measurement/fit_item.hpp>
#include <capgap/measurement/grid_fit.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace capgap {

namespace {

/// All that EM changes.
struct Parameters {
    std::vector<ItemParameters> items;
    std::vector<GroupMoments> groups;

    friend double largest_change(const Parameters& a, const Parameters& b) {
        double out = 0;
        const auto look = [&out](double x, double y) { out = std::max(out, std::abs(x - y)); };
        for (std::size_t j = 0; j < a.items.size(); ++j) {
            look(a.items[j].slope, b.items[j].slope);
            for (std::size_t k = 0; k < a.items[j].intercepts.size(); ++k) look(a.items[j].intercepts[k], b.items[j].intercepts[k]);
        }
        for (std::size_t g = 0; g < a.groups.size(); ++g) {
            look(a.groups[g].mean, b.groups[g].mean);
            look(a.groups[g].sd, b.groups[g].sd);
        }
        return out;
    }
};

class Em {
public:
    using Known = std::vector<std::optional<ItemParameters>>;

    Em(const AnswerTable& answers, ItemModel model, const CalibrationOptions& options, Known fixed, Known start)
        : answers_(answers),
          model_(model),
          options_(options),
          fixed_(std::move(fixed)),
          start_(std::move(start)),
          points_(options.quadrature.points()) {
        std::vector<std::size_t> categories;
        for (std::size_t j = 0; j < answers.items(); ++j) categories.push_back(answers.categories(j));
        if (model == ItemModel::rating_scale) constraints_ = rating_scale(categories.size(), categories.front());
        if (options.equal_slopes && has_slopes(model)) constraints_ = equal_slopes(categories);
    }

    Calibration run() {
        Parameters now = start();
        if (has_slopes(model_) && !any_fixed()) now = expanded_steps(std::move(now));
        return finished(squarem(std::move(now)));
    }

private:
    /// Where expansion has come to rest near enough for plain EM to go on.
    static constexpr double rest = 1e-7;

    Parameters start() const {
        Parameters out;
        for (std::size_t j = 0; j < answers_.items(); ++j)
            out.items.push_back(fixed_[j] ? *fixed_[j] : start_[j] ? *start_[j] : first_guess(model_, answers_.category_weights(j)));
        if (!has_slopes(model_) || options_.equal_slopes) one_slope(out.items);
        if (model_ == ItemModel::rating_scale && !any_fixed()) out.items = alike(std::move(out.items));
        out.groups.resize(answers_.groups());
        for (std::size_t g = 0; g < std::min(out.groups.size(), options_.start_groups.size()); ++g) {
            if (mean_is_free(g)) out.groups[g].mean = options_.start_groups[g].mean;
            if (sd_is_free(g)) out.groups[g].sd = std::clamp(options_.start_groups[g].sd, Quadrature::narrowest_sd, options_.quadrature.widest_sd());
        }
        return out;
    }

    /// 1 where the model has none, else that of the first; of items that are not fixed.
    void one_slope(std::vector<ItemParameters>& items) const {
        const double slope = has_slopes(model_) ? items.front().slope : 1;
        for (std::size_t j = 0; j < items.size(); ++j) {
            if (!fixed_[j]) items[j].slope = slope;
        }
    }

    /// Thresholds in common, to begin with.
    static std::vector<ItemParameters> alike(std::vector<ItemParameters> items) {
        const std::size_t steps = items.front().intercepts.size();
        std::vector<double> thresholds(steps, 0);
        std::vector<double> locations;
        for (const ItemParameters& one : items) {
            double sum = 0;
            for (const double d : one.intercepts) sum += d;
            locations.push_back(sum / static_cast<double>(steps));
            for (std::size_t k = 0; k < steps; ++k) thresholds[k] += (one.intercepts[k] - locations.back()) / static_cast<double>(items.size());
        }
        for (std::size_t j = 0; j < items.size(); ++j) {
            for (std::size_t k = 0; k < steps; ++k) items[j].intercepts[k] = locations[j] + thresholds[k];
        }
        return items;
    }

    std::vector<std::vector<double>> priors_of(const Parameters& of) const {
        std::vector<std::vector<double>> out;
        for (const GroupMoments& group : of.groups) out.push_back(options_.quadrature.normal_weights(group.mean, group.sd));
        return out;
    }

    ExpectedCounts e_step(const Parameters& at) {
        ++e_steps_;
        return expected_counts(answers_, probability_table(model_, at.items, points_), priors_of(at), options_.threads);
    }

    Parameters m_step(const ExpectedCounts& expected, const Parameters& from) const {
        Parameters out = from;
        if (constraints_) {
            if (!any_fixed()) improve_together(model_, points_, expected.counts, *constraints_, out.items);
        } else {
            parallel_for(out.items.size(), options_.threads, [&](std::size_t j) {
                if (!fixed_[j]) improve_item(model_, points_, expected.counts, j, out.items[j]);
            });
        }
        for (std::size_t g = 0; g < out.groups.size(); ++g) {
            const GroupMoments found = moments_of(expected, g);
            out.groups[g].weight = found.weight;
            if (!sd_is_free(g) || found.weight <= 0) continue;
            // Where the grid were without ends.
            const double mean = mean_is_free(g) ? found.mean : out.groups[g].mean;
            const double off = found.mean - mean;
            const NormalDistribution endless{mean, std::max(std::sqrt(found.sd * found.sd + off * off), Quadrature::narrowest_sd)};
            const NormalDistribution fitted = normal_on_grid(options_.quadrature, found.mean, found.sd * found.sd, endless, !mean_is_free(g));
            out.groups[g].mean = fitted.mean;
            out.groups[g].sd = fitted.sd;
        }
        return out;
    }

    bool mean_is_free(std::size_t group) const { return options_.free_groups && (group > 0 || any_fixed()); }
    bool sd_is_free(std::size_t group) const { return mean_is_free(group) || (group == 0 && !has_slopes(model_)); }
    bool any_fixed() const {
        return std::any_of(fixed_.begin(), fixed_.end(), [](const auto& one) { return one.has_value(); });
    }

    GroupMoments moments_of(const ExpectedCounts& expected, std::size_t group) const {
        const std::vector<double>& mass = expected.node_mass[group];
        GroupMoments out;
        out.weight = expected.weight[group];
        if (out.weight <= 0) return out;
        for (std::size_t q = 0; q < mass.size(); ++q) out.mean += mass[q] * points_[q] / out.weight;
        double square = 0;
        for (std::size_t q = 0; q < mass.size(); ++q) square += mass[q] * (points_[q] - out.mean) * (points_[q] - out.mean) / out.weight;
        out.sd = std::sqrt(square);
        return out;
    }

    /// The first group's mean and spread folded into the items: theta = mean + sd theta', theta' standard normal. As it was where that leads beyond
    /// the limits.
    Parameters folded(const Parameters& plain, const GroupMoments& first) const {
        Parameters of = plain;
        for (ItemParameters& item : of.items) {
            for (double& d : item.intercepts) d += item.slope * first.mean;
            item.slope *= first.sd;
        }
        for (std::size_t g = 1; g < of.groups.size(); ++g) {
            of.groups[g].mean = (of.groups[g].mean - first.mean) / first.sd;
            of.groups[g].sd /= first.sd;
        }
        const bool possible =
            first.sd > 0 && std::all_of(of.items.begin(), of.items.end(), [this](const auto& one) { return is_possible(model_, one); });
        return possible ? of : plain;
    }

    Parameters expanded_steps(Parameters now) {
        // Intercepts of adjacent categories are multiplied by the slope once each: the folding is the same for both families.
        while (e_steps_ < options_.most_e_steps) {
            const ExpectedCounts expected = e_step(now);
            if (!std::isfinite(expected.log_likelihood)) return now;
            Parameters next = folded(m_step(expected, now), moments_of(expected, 0));
            last_change_ = largest_change(now, next);
            now = std::move(next);
            if (last_change_ < std::max(rest, options_.tolerance)) break;
        }
        return now;
    }

    /// A step of EM. `at_start`: the log-likelihood of what it begins with.
    Parameters em(const Parameters& from, double& at_start) {
        ExpectedCounts expected = e_step(from);
        at_start = expected.log_likelihood;
        if (!std::isfinite(at_start)) {
            end_ = CalibrationEnd::diverged;
            return from;
        }
        Parameters out = m_step(expected, from);
        people_ = std::move(expected.node_mass);
        return out;
    }

    GridFit grid_fit(const Parameters& found) const {
        const auto is_wide = [this](const GroupMoments& one) { return one.sd >= options_.quadrature.widest_sd(); };
        if (std::any_of(found.groups.begin(), found.groups.end(), is_wide)) return GridFit::too_narrow;
        std::vector<double> mass(points_.size(), 0);
        for (const std::vector<double>& of_group : people_) {
            for (std::size_t q = 0; q < mass.size(); ++q) mass[q] += of_group[q];
        }
        return fit_of_grid(model_, found.items, points_, mass);
    }

    Parameters squarem(Parameters now) {
        end_ = CalibrationEnd::out_of_steps;
        double at_now = 0;
        while (e_steps_ < options_.most_e_steps) {
            Parameters one = em(now, at_now);
            log_likelihood_ = at_now;
            if (end_ == CalibrationEnd::diverged) return now;
            last_change_ = largest_change(now, one);
            if (last_change_ < options_.tolerance) {
                end_ = CalibrationEnd::converged;
                return one;
            }
            double at_one = 0;
            Parameters two = em(one, at_one);
            if (end_ == CalibrationEnd::diverged) return one;
            if (std::optional<Parameters> far = extrapolated(now, one, two)) {
                double at_far = 0;
                Parameters next = em(*far, at_far);
                if (end_ != CalibrationEnd::diverged && at_far >= at_one) {
                    now = std::move(next);
                    continue;
                }
                end_ = CalibrationEnd::out_of_steps;
            }
            now = std::move(two);
        }
        return now;
    }

    /// The third scheme of Varadhan & Roland; nothing where it leads out of what is possible.
    std::optional<Parameters> extrapolated(const Parameters& a, const Parameters& b, const Parameters& c) const {
        double step = 0;
        double bend = 0;
        each(a, b, c, [&](double x, double y, double z) {
            step += (y - x) * (y - x);
            bend += (z - y - (y - x)) * (z - y - (y - x));
            return z;
        });
        if (!(bend > 0)) return std::nullopt;
        const double length = std::min(-1.0, -std::sqrt(step / bend));
        Parameters out = each(a, b, c, [length](double x, double y, double z) {
            const double r = y - x;
            const double v = z - y - r;
            return x - 2 * length * r + length * length * v;
        });
        const bool possible =
            std::all_of(out.items.begin(), out.items.end(), [this](const ItemParameters& one) { return is_possible(model_, one); }) &&
            std::all_of(out.groups.begin(), out.groups.end(),
                        [this](const GroupMoments& one) { return one.sd >= Quadrature::narrowest_sd && one.sd <= options_.quadrature.widest_sd(); });
        return possible ? std::optional(std::move(out)) : std::nullopt;
    }

    template <class Combine>
    static Parameters each(const Parameters& a, const Parameters& b, const Parameters& c, Combine combine) {
        Parameters out = c;
        for (std::size_t j = 0; j < out.items.size(); ++j) {
            out.items[j].slope = combine(a.items[j].slope, b.items[j].slope, c.items[j].slope);
            for (std::size_t k = 0; k < out.items[j].intercepts.size(); ++k)
                out.items[j].intercepts[k] = combine(a.items[j].intercepts[k], b.items[j].intercepts[k], c.items[j].intercepts[k]);
        }
        for (std::size_t g = 0; g < out.groups.size(); ++g) {
            out.groups[g].mean = combine(a.groups[g].mean, b.groups[g].mean, c.groups[g].mean);
            out.groups[g].sd = combine(a.groups[g].sd, b.groups[g].sd, c.groups[g].sd);
        }
        return out;
    }

    Calibration finished(Parameters found) const {
        Calibration out;
        out.model = model_;
        out.equal_slopes = options_.equal_slopes;
        out.grid = grid_fit(found);
        for (std::size_t j = 0; j < found.items.size(); ++j) {
            CalibratedItem item{std::move(found.items[j]), {}, fixed_[j] ? ItemEnd::fixed : ItemEnd::estimated};
            const auto near_limit = [](double x, double limit) { return std::abs(x) > 0.9 * limit; };
            if (near_limit(item.parameters.slope, largest_slope) || std::any_of(item.parameters.intercepts.begin(), item.parameters.intercepts.end(),
                                                                                [&](double d) { return near_limit(d, largest_intercept); }))
                item.end = ItemEnd::at_limit;
            if (item.end != ItemEnd::fixed) out.free_parameters += item.parameters.intercepts.size() + (has_slopes(model_) ? 1 : 0);
            out.items.push_back(std::move(item));
        }
        if (constraints_ && !any_fixed()) out.free_parameters = constraints_->free;
        for (std::size_t g = 0; g < found.groups.size(); ++g) {
            found.groups[g].mean_is_free = mean_is_free(g);
            found.groups[g].sd_is_free = sd_is_free(g);
            out.free_parameters += (mean_is_free(g) ? 1U : 0U) + (sd_is_free(g) ? 1U : 0U);
        }
        out.groups = std::move(found.groups);
        out.log_likelihood = log_likelihood_;
        out.e_steps = e_steps_;
        out.end = end_;
        out.last_change = last_change_;
        return out;
    }

    const AnswerTable& answers_;
    ItemModel model_;
    const CalibrationOptions& options_;
    Known fixed_;
    Known start_;
    std::vector<double> points_;
    std::optional<ItemConstraints> constraints_;  ///< where items have parameters in common
    std::size_t e_steps_ = 0;
    std::vector<std::vector<double>> people_;  ///< [group][node]: as of the last E-step
    double log_likelihood_ = 0;
    double last_change_ = 0;
    CalibrationEnd end_ = CalibrationEnd::out_of_steps;
};

}  // namespace

Calibration run_em(const AnswerTable& answers, ItemModel model, const CalibrationOptions& options, std::vector<std::optional<ItemParameters>> fixed,
                   std::vector<std::optional<ItemParameters>> start) {
    return Em(answers, model, options, std::move(fixed), std::move(start)).run();
}

}  // namespace capgap
