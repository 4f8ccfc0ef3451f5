#include <capgap/gaps/tabulate.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/gaps/codes.hpp>
#include <capgap/gaps/jackknife.hpp>
#include <capgap/gaps/order.hpp>
#include <capgap/gaps/rollup.hpp>

#include <algorithm>
#include <mutex>
#include <numeric>

namespace capgap {

namespace {

double ratio(const ExactSum& part, const ExactSum& whole) {
    return part.to_double() / whole.to_double();
}

/// What would hold if every silent person were at, or below, the target.
std::optional<Interval> possible_range(const GapRow& row) {
    if (!row.headcount || !row.below_target_share.value) return std::nullopt;
    const std::int64_t n = std::max<std::int64_t>(*row.headcount - row.not_applicable, row.scored);
    const auto share_of = [n](std::int64_t people) { return static_cast<double>(people) / static_cast<double>(n); };
    const double share = *row.below_target_share.value;
    return Interval{std::min(share_of(row.below), share), std::max(share_of(row.below + n - row.scored), share)};
}

void cut_to_possible(GapRow& row) {
    auto& interval = row.below_target_share.interval;
    if (!interval || !row.possible) return;
    interval->low = std::max(interval->low, row.possible->low);
    interval->high = std::min(interval->high, row.possible->high);
}

/// Fills the tables competency by competency, side by side: where each row stands is known beforehand.
class Tabulator {
public:
    Tabulator(const TabulationInput& input, const Rollup& rollup, const std::optional<Jackknife>& jackknife)
        : layout_(input.counts.layout()),
          threads_(input.threads),
          rollup_(rollup),
          jackknife_(jackknife),
          everyone_has_target_(layout_.competencies) {
        for (const auto& targets : layout_.targets) {
            for (std::size_t c = 0; c < targets.size(); ++c) everyone_has_target_[c] = everyone_has_target_[c] || targets[c] > 0;
        }
    }

    Tables make() {
        lay_out();
        const std::size_t items = layout_.attitude_items.size();
        parallel_for(layout_.competencies + items + (layout_.asks_wanted ? 1 : 0), threads_, [&](std::size_t task) {
            if (task < layout_.competencies) {
                fill_competency(task);
            } else if (task < layout_.competencies + items) {
                fill_attitude(task - layout_.competencies);
            } else {
                fill_wanted();
            }
        });
        return std::move(tables_);
    }

private:
    /// A group that has rows, and where they begin.
    struct Rows {
        std::size_t group = 0;  ///< in the roll-up
        std::size_t gaps = 0;
        std::size_t levels = 0;
        std::size_t attitudes = 0;
        std::size_t wanted = 0;
    };

    /// An institution is listed even where nobody works or answered; its own staff only where there are some.
    bool has_rows(const Group& keys, std::size_t number) const {
        if (keys.respondents > 0) return true;
        if (number == 0) return !keys.own_staff || keys.headcount.value_or(0) > 0;
        return keys.headcount.value_or(0) > 0 && keys.profile != static_cast<int>(layout_.profiles());
    }

    bool covers(const Group& keys, std::size_t competency) const {
        if (keys.profile == Group::everyone) return everyone_has_target_[competency];
        return keys.profile < static_cast<int>(layout_.profiles()) && target(keys, competency) > 0;
    }

    void lay_out() {
        std::size_t options = 0;
        for (const CountLayout::AttitudeItem& item : layout_.attitude_items) {
            first_option_.push_back(options);
            options += item.options;
        }
        Rows next;
        std::optional<std::size_t> listed;  // the last place that is
        for (std::size_t g = 0; g < rollup_.size(); ++g) {
            const Group keys = rollup_.group(g);
            if (rollup_.number(g) == 0 && has_rows(keys, 0)) listed = rollup_.place(g);
            if (listed != rollup_.place(g) || !has_rows(keys, rollup_.number(g))) continue;
            next.group = g;
            rows_.push_back(next);
            tables_.groups.push_back(keys);
            for (std::size_t c = 0; c < layout_.competencies; ++c) next.gaps += covers(keys, c) ? 1U : 0U;
            next.levels += layout_.competencies * layout_.levels;
            if (keys.profile == Group::everyone) next.attitudes += options;
            if (has_wanted(keys)) next.wanted += layout_.competencies;
        }
        tables_.gaps.resize(next.gaps);
        tables_.levels.resize(next.levels);
        tables_.attitudes.resize(next.attitudes);
        tables_.wanted.resize(next.wanted);
    }

    bool has_wanted(const Group& keys) const { return layout_.asks_wanted && keys.profile == Group::everyone && keys.dimension == Group::everyone; }

    void fill_competency(std::size_t competency) {
        std::vector<CompetencySums> sums = take_spare();
        rollup_.competency(competency, sums);
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const Group& keys = tables_.groups[i];
            const CompetencySums& of_group = sums[rows_[i].group];
            if (covers(keys, competency)) {
                std::size_t row = rows_[i].gaps;
                for (std::size_t c = 0; c < competency; ++c) row += covers(keys, c) ? 1U : 0U;
                tables_.gaps[row] = gap_row(i, competency, of_group);
            }
            fill_levels(i, competency, of_group);
        }
        const std::lock_guard lock(spare_mutex_);
        spare_.push_back(std::move(sums));
    }

    /// The room of sums that were used.
    std::vector<CompetencySums> take_spare() {
        const std::lock_guard lock(spare_mutex_);
        if (spare_.empty()) return {};
        std::vector<CompetencySums> out = std::move(spare_.back());
        spare_.pop_back();
        return out;
    }

    int target(const Group& keys, std::size_t competency) const { return layout_.targets[static_cast<std::size_t>(keys.profile)][competency]; }

    GapRow gap_row(std::size_t index, std::size_t competency, const CompetencySums& sums) const {
        const Group& keys = tables_.groups[index];
        GapRow row;
        row.group = index;
        row.competency = competency;
        if (keys.headcount) row.headcount = sums.headcount;
        if (keys.headcount) row.not_covered = sums.not_covered;
        row.respondents = sums.respondents;
        row.scored = sums.shortfall.people();
        row.not_applicable = sums.not_applicable;
        row.do_not_know = sums.do_not_know;
        if (keys.profile != Group::everyone) row.target_level = target(keys, competency);
        if (row.scored == 0) return row;

        row.below = row.scored - sums.shortfall[0].people;
        row.n_effective = sums.shortfall.n_effective();
        const ExactSum u = sums.shortfall.represented();
        row.represented = u.to_double();
        row.mean_score_0_100 = ratio(sums.u_score, u);
        row.largest_three_share = sums.largest.sum() / u.to_double();
        ExactSum steps;
        for (std::size_t x = 1; x < sums.shortfall.size(); ++x) steps.add(sums.shortfall[x].u, static_cast<unsigned>(x));
        row.person_levels_missing = steps.to_double();
        estimate(rows_[index].group, sums, row);
        return row;
    }

    void estimate(std::size_t group, const CompetencySums& sums, GapRow& row) const {
        const int highest = sums.highest_target - 1;
        std::optional<ReplicateVariance> of_share;
        std::optional<ReplicateVariance> of_mean;
        if (jackknife_) {
            of_share = jackknife_->share(group, row.competency);
            of_mean = jackknife_->mean(group, row.competency);
        }
        row.below_target_share = share_above_zero(sums.shortfall, of_share);
        row.mean_shortfall_levels = mean_value(sums.shortfall, highest, of_mean);
        if (highest == 0) row.below_target_share.interval.reset();
        row.possible = possible_range(row);
        cut_to_possible(row);
    }

    void fill_levels(std::size_t index, std::size_t competency, const CompetencySums& sums) {
        const std::int64_t scored = std::accumulate(sums.at_level.begin(), sums.at_level.end(), std::int64_t{0});
        ExactSum u;
        for (const ExactSum& of_level : sums.u_at_level) u.add(of_level);
        auto row = tables_.levels.nth(rows_[index].levels + competency * layout_.levels);
        for (std::size_t level = 0; level < layout_.levels; ++level, ++row) {
            *row = {index,        competency, static_cast<int>(level + 1),       sums.at_level[level], scored,
                    std::nullopt, 0,          sums.u_at_level[level].to_double()};
            if (scored > 0) row->share = ratio(sums.u_at_level[level], u);
            if (scored > 0) row->largest_three_share = sums.largest_at_level.sum() / u.to_double();
        }
    }

    void fill_attitude(std::size_t item) {
        const std::vector<ChoiceSums> sums = rollup_.attitude(item);
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (tables_.groups[i].profile != Group::everyone) continue;
            const ChoiceSums& of_group = sums[rows_[i].group];
            auto row = tables_.attitudes.nth(rows_[i].attitudes + first_option_[item]);
            for (std::size_t option = 0; option < of_group.people.size(); ++option, ++row) {
                *row = {i, layout_.attitude_items[item].item, option, of_group.people[option], of_group.answered, std::nullopt, 0};
                set_share(of_group, option, *row);
            }
        }
    }

    void fill_wanted() {
        const std::vector<ChoiceSums> sums = rollup_.wanted();
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (!has_wanted(tables_.groups[i])) continue;
            const ChoiceSums& of_group = sums[rows_[i].group];
            for (std::size_t c = 0; c < layout_.competencies; ++c) {
                WantedRow& row = tables_.wanted[rows_[i].wanted + c];
                row = {i, c, of_group.people[c], of_group.answered, std::nullopt, 0};
                set_share(of_group, c, row);
            }
        }
    }

    template <class Row>
    static void set_share(const ChoiceSums& sums, std::size_t option, Row& row) {
        if (sums.answered == 0) return;
        row.share = ratio(sums.w[option], sums.w_answered);
        row.largest_three_share = sums.largest.sum() / sums.w_answered.to_double();
    }

    const CountLayout& layout_;
    unsigned threads_;
    const Rollup& rollup_;
    const std::optional<Jackknife>& jackknife_;
    std::vector<bool> everyone_has_target_;  ///< by competency: some profile has one
    std::vector<std::size_t> first_option_;  ///< by attitude item, in the rows of a group
    std::vector<Rows> rows_;                 ///< as Tables::groups
    std::vector<std::vector<CompetencySums>> spare_;
    std::mutex spare_mutex_;
    Tables tables_;
};

WeightSummary weight_summary(const GapCounts& counts, const Weights& weights) {
    WeightSummary out;
    std::size_t i = 0;
    for (const auto& [key, one] : counts.classes()) {
        const double weight = weights.of_class[i];
        const auto people = static_cast<double>(one.slots.at(0).respondents);
        out.least = i == 0 ? weight : std::min(out.least, weight);
        out.most = std::max(out.most, weight);
        out.sum += people * weight;
        out.sum_of_squares += people * weight * weight;
        ++i;
    }
    return out;
}

/// The shares of the whole: the first place of the tree.
std::vector<std::optional<double>> shares_of_the_whole(const Tables& tables, std::size_t competencies) {
    std::vector<std::optional<double>> shares(competencies);
    for (std::size_t i = 0; i < tables.gaps.size() && tables.gaps[i].group == 0; ++i)
        shares[tables.gaps[i].competency] = tables.gaps[i].below_target_share.value;
    return shares;
}

}  // namespace

Result<Checked<Tabulated>> tabulate(const TabulationInput& with_clusters) {
    // From here on a cluster matters only through its group.
    const ReplicateGroups groups = deal_clusters(with_clusters.counts, with_clusters.clusters);
    std::optional<std::pair<GapCounts, std::vector<GapCounts>>> folded;
    if (groups.groups > 0) folded = with_clusters.counts.fold_clusters(groups.of_cluster, groups.groups);
    const TabulationInput input(folded ? folded->first : with_clusters.counts, with_clusters);

    auto cells = make_cells(input.counts, input.population, input.codebook, input.population_at);
    if (cells.has_error()) return cells.error();
    Checked<Tabulated> out{{{}, std::move(cells->value), {}, 0, {}}, std::move(cells->remarks)};
    Tabulated& made = out.value;
    auto weights = make_weights(input.counts, made.cells, input.population, input.codebook, input.weighting);
    if (weights.has_error()) return weights.error();
    made.weights = std::move(*weights);
    append(out.remarks, made.weights.remarks);
    made.replicate_groups = groups.groups;

    const Rollup rollup(input, made.cells, made.weights);
    std::optional<Jackknife> jackknife;
    if (groups.groups > 0) {
        jackknife = Jackknife::make(input, rollup, folded->second);
        if (jackknife->failed()) {
            out.remarks.push_back(warning(codes::replicate_did_not_converge, input.weighting.at,
                                          "raking does not converge without one of the groups of clusters, so there are no intervals",
                                          "use fewer or coarser margins, or post_stratified"));
        }
    }
    made.tables = Tabulator(input, rollup, jackknife).make();
    made.tables.places = rollup.places();
    made.tables.pools = input.pools;
    made.tables.order = order_gaps(PairDifferences(input.counts, made.weights), jackknife ? &*jackknife : nullptr,
                                   shares_of_the_whole(made.tables, input.counts.layout().competencies));
    made.weighting = weight_summary(input.counts, made.weights);
    return out;
}

}  // namespace capgap
