#include <capgap/disclosure/protect.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/disclosure/cell_mask.hpp>
#include <capgap/disclosure/tested_mask.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace capgap {

std::string_view to_string(Status status) {
    switch (status) {
        case Status::suppressed: return "suppressed";
        case Status::pooled: return "pooled";
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
    Protector(Tables&& tables, const Policy& policy, unsigned threads)
        : tables_(std::move(tables)),
          policy_(policy),
          threads_(threads),
          sums_(group_sums(tables_)),
          groups_(tables_, sums_, policy),
          cells_(mask_cells(tables_, sums_, groups_, policy, threads)),
          tested_(mask_tested(tables_, with_shown_ratings(), policy)),
          place_of_(places_of_groups(tables_)),
          pool_of_(pools_of_places(tables_)) {}

    Disclosed<ShownTables> make() {
        shown_.places = tables_.places;
        shown_.pools = tables_.pools;
        for (std::size_t g = 0; g < tables_.groups.size(); ++g) add_group(g);
        show(tables_.gaps, shown_.gaps, [this](std::size_t i, const GapRow& row) { return gap(i, row); });
        show(tables_.levels, shown_.levels, [this](std::size_t i, const LevelRow& row) {
            ShownChoice out = choice({row.group, row.competency, static_cast<std::size_t>(row.level - 1)}, row, row.scored, cells_.levels[i]);
            if (out.respondents) out.represented = row.represented;
            return out;
        });
        show(tables_.attitudes, shown_.attitudes, [this](std::size_t i, const AttitudeRow& row) {
            return choice({row.group, row.item, row.option}, row, row.answered, cells_.attitudes[i]);
        });
        show(tables_.wanted, shown_.wanted, [this](std::size_t i, const WantedRow& row) {
            return choice({row.group, row.competency, 0}, row, row.answered, cells_.wanted[i]);
        });
        shown_.environment = tables_.environment;
        add_quality();
        add_order();
        add_tested();
        return Disclosed<ShownTables>(std::move(shown_));
    }

private:
    /// Rows as they may be shown; what they are made from is let go meanwhile, as there may be millions.
    template <class Row, class Shown, class Make>
    void show(TableRows<Row>& rows, TableRows<Shown>& shown, Make make) const {
        constexpr std::size_t at_once = std::size_t{1} << 12U;
        constexpr std::size_t parts = 16;
        while (!rows.empty()) {
            const std::size_t first = shown.size();
            const std::size_t count = std::min(rows.size(), parts * at_once);
            shown.resize(first + count);
            parallel_for((count + at_once - 1) / at_once, threads_, [&](std::size_t part) {
                const std::size_t end = std::min(count, (part + 1) * at_once);
                for (std::size_t i = part * at_once; i < end; ++i) shown[first + i] = make(first + i, rows[i]);
            });
            rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count));
        }
    }

    static constexpr std::int64_t indicative_below = 30;
    static constexpr std::int64_t low_percent = 50;

    static bool low_response(std::int64_t respondents, const std::optional<std::int64_t>& headcount) {
        return headcount && 100 * respondents < low_percent * *headcount;
    }

    std::optional<std::size_t> pool(std::size_t group) const {
        const std::size_t place = place_of_[group];
        if (place >= pool_of_.size() || pool_of_[place] >= pool_of_.size()) return std::nullopt;
        return pool_of_[place];
    }

    void add_group(std::size_t g) {
        ShownGroup shown{tables_.groups[g], groups_.hidden(g), pool(g)};
        if (shown.suppressed) shown.keys.respondents = 0;
        shown_.groups.push_back(shown);
    }

    Status hidden_status(std::size_t group) const { return pool(group) ? Status::pooled : Status::suppressed; }

    static Status status(std::int64_t respondents, const std::optional<std::int64_t>& headcount, std::int64_t all, bool bounded) {
        if (bounded) return Status::bounded;
        if (low_response(respondents, headcount)) return Status::low_response;
        return all < indicative_below ? Status::indicative : Status::ok;
    }

    /// The share of the whole as it is shown.
    ShownShare share_of_whole(std::size_t competency) const {
        const auto row =
            std::find_if(shown_.gaps.begin(), shown_.gaps.end(), [&](const ShownGap& gap) { return gap.group == 0 && gap.competency == competency; });
        return row == shown_.gaps.end() ? ShownShare{} : row->below_target_share;
    }

    bool hidden_in_whole(std::size_t competency) const { return share_of_whole(competency).kind == ShownShare::Kind::undefined; }

    /// Competencies whose share is not shown have no place in the order; one that is shown as a bound has it with the bound.
    void add_order() {
        if (shown_.groups.empty() || shown_.groups.front().suppressed) return;
        for (const OrderedGap& gap : tables_.order) {
            if (!hidden_in_whole(gap.competency)) shown_.order.push_back({gap.competency, share_of_whole(gap.competency).share, gap.tie_group});
        }
    }

    bool hidden_place_in_order(const QualityRow& row) const {
        return row.kind == "order" &&
               (shown_.groups.empty() || shown_.groups.front().suppressed || (row.competency && hidden_in_whole(*row.competency)));
    }

    /// A number of people that speaks of a hidden group is hidden too; all of them where that is everybody.
    void add_quality() {
        for (QualityRow row : tables_.quality) {
            if (hidden_place_in_order(row)) continue;
            const bool of_hidden = (row.of && speaks_of_hidden(*row.of)) || (row.competency && hidden_in_whole(*row.competency));
            if (tables_.groups.empty() || tables_.groups.front().respondents < policy_.min_cell || of_hidden) {
                row.value.reset();
                row.n.reset();
                row.flag.clear();
            }
            shown_.quality.push_back(std::move(row));
        }
    }

    bool speaks_of_hidden(const Group& of) const {
        for (std::size_t g = 0; g < tables_.groups.size(); ++g) {
            const Group& keys = tables_.groups[g];
            const bool same = keys.institution == of.institution && !keys.own_staff && keys.pool == 0 && keys.dimension == of.dimension &&
                              keys.category == of.category && keys.profile == of.profile;
            if (same) return groups_.hidden(g);
        }
        return false;  // nobody
    }

    /// The bound is the share that the three weightiest people of the row could make together: it depends on nobody's answer.
    static ShownShare bound(std::int64_t people, std::int64_t all, double largest_three_share) {
        const bool few_chose = people < few;
        const bool few_did_not = all - people < few;
        if (few_chose == few_did_not) return {};  // few on either side; or many on both, hidden for others' sake
        const double bound = std::min(1.0, std::ceil(largest_three_share * 1e6 - 1e-6) / 1e6);
        return few_chose ? ShownShare{ShownShare::Kind::less_than, bound} : ShownShare{ShownShare::Kind::more_than, 1 - bound};
    }

    static ShownShare value(const std::optional<double>& share) { return share ? ShownShare{ShownShare::Kind::value, *share} : ShownShare{}; }

    ShownGap gap(std::size_t index, const GapRow& row) const {
        ShownGap out;
        out.group = row.group;
        out.competency = row.competency;
        out.headcount = row.headcount;
        out.target_level = row.target_level;
        out.status = hidden_status(row.group);
        if (groups_.hidden(row.group, row.competency)) return out;
        out.status = status(row.respondents, row.headcount, row.scored, cells_.gaps[index] || few_on_one_side(row.below, row.scored));
        out.respondents = row.respondents;
        out.scored = row.scored;
        out.not_applicable = row.not_applicable;
        out.do_not_know = row.do_not_know;
        out.n_effective = row.n_effective;
        if (!cells_.means[index]) out.mean_score_0_100 = row.mean_score_0_100;
        out.not_covered = row.not_covered;
        if (out.status == Status::bounded) {
            out.below_target_share = bound(row.below, row.scored, row.largest_three_share);
            return out;
        }
        out.below_target_share = value(row.below_target_share.value);
        if (row.below_target_share.value) out.represented = row.represented;
        out.below_target = row.below_target_share.interval;
        out.possible = row.possible;
        if (cells_.steps[index]) return out;
        out.mean_shortfall_levels = row.mean_shortfall_levels.value;
        if (!cells_.spreads[index]) out.mean_shortfall = row.mean_shortfall_levels.interval;
        out.person_levels_missing = row.person_levels_missing;
        return out;
    }

    /// By row of those tested: whether gaps.csv shows the mean score of the same people.
    std::vector<bool> with_shown_ratings() const {
        std::map<std::pair<std::size_t, std::size_t>, std::size_t> row_of;
        for (std::size_t i = 0; i < tables_.tested.size(); ++i) row_of[{tables_.tested[i].group, tables_.tested[i].competency}] = i;
        std::vector<bool> out(tables_.tested.size(), false);
        for (std::size_t i = 0; !row_of.empty() && i < tables_.gaps.size(); ++i) {
            const GapRow& gap = tables_.gaps[i];
            const auto found = row_of.find({gap.group, gap.competency});
            if (found != row_of.end()) out[found->second] = !groups_.hidden(gap.group, gap.competency) && !cells_.means[i] && gap.mean_score_0_100;
        }
        return out;
    }

    void add_tested() {
        for (std::size_t i = 0; i < tables_.tested.size(); ++i) {
            const TestedRow& row = tables_.tested[i];
            const Group& group = tables_.groups[row.group];
            // A place of which nothing is told has no row; only the whole says so.
            if (!tested_.means[i] && row.group != 0) continue;
            const auto add = [&](ShownTested::Statistic statistic, const TwoPhaseEstimate& of, bool told) {
                ShownTested out{row.group, row.competency, statistic, Status::suppressed, {}, {}, {}, {}, {}, {}};
                if (told) {
                    out.status = low_response(group.respondents, group.headcount) ? Status::low_response : Status::ok;
                    out.test_corrected = of.test_corrected;
                    out.standard_error = std::sqrt(*of.variance);
                    out.interval = of.interval;
                    out.rated = of.rated;
                    out.tested = of.tested;
                    out.correlation = of.correlation;
                }
                shown_.tested.push_back(out);
            };
            add(ShownTested::Statistic::mean_result_0_100, row.mean_result_0_100, tested_.means[i]);
            add(ShownTested::Statistic::below_target_share, row.below_target_share, tested_.shares[i]);
        }
    }

    struct Keys {
        std::size_t group = 0;
        std::size_t of = 0;
        std::size_t choice = 0;
    };

    template <class Row>
    ShownChoice choice(const Keys& keys, const Row& row, std::int64_t all, bool hidden) const {
        const Group& group = tables_.groups[row.group];
        ShownChoice out{keys.group, keys.of, keys.choice, hidden_status(row.group), std::nullopt, {}};
        if (groups_.hidden(row.group)) return out;
        out.status = status(group.respondents, group.headcount, all, hidden || few_on_one_side(row.respondents, all));
        if (out.status == Status::bounded) {
            out.share = bound(row.respondents, all, row.largest_three_share);
            return out;
        }
        out.respondents = row.respondents;
        out.share = value(row.share);
        return out;
    }

    Tables tables_;
    const Policy& policy_;
    unsigned threads_;
    std::vector<GroupSum> sums_;
    GroupMask groups_;
    CellMask cells_;
    TestedMask tested_;
    std::vector<std::size_t> place_of_;  ///< by group
    std::vector<std::size_t> pool_of_;   ///< by place
    ShownTables shown_;
};

Disclosed<ShownTables> protect(Tables tables, const Policy& policy, unsigned threads) {
    return Protector(std::move(tables), policy, threads).make();
}

}  // namespace capgap
