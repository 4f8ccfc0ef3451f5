#include <capgap/measurement/sample_start.hpp>

#include <capgap/measurement/anderson.hpp>
#include <capgap/measurement/fit_item.hpp>
#include <capgap/measurement/standard_errors.hpp>

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace capgap {

namespace {

/// A sample with fewer people than this in a category or a group says too little of it.
constexpr std::size_t least_in_category = 10;
constexpr std::size_t least_in_group = 200;

/// People in the sample of a group of so many: between 5,000 and 10,000 a larger one costs what it saves.
std::size_t sample_size(std::size_t people) {
    constexpr std::size_t least = 5'000;
    return std::min(people, std::clamp<std::size_t>(people / 100, least, 2 * least));
}

/// With fewer people than this in a group EM by itself is as fast.
constexpr std::size_t worth_it = 20'000;

/// `answers` are group after group.
std::vector<std::size_t> first_of_groups(const AnswerTable& answers) {
    std::vector<std::size_t> out(answers.groups() + 1, 0);
    for (std::size_t p = 0; p < answers.people(); ++p) ++out[answers.group(p) + 1];
    for (std::size_t g = 0; g < answers.groups(); ++g) out[g + 1] += out[g];
    return out;
}

/// Each group with the weight that it has among all; nothing where a group or a category has too few.
std::optional<AnswerTable> sample_of(const AnswerTable& answers) {
    std::vector<std::size_t> categories;
    for (std::size_t j = 0; j < answers.items(); ++j) categories.push_back(answers.categories(j));
    AnswerTable out(categories);
    const std::vector<std::size_t> first = first_of_groups(answers);
    std::vector<std::vector<std::size_t>> chosen;
    for (const std::size_t k : categories) chosen.emplace_back(k, 0);
    for (std::size_t g = 0; g < answers.groups(); ++g) {
        const std::size_t people = first[g + 1] - first[g];
        const std::size_t sampled = sample_size(people);
        if (people < least_in_group) return std::nullopt;
        double weight = 0;
        double of_sampled = 0;
        for (std::size_t p = first[g]; p < first[g + 1]; ++p) weight += answers.weight(p);
        const auto person = [&](std::size_t i) { return first[g] + i * people / sampled; };
        for (std::size_t i = 0; i < sampled; ++i) of_sampled += answers.weight(person(i));
        if (!(of_sampled > 0)) return std::nullopt;
        for (std::size_t i = 0; i < sampled; ++i) {
            const auto codes = answers.person(person(i));
            out.add(codes, answers.weight(person(i)) * weight / of_sampled, static_cast<std::uint16_t>(g));
            for (std::size_t j = 0; j < codes.size(); ++j) {
                if (codes[j] != AnswerTable::missing && answers.weight(person(i)) > 0) ++chosen[j][codes[j]];
            }
        }
    }
    for (const auto& of_item : chosen) {
        if (*std::min_element(of_item.begin(), of_item.end()) < least_in_category) return std::nullopt;
    }
    return out;
}

/// Slopes and intercepts of the items, then mean and standard deviation of the groups.
class FlatParameters {
public:
    explicit FlatParameters(EmParameters shape) : shape_(std::move(shape)) {}

    std::vector<double> of(const EmParameters& at) const {
        std::vector<double> out;
        for (const ItemParameters& one : at.items) {
            out.push_back(one.slope);
            out.insert(out.end(), one.intercepts.begin(), one.intercepts.end());
        }
        for (const GroupMoments& one : at.groups) out.insert(out.end(), {one.mean, one.sd});
        return out;
    }

    EmParameters at(const std::vector<double>& numbers) const {
        EmParameters out = shape_;
        auto next = numbers.begin();
        for (ItemParameters& one : out.items) {
            one.slope = *next++;
            for (double& d : one.intercepts) d = *next++;
        }
        for (GroupMoments& one : out.groups) {
            one.mean = *next++;
            one.sd = *next++;
        }
        return out;
    }

private:
    EmParameters shape_;
};

bool is_possible(ItemModel model, const Quadrature& quadrature, const EmParameters& at) {
    return std::all_of(at.items.begin(), at.items.end(), [model](const ItemParameters& one) { return is_possible(model, one); }) &&
           std::all_of(at.groups.begin(), at.groups.end(), [&quadrature](const GroupMoments& one) {
               return std::isfinite(one.mean) && one.sd >= Quadrature::narrowest_sd && one.sd <= quadrature.widest_sd();
           });
}

/// The first derivatives of the marginal log-likelihood at `at`, from the E-step there.
std::vector<double> gradient(ItemModel model, const Quadrature& quadrature, const EmParameters& at, const ExpectedCounts& expected) {
    const std::vector<double> points = quadrature.points();
    std::vector<double> out;
    for (std::size_t j = 0; j < at.items.size(); ++j) {
        const std::vector<double> of_item = item_gradient(model, points, expected.counts, j, at.items[j]);
        out.insert(out.end(), of_item.begin(), of_item.end());
    }
    for (std::size_t g = 0; g < at.groups.size(); ++g) {
        const auto [mean, sd] = std::pair(at.groups[g].mean, at.groups[g].sd);
        const GridMoments moments = grid_moments(points, quadrature.normal_weights(mean, sd), mean);
        double by_mean = 0;
        double by_sd = 0;
        for (std::size_t q = 0; q < points.size(); ++q) {
            const double off = points[q] - mean;
            by_mean += expected.node_mass[g][q] * (points[q] - moments.mean) / (sd * sd);
            by_sd += expected.node_mass[g][q] * (off * off - moments.square) / (sd * sd * sd);
        }
        out.insert(out.end(), {by_mean, by_sd});
    }
    return out;
}

/// What Newton steps need of the sample.
struct CalibratedSample {
    EmParameters at;
    Eigen::MatrixXd covariance;  ///< of all parameters
};

std::optional<CalibratedSample> calibrated(const AnswerTable& sample, ItemModel model, const CalibrationOptions& options,
                                           const EmMachine::Known& fixed, const EmMachine::Known& start) {
    // Farther from the truth than this the sample is by chance.
    constexpr double near_enough = 1e-4;
    constexpr std::size_t most_steps = 100;
    CalibrationOptions of_sample = options;
    of_sample.tolerance = std::max(options.tolerance, near_enough);
    of_sample.most_e_steps = most_steps;
    of_sample.on_step = nullptr;
    std::vector<std::vector<double>> weights;
    for (std::size_t j = 0; j < sample.items(); ++j) weights.push_back(sample.category_weights(j));
    EmMachine em(model, of_sample, weights, sample.groups(), fixed, start);
    while (!em.finished()) em.take(em.e_step(sample));
    Calibration found = em.result();
    const bool at_limit = std::any_of(found.items.begin(), found.items.end(), [](const auto& one) { return one.end == ItemEnd::at_limit; });
    if (found.end != CalibrationEnd::converged || at_limit) return std::nullopt;
    for (CalibratedItem& one : found.items) {
        for (std::size_t k = 0; k < one.parameters.categories(); ++k) one.used.push_back(k);
    }
    const ParameterErrors errors = parameter_errors(sample, found, options.quadrature, ErrorMethod::information, options.threads);
    if (!errors.defined()) return std::nullopt;
    const auto n = static_cast<Eigen::Index>(errors.size);
    return CalibratedSample{em.state().at, Eigen::Map<const Eigen::MatrixXd>(errors.covariance.data(), n, n)};
}

class NewtonSteps {
public:
    NewtonSteps(const AnswerTable& answers, ItemModel model, const CalibrationOptions& options, const EmMachine::Known& fixed,
                CalibratedSample sample)
        : answers_(answers), model_(model), options_(options), fixed_(fixed), sample_(std::move(sample)), flat_(sample_.at) {}

    /// To where a step of EM would end, as far as they lead there.
    SampleStart run() {
        constexpr std::size_t memory = 10;
        constexpr std::size_t most_steps = 30;
        constexpr double rounding = 1e-12;
        Anderson anderson(memory);
        std::vector<double> now = flat_.of(sample_.at);
        std::vector<double> best = now;
        double highest = -std::numeric_limits<double>::infinity();
        double before = 0;
        while (e_steps_ < std::min(most_steps, options_.most_e_steps - 1)) {
            const Derivatives here = derivatives(now);
            if (!(here.log_likelihood >= highest - rounding * std::abs(highest))) break;
            highest = here.log_likelihood;
            std::vector<double> after = now;
            double step = 0;
            for (std::size_t i = 0; i < now.size(); ++i) {
                const double by = here.step[static_cast<Eigen::Index>(i)];
                after[i] += by;
                step = std::max(step, std::abs(by));
            }
            tell(here.log_likelihood, step);
            best = after;
            // What is left is less than what the last steps leave of one another.
            if (step * std::min(step / std::max(before, step), 1.0) < options_.tolerance / 2) break;
            before = step;
            now = anderson.next(now, after);
            if (!is_possible(model_, options_.quadrature, flat_.at(now))) break;
        }
        return {flat_.at(best), e_steps_};
    }

private:
    struct Derivatives {
        double log_likelihood = 0;
        Eigen::VectorXd step;
    };

    Derivatives derivatives(const std::vector<double>& numbers) {
        ++e_steps_;
        EmState state;
        state.at = flat_.at(numbers);
        const ExpectedCounts expected = EmMachine(model_, options_, fixed_, state).e_step(answers_);
        const std::vector<double> by = gradient(model_, options_.quadrature, state.at, expected);
        return {expected.log_likelihood, sample_.covariance * Eigen::Map<const Eigen::VectorXd>(by.data(), sample_.covariance.cols())};
    }

    void tell(double log_likelihood, double step) const {
        if (options_.on_step) options_.on_step({e_steps_, log_likelihood, step, "newton"});
    }

    const AnswerTable& answers_;
    ItemModel model_;
    const CalibrationOptions& options_;
    const EmMachine::Known& fixed_;
    CalibratedSample sample_;
    FlatParameters flat_;
    std::size_t e_steps_ = 0;
};

}  // namespace

std::optional<SampleStart> start_from_sample(const AnswerTable& answers, ItemModel model, const CalibrationOptions& options,
                                             const EmMachine::Known& fixed, const EmMachine::Known& start) {
    if (answers.people() < worth_it * answers.groups() || options.most_e_steps == 0) return std::nullopt;
    const std::optional<AnswerTable> sample = sample_of(answers);
    if (!sample) return std::nullopt;
    std::optional<CalibratedSample> known = calibrated(*sample, model, options, fixed, start);
    if (!known) return std::nullopt;
    SampleStart out = NewtonSteps(answers, model, options, fixed, std::move(*known)).run();
    if (!is_possible(model, options.quadrature, out.at)) return std::nullopt;
    return out;
}

}  // namespace capgap
