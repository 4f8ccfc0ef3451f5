#include <capgap/measurement/group_effects.hpp>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>

#include <cmath>

namespace capgap {

namespace {

constexpr double variance_prior_of_groups = 0.05;

}  // namespace

double ParameterDraws::normal() {
    return boost::math::quantile(boost::math::normal(), uniform());
}

double ParameterDraws::variance(double squares, double people, double prior) {
    return (squares + prior) / boost::math::quantile(boost::math::chi_squared(people + 1), uniform());
}

GroupEffects::GroupEffects(const std::vector<Conditioning::Group>& groups) : groups_(groups), effect_(groups.size(), 0) {
    for (const Conditioning::Group& one : groups) {
        if (one.component >= variance_.size()) variance_.resize(one.component + 1, variance_prior_of_groups);
    }
    count_.assign(variance_.size(), 0);
    for (const Conditioning::Group& one : groups) ++count_[one.component];
    for (std::size_t c = 0; c < variance_.size(); ++c) {
        if (count_[c] < 2) variance_[c] = 0;
    }
}

void GroupEffects::draw(const std::vector<double>& sums, const std::vector<double>& people, double residual_variance, ParameterDraws& draws) {
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

}  // namespace capgap
