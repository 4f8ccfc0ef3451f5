#include <capgap/disclosure/protect.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>
#include <utility>

namespace capgap {

std::string_view to_string(Status status) {
    switch (status) {
        case Status::suppressed: return "suppressed";
        case Status::bounded: return "bounded";
        case Status::low_response: return "low_response";
        case Status::indicative: return "indicative";
        case Status::ok: return "ok";
    }
    return "suppressed";
}

/// The one maker of Disclosed.
class Protector {
public:
    Protector(const Tables& tables, const Policy& policy) : tables_(tables), policy_(policy) {}

    Disclosed<ShownTables> make() {
        for (const Group& group : tables_.groups) add_group(group);
        for (const GapRow& row : tables_.gaps) shown_.gaps.push_back(gap(row));
        for (const LevelRow& row : tables_.levels) {
            shown_.levels.push_back(choice({row.group, row.competency, static_cast<std::size_t>(row.level - 1)}, row, row.scored));
        }
        for (const AttitudeRow& row : tables_.attitudes) shown_.attitudes.push_back(choice({row.group, row.item, row.option}, row, row.answered));
        for (const WantedRow& row : tables_.wanted) shown_.wanted.push_back(choice({row.group, row.competency, 0}, row, row.answered));
        add_needs();
        shown_.environment = tables_.environment;
        shown_.quality = tables_.quality;
        if (!shown_.groups.empty() && !shown_.groups.front().suppressed) {
            shown_.order = tables_.order;
        } else {
            std::erase_if(shown_.quality, [](const QualityRow& row) { return row.kind == "order"; });
        }
        return Disclosed<ShownTables>(std::move(shown_));
    }

private:
    static constexpr std::int64_t few = 3;  ///< people on one side who could be known by name
    static constexpr std::int64_t indicative_below = 30;
    static constexpr std::int64_t low_percent = 50;
    static constexpr std::int64_t too_low_percent = 30;

    static bool answered_less_than(std::int64_t percent, std::int64_t respondents, const std::optional<std::int64_t>& headcount) {
        return headcount && 100 * respondents < percent * *headcount;
    }

    bool hidden(std::int64_t respondents, const std::optional<std::int64_t>& headcount) const {
        return respondents < policy_.min_cell || answered_less_than(too_low_percent, respondents, headcount);
    }

    void add_group(const Group& group) {
        ShownGroup shown{group, hidden(group.respondents, group.headcount)};
        if (shown.suppressed) shown.keys.respondents = 0;
        shown_.groups.push_back(shown);
    }

    Status status(std::int64_t respondents, const std::optional<std::int64_t>& headcount, std::int64_t people, std::int64_t all) const {
        if (hidden(respondents, headcount)) return Status::suppressed;
        if (people < few || all - people < few) return Status::bounded;
        if (answered_less_than(low_percent, respondents, headcount)) return Status::low_response;
        return all < indicative_below ? Status::indicative : Status::ok;
    }

    /// The bound is the share that the three weightiest people of the row could make together: it depends on nobody's answer.
    static ShownShare bound(std::int64_t people, std::int64_t all, double largest_three_share) {
        const bool few_chose = people < few;
        const bool few_did_not = all - people < few;
        if (few_chose == few_did_not) return {};
        const double bound = std::min(1.0, std::ceil(largest_three_share * 1e6 - 1e-6) / 1e6);
        return few_chose ? ShownShare{ShownShare::Kind::less_than, bound} : ShownShare{ShownShare::Kind::more_than, 1 - bound};
    }

    static ShownShare value(const std::optional<double>& share) { return share ? ShownShare{ShownShare::Kind::value, *share} : ShownShare{}; }

    ShownGap gap(const GapRow& row) const {
        ShownGap out;
        out.group = row.group;
        out.competency = row.competency;
        out.headcount = row.headcount;
        out.target_level = row.target_level;
        out.status = status(row.respondents, row.headcount, row.below, row.scored);
        if (out.status == Status::suppressed) return out;
        out.respondents = row.respondents;
        out.scored = row.scored;
        out.not_applicable = row.not_applicable;
        out.do_not_know = row.do_not_know;
        out.n_effective = row.n_effective;
        if (row.scored >= policy_.min_cell) out.mean_score_0_100 = row.mean_score_0_100;  // the mean of a few is nearly theirs
        out.not_covered = row.not_covered;
        if (out.status == Status::bounded) {
            out.below_target_share = bound(row.below, row.scored, row.largest_three_share);
            return out;
        }
        out.below_target_share = value(row.below_target_share.value);
        out.below_target = row.below_target_share.interval;
        out.possible = row.possible;
        out.mean_shortfall_levels = row.mean_shortfall_levels.value;
        out.mean_shortfall = row.mean_shortfall_levels.interval;
        out.person_levels_missing = row.person_levels_missing;
        return out;
    }

    /// None of a row that hides or bounds its share, or the share of that level: their sum would say what it does not. None of fewer than three
    /// people.
    void add_needs() {
        const auto hides = [](Status status) { return status == Status::suppressed || status == Status::bounded; };
        std::set<std::tuple<std::size_t, std::size_t, std::size_t>> hidden_levels;
        for (const ShownChoice& row : shown_.levels) {
            if (hides(row.status)) hidden_levels.emplace(row.group, row.of, row.choice + 1);
        }
        std::set<std::pair<std::size_t, std::size_t>> open;
        for (const ShownGap& row : shown_.gaps) {
            if (!hides(row.status)) open.emplace(row.group, row.competency);
        }
        for (const NeedRow& row : tables_.needs) {
            if (row.people < few || !open.contains({row.group, row.competency})) continue;
            if (hidden_levels.contains({row.group, row.competency, static_cast<std::size_t>(row.level)})) continue;
            shown_.needs.push_back({row.group, row.competency, row.target, row.level, row.represented});
        }
    }

    struct Keys {
        std::size_t group = 0;
        std::size_t of = 0;
        std::size_t choice = 0;
    };

    template <class Row>
    ShownChoice choice(const Keys& keys, const Row& row, std::int64_t all) const {
        const Group& group = tables_.groups[row.group];
        ShownChoice out{keys.group, keys.of, keys.choice, status(group.respondents, group.headcount, row.respondents, all), std::nullopt, {}};
        if (out.status == Status::suppressed) return out;
        if (out.status == Status::bounded) {
            out.share = bound(row.respondents, all, row.largest_three_share);
            return out;
        }
        out.respondents = row.respondents;
        out.share = value(row.share);
        return out;
    }

    const Tables& tables_;
    const Policy& policy_;
    ShownTables shown_;
};

Disclosed<ShownTables> protect(const Tables& tables, const Policy& policy) {
    return Protector(tables, policy).make();
}

}  // namespace capgap
