#include <capgap/statistics/two_phase.hpp>

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace capgap {

namespace {

/// Sums of squares below this share of the sums they are the small rest of are rounding.
constexpr double least_spread = 1e-12;

/// Second moments of the tested about their weighted means.
struct Centred {
    double one = 0;
    double xx = 0;
    double xy = 0;
    double yy = 0;
};

Centred centred(const TwoPhaseSums::Moments& of, double mean_x, double mean_y) {
    const double one = of.one.to_double();
    const double x = of.x.to_double();
    const double y = of.y.to_double();
    return {one, of.xx.to_double() - 2 * mean_x * x + mean_x * mean_x * one, of.xy.to_double() - mean_x * y - mean_y * x + mean_x * mean_y * one,
            of.yy.to_double() - 2 * mean_y * y + mean_y * mean_y * one};
}

bool spreads(const TwoPhaseSums::Extent& extent, double centred_square, const ExactSum& square) {
    return extent.varies() && centred_square > least_spread * square.to_double();
}

/// Of the tested: weighted means, the line, and what is left of the results beside it.
struct Line {
    explicit Line(const TwoPhaseSums& sums) {
        const TwoPhaseSums::Moments& plain = sums.by_weight();
        mean_x = plain.x.to_double() / plain.one.to_double();
        mean_y = plain.y.to_double() / plain.one.to_double();
        by_weight = centred(plain, mean_x, mean_y);
        by_square = centred(sums.by_square(), mean_x, mean_y);
        x_varies = spreads(sums.tested_ratings(), by_weight.xx, plain.xx);
        y_varies = spreads(sums.results(), by_weight.yy, plain.yy);
        if (!y_varies) by_weight.xy = by_weight.yy = by_square.xy = by_square.yy = 0;
        if (x_varies) slope = by_weight.xy / by_weight.xx;
        residual = by_square.yy - 2 * slope * by_square.xy + slope * slope * by_square.xx;
        if (residual < least_spread * by_square.yy) residual = 0;
    }

    double mean_x = 0;
    double mean_y = 0;
    Centred by_weight;
    Centred by_square;  ///< about the same means
    bool x_varies = false;
    bool y_varies = false;
    double slope = 0;
    double residual = 0;  ///< sum of weight^2 e^2
};

void put_variance(TwoPhaseEstimate& to, const Line& line, std::optional<double> population) {
    const auto n = static_cast<double>(to.rated);
    const auto n_t = static_cast<double>(to.tested);
    const double of_linearised = n_t * n_t / (line.by_weight.one * line.by_weight.one);
    const double s2_e = of_linearised * line.residual / static_cast<double>(to.degrees_of_freedom);
    const double s2_y = of_linearised * line.by_square.yy / (n_t - 1);
    const double s2_y_of_people = n_t / (n_t - 1) * line.by_weight.yy / line.by_weight.one;
    to.testing_variance = s2_e * (1 / n_t - 1 / n);
    const double sampling = s2_y / n - (population ? s2_y_of_people / std::max(*population, n) : 0);
    to.sampling_variance = sampling > least_spread * s2_y / n ? sampling : 0;
    to.variance = *to.testing_variance + *to.sampling_variance;
}

TwoPhaseEstimate estimate(const TwoPhaseSums& sums, const std::optional<double>& population) {
    TwoPhaseEstimate out;
    out.rated = sums.rated();
    out.tested = sums.tested();
    if (out.rated > 0) out.rated_by_all = sums.mean_rating();
    if (out.tested < two_phase_least_tested) {
        out.undefined = out.rated == 0 ? TwoPhaseUndefined::nobody : TwoPhaseUndefined::few_tested;
        return out;
    }
    const Line line(sums);
    out.rated_by_tested = line.mean_x;
    out.mean_result = line.mean_y;
    out.slope = line.slope;
    if (line.x_varies && line.y_varies) out.correlation = std::clamp(line.by_weight.xy / std::sqrt(line.by_weight.xx * line.by_weight.yy), -1.0, 1.0);
    out.degrees_of_freedom = out.tested - (line.x_varies ? 2 : 1);
    out.test_corrected = line.mean_y + line.slope * (*out.rated_by_all - line.mean_x);
    put_variance(out, line, population);
    return out;
}

double t_975(const TwoPhaseEstimate& of) {
    return boost::math::quantile(boost::math::students_t(static_cast<double>(of.degrees_of_freedom)), 0.975);
}

/// Everybody there is rated, and all of them were tested.
bool complete(const TwoPhaseEstimate& of, const std::optional<double>& population) {
    return of.tested == of.rated && population && *population <= static_cast<double>(of.rated);
}

double people_of_equal_weight(const TwoPhaseSums& sums) {
    const double weights = sums.by_weight().one.to_double();
    return weights * weights / sums.by_square().one.to_double();
}

}  // namespace

void TwoPhaseSums::Moments::add(double weight, double rating, double result) {
    one.add(weight);
    x.add(weight * rating);
    y.add(weight * result);
    xx.add(weight * (rating * rating));
    xy.add(weight * (rating * result));
    yy.add(weight * (result * result));
}

void TwoPhaseSums::Moments::merge(const Moments& other) {
    one.add(other.one);
    x.add(other.x);
    y.add(other.y);
    xx.add(other.xx);
    xy.add(other.xy);
    yy.add(other.yy);
}

void TwoPhaseSums::add(double rating, std::optional<double> result, double weight) {
    if (!std::isfinite(rating) || !std::isfinite(result.value_or(0)) || !std::isfinite(weight) || weight < 0)
        throw std::invalid_argument("ratings and results are finite numbers, weights are not under 0");
    if (weight == 0) return;
    ++rated_;
    weights_.add(weight);
    weighted_ratings_.add(weight * rating);
    if (!result) return;
    ++tested_;
    by_weight_.add(weight, rating, *result);
    by_weight_square_.add(weight * weight, rating, *result);
    tested_ratings_ = {std::min(tested_ratings_.low, rating), std::max(tested_ratings_.high, rating)};
    results_ = {std::min(results_.low, *result), std::max(results_.high, *result)};
}

void TwoPhaseSums::add_untested(std::int64_t people, double rating_sum, double weight) {
    if (people < 0 || !std::isfinite(rating_sum) || !std::isfinite(weight) || weight < 0)
        throw std::invalid_argument("numbers of people and weights are not under 0, sums of ratings are finite numbers");
    if (people == 0 || weight == 0) return;
    rated_ += people;
    weights_.add(weight, people);
    weighted_ratings_.add(weight * rating_sum);
}

void TwoPhaseSums::merge(const TwoPhaseSums& other) {
    rated_ += other.rated_;
    tested_ += other.tested_;
    weights_.add(other.weights_);
    weighted_ratings_.add(other.weighted_ratings_);
    by_weight_.merge(other.by_weight_);
    by_weight_square_.merge(other.by_weight_square_);
    tested_ratings_ = {std::min(tested_ratings_.low, other.tested_ratings_.low), std::max(tested_ratings_.high, other.tested_ratings_.high)};
    results_ = {std::min(results_.low, other.results_.low), std::max(results_.high, other.results_.high)};
}

double TwoPhaseSums::mean_rating() const {
    return weighted_ratings_.to_double() / weights_.to_double();
}

TwoPhaseEstimate two_phase_mean(const TwoPhaseSums& sums, std::optional<double> population) {
    TwoPhaseEstimate out = estimate(sums, population);
    if (!out.test_corrected || (*out.variance == 0 && !complete(out, population))) return out;
    const double half_width = t_975(out) * std::sqrt(*out.variance);
    out.interval = Interval{*out.test_corrected - half_width, *out.test_corrected + half_width};
    return out;
}

TwoPhaseEstimate two_phase_share(const TwoPhaseSums& sums, std::optional<double> population) {
    if (sums.tested() > 0 && (sums.results().low < 0 || sums.results().high > 1)) throw std::invalid_argument("results of a share are 0 to 1");
    TwoPhaseEstimate out = estimate(sums, population);
    if (!out.test_corrected) return out;
    const double share = std::clamp(*out.test_corrected, 0.0, 1.0);
    out.test_corrected = share;
    if (*out.variance == 0 && complete(out, population)) {
        out.interval = Interval{share, share};
        return out;
    }
    const double widening = t_975(out) / z_95;
    const double mean = *out.mean_result;
    const double alike = *out.variance > 0 ? mean * (1 - mean) / *out.variance : people_of_equal_weight(sums);
    out.interval = wilson_interval(share, alike / (widening * widening));
    return out;
}

}  // namespace capgap
