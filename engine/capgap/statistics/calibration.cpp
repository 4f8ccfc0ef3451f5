#include <capgap/statistics/calibration.hpp>

#include <algorithm>
#include <cmath>

namespace capgap {

namespace {

double weight_of(const WeightingClass& one, double weight) {
    return static_cast<double>(one.people) * weight;
}

/// The fitting of all margins, cycle by cycle, on weights that the trimming may have touched.
class Fit {
public:
    Fit(const std::vector<WeightingClass>& classes, const std::vector<RakingMargin>& margins, double covered)
        : classes_(classes), margins_(margins), covered_(covered) {}

    RakingSummary run(std::vector<double>& weights, const RakingOptions& options) const {
        RakingSummary summary;
        while (summary.cycles < options.max_cycles && !summary.converged) {
            ++summary.cycles;
            summary.largest_change = 0;
            for (std::size_t margin = 0; margin < margins_.size(); ++margin) adjust(margin, weights, summary);
            summary.converged = summary.largest_change <= options.tolerance;
        }
        return summary;
    }

private:
    void adjust(std::size_t margin, std::vector<double>& weights, RakingSummary& summary) const {
        const std::vector<double>& targets = margins_[margin].targets;
        std::vector<double> present(targets.size(), 0);
        std::vector<bool> has_people(targets.size(), false);
        double left_alone = 0;
        for (std::size_t i = 0; i < classes_.size(); ++i) {
            const WeightingClass& one = classes_[i];
            if (!one.calibrated || one.people == 0) continue;
            const std::uint32_t category = one.categories[margin];
            if (category == RakingMargin::left_alone) {
                left_alone += weight_of(one, weights[i]);
            } else {
                present[category] += weight_of(one, weights[i]);
                has_people[category] = true;
            }
        }
        double target_sum = 0;
        for (std::size_t c = 0; c < targets.size(); ++c) target_sum += has_people[c] ? targets[c] : 0;
        std::vector<double> factor(targets.size(), 1);
        for (std::size_t c = 0; c < targets.size(); ++c) {
            if (!has_people[c]) continue;
            // Where those left alone outweigh the covered headcount the factor is negative: as far from 1 as can be, and no convergence.
            factor[c] = (covered_ - left_alone) * (targets[c] / target_sum) / present[c];
            const double change = factor[c] > 0 ? std::abs(factor[c] - 1) : HUGE_VAL;
            // A factor that is no number must not look like convergence.
            if (change <= summary.largest_change) continue;
            summary.largest_change = std::isfinite(change) ? change : HUGE_VAL;
            summary.worst_margin = margin;
            summary.worst_category = c;
        }
        for (std::size_t i = 0; i < classes_.size(); ++i) {
            const WeightingClass& one = classes_[i];
            if (!one.calibrated || one.people == 0 || one.categories[margin] == RakingMargin::left_alone) continue;
            weights[i] *= factor[one.categories[margin]];
        }
    }

    const std::vector<WeightingClass>& classes_;
    const std::vector<RakingMargin>& margins_;
    double covered_;
};

struct Totals {
    double weight = 0;
    std::int64_t people = 0;
};

Totals totals(const std::vector<WeightingClass>& classes, const std::vector<double>& weights) {
    Totals out;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (!classes[i].calibrated) continue;
        out.weight += weight_of(classes[i], weights[i]);
        out.people += classes[i].people;
    }
    return out;
}

void scale_to(double total, const std::vector<WeightingClass>& classes, std::vector<double>& weights) {
    const double factor = total / totals(classes, weights).weight;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (classes[i].calibrated) weights[i] *= factor;
    }
}

std::int64_t trim(const std::vector<WeightingClass>& classes, std::vector<double>& weights, const RakingOptions& options) {
    const Totals before = totals(classes, weights);
    const double mean = before.weight / static_cast<double>(before.people);
    std::int64_t trimmed = 0;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        if (!classes[i].calibrated) continue;
        const double kept = std::clamp(weights[i], options.trim_low * mean, options.trim_high * mean);
        if (kept != weights[i]) trimmed += classes[i].people;
        weights[i] = kept;
    }
    return trimmed;
}

}  // namespace

std::vector<double> post_stratified_weights(const std::vector<WeightingClass>& classes, const std::vector<double>& headcounts) {
    std::vector<double> base_sum(headcounts.size(), 0);
    for (const WeightingClass& one : classes) {
        if (one.calibrated) base_sum[one.cell] += weight_of(one, one.base_weight);
    }
    std::vector<double> weights;
    weights.reserve(classes.size());
    for (const WeightingClass& one : classes) {
        const bool adjust = one.calibrated && one.people > 0;
        weights.push_back(adjust ? one.base_weight * headcounts[one.cell] / base_sum[one.cell] : one.base_weight);
    }
    return weights;
}

Raked raked_weights(const std::vector<WeightingClass>& classes, const std::vector<RakingMargin>& margins, double covered_headcount,
                    const RakingOptions& options) {
    Raked out;
    for (const WeightingClass& one : classes) out.weights.push_back(one.base_weight);
    if (totals(classes, out.weights).people == 0) {
        out.summary.converged = true;
        return out;
    }
    scale_to(covered_headcount, classes, out.weights);
    const Fit fit(classes, margins, covered_headcount);
    out.summary = fit.run(out.weights, options);
    if (!out.summary.converged) return out;
    const std::int64_t trimmed = trim(classes, out.weights, options);
    out.summary = fit.run(out.weights, options);
    out.summary.trimmed_people = trimmed;
    scale_to(covered_headcount, classes, out.weights);
    return out;
}

}  // namespace capgap
