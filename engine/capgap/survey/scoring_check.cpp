#include <capgap/base/message.hpp>
#include <capgap/survey/checks.hpp>
#include <capgap/survey/codes.hpp>
#include <capgap/survey/scoring_key.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace capgap {

namespace {

void check_denominators(const SurveyCheck& check) {
    std::map<std::string, std::int64_t> denominator_of_scale;
    for (const Scale& scale : check.content.scales) denominator_of_scale.try_emplace(scale.id.text(), denominator(scale));
    std::map<std::string, std::optional<std::int64_t>> points_of_competency;
    for (const Item& item : check.content.items) {
        const auto of_scale = denominator_of_scale.find(item.scale.text());
        if (item.competency.empty() || of_scale == denominator_of_scale.end() || of_scale->second == 0) continue;
        std::optional<std::int64_t>& points = points_of_competency.try_emplace(item.competency.text(), 1).first->second;
        if (!points) continue;
        points = common_denominator(*points, of_scale->second);
        if (points) continue;
        check.found.push_back(error(codes::no_common_denominator, item.at,
                                    "with the item " + in_quotes(item.id.text()) + " the scores of the competency " +
                                        in_quotes(item.competency.text()) +
                                        " cannot be added exactly: the least common denominator of its items' scales exceeds 2147483648",
                                    "write the scores with fewer decimals, best as whole numbers"));
    }
}

void check_cuts(const SurveyCheck& check) {
    const Scoring& scoring = check.content.scoring;
    const std::size_t levels = check.framework.levels().size();
    const std::vector<Decimal>& cuts = scoring.cut_scores;
    if (check.fits && cuts.size() + 1 != levels) {
        check.found.push_back(error(codes::cut_count, scoring.at,
                                    "`cut_scores` has " + counted(cuts.size(), "value") + ", " + std::to_string(levels - 1) +
                                        " expected: one less than the framework has levels",
                                    "the lowest level needs no cut"));
    }
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        if (cuts[i] < Decimal() || cuts[i] > Decimal::of_millionths(100 * Decimal::per_unit)) {
            check.found.push_back(error(codes::cut_out_of_range, scoring.at, "the cut score " + cuts[i].to_string() + " is outside 0 to 100"));
        }
        if (i > 0 && cuts[i] <= cuts[i - 1]) {
            check.found.push_back(
                error(codes::cuts_not_rising, scoring.at,
                      "the cut score " + cuts[i].to_string() + " follows " + cuts[i - 1].to_string() + "; each is above the one before it"));
        }
    }
    if (!cuts.empty() && cuts.front() == Decimal()) {
        check.found.push_back(warning(codes::cut_of_zero, scoring.at,
                                      "the first cut score is 0, which everyone reaches: nobody can have the lowest level",
                                      "the lowest level needs no cut: begin with the cut of the second"));
    }
    if (!check.texts.has_source(scoring.cut_source)) {
        check.found.push_back(error(codes::cut_source_unknown, scoring.at,
                                    "the cut scores name the source " + in_quotes(scoring.cut_source.text()) + ", which is none of `sources`",
                                    check.texts.source_hint(scoring.cut_source)));
    }
}

void check_match_bands(const SurveyCheck& check) {
    const std::vector<Decimal>& limits = check.content.scoring.match_bands;
    const Location& at = check.content.scoring.match_bands_at;
    const auto wrong = [&](const std::string& what) {
        check.found.push_back(error(codes::match_bands_wrong, at, what, "four numbers between 0 and 100 that rise, as [20, 40, 60, 80]"));
    };
    if (limits.size() != Scoring::match_band_limits) return wrong("`match_bands` has " + counted(limits.size(), "value"));
    for (std::size_t i = 0; i < limits.size(); ++i) {
        if (limits[i] <= Decimal() || limits[i] >= Decimal::of_millionths(100 * Decimal::per_unit)) {
            wrong("the limit " + limits[i].to_string() + " of `match_bands` is not between 0 and 100");
        } else if (i > 0 && limits[i] <= limits[i - 1]) {
            wrong("in `match_bands` the limit " + limits[i].to_string() + " follows " + limits[i - 1].to_string());
        }
    }
}

}  // namespace

void check_scoring(const SurveyCheck& check) {
    const Scoring& scoring = check.content.scoring;
    if (scoring.method != "classical") {
        check.found.push_back(error(codes::scoring_method_unknown, scoring.at, "the scoring method " + in_quotes(scoring.method) + " is not known",
                                    "known is 'classical'"));
    }
    if (scoring.min_answered <= Decimal() || scoring.min_answered > Decimal::of_millionths(Decimal::per_unit)) {
        check.found.push_back(error(codes::min_answered_out_of_range, scoring.at,
                                    "`min_answered` is " + scoring.min_answered.to_string() + "; a share above 0 and at most 1 was expected"));
    }
    check.texts.required(scoring.cut_method, "method", {"the block `cut_scores`", scoring.at});
    check_cuts(check);
    check_match_bands(check);
    check_denominators(check);
}

}  // namespace capgap
