#include <capgap/measurement/dif_statistics.hpp>

#include <capgap/measurement/linear_solvers.hpp>
#include <capgap/measurement/ordinal_regression.hpp>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace capgap {

namespace {

/// People, points and squares of points.
struct PointSums {
    double people = 0;
    double points = 0;
    double squares = 0;

    void add(const PointSums& other) {
        people += other.people;
        points += other.points;
        squares += other.squares;
    }
    [[nodiscard]] double mean() const { return points / people; }
    /// Sum of squares around the mean, times people.
    [[nodiscard]] double spread() const { return people * squares - points * points; }
    [[nodiscard]] double variance() const { return spread() / (people * (people - 1)); }
};

PointSums sums_of(const DifItemTable& table, std::size_t band, std::size_t group) {
    PointSums out;
    for (std::size_t k = 0; k < table.categories(); ++k) {
        const auto people = static_cast<double>(table.count(band, group, k));
        const auto points = static_cast<double>(table.points[k]);
        out.add({people, people * points, people * points * points});
    }
    return out;
}

/// Of several groups, a row for each but the first.
void add_band(const std::vector<PointSums>& groups, std::vector<double>& difference, std::vector<double>& covariance) {
    PointSums all;
    for (const PointSums& one : groups) all.add(one);
    if (all.people < 2) return;
    for (std::size_t g = 1; g < groups.size(); ++g) {
        difference[g - 1] += groups[g].points - groups[g].people * all.mean();
        for (std::size_t h = 1; h < groups.size(); ++h) {
            const double share = groups[g].people * ((g == h ? all.people : 0) - groups[h].people) / all.people;
            covariance[(h - 1) * difference.size() + g - 1] += share * all.variance();
        }
    }
}

/// Bands and groups as terms of a regression; `with`: 0 bands, 1 groups too, 2 groups x band too.
std::vector<OrdinalCell> cells_of(const DifItemTable& table, const std::vector<std::size_t>& groups, int with) {
    std::vector<OrdinalCell> out;
    const double middle = static_cast<double>(table.bands - 1) / 2;
    for (std::size_t b = 0; b < table.bands; ++b) {
        for (std::size_t g = 0; g < groups.size(); ++g) {
            OrdinalCell& cell = out.emplace_back();
            for (std::size_t other = 1; other < table.bands; ++other) cell.terms.push_back(other == b ? 1 : 0);
            for (int term = 0; term < with; ++term) {
                const double value = term == 0 ? 1 : static_cast<double>(b) - middle;
                for (std::size_t other = 1; other < groups.size(); ++other) cell.terms.push_back(other == g ? value : 0);
            }
            for (std::size_t k = 0; k < table.categories(); ++k) cell.people.push_back(static_cast<double>(table.count(b, groups[g], k)));
        }
    }
    return out;
}

std::optional<ChiSquareTest> ratio_test(const OrdinalFit& smaller, const OrdinalFit& larger) {
    if (larger.rank <= smaller.rank) return std::nullopt;
    return chi_square_test(2 * (larger.log_likelihood - smaller.log_likelihood), larger.rank - smaller.rank);
}

}  // namespace

ChiSquareTest chi_square_test(double x2, std::size_t df) {
    ChiSquareTest out{std::max(x2, 0.0), df, 1, 1};
    const boost::math::chi_squared_distribution<double> distribution(static_cast<double>(df));
    out.p = out.adjusted_p = boost::math::cdf(boost::math::complement(distribution, out.x2));
    return out;
}

std::optional<ChiSquareTest> generalised_mantel(const DifItemTable& table, const std::vector<std::size_t>& groups) {
    if (groups.size() < 2) return std::nullopt;
    const std::size_t n = groups.size() - 1;
    std::vector<double> difference(n, 0);
    std::vector<double> covariance(n * n, 0);
    for (std::size_t b = 0; b < table.bands; ++b) {
        std::vector<PointSums> of_band;
        of_band.reserve(groups.size());
        for (const std::size_t g : groups) of_band.push_back(sums_of(table, b, g));
        add_band(of_band, difference, covariance);
    }
    double largest = 0;
    for (std::size_t i = 0; i < n; ++i) largest = std::max(largest, covariance[i * n + i]);
    if (!(largest > 0)) return std::nullopt;
    const LeastSquares solved = least_squares(covariance, difference);
    return chi_square_test(std::inner_product(difference.begin(), difference.end(), solved.solution.begin(), 0.0), solved.rank);
}

std::optional<StandardisedDifference> standardised_mean_difference(const DifItemTable& table, std::size_t reference, std::size_t focal) {
    PointSums all_reference;
    PointSums all_focal;
    StandardisedDifference out;
    double compared = 0;
    double variance = 0;
    for (std::size_t b = 0; b < table.bands; ++b) {
        const PointSums r = sums_of(table, b, reference);
        const PointSums f = sums_of(table, b, focal);
        all_reference.add(r);
        all_focal.add(f);
        if (r.people <= 0 || f.people <= 0) continue;
        PointSums both = r;
        both.add(f);
        compared += f.people;
        out.difference += f.people * (f.mean() - r.mean());
        variance += f.people * f.people * both.variance() * (1 / f.people + 1 / r.people);
    }
    const double freedom = all_reference.people + all_focal.people - 2;
    if (compared <= 0 || freedom <= 0) return std::nullopt;
    const double pooled = (all_reference.spread() / all_reference.people + all_focal.spread() / all_focal.people) / freedom;
    if (!(pooled > 0)) return std::nullopt;
    out.difference /= compared * std::sqrt(pooled);
    out.standard_error = std::sqrt(variance) / (compared * std::sqrt(pooled));
    return out;
}

double smallest_detectable(double standard_error, double alpha, double power) {
    const boost::math::normal_distribution<double> normal;
    return (boost::math::quantile(boost::math::complement(normal, alpha / 2)) + boost::math::quantile(normal, power)) * standard_error;
}

std::optional<LogisticDif> logistic_dif(const DifItemTable& table, const std::vector<std::size_t>& groups) {
    const std::vector<OrdinalCell> cells = cells_of(table, groups, 0);
    OrdinalCell all{{}, std::vector<double>(table.categories(), 0)};
    for (const OrdinalCell& cell : cells) {
        for (std::size_t k = 0; k < cell.people.size(); ++k) all.people[k] += cell.people[k];
    }
    double people = 0;
    for (const double one : all.people) people += one;
    const OrdinalFit nothing = proportional_odds({all});
    if (groups.size() < 2 || nothing.intercepts.empty()) return std::nullopt;
    const OrdinalFit bands = proportional_odds(cells);
    const OrdinalFit uniform = proportional_odds(cells_of(table, groups, 1));
    const OrdinalFit both = proportional_odds(cells_of(table, groups, 2));
    if (uniform.rank == bands.rank) return std::nullopt;
    // Nagelkerke 1991
    const auto r2 = [&](const OrdinalFit& fit) {
        return std::expm1(2 * (nothing.log_likelihood - fit.log_likelihood) / people) / std::expm1(2 * nothing.log_likelihood / people);
    };
    return LogisticDif{ratio_test(bands, uniform), ratio_test(uniform, both), ratio_test(bands, both), std::max(r2(uniform) - r2(bands), 0.0),
                       std::max(r2(both) - r2(uniform), 0.0)};
}

}  // namespace capgap
