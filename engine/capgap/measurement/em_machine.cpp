#include <capgap/measurement/em_machine.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/measurement/fit_item.hpp>
#include <capgap/measurement/grid_fit.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace capgap {

namespace {

/// Where expansion has come to rest near enough for plain EM to go on.
constexpr double rest_of_expansion = 1e-7;

double largest_change(const EmParameters& a, const EmParameters& b) {
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

template <class Combine>
EmParameters each_parameter(const EmParameters& a, const EmParameters& b, const EmParameters& c, Combine combine) {
    EmParameters out = c;
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

/// Thresholds in common, to begin with.
std::vector<ItemParameters> alike(std::vector<ItemParameters> items) {
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

bool is_near_limit(const ItemParameters& found) {
    const auto near = [](double x, double limit) { return std::abs(x) > 0.9 * limit; };
    return near(found.slope, largest_slope) ||
           std::any_of(found.intercepts.begin(), found.intercepts.end(), [&](double d) { return near(d, largest_intercept); });
}

}  // namespace

std::string_view to_string(EmPhase phase) {
    switch (phase) {
        case EmPhase::expanding: return "expanding";
        case EmPhase::first: return "first";
        case EmPhase::second: return "second";
        case EmPhase::extrapolated: return "extrapolated";
        case EmPhase::finished: return "finished";
    }
    return "";
}

EmMachine::EmMachine(ItemModel model, CalibrationOptions options, const std::vector<std::vector<double>>& category_weights, std::size_t groups,
                     Known fixed, const Known& start)
    : model_(model), options_(std::move(options)), fixed_(std::move(fixed)), points_(options_.quadrature.points()) {
    state_.at = beginning(category_weights, groups, start);
    constrain();
    if (!has_slopes(model_) || any_fixed() || options_.most_e_steps == 0) begin_cycle(std::move(state_.at));
}

EmMachine::EmMachine(ItemModel model, CalibrationOptions options, Known fixed, EmState state)
    : model_(model), options_(std::move(options)), fixed_(std::move(fixed)), points_(options_.quadrature.points()), state_(std::move(state)) {
    constrain();
}

void EmMachine::constrain() {
    std::vector<std::size_t> categories;
    for (const ItemParameters& one : state_.at.items) categories.push_back(one.categories());
    if (model_ == ItemModel::rating_scale) constraints_ = rating_scale(categories.size(), categories.front());
    if (options_.equal_slopes && has_slopes(model_)) constraints_ = equal_slopes(categories);
}

EmParameters EmMachine::beginning(const std::vector<std::vector<double>>& category_weights, std::size_t groups, const Known& start) const {
    EmParameters out;
    for (std::size_t j = 0; j < category_weights.size(); ++j)
        out.items.push_back(fixed_[j] ? *fixed_[j] : start[j] ? *start[j] : first_guess(model_, category_weights[j]));
    if (!has_slopes(model_) || options_.equal_slopes) one_slope(out.items);
    if (model_ == ItemModel::rating_scale && !any_fixed()) out.items = alike(std::move(out.items));
    out.groups.resize(groups);
    for (std::size_t g = 0; g < std::min(out.groups.size(), options_.start_groups.size()); ++g) {
        if (mean_is_free(g)) out.groups[g].mean = options_.start_groups[g].mean;
        if (sd_is_free(g)) out.groups[g].sd = std::clamp(options_.start_groups[g].sd, Quadrature::narrowest_sd, options_.quadrature.widest_sd());
    }
    return out;
}

/// 1 where the model has none, else that of the first; of items that are not fixed.
void EmMachine::one_slope(std::vector<ItemParameters>& items) const {
    const double slope = has_slopes(model_) ? items.front().slope : 1;
    for (std::size_t j = 0; j < items.size(); ++j) {
        if (!fixed_[j]) items[j].slope = slope;
    }
}

bool EmMachine::any_fixed() const {
    return std::any_of(fixed_.begin(), fixed_.end(), [](const auto& one) { return one.has_value(); });
}

bool EmMachine::mean_is_free(std::size_t group) const {
    return options_.free_groups && (group > 0 || any_fixed());
}

bool EmMachine::sd_is_free(std::size_t group) const {
    return mean_is_free(group) || (group == 0 && !has_slopes(model_));
}

ExpectedCounts EmMachine::e_step(const AnswerTable& answers) const {
    std::vector<std::vector<double>> priors;
    for (const GroupMoments& group : state_.at.groups) priors.push_back(options_.quadrature.normal_weights(group.mean, group.sd));
    return expected_counts(answers, probability_table(model_, state_.at.items, points_), priors, options_.threads);
}

void EmMachine::take(const ExpectedCounts& expected) {
    assert(!finished());
    if (!options_.on_step) return advance(expected);
    const EmParameters before = state_.at;
    CalibrationStep told;
    told.phase = to_string(state_.phase);
    if (std::isfinite(expected.log_likelihood)) told.log_likelihood = expected.log_likelihood;
    advance(expected);
    told.step = state_.e_steps;
    told.largest_change = largest_change(before, state_.at);
    options_.on_step(told);
}

void EmMachine::advance(const ExpectedCounts& expected) {
    ++state_.e_steps;
    switch (state_.phase) {
        case EmPhase::expanding: return expand(expected);
        case EmPhase::first: return take_first(expected);
        case EmPhase::second: return take_second(expected);
        case EmPhase::extrapolated: return take_extrapolated(expected);
        case EmPhase::finished: return;
    }
}

void EmMachine::expand(const ExpectedCounts& expected) {
    if (!std::isfinite(expected.log_likelihood)) return begin_cycle(std::move(state_.at));
    // Intercepts of adjacent categories are multiplied by the slope once each: the folding is the same for both families.
    EmParameters next = folded(m_step(expected, state_.at), moments_of(expected, 0));
    state_.last_change = largest_change(state_.at, next);
    state_.at = std::move(next);
    if (state_.last_change < std::max(rest_of_expansion, options_.tolerance) || state_.e_steps >= options_.most_e_steps)
        begin_cycle(std::move(state_.at));
}

/// A cycle of SQUAREM, as long as there are steps left.
void EmMachine::begin_cycle(EmParameters from) {
    if (state_.e_steps >= options_.most_e_steps) return finish(std::move(from), CalibrationEnd::out_of_steps);
    state_.phase = EmPhase::first;
    state_.now = from;
    state_.two = {};
    state_.log_likelihood_of_one = 0;
    state_.at = std::move(from);
}

void EmMachine::take_first(const ExpectedCounts& expected) {
    state_.log_likelihood = expected.log_likelihood;
    if (!std::isfinite(expected.log_likelihood)) return finish(std::move(state_.now), CalibrationEnd::diverged);
    EmParameters one = m_step(expected, state_.now);
    state_.node_mass = expected.node_mass;
    state_.last_change = largest_change(state_.now, one);
    if (state_.last_change < options_.tolerance) return finish(std::move(one), CalibrationEnd::converged);
    state_.phase = EmPhase::second;
    state_.at = std::move(one);
}

void EmMachine::take_second(const ExpectedCounts& expected) {
    if (!std::isfinite(expected.log_likelihood)) return finish(std::move(state_.at), CalibrationEnd::diverged);
    EmParameters two = m_step(expected, state_.at);
    state_.node_mass = expected.node_mass;
    std::optional<EmParameters> far = extrapolated(state_.now, state_.at, two);
    if (!far) return begin_cycle(std::move(two));
    state_.phase = EmPhase::extrapolated;
    state_.at = std::move(*far);
    state_.two = std::move(two);
    state_.log_likelihood_of_one = expected.log_likelihood;
}

/// Taken where it is no less likely than what the first step gave.
void EmMachine::take_extrapolated(const ExpectedCounts& expected) {
    if (!std::isfinite(expected.log_likelihood)) return begin_cycle(std::move(state_.two));
    state_.node_mass = expected.node_mass;
    begin_cycle(expected.log_likelihood >= state_.log_likelihood_of_one ? m_step(expected, state_.at) : std::move(state_.two));
}

void EmMachine::finish(EmParameters found, CalibrationEnd end) {
    state_.phase = EmPhase::finished;
    state_.end = end;
    state_.at = std::move(found);
    state_.now = {};
    state_.two = {};
    state_.log_likelihood_of_one = 0;
}

EmParameters EmMachine::m_step(const ExpectedCounts& expected, const EmParameters& from) const {
    EmParameters out = from;
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

GroupMoments EmMachine::moments_of(const ExpectedCounts& expected, std::size_t group) const {
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

/// The first group's mean and spread folded into the items: theta = mean + sd theta', theta' standard normal. As it was where that leads beyond the
/// limits.
EmParameters EmMachine::folded(const EmParameters& plain, const GroupMoments& first) const {
    EmParameters of = plain;
    for (ItemParameters& item : of.items) {
        for (double& d : item.intercepts) d += item.slope * first.mean;
        item.slope *= first.sd;
    }
    for (std::size_t g = 1; g < of.groups.size(); ++g) {
        of.groups[g].mean = (of.groups[g].mean - first.mean) / first.sd;
        of.groups[g].sd /= first.sd;
    }
    const bool possible = first.sd > 0 && std::all_of(of.items.begin(), of.items.end(), [this](const auto& one) { return is_possible(model_, one); });
    return possible ? of : plain;
}

/// The third scheme of Varadhan & Roland; nothing where it leads out of what is possible.
std::optional<EmParameters> EmMachine::extrapolated(const EmParameters& a, const EmParameters& b, const EmParameters& c) const {
    double step = 0;
    double bend = 0;
    each_parameter(a, b, c, [&](double x, double y, double z) {
        step += (y - x) * (y - x);
        bend += (z - y - (y - x)) * (z - y - (y - x));
        return z;
    });
    if (!(bend > 0)) return std::nullopt;
    const double length = std::min(-1.0, -std::sqrt(step / bend));
    EmParameters out = each_parameter(a, b, c, [length](double x, double y, double z) {
        const double r = y - x;
        const double v = z - y - r;
        return x - 2 * length * r + length * length * v;
    });
    const bool possible = std::all_of(out.items.begin(), out.items.end(), [this](const ItemParameters& one) { return is_possible(model_, one); }) &&
                          std::all_of(out.groups.begin(), out.groups.end(), [this](const GroupMoments& one) {
                              return one.sd >= Quadrature::narrowest_sd && one.sd <= options_.quadrature.widest_sd();
                          });
    return possible ? std::optional(std::move(out)) : std::nullopt;
}

GridFit EmMachine::grid_fit() const {
    const auto is_wide = [this](const GroupMoments& one) { return one.sd >= options_.quadrature.widest_sd(); };
    if (std::any_of(state_.at.groups.begin(), state_.at.groups.end(), is_wide)) return GridFit::too_narrow;
    std::vector<double> mass(points_.size(), 0);
    for (const std::vector<double>& of_group : state_.node_mass) {
        for (std::size_t q = 0; q < mass.size(); ++q) mass[q] += of_group[q];
    }
    return fit_of_grid(model_, state_.at.items, points_, mass);
}

Calibration EmMachine::result() const {
    Calibration out;
    out.model = model_;
    out.equal_slopes = options_.equal_slopes;
    out.grid = grid_fit();
    for (std::size_t j = 0; j < state_.at.items.size(); ++j) {
        CalibratedItem item{state_.at.items[j], {}, fixed_[j] ? ItemEnd::fixed : ItemEnd::estimated};
        if (!fixed_[j] && is_near_limit(item.parameters)) item.end = ItemEnd::at_limit;
        if (item.end != ItemEnd::fixed) out.free_parameters += item.parameters.intercepts.size() + (has_slopes(model_) ? 1 : 0);
        out.items.push_back(std::move(item));
    }
    if (constraints_ && !any_fixed()) out.free_parameters = constraints_->free;
    out.groups = state_.at.groups;
    for (std::size_t g = 0; g < out.groups.size(); ++g) {
        out.groups[g].mean_is_free = mean_is_free(g);
        out.groups[g].sd_is_free = sd_is_free(g);
        out.free_parameters += (mean_is_free(g) ? 1U : 0U) + (sd_is_free(g) ? 1U : 0U);
    }
    out.log_likelihood = state_.log_likelihood;
    out.e_steps = state_.e_steps;
    out.end = state_.end;
    out.last_change = state_.last_change;
    return out;
}

}  // namespace capgap
