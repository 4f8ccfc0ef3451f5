#include <capgap/measurement/plausible_values.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/measurement/group_effects.hpp>
#include <capgap/measurement/linear_solvers.hpp>
#include <capgap/measurement/node_draw.hpp>
#include <capgap/statistics/random_numbers.hpp>

#include <boost/math/distributions/normal.hpp>

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <deque>
#include <numeric>
#include <stdexcept>

namespace capgap {

namespace {

constexpr double sd_prior_of_residual = 1;
constexpr double variance_prior_of_categories = 1;
constexpr double variance_prior_of_loadings = 1;
constexpr double least_residual_variance = 1e-6;

/// Coefficients of the categories of all factors, behind the intercept.
class FixedEffects {
public:
    FixedEffects(const std::vector<Conditioning::Factor>& factors, double intercept) : factors_(factors) {
        std::size_t columns = 1;
        for (const Conditioning::Factor& one : factors) {
            first_.push_back(columns);
            columns += one.categories;
        }
        const auto size = static_cast<Eigen::Index>(columns);
        products_ = Eigen::MatrixXd::Zero(size, size);
        coefficients_ = Eigen::VectorXd::Zero(size);
        coefficients_[0] = intercept;
        sums_ = Eigen::VectorXd::Zero(size);
        columns_.resize(factors.size() + 1);
    }

    void count(std::size_t person) {
        take_columns(person);
        for (const Eigen::Index a : columns_) {
            for (const Eigen::Index b : columns_) products_(a, b) += 1;
        }
    }

    double of(std::size_t person) const {
        double out = coefficients_[0];
        for (std::size_t f = 0; f < factors_.size(); ++f) out += coefficients_[column(f, person)];
        return out;
    }

    void begin() { sums_.setZero(); }
    void add(std::size_t person, double residual) {
        sums_[0] += residual;
        for (std::size_t f = 0; f < factors_.size(); ++f) sums_[column(f, person)] += residual;
    }

    void draw(double residual_variance, ParameterDraws& draws) {
        Eigen::MatrixXd precision = products_ / residual_variance;
        precision.diagonal().tail(precision.rows() - 1).array() += 1 / variance_prior_of_categories;
        const Cholesky factor({precision.data(), static_cast<std::size_t>(precision.size())}, static_cast<std::size_t>(precision.rows()));
        // A^-1 s + L'^-1 z = L'^-1 (L^-1 s + z)
        std::vector<double> out(sums_.data(), sums_.data() + sums_.size());
        for (double& one : out) one /= residual_variance;
        out = factor.solve_lower(out);
        for (double& one : out) one += draws.normal();
        out = factor.solve_upper(out);
        coefficients_ = Eigen::Map<const Eigen::VectorXd>(out.data(), sums_.size());
    }

private:
    Eigen::Index column(std::size_t factor, std::size_t person) const {
        return static_cast<Eigen::Index>(first_[factor] + factors_[factor].category[person]);
    }
    void take_columns(std::size_t person) {
        columns_[0] = 0;
        for (std::size_t f = 0; f < factors_.size(); ++f) columns_[f + 1] = column(f, person);
    }

    const std::vector<Conditioning::Factor>& factors_;
    std::vector<std::size_t> first_;
    Eigen::MatrixXd products_;
    Eigen::VectorXd coefficients_;
    Eigen::VectorXd sums_;
    std::vector<Eigen::Index> columns_;
};

void check_people(const Conditioning& conditioning, const PatternLikelihoods& likelihoods, std::span<const std::uint32_t> pattern) {
    if (pattern.size() != conditioning.people()) throw std::invalid_argument("the people of the answers are not those of the conditioning");
    for (const Conditioning::Factor& one : conditioning.factors) {
        if (one.category.size() != pattern.size()) throw std::invalid_argument("a factor has other people");
    }
    for (std::size_t g = 0; g < conditioning.groups.size(); ++g) {
        if (conditioning.groups[g].parent && *conditioning.groups[g].parent >= g)
            throw std::invalid_argument("a larger group stands behind one of its parts");
    }
    if (likelihoods.points.size() < 3) throw std::invalid_argument("a grid has at least 3 nodes");
}

/// Draws theta of one scale, and the regression. Beside other scales, what it has in common with them is given, by person.
class LatentSampler {
public:
    /// `common`: nothing where the scale is drawn by itself; must outlive it.
    LatentSampler(const Conditioning& conditioning, const JointScale& scale, const PlausibleValueOptions& options, const std::vector<double>* common)
        : conditioning_(conditioning),
          scale_(scale),
          common_(common),
          people_numbers_(options.seed, scale.stream),
          draws_(options.seed, scale.stream),
          points_(scale.likelihoods.points),
          nodes_(scale.likelihoods.points),
          fixed_(conditioning.factors, scale.start_mean),
          groups_(conditioning.groups),
          loading_(common == nullptr ? 0 : scale.start_loading * scale.start_sd),
          residual_variance_(scale.start_sd * scale.start_sd - loading_ * loading_),
          theta_(scale.pattern.size(), 0),
          values_(scale.pattern.size(), 0),
          people_(people_by_group(conditioning, scale.pattern)),
          sums_(conditioning.groups.size(), 0),
          answered_(std::accumulate(people_.begin(), people_.end(), 0.0)) {
        residual_variance_ = std::max(residual_variance_, least_residual_variance);
        each_person([&](std::size_t person) { fixed_.count(person); });
        found_.component_sds.assign(groups_.variances().size(), 0);
    }

    void draw() {
        if (answered_ == 0) return;
        ++draw_;
        draws_.begin(draw_);
        draw_people();
        draw_groups();
        draw_coefficients();
        if (common_ != nullptr) draw_loading();
        draw_residual_variance();
    }

    /// The parameters as they are, one of `sets` times.
    void note(std::size_t sets) {
        const auto m = static_cast<double>(sets);
        found_.residual_sd += std::sqrt(residual_variance_) / m;
        found_.loading += loading_ / m;
        for (std::size_t c = 0; c < found_.component_sds.size(); ++c) found_.component_sds[c] += std::sqrt(groups_.variances()[c]) / m;
    }

    std::span<const double> values() const { return values_; }
    const LatentRegression& found() const { return found_; }

    /// What theta of a person says of what the scales have in common.
    void tell_common(std::size_t person, double& precision, double& weighted) const {
        if (scale_.pattern[person] == no_pattern) return;
        precision += loading_ * loading_ / residual_variance_;
        weighted += loading_ * (theta_[person] - expected(person)) / residual_variance_;
    }

private:
    static std::vector<double> people_by_group(const Conditioning& conditioning, std::span<const std::uint32_t> pattern) {
        std::vector<double> out(conditioning.groups.size(), 0);
        for (std::size_t person = 0; person < pattern.size(); ++person) {
            if (pattern[person] != no_pattern) out[conditioning.group[person]] += 1;
        }
        return out;
    }

    template <class Take>
    void each_person(Take take) const {
        for (std::size_t person = 0; person < scale_.pattern.size(); ++person) {
            if (scale_.pattern[person] != no_pattern) take(person);
        }
    }

    /// By all that is known of a person beside their answers.
    double expected(std::size_t person) const { return fixed_.of(person) + groups_[conditioning_.group[person]]; }
    double in_common(std::size_t person) const { return common_ == nullptr ? 0 : loading_ * (*common_)[person]; }

    /// The node is what the regression goes by: its moments are those of the posterior. The value lies somewhere about it.
    void draw_people() {
        const double half_gap = (points_[1] - points_[0]) / 2;
        nodes_.set_variance(residual_variance_);
        each_person([&](std::size_t person) {
            const auto uniform = people_numbers_.uniform(person, draw_);
            const std::size_t node = node_of(person, uniform[0]);
            theta_[person] = points_[node];
            values_[person] = points_[node] + (2 * uniform[1] - 1) * half_gap;
        });
    }

    std::size_t node_of(std::size_t person, double uniform) {
        return nodes_.node(expected(person) + in_common(person), scale_.likelihoods.of(scale_.pattern[person]), uniform);
    }

    void draw_groups() {
        std::fill(sums_.begin(), sums_.end(), 0);
        each_person([&](std::size_t person) { sums_[conditioning_.group[person]] += theta_[person] - in_common(person) - fixed_.of(person); });
        groups_.draw(sums_, people_, residual_variance_, draws_);
    }

    void draw_coefficients() {
        fixed_.begin();
        each_person([&](std::size_t person) { fixed_.add(person, theta_[person] - in_common(person) - groups_[conditioning_.group[person]]); });
        fixed_.draw(residual_variance_, draws_);
    }

    void draw_loading() {
        double precision = 1 / variance_prior_of_loadings;
        double weighted = 0;
        each_person([&](std::size_t person) {
            const double common = (*common_)[person];
            precision += common * common / residual_variance_;
            weighted += common * (theta_[person] - expected(person)) / residual_variance_;
        });
        loading_ = weighted / precision + draws_.normal() / std::sqrt(precision);
    }

    void draw_residual_variance() {
        double squares = 0;
        each_person([&](std::size_t person) {
            const double residual = theta_[person] - in_common(person) - fixed_.of(person) - groups_[conditioning_.group[person]];
            squares += residual * residual;
        });
        residual_variance_ = std::max(draws_.variance(squares, answered_, sd_prior_of_residual), least_residual_variance);
    }

    const Conditioning& conditioning_;
    const JointScale scale_;
    const std::vector<double>* common_;
    RandomNumbers people_numbers_;
    ParameterDraws draws_;
    const std::vector<double>& points_;
    NodeDraw nodes_;
    FixedEffects fixed_;
    GroupEffects groups_;
    double loading_;
    double residual_variance_;
    std::vector<double> theta_;
    std::vector<double> values_;
    std::vector<double> people_;  ///< by group
    std::vector<double> sums_;
    double answered_;
    std::uint64_t draw_ = 0;
    LatentRegression found_;
};

/// Calls `draw` before and between the sets, `take` with the number of each.
template <class Draw, class Take>
void each_set(const PlausibleValueOptions& options, Draw draw, Take take) {
    for (std::size_t i = 0; i < options.burn_in; ++i) draw();
    for (std::size_t set = 0; set < options.sets; ++set) {
        for (std::size_t i = 0; i < std::max<std::size_t>(options.between, 1); ++i) draw();
        take(set);
    }
}

/// What scales have in common, of each person.
class CommonFactor {
public:
    CommonFactor(std::size_t people, std::uint32_t seed) : numbers_(seed, stream), values_(people, 0) {}

    const std::vector<double>& values() const { return values_; }

    void draw(const std::deque<LatentSampler>& scales, unsigned threads) {
        ++draw_;
        parallel_for((values_.size() + chunk - 1) / chunk, threads, [&](std::size_t part) {
            const std::size_t end = std::min(values_.size(), (part + 1) * chunk);
            for (std::size_t person = part * chunk; person < end; ++person) {
                double precision = 1;
                double weighted = 0;
                for (const LatentSampler& scale : scales) scale.tell_common(person, precision, weighted);
                const double normal = boost::math::quantile(NormalOfDoubles(), numbers_.uniform(person, draw_)[0]);
                values_[person] = weighted / precision + normal / std::sqrt(precision);
            }
        });
    }

private:
    /// Without long doubles on the way, which take three times as long.
    using NormalOfDoubles = boost::math::normal_distribution<double, boost::math::policies::policy<boost::math::policies::promote_double<false>>>;

    static constexpr std::uint32_t stream = 0x7FFFFFFFU;  ///< of no scale
    static constexpr std::size_t chunk = 4096;

    RandomNumbers numbers_;
    std::vector<double> values_;
    std::uint64_t draw_ = 0;
};

}  // namespace

LatentRegression draw_plausible_values(const Conditioning& conditioning, const PatternLikelihoods& likelihoods,
                                       std::span<const std::uint32_t> pattern, const PlausibleValueOptions& options, const PlausibleSetSink& take) {
    check_people(conditioning, likelihoods, pattern);
    LatentSampler sampler(conditioning, {likelihoods, pattern, options.stream, options.start_mean, options.start_sd, 0}, options, nullptr);
    each_set(
        options, [&] { sampler.draw(); },
        [&](std::size_t set) {
            sampler.note(options.sets);
            take(set, sampler.values());
        });
    return sampler.found();
}

std::vector<LatentRegression> draw_together(const Conditioning& conditioning, std::span<const JointScale> scales,
                                            const PlausibleValueOptions& options, unsigned threads, const JointSetSink& take) {
    CommonFactor common(conditioning.people(), options.seed);
    std::deque<LatentSampler> samplers;
    for (const JointScale& scale : scales) {
        check_people(conditioning, scale.likelihoods, scale.pattern);
        if (!(std::abs(scale.start_loading) < 1)) throw std::invalid_argument("a loading is between -1 and 1");
        samplers.emplace_back(conditioning, scale, options, &common.values());
    }
    each_set(
        options,
        [&] {
            parallel_for(samplers.size(), threads, [&](std::size_t s) { samplers[s].draw(); });
            common.draw(samplers, threads);
        },
        [&](std::size_t set) {
            parallel_for(samplers.size(), threads, [&](std::size_t s) {
                samplers[s].note(options.sets);
                take(s, set, samplers[s].values());
            });
        });
    std::vector<LatentRegression> out;
    for (const LatentSampler& one : samplers) out.push_back(one.found());
    return out;
}

}  // namespace capgap
