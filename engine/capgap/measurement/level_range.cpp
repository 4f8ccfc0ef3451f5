#include <capgap/measurement/level_range.hpp>

#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>

namespace capgap {

namespace {

/// A person on the scale that the cuts are on.
struct Placed {
    double at = 0;
    double error = 0;
    int level = 0;
};

int level_at(double at, const std::vector<double>& cuts) {
    return 1 + static_cast<int>(std::upper_bound(cuts.begin(), cuts.end(), at) - cuts.begin());
}

std::vector<double> probs_of_levels(const Placed& person, const std::vector<double>& cuts) {
    std::vector<double> out(cuts.size() + 1);
    if (person.error <= 0) {
        out[static_cast<std::size_t>(person.level) - 1] = 1;
        return out;
    }
    const boost::math::normal standard;
    double below = 0;
    for (std::size_t k = 0; k < cuts.size(); ++k) {
        const double under_cut = boost::math::cdf(standard, (cuts[k] - person.at) / person.error);
        out[k] = under_cut - below;
        below = under_cut;
    }
    out.back() = 1 - below;
    return out;
}

/// Beside a level that is not sure enough: the one beyond the nearer cut.
void add_nearer_neighbour(PersonLevels& range, double at, const std::vector<double>& cuts) {
    const auto level = static_cast<std::size_t>(range.low);
    const bool has_lower = level > 1;
    const bool has_higher = level <= cuts.size();
    if (has_lower && (!has_higher || at - cuts[level - 2] <= cuts[level - 1] - at)) {
        --range.low;
    } else if (has_higher) {
        ++range.high;
    }
}

PersonLevels range_of(const Placed& person, double reliability, const std::vector<double>& cuts) {
    PersonLevels out;
    // What a file says has six decimals: the person's own level, which is exact, stays within.
    out.low = std::min(person.level, level_at(person.at - range_z * person.error, cuts));
    out.high = std::max(person.level, level_at(person.at + range_z * person.error, cuts));
    out.rough = reliability < rough_alpha;
    out.prob_of_level = probs_of_levels(person, cuts);
    const bool is_single = out.low == out.high;
    if (is_single && out.prob_of_level[static_cast<std::size_t>(out.low) - 1] <= prob_of_single_level) add_nearer_neighbour(out, person.at, cuts);
    return out;
}

}  // namespace

double sem_0_100(const ScorePrecision& precision, std::int64_t items_answered) {
    const double error_share = std::max(0.0, 1 - precision.alpha.value_or(0));
    return precision.sd_0_100.value_or(0) * std::sqrt(error_share * static_cast<double>(precision.items) / static_cast<double>(items_answered));
}

std::optional<NoRange> why_no_range(const ScorePrecision& precision) {
    if (precision.people < least_people_for_range || !precision.alpha || !precision.sd_0_100) return NoRange::few_people;
    if (*precision.alpha < least_alpha_for_range) return NoRange::inconsistent;
    return std::nullopt;
}

std::optional<PersonLevels> level_range(const PersonScored& person, const ScorePrecision& precision, const std::vector<double>& cuts) {
    if (why_no_range(precision) || person.items_answered < 1) return std::nullopt;
    return range_of({person.score_0_100, sem_0_100(precision, person.items_answered), person.level}, *precision.alpha, cuts);
}

std::optional<PersonLevels> level_range(const PersonTheta& person, const std::optional<double>& reliability, const std::vector<double>& cuts) {
    if (!reliability || *reliability < least_alpha_for_range) return std::nullopt;
    return range_of({person.theta, person.theta_se, person.level}, *reliability, cuts);
}

}  // namespace capgap
