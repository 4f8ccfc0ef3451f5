#include <capgap/report/row_figures.hpp>

#include <capgap/statistics/interval.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>

namespace capgap {

namespace {

/// Two numbers of six decimals that were reckoned from numbers of six decimals.
constexpr double tolerance = 2e-6;

/// A variance is small.
constexpr int variance_places = 9;

bool same(double a, double b) {
    return std::abs(a - b) <= tolerance;
}

using Lines = std::vector<std::string>;

class Reckoning {
public:
    Reckoning(const RowFigures& row, const Texts& texts) : row_(row), texts_(texts) {}

    Lines interval_of_share(bool upper) const {
        const char* column = upper ? "below_target_high" : "below_target_low";
        const auto p = row_.number("below_target_share");
        const auto printed = row_.number(column);
        if (!p || !printed) return {};
        const auto n_eff = row_.number("n_eff");
        if (!n_eff) return {texts_.say("explain.everyone_counted")};
        if (*n_eff <= 0 || *p < 0 || *p > 1) return {};  // no row of ours
        const Interval cut = cut_to_possible(wilson_interval(*p, *n_eff));
        const bool at_end = *p <= 0 || *p >= 1;
        Texts::Values values = {{"low", figure(cut.low)}, {"high", figure(cut.high)}, {"cut", cut_phrase()}};
        values.emplace_back(at_end ? "p" : "s2", at_end ? figure(*p) : figure(*p * (1 - *p) / *n_eff, variance_places));
        Lines lines = {texts_.say(at_end ? "explain.wilson_at_end" : "explain.wilson", values)};
        lines.push_back(same(upper ? cut.high : cut.low, *printed) ? texts_.say("explain.agrees", {{"value", figure(*printed)}})
                                                                   : other_variance(*p, *printed));
        return lines;
    }

    Lines possible(bool upper) const {
        const auto printed = row_.number(upper ? "possible_high" : "possible_low");
        const auto low = row_.number("possible_low");
        const auto p = row_.number("below_target_share");
        const auto headcount = row_.number("headcount");
        const auto not_applicable = row_.number("not_applicable");
        const auto scored = row_.number("scored");
        if (!printed || !low || !p || !headcount || !not_applicable || !scored) return {};
        const double all = std::max(*headcount - *not_applicable, *scored);
        if (all <= 0) return {};  // no row of ours
        Lines lines = {texts_.say(
            "explain.possible_n",
            {{"headcount", figure(*headcount)}, {"not_applicable", figure(*not_applicable)}, {"scored", figure(*scored)}, {"N", figure(all)}})};
        if (same(*low, *p)) {
            lines.push_back(texts_.say("explain.possible_low_cut"));
            return lines;
        }
        const double below = std::round(*low * all);
        lines.push_back(texts_.say("explain.possible_k", {{"k", figure(below)}}));
        if (!upper) return lines;
        const double high = (below + all - *scored) / all;
        lines.push_back(
            texts_.say("explain.possible_high", {{"k", figure(below)}, {"N", figure(all)}, {"n", figure(*scored)}, {"value", figure(high)}}));
        if (same(high, *printed)) {
            lines.push_back(texts_.say("explain.agrees", {{"value", figure(*printed)}}));
        } else {
            lines.push_back(texts_.say(same(*printed, *p) ? "explain.possible_high_cut" : "explain.differs", {{"value", figure(*printed)}}));
        }
        return lines;
    }

    Lines steps() const {
        const auto steps = row_.number("person_levels_missing");
        const auto mean = row_.number("mean_shortfall_levels");
        if (!steps || !mean) return {};
        if (*mean <= 0) return {texts_.say("explain.cannot_persons")};
        return {texts_.say("explain.people", {{"people", figure(*steps / *mean)}}), texts_.say("explain.cannot_persons")};
    }

    Lines interval_of_mean() const {
        if (!row_.number("mean_shortfall_low")) return {};
        Lines lines;
        if (const auto target = row_.number("target_level")) lines.push_back(texts_.say("explain.k_range", {{"K", figure(*target - 1)}}));
        if (!row_.number("n_eff")) return {texts_.say("explain.everyone_counted_mean")};
        lines.push_back(texts_.say("explain.cannot_spread"));
        return lines;
    }

    Lines shortfall() const {
        const auto target = row_.number("target_level");
        const auto level = row_.number("level");
        if (!target || !level) return {};
        return {texts_.say("explain.shortfall",
                           {{"target", figure(*target)}, {"level", figure(*level)}, {"value", figure(std::max(0.0, *target - *level))}})};
    }

private:
    Interval cut_to_possible(Interval interval) const {
        if (const auto low = row_.number("possible_low")) interval.low = std::max(interval.low, *low);
        if (const auto high = row_.number("possible_high")) interval.high = std::min(interval.high, *high);
        return interval;
    }

    std::string cut_phrase() const {
        if (!row_.number("possible_low")) return {};
        return texts_.say("explain.wilson_cut", {{"low", row_.text("possible_low")}, {"high", row_.text("possible_high")}});
    }

    /// An end c of Wilson's interval satisfies (p - c)^2 = z^2 c (1 - c) / n*, so it tells n*, unless it was cut.
    std::optional<double> n_star(double p) const {
        for (const auto& [end, limit] : {std::pair("below_target_low", "possible_low"), std::pair("below_target_high", "possible_high")}) {
            const auto c = row_.number(end);
            const auto cut = row_.number(limit);
            if (!c || (cut && same(*c, *cut)) || same(*c, p) || *c <= 0 || *c >= 1) continue;
            return z_95 * z_95 * *c * (1 - *c) / ((p - *c) * (p - *c));
        }
        return std::nullopt;
    }

    std::string other_variance(double p, double printed) const {
        const auto n = n_star(p);
        if (!n) return texts_.say("explain.differs_cut", {{"value", figure(printed)}});
        return texts_.say("explain.differs_s2",
                          {{"value", figure(printed)}, {"n_star", figure(*n)}, {"s2", figure(p * (1 - p) / *n, variance_places)}});
    }

    const RowFigures& row_;
    const Texts& texts_;
};

/// Why a number cannot be reckoned from its row.
const std::map<std::string, const char*>& reasons() {
    static const std::map<std::string, const char*> of = {
        {"gaps.headcount", "explain.cannot_population"},
        {"gaps.not_covered", "explain.cannot_population"},
        {"gaps.n_eff", "explain.cannot_persons"},
        {"gaps.mean_score_0_100", "explain.cannot_persons"},
        {"gaps.below_target_share", "explain.cannot_persons"},
        {"gaps.mean_shortfall_levels", "explain.cannot_persons"},
        {"gaps.respondents", "explain.cannot_count"},
        {"gaps.scored", "explain.cannot_count"},
        {"gaps.not_applicable", "explain.cannot_count"},
        {"gaps.do_not_know", "explain.cannot_count"},
        {"levels.respondents", "explain.cannot_count"},
        {"levels.share", "explain.cannot_persons"},
        {"attitudes.respondents", "explain.cannot_count"},
        {"attitudes.share", "explain.cannot_persons"},
        {"wanted.respondents", "explain.cannot_count"},
        {"wanted.share", "explain.cannot_persons"},
        {"environment.level", "explain.cannot_cuts"},
        {"environment.score_0_100", "explain.cannot_answers"},
        {"recommendations.people", "explain.cannot_persons"},
        {"recommendations.closure", "explain.cannot_persons"},
        {"quality.value", "explain.cannot_persons"},
        {"tested.test_corrected", "explain.cannot_persons"},
        {"tested.correlation", "explain.cannot_persons"},
        {"tested.rated", "explain.cannot_count"},
        {"tested.tested", "explain.cannot_count"},
        {"scores.level", "explain.cannot_cuts"},
        {"scores.score_0_100", "explain.cannot_answers"},
    };
    return of;
}

}  // namespace

const std::string& RowFigures::text(std::string_view column) const {
    static const std::string nothing;
    const auto at = index(column);
    return at ? input_.cells[*at] : nothing;
}

std::optional<double> RowFigures::number(std::string_view column) const {
    const std::string& cell = text(column);
    double value = 0;
    const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (cell.empty() || read.ec != std::errc() || read.ptr != cell.data() + cell.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

bool RowFigures::is_bound(std::string_view column) const {
    const std::string& cell = text(column);
    return !cell.empty() && (cell.front() == '<' || cell.front() == '>');
}

std::optional<std::size_t> RowFigures::index(std::string_view column) const {
    const auto found = std::find(input_.header.begin(), input_.header.end(), column);
    if (found == input_.header.end()) return std::nullopt;
    return static_cast<std::size_t>(found - input_.header.begin());
}

std::string figure(double value, int places) {
    std::array<char, 512> buffer{};
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, places);
    std::string digits(buffer.data(), written.ptr);
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
    return digits == "-0" ? "0" : digits;
}

std::vector<std::string> reckon_again(const std::string& table, const std::string& column, const RowFigures& row, const Texts& texts) {
    if (row.text(column).empty() || row.is_bound(column)) return {};
    const Reckoning reckoning(row, texts);
    const std::string id = table + '.' + column;
    if (id == "gaps.below_target_low" || id == "gaps.below_target_high") return reckoning.interval_of_share(column == "below_target_high");
    if (id == "gaps.possible_low" || id == "gaps.possible_high") return reckoning.possible(column == "possible_high");
    if (id == "gaps.mean_shortfall_low" || id == "gaps.mean_shortfall_high") return reckoning.interval_of_mean();
    if (id == "gaps.person_levels_missing") return reckoning.steps();
    if (id == "environment.shortfall_levels") return reckoning.shortfall();
    const auto reason = reasons().find(id);
    if (reason == reasons().end()) return {};
    return {texts.say(reason->second)};
}

}  // namespace capgap
