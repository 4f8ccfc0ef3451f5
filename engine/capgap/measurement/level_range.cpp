#include <capgap/measurement/level_range.hpp>

#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>

namespace capgap {

namespace {

int level_at(double score_0_100, const std::vector<double>& cuts) {
    return 1 + static_cast<int>(std::upper_bound(cuts.begin(), cuts.end(), score_0_100) - cuts.begin());
}

std::vector<double> probs_of_levels(const PersonScored& person, double sem, const std::vector<double>& cuts) {
    std::vector<double> out(cuts.size() + 1);
    if (sem <= 0) {
        out[static_cast<std::size_t>(person.level) - 1] = 1;
        return out;
    }
    const boost::math::normal standard;
    double below = 0;
    for (std::size_t k = 0; k < cuts.size(); ++k) {
        const double under_cut = boost::math::cdf(standard, (cuts[k] - person.score_0_100) / sem);
        out[k] = under_cut - below;
        below = under_cut;
    }
    out.back() = 1 - below;
    return out;
}

/// Beside a level that is not sure enough: the one beyond the nearer cut.
void add_nearer_neighbour(PersonLevels& range, double score_0_100, const std::vector<double>& cuts) {
    const auto level = static_cast<std::size_t>(range.low);
    const bool has_lower = level > 1;
    const bool has_higher = level <= cuts.size();
    if (has_lower && (!has_higher || score_0_100 - cuts[level - 2] <= cuts[level - 1] - score_0_100)) {
        --range.low;
    } else if (has_higher) {
        ++range.high;
    }
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
    const double sem = sem_0_100(precision, person.items_answered);
    PersonLevels out;
    // The score of a file has six decimals: its own level, which is exact, stays within.
    out.low = std::min(person.level, level_at(person.score_0_100 - range_z * sem, cuts));
    out.high = std::max(person.level, level_at(person.score_0_100 + range_z * sem, cuts));
    out.rough = *precision.alpha < rough_alpha;
    out.prob_of_level = probs_of_levels(person, sem, cuts);
    const bool is_single = out.low == out.high;
    if (is_single && out.prob_of_level[static_cast<std::size_t>(out.low) - 1] <= prob_of_single_level)
        add_nearer_neighbour(out, person.score_0_100, cuts);
    return out;
}

}  // namespace capgap
