#include <capgap/measurement/plausible_values.hpp>

#include <capgap/statistics/random_numbers.hpp>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

namespace capgap {

namespace {

constexpr double sd_prior_of_residual = 1;
constexpr double variance_prior_of_groups = 0.05;
constexpr double variance_prior_of_categories = 1;
constexpr double least_residual_variance = 1e-6;

/// What is drawn of the regression: one number after the other, each with a number of its own.
class ParameterDraws {
public:
    ParameterDraws(const PlausibleValueOptions& options) : numbers_(options.seed, options.stream | 0x80000000U) {}

    void begin(std::uint64_t draw) {
        draw_ = draw;
        next_ = 0;
    }
    double normal() { return boost::math::quantile(boost::math::normal(), uniform()); }
    /// Of a variance with this sum of squares, under a prior of one degree of freedom.
    double variance(double squares, double people, double prior) {
        return (squares + prior) / boost::math::quantile(boost::math::chi_squared(people + 1), uniform());
    }

private:
    double uniform() { return numbers_.uniform(next_++, draw_)[0]; }

    RandomNumbers numbers_;
    std::uint64_t draw_ = 0;
    std::uint64_t next_ = 0;
};

/// Effects of groups within groups, drawn together: what is known of them goes up the tree, and they are drawn on the way down. The only group of a
/// component has no effect of its own.
class GroupEffects {
public:
    explicit GroupEffects(const std::vector<Conditioning::Group>& groups) : groups_(groups), effect_(groups.size(), 0) {
        for (const Conditioning::Group& one : groups) {
            if (one.component >= variance_.size()) variance_.resize(one.component + 1, variance_prior_of_groups);
        }
        count_.assign(variance_.size(), 0);
        for (const Conditioning::Group& one : groups) ++count_[one.component];
        for (std::size_t c = 0; c < variance_.size(); ++c) {
            if (count_[c] < 2) variance_[c] = 0;
        }
    }

    double operator[](std::size_t group) const { return effect_[group]; }
    const std::vector<double>& variances() const { return variance_; }

    /// `sums` and `people`: of the residuals of those whose smallest group it is.
    void draw(const std::vector<double>& sums, const std::vector<double>& people, double residual_variance, ParameterDraws& draws) {
        precision_.assign(groups_.size(), 0);
        weighted_.assign(groups_.size(), 0);
        for (std::size_t g = groups_.size(); g-- > 0;) {
            precision_[g] += people[g] / residual_variance;
            weighted_[g] += sums[g] / residual_variance;
            if (!groups_[g].parent || precision_[g] == 0) continue;
            const double shrunk = 1 / (1 + precision_[g] * variance_[groups_[g].component]);
            precision_[*groups_[g].parent] += precision_[g] * shrunk;
            weighted_[*groups_[g].parent] += weighted_[g] * shrunk;
        }
        std::vector<double> squares(variance_.size(), 0);
        for (std::size_t g = 0; g < groups_.size(); ++g) {
            const double above = groups_[g].parent ? effect_[*groups_[g].parent] : 0;
            effect_[g] = above;
            if (variance_[groups_[g].component] == 0) continue;
            const double own = 1 / variance_[groups_[g].component];
            const double precision = own + precision_[g];
            effect_[g] = (own * above + weighted_[g]) / precision + draws.normal() / std::sqrt(precision);
            squares[groups_[g].component] += (effect_[g] - above) * (effect_[g] - above);
        }
        for (std::size_t c = 0; c < variance_.size(); ++c) {
            if (variance_[c] == 0) continue;
            variance_[c] = draws.variance(squares[c], static_cast<double>(count_[c]), variance_prior_of_groups);
        }
    }

private:
    const std::vector<Conditioning::Group>& groups_;
    std::vector<double> effect_;
    std::vector<double> variance_;  ///< by component
    std::vector<std::size_t> count_;
    std::vector<double> precision_;  ///< what a group's people, and those below, say of its effect
    std::vector<double> weighted_;
};

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
        const Eigen::LLT<Eigen::MatrixXd> factor(precision);
        Eigen::VectorXd noise(precision.rows());
        for (Eigen::Index i = 0; i < noise.size(); ++i) noise[i] = draws.normal();
        coefficients_ = factor.solve(Eigen::VectorXd(sums_ / residual_variance)) + factor.matrixU().solve(noise);
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

class LatentSampler {
public:
    LatentSampler(const Conditioning& conditioning, const PatternLikelihoods& likelihoods, std::span<const std::uint32_t> pattern,
                  const PlausibleValueOptions& options)
        : conditioning_(conditioning),
          likelihoods_(likelihoods),
          pattern_(pattern),
          options_(options),
          people_numbers_(options.seed, options.stream),
          draws_(options),
          points_(Eigen::Map<const Eigen::ArrayXd>(likelihoods.points.data(), static_cast<Eigen::Index>(likelihoods.points.size()))),
          fixed_(conditioning.factors, options.start_mean),
          groups_(conditioning.groups),
          residual_variance_(options.start_sd * options.start_sd),
          theta_(pattern.size(), 0),
          values_(pattern.size(), 0),
          people_(conditioning.groups.size(), 0),
          sums_(conditioning.groups.size(), 0) {
        for (std::size_t person = 0; person < pattern.size(); ++person) {
            if (pattern[person] == no_pattern) continue;
            fixed_.count(person);
            people_[conditioning.group[person]] += 1;
        }
        answered_ = std::accumulate(people_.begin(), people_.end(), 0.0);
    }

    LatentRegression run(const PlausibleSetSink& take) {
        LatentRegression out;
        out.component_sds.assign(groups_.variances().size(), 0);
        const auto m = static_cast<double>(options_.sets);
        draw_times(options_.burn_in);
        for (std::size_t set = 0; set < options_.sets; ++set) {
            draw_times(std::max<std::size_t>(options_.between, 1));
            out.residual_sd += std::sqrt(residual_variance_) / m;
            for (std::size_t c = 0; c < out.component_sds.size(); ++c) out.component_sds[c] += std::sqrt(groups_.variances()[c]) / m;
            take(set, values_);
        }
        return out;
    }

private:
    void draw_times(std::size_t times) {
        for (std::size_t i = 0; i < times && answered_ > 0; ++i) draw();
    }

    void draw() {
        ++draw_;
        draws_.begin(draw_);
        draw_people();
        draw_groups();
        draw_coefficients();
        draw_residual_variance();
    }

    template <class Take>
    void each_person(Take take) const {
        for (std::size_t person = 0; person < pattern_.size(); ++person) {
            if (pattern_[person] != no_pattern) take(person);
        }
    }

    /// The node is what the regression goes by: its moments are those of the posterior. The value lies somewhere about it.
    void draw_people() {
        const double half_gap = (points_[1] - points_[0]) / 2;
        each_person([&](std::size_t person) {
            const auto uniform = people_numbers_.uniform(person, draw_);
            const Eigen::Index node = node_of(person, uniform[0]);
            theta_[person] = points_[node];
            values_[person] = points_[node] + (2 * uniform[1] - 1) * half_gap;
        });
    }

    Eigen::Index node_of(std::size_t person, double uniform) {
        const double mean = fixed_.of(person) + groups_[conditioning_.group[person]];
        const std::span<const double> likelihood = likelihoods_.of(pattern_[person]);
        posterior_ =
            Eigen::Map<const Eigen::ArrayXd>(likelihood.data(), points_.size()) * ((points_ - mean).square() * (-0.5 / residual_variance_)).exp();
        double above = uniform * posterior_.sum();
        if (!(above > 0)) {  // the answers are as unlikely as can be where the person is expected
            Eigen::Index nearest = 0;
            (points_ - mean).abs().minCoeff(&nearest);
            return nearest;
        }
        Eigen::Index node = 0;
        while (node < points_.size() - 1 && (above -= posterior_[node]) > 0) ++node;
        return node;
    }

    void draw_groups() {
        std::fill(sums_.begin(), sums_.end(), 0);
        each_person([&](std::size_t person) { sums_[conditioning_.group[person]] += theta_[person] - fixed_.of(person); });
        groups_.draw(sums_, people_, residual_variance_, draws_);
    }

    void draw_coefficients() {
        fixed_.begin();
        each_person([&](std::size_t person) { fixed_.add(person, theta_[person] - groups_[conditioning_.group[person]]); });
        fixed_.draw(residual_variance_, draws_);
    }

    void draw_residual_variance() {
        double squares = 0;
        each_person([&](std::size_t person) {
            const double residual = theta_[person] - fixed_.of(person) - groups_[conditioning_.group[person]];
            squares += residual * residual;
        });
        residual_variance_ = std::max(draws_.variance(squares, answered_, sd_prior_of_residual), least_residual_variance);
    }

    const Conditioning& conditioning_;
    const PatternLikelihoods& likelihoods_;
    std::span<const std::uint32_t> pattern_;
    PlausibleValueOptions options_;
    RandomNumbers people_numbers_;
    ParameterDraws draws_;
    Eigen::ArrayXd points_;
    Eigen::ArrayXd posterior_;
    FixedEffects fixed_;
    GroupEffects groups_;
    double residual_variance_;
    std::vector<double> theta_;
    std::vector<double> values_;
    std::vector<double> people_;  ///< by group
    std::vector<double> sums_;
    double answered_ = 0;
    std::uint64_t draw_ = 0;
};

}  // namespace

LatentRegression draw_plausible_values(const Conditioning& conditioning, const PatternLikelihoods& likelihoods,
                                       std::span<const std::uint32_t> pattern, const PlausibleValueOptions& options, const PlausibleSetSink& take) {
    check_people(conditioning, likelihoods, pattern);
    return LatentSampler(conditioning, likelihoods, pattern, options).run(take);
}

}  // namespace capgap
