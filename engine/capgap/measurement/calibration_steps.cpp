#include <capgap/measurement/calibration_steps.hpp>

#include <capgap/measurement/answers_in_use.hpp>
#include <capgap/measurement/em.hpp>
#include <capgap/measurement/em_machine.hpp>
#include <capgap/measurement/fit_item.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <utility>

namespace capgap {

namespace {

EmMachine::Known none_known(std::size_t items) {
    return EmMachine::Known(items);
}

/// Without what several places do not share.
CalibrationOptions plain(CalibrationOptions options) {
    options.fixed.clear();
    options.start.clear();
    options.start_groups.clear();
    return options;
}

bool all_finite(const std::vector<double>& numbers) {
    return std::all_of(numbers.begin(), numbers.end(), [](double one) { return std::isfinite(one); });
}

ExpectedCounts expected_of(std::span<const NodeSums> of_places, const std::vector<std::size_t>& shape, std::size_t nodes) {
    const std::size_t widest = *std::max_element(shape.begin(), shape.end());
    ExpectedCounts out{NodeTable(shape.size(), widest, nodes), {std::vector<double>(nodes, 0)}, {0}, 0};
    out.counts.fill(0);
    for (const NodeSums& one : of_places) {
        for (std::size_t i = 0; i < shape.size(); ++i) {
            for (std::size_t k = 0; k < shape[i]; ++k) {
                const auto row = out.counts.row(i, k);
                for (std::size_t q = 0; q < nodes; ++q) row[q] += one.counts[i][k][q];
            }
        }
        for (std::size_t q = 0; q < nodes; ++q) out.node_mass[0][q] += one.node_mass[q];
        out.weight[0] += static_cast<double>(one.people);
        out.log_likelihood += one.log_likelihood.value_or(std::nan(""));
    }
    return out;
}

}  // namespace

CalibrationSteps::CalibrationSteps(ItemModel model, const CalibrationOptions& options, const Categories& chosen)
    : model_(model), options_(plain(options)) {
    find_items(chosen);
    std::vector<std::vector<double>> weights;
    for (const std::size_t j : kept_) {
        std::vector<double>& of_item = weights.emplace_back();
        for (const std::size_t k : items_[j].used) of_item.push_back(chosen[j][k]);
    }
    state_ = EmMachine(model_, options_, weights, 1, none_known(kept_.size()), none_known(kept_.size())).state();
}

CalibrationSteps::CalibrationSteps(ItemModel model, const CalibrationOptions& options, const Categories& chosen, EmState state)
    : model_(model), options_(plain(options)), state_(std::move(state)) {
    find_items(chosen);
    check_state();
}

void CalibrationSteps::find_items(const Categories& chosen) {
    std::vector<std::size_t> categories;
    for (const auto& one : chosen) categories.push_back(one.size());
    check_calibration(categories, 1, model_, options_);
    items_ = items_in_use(chosen, model_, {});
    kept_ = items_with_parameters(items_);
    if (kept_.empty()) throw std::invalid_argument("no item varies");
}

std::vector<std::size_t> CalibrationSteps::shape() const {
    std::vector<std::size_t> out;
    for (const std::size_t j : kept_) out.push_back(items_[j].used.size());
    return out;
}

void CalibrationSteps::check_state() const {
    const std::vector<std::size_t> categories = shape();
    const auto is_of_these = [&](const EmParameters& one) {
        if (one.items.size() != categories.size() || one.groups.size() != 1) return false;
        for (std::size_t i = 0; i < categories.size(); ++i) {
            if (one.items[i].categories() != categories[i] || !is_possible(model_, one.items[i])) return false;
        }
        const GroupMoments& group = one.groups.front();
        const bool possible_sd =
            has_slopes(model_) ? group.sd == 1 : group.sd >= Quadrature::narrowest_sd && group.sd <= options_.quadrature.widest_sd();
        return group.mean == 0 && possible_sd && std::isfinite(group.weight);
    };
    const bool in_cycle = state_.phase == EmPhase::first || state_.phase == EmPhase::second || state_.phase == EmPhase::extrapolated;
    const bool extrapolating = state_.phase == EmPhase::extrapolated;
    const auto has_nodes = [this](const std::vector<double>& one) { return one.size() == options_.quadrature.nodes && all_finite(one); };
    const bool sound = is_of_these(state_.at) && (!in_cycle || is_of_these(state_.now)) && (!extrapolating || is_of_these(state_.two)) &&
                       (state_.phase != EmPhase::expanding || has_slopes(model_)) && all_finite({state_.log_likelihood_of_one, state_.last_change}) &&
                       state_.node_mass.size() <= 1 && std::all_of(state_.node_mass.begin(), state_.node_mass.end(), has_nodes);
    if (!sound) throw std::invalid_argument("a state of EM that is not of these items");
}

NodeSums CalibrationSteps::e_step(const AnswerTable& answers) const {
    const EmMachine em(model_, options_, none_known(kept_.size()), state_);
    const ExpectedCounts found = em.e_step(answers_in_use(answers, items_, kept_));
    NodeSums out;
    out.people = static_cast<std::int64_t>(answers.people());
    for (std::size_t i = 0; i < kept_.size(); ++i) {
        auto& of_item = out.counts.emplace_back();
        for (std::size_t k = 0; k < items_[kept_[i]].used.size(); ++k) {
            const auto row = found.counts.row(i, k).first(options_.quadrature.nodes);
            of_item.emplace_back(row.begin(), row.end());
        }
    }
    out.node_mass = found.node_mass.front();
    if (std::isfinite(found.log_likelihood)) out.log_likelihood = found.log_likelihood;
    return out;
}

bool CalibrationSteps::fits(const NodeSums& sums) const {
    const std::vector<std::size_t> categories = shape();
    const std::size_t nodes = options_.quadrature.nodes;
    if (sums.counts.size() != categories.size() || sums.node_mass.size() != nodes) return false;
    for (std::size_t i = 0; i < categories.size(); ++i) {
        if (sums.counts[i].size() != categories[i]) return false;
        if (std::any_of(sums.counts[i].begin(), sums.counts[i].end(), [nodes](const auto& row) { return row.size() != nodes; })) return false;
    }
    return true;
}

void CalibrationSteps::take(std::span<const NodeSums> of_places) {
    if (finished()) throw std::invalid_argument("the calibration is finished");
    if (!std::all_of(of_places.begin(), of_places.end(), [this](const NodeSums& one) { return fits(one); }))
        throw std::invalid_argument("sums of other items, categories or nodes");
    EmMachine em(model_, options_, none_known(kept_.size()), std::move(state_));
    em.take(expected_of(of_places, shape(), options_.quadrature.nodes));
    state_ = em.state();
}

Calibration CalibrationSteps::result() const {
    Calibration out = EmMachine(model_, options_, none_known(kept_.size()), state_).result();
    return of_all_items(std::move(out), items_, kept_);
}

}  // namespace capgap
