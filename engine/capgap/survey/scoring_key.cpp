#include <capgap/base/exact_sum.hpp>
#include <capgap/survey/scoring_key.hpp>

#include <algorithm>
#include <cassert>
#include <numeric>

namespace capgap {

namespace {

struct Range {
    std::int64_t low = 0;
    std::int64_t width = 0;  ///< 0 where fewer than two different scores
};

/// In millionths. A Decimal is at most 10^12, so that the width fits 64 bits.
Range range_of(const Scale& scale) {
    std::optional<std::int64_t> low;
    std::int64_t high = 0;
    for (const Option& option : scale.options) {
        if (!option.score) continue;
        const std::int64_t value = option.score->millionths();
        high = low ? std::max(high, value) : value;
        low = low ? std::min(*low, value) : value;
    }
    return low ? Range{*low, high - *low} : Range{};
}

}  // namespace

std::int64_t denominator(const Scale& scale) {
    const Range range = range_of(scale);
    if (range.width == 0) return 0;
    std::int64_t divisor = range.width;
    for (const Option& option : scale.options) {
        if (option.score) divisor = std::gcd(divisor, option.score->millionths() - range.low);
    }
    return range.width / divisor;
}

std::optional<std::int64_t> common_denominator(std::int64_t a, std::int64_t b) {
    constexpr std::int64_t most = ScoringKey::max_points_per_item;
    if (a > most || b > most) return std::nullopt;
    const std::int64_t multiple = a / std::gcd(a, b) * b;  // at most 2^62
    if (multiple > most) return std::nullopt;
    return multiple;
}

ScoringKey::ScoringKey(const Survey& survey)
    : points_per_item_(survey.competencies(), 1), cuts_(survey.content().scoring.cut_scores), min_answered_(survey.content().scoring.min_answered) {
    for (std::size_t item = 0; item < survey.items().size(); ++item) {
        const auto competency = survey.competency_of(item);
        if (!competency) continue;
        const auto common = common_denominator(points_per_item_[*competency], denominator(survey.scale_of(item)));
        assert(common && "Survey::make refuses what has no common denominator");
        points_per_item_[*competency] = *common;
    }
    for (std::size_t item = 0; item < survey.items().size(); ++item) {
        const std::vector<Option>& options = survey.scale_of(item).options;
        std::vector<std::int64_t>& points = points_.emplace_back(options.size(), no_points);
        const auto competency = survey.competency_of(item);
        if (!competency) continue;
        const Range range = range_of(survey.scale_of(item));
        const std::int64_t full = points_per_item_[*competency];
        for (std::size_t option = 0; option < options.size(); ++option) {
            if (!options[option].score) continue;
            const Int128 above = options[option].score->millionths() - range.low;
            const auto gained = static_cast<std::int64_t>(above * full / range.width);  // no remainder: full is a multiple of the denominator
            points[option] = survey.items()[item].reversed ? full - gained : gained;
        }
    }
}

bool ScoringKey::enough(std::int64_t n_answered, std::int64_t n_asked) const {
    if (n_answered <= 0 || n_asked <= 0) return false;
    return Int128{n_answered} * Decimal::per_unit >= Int128{min_answered_.millionths()} * n_asked;
}

std::int64_t ScoringKey::least_points(std::size_t competency, std::size_t cut, std::int64_t n_answered) const {
    const Int128 needed = Int128{cuts_[cut].millionths()} * n_answered * points_per_item_[competency];
    constexpr std::int64_t whole = 100 * Decimal::per_unit;
    return static_cast<std::int64_t>((needed + whole - 1) / whole);  // rounded up: points are whole
}

std::optional<int> ScoringKey::level(std::size_t competency, std::int64_t sum_of_points, std::int64_t n_answered) const {
    if (n_answered <= 0) return std::nullopt;
    int level = 1;
    for (std::size_t cut = 0; cut < cuts_.size() && sum_of_points >= least_points(competency, cut, n_answered); ++cut) ++level;
    return level;
}

double ScoringKey::score_0_100(std::size_t competency, std::int64_t sum_of_points, std::int64_t n_answered) const {
    assert(n_answered > 0 && "a score without an answer is undefined");
    // Both are whole numbers below 2^53: one rounding, that of the quotient.
    return static_cast<double>(100 * sum_of_points) / static_cast<double>(n_answered * points_per_item_[competency]);
}

}  // namespace capgap
