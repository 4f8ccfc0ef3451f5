#include <capgap/measurement/dimensions_em.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/measurement/anderson.hpp>
#include <capgap/measurement/fit_item.hpp>
#include <capgap/measurement/grid_fit.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace capgap {

namespace {

/// All that changes: items and distribution, and each of these numbers in turn.
struct DimensionParameters {
    std::vector<ItemParameters> items;
    std::vector<double> distribution;

    std::vector<double> flat() const {
        std::vector<double> out;
        for (const ItemParameters& one : items) {
            out.push_back(one.slope);
            out.insert(out.end(), one.intercepts.begin(), one.intercepts.end());
        }
        out.insert(out.end(), distribution.begin(), distribution.end());
        return out;
    }

    DimensionParameters with(const std::vector<double>& numbers) const {
        DimensionParameters out = *this;
        auto next = numbers.begin();
        for (ItemParameters& one : out.items) {
            one.slope = *next++;
            for (double& d : one.intercepts) d = *next++;
        }
        for (double& one : out.distribution) one = *next++;
        return out;
    }
};

double largest_change(const DimensionParameters& a, const DimensionParameters& b) {
    const std::vector<double> from = a.flat();
    const std::vector<double> to = b.flat();
    double out = 0;
    for (std::size_t i = 0; i < from.size(); ++i) out = std::max(out, std::abs(from[i] - to[i]));
    return out;
}

/// The M-step of two items or more with one slope: as if they were all there are.
void improve_with_one_slope(ItemModel model, std::span<const double> points, const NodeTable& counts, std::size_t first,
                            std::span<ItemParameters> items) {
    std::vector<ItemParameters> together(items.begin(), items.end());
    std::vector<std::size_t> categories;
    NodeTable theirs(items.size(), counts.rows() - 1, counts.nodes());
    for (std::size_t i = 0; i < items.size(); ++i) {
        categories.push_back(items[i].categories());
        for (std::size_t k = 0; k < counts.rows(); ++k) std::ranges::copy(counts.row(first + i, k), theirs.row(i, k).begin());
    }
    improve_together(model, points, theirs, equal_slopes(categories), together);
    std::ranges::move(together, items.begin());
}

class DimensionsEm {
public:
    DimensionsEm(const AnswerTable& answers, const DimensionLayout& layout, ItemModel model, const DimensionsOptions& options,
                 JointDistribution& distribution)
        : answers_(answers),
          layout_(layout),
          model_(model),
          options_(options),
          distribution_(distribution),
          points_(options.quadrature.points()),
          e_step_(distribution.e_step(answers, layout.first_item)),
          last_(counts_of_nobody()) {}

    DimensionParameters run() {
        DimensionParameters now;
        for (std::size_t j = 0; j < answers_.items(); ++j) now.items.push_back(first_guess(model_, answers_.category_weights(j)));
        for (std::size_t d = 0; d < layout_.size(); ++d) {
            if (!layout_.equal_slopes[d]) continue;
            for (ItemParameters& one : items_of(now, d)) one.slope = now.items[layout_.first_item[d]].slope;
        }
        now.distribution = distribution_.start();
        return climb(climb(std::move(now), true, std::max(rest, options_.tolerance)), false, options_.tolerance);
    }

    void fill_in(DimensionsCalibration& out, const DimensionParameters& found) const {
        out.log_likelihood = log_likelihood_;
        out.e_steps = e_steps_;
        out.end = end_;
        out.last_change = last_change_;
        out.free_parameters = found.distribution.size();
        for (std::size_t d = 0; d < layout_.size(); ++d) out.free_parameters += layout_.equal_slopes[d] ? 1U : 0U;
        for (std::size_t i = 0; i < layout_.kept.size(); ++i) out.free_parameters += found.items[i].intercepts.size();
        for (std::size_t d = 0; d < layout_.size(); ++d) {
            if (!layout_.equal_slopes[d]) out.free_parameters += layout_.first_item[d + 1] - layout_.first_item[d];
            const std::vector<ItemParameters> items(found.items.begin() + static_cast<std::ptrdiff_t>(layout_.first_item[d]),
                                                    found.items.begin() + static_cast<std::ptrdiff_t>(layout_.first_item[d + 1]));
            const GridFit fit = fit_of_grid(model_, items, points_, last_.node_mass[d]);
            if (fit == GridFit::too_narrow || out.grid == GridFit::fits) out.grid = fit;
        }
    }

    const DimensionCounts& last() const { return last_; }

private:
    /// Where expansion has come to rest near enough for plain EM to go on.
    static constexpr double rest = 1e-6;

    DimensionCounts counts_of_nobody() const {
        DimensionCounts out{NodeTable(0, 0, points_.size()), {}, {}, 0, 0};
        out.node_mass.assign(layout_.size(), std::vector<double>(points_.size(), 0));
        return out;
    }

    std::span<ItemParameters> items_of(DimensionParameters& of, std::size_t dimension) const {
        return std::span(of.items).subspan(layout_.first_item[dimension], layout_.first_item[dimension + 1] - layout_.first_item[dimension]);
    }

    /// False where the likelihood is no number.
    bool e_step(const DimensionParameters& at) {
        ++e_steps_;
        distribution_.prepare(at.distribution);
        last_ = e_step_->counts(probability_table(model_, at.items, points_), options_.threads);
        return std::isfinite(last_.log_likelihood);
    }

    DimensionParameters items_improved(const DimensionParameters& from) const {
        DimensionParameters out = from;
        parallel_for(layout_.size(), options_.threads, [&](std::size_t d) {
            const std::size_t first = layout_.first_item[d];
            if (layout_.equal_slopes[d]) {
                improve_with_one_slope(model_, points_, last_.counts, first, items_of(out, d));
            } else {
                for (std::size_t j = first; j < layout_.first_item[d + 1]; ++j) improve_item(model_, points_, last_.counts, j, out.items[j]);
            }
        });
        return out;
    }

    bool is_possible(const DimensionParameters& one) const {
        return std::all_of(one.items.begin(), one.items.end(), [this](const ItemParameters& item) { return capgap::is_possible(model_, item); }) &&
               distribution_.is_possible(one.distribution);
    }

    /// Means and spreads of the dimensions folded into the items: theta = mean + sd theta', theta' standard normal. Plainly where that leads beyond
    /// the limits.
    DimensionParameters folded(const DimensionParameters& plain) {
        DimensionParameters out = plain;
        const VariableMoments moments = variable_moments(last_, points_);
        for (std::size_t d = 0; d < layout_.size(); ++d) {
            for (ItemParameters& item : items_of(out, d)) {
                for (double& intercept : item.intercepts) intercept += item.slope * moments.mean[d];
                item.slope *= moments.sd[d];
            }
        }
        out.distribution = distribution_.expanded(last_);
        if (is_possible(out)) return out;
        out = plain;
        out.distribution = distribution_.improved(last_, plain.distribution);
        return out;
    }

    /// A step from `from`, whose likelihood is then known; nothing where it has none.
    std::optional<DimensionParameters> step(const DimensionParameters& from, bool with_expansion) {
        if (!e_step(from)) return std::nullopt;
        DimensionParameters out = items_improved(from);
        if (with_expansion) return folded(out);
        out.distribution = distribution_.improved(last_, from.distribution);
        return out;
    }

    /// Steps until none changes a parameter by `within`, accelerated; where that leads beyond what is possible, or to a lower likelihood, on from the
    /// last plain step.
    DimensionParameters climb(DimensionParameters now, bool with_expansion, double within) {
        constexpr std::size_t memory = 10;
        constexpr double rounding = 1e-12;
        Anderson anderson(memory);
        std::optional<DimensionParameters> plain;  // where `now` is none
        end_ = CalibrationEnd::out_of_steps;
        while (e_steps_ < options_.most_e_steps) {
            const double before = log_likelihood_;
            std::optional<DimensionParameters> next = step(now, with_expansion);
            const bool is_worse = !next || last_.log_likelihood < before - rounding * std::abs(before);
            if (plain && is_worse) {
                tell(largest_change(now, *plain), "taken_back");
                now = *std::exchange(plain, std::nullopt);
                anderson.forget();
                continue;
            }
            if (!next) {
                end_ = CalibrationEnd::diverged;
                return now;
            }
            log_likelihood_ = last_.log_likelihood;
            last_change_ = largest_change(now, *next);
            tell(last_change_, with_expansion ? "expanding" : "plain");
            if (last_change_ < within) {
                end_ = CalibrationEnd::converged;
                return *next;
            }
            DimensionParameters far = now.with(anderson.next(now.flat(), next->flat()));
            if (is_possible(far)) {
                plain = std::move(next);
                now = std::move(far);
            } else {
                plain.reset();
                now = *std::move(next);
                anderson.forget();
            }
        }
        return now;
    }

    void tell(double change, std::string_view phase) const {
        if (!options_.on_step) return;
        const bool is_finite = std::isfinite(last_.log_likelihood);
        options_.on_step({e_steps_, is_finite ? std::optional(last_.log_likelihood) : std::nullopt, change, phase});
    }

    const AnswerTable& answers_;
    const DimensionLayout& layout_;
    ItemModel model_;
    const DimensionsOptions& options_;
    JointDistribution& distribution_;
    std::vector<double> points_;
    std::unique_ptr<DimensionEStep> e_step_;
    DimensionCounts last_;  ///< as of the last E-step
    std::size_t e_steps_ = 0;
    double log_likelihood_ = -std::numeric_limits<double>::infinity();
    double last_change_ = 0;
    CalibrationEnd end_ = CalibrationEnd::out_of_steps;
};

bool is_at_limit(const ItemParameters& item) {
    constexpr double nearly = 0.9;
    return std::abs(item.slope) > nearly * largest_slope ||
           std::any_of(item.intercepts.begin(), item.intercepts.end(), [](double d) { return std::abs(d) > nearly * largest_intercept; });
}

}  // namespace

DimensionsFit fit_dimensions(const AnswerTable& answers, const DimensionLayout& layout, const DimensionsOptions& options,
                             JointDistribution& distribution, DimensionsCalibration& out) {
    DimensionsEm em(answers, layout, out.model, options, distribution);
    DimensionParameters found = em.run();
    em.fill_in(out, found);
    DimensionsFit fit{std::move(found.distribution), {}, em.last().node_mass};
    for (std::size_t d = 0; d < layout.size(); ++d) {
        double slopes = 0;
        for (std::size_t i = layout.first_item[d]; i < layout.first_item[d + 1]; ++i) slopes += found.items[i].slope;
        fit.reflected.push_back(slopes < 0);
        for (std::size_t i = layout.first_item[d]; i < layout.first_item[d + 1]; ++i) {
            CalibratedItem& item = out.items[layout.kept[i]];
            item.parameters = std::move(found.items[i]);
            if (slopes < 0) item.parameters.slope = -item.parameters.slope;
            if (is_at_limit(item.parameters)) item.end = ItemEnd::at_limit;
        }
    }
    return fit;
}

}  // namespace capgap
