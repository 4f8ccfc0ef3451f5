#include <capgap/measurement/fit_test.hpp>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/non_central_chi_squared.hpp>
#include <boost/math/tools/roots.hpp>

#include <algorithm>
#include <cmath>

namespace capgap {

namespace {

/// The noncentrality under which a smaller statistic has the probability `prob`; 0 where it is less likely without any.
double noncentrality(double statistic, double df, double prob) {
    const auto off = [&](double lambda) {
        if (!(lambda > 0)) return cdf(boost::math::chi_squared(df), statistic) - prob;
        return cdf(boost::math::non_central_chi_squared(df, lambda), statistic) - prob;
    };
    if (off(0) <= 0) return 0;
    double high = std::max(statistic, 1.0);
    while (off(high) > 0) high *= 2;
    boost::uintmax_t most_steps = 100;
    const auto [from, to] = boost::math::tools::toms748_solve(off, 0.0, high, boost::math::tools::eps_tolerance<double>(40), most_steps);
    return (from + to) / 2;
}

}  // namespace

std::string_view to_string(NoTest reason) {
    switch (reason) {
        case NoTest::few_people: return "few_people";
        case NoTest::weighted: return "weighted";
        case NoTest::no_degrees_of_freedom: return "no_degrees_of_freedom";
        case NoTest::singular: return "singular";
    }
    return "";
}

FitStatistic fit_statistic(double statistic, std::size_t degrees_of_freedom, std::int64_t people) {
    const auto df = static_cast<double>(degrees_of_freedom);
    const auto n = static_cast<double>(people);
    FitStatistic out{statistic, degrees_of_freedom, 1, 0, 0, 0};
    out.p = cdf(complement(boost::math::chi_squared(df), statistic));
    out.rmsea = std::sqrt(std::max(0.0, statistic / df - 1) / (n - 1));
    out.rmsea_low = std::sqrt(noncentrality(statistic, df, 0.95) / (n * df));
    out.rmsea_high = std::sqrt(noncentrality(statistic, df, 0.05) / (n * df));
    return out;
}

}  // namespace capgap
