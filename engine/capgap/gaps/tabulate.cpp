#include <capgap/gaps/tabulate.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/gaps/codes.hpp>
#include <capgap/gaps/gap_estimates.hpp>
#include <capgap/gaps/jackknife.hpp>
#include <capgap/gaps/order.hpp>
#include <capgap/gaps/rollup.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <numeric>

namespace capgap {

namespace {

double ratio(const ExactSum& part, const ExactSum& whole) {
    return part.to_double() / whole.to_double();
}

/// One analysis: of the answers, or of a set of plausible values. Its parts refer to each other, so it stays where it is made.
struct Analysis {
    Analysis(const GapCounts& counts, const TabulationInput& like, const ReplicateGroups& groups)
        : folded(groups.groups == 0 ? decltype(folded)() : counts.fold_clusters(groups.of_cluster, groups.groups)),
          input(folded ? folded->first : counts, like) {}

    void make(const Cells& cells, const Weights& weights) {
        rollup.emplace(input, cells, weights);
        differences = PairDifferences(input.counts, weights);
        if (folded) jackknife = Jackknife::make(input, *rollup, folded->second);
    }

    std::optional<std::pair<GapCounts, std::vector<GapCounts>>> folded;  ///< from here on a cluster matters only through its group
    TabulationInput input;
    std::optional<Rollup> rollup;
    PairDifferences differences;
    std::optional<Jackknife> jackknife;
};
using Analyses = std::vector<std::unique_ptr<Analysis>>;

/// Fills the tables competency by competency, side by side: where each row stands is known beforehand.
class Tabulator {
public:
    /// `sets`: of plausible values, for the competencies that are `modelled`.
    Tabulator(const Analysis& answers, const Analyses& sets, const std::vector<bool>& modelled)
        : layout_(answers.input.counts.layout()),
          threads_(answers.input.threads),
          rollup_(*answers.rollup),
          jackknife_(answers.jackknife),
          sets_(sets),
          modelled_(modelled),
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

    bool is_modelled(std::size_t competency) const { return competency < modelled_.size() && modelled_[competency]; }

    void fill_competency(std::size_t competency) {
        std::vector<CompetencySums> sums = take_spare();
        rollup_.competency(competency, sums);
        std::vector<std::vector<CompetencySums>> of_sets;
        for (std::size_t m = 0; m < sets_.size() && is_modelled(competency); ++m) of_sets.push_back(sets_[m]->rollup->competency(competency));
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const Group& keys = tables_.groups[i];
            const std::size_t group = rows_[i].group;
            if (covers(keys, competency)) {
                std::size_t row = rows_[i].gaps;
                for (std::size_t c = 0; c < competency; ++c) row += covers(keys, c) ? 1U : 0U;
                tables_.gaps[row] = gap_row(i, competency, sums[group]);
                if (tables_.gaps[row].scored == 0) {
                    // Nobody has a level: there is nothing to estimate.
                } else if (of_sets.empty()) {
                    estimate_gap(sums[group], replicates(jackknife_, group, competency), tables_.gaps[row]);
                } else {
                    pool_gap(of_group(of_sets, group, competency), tables_.gaps[row]);
                }
            }
            fill_levels(i, competency, sums[group]);
            if (!of_sets.empty())
                pool_levels(of_group(of_sets, group, competency), tables_.levels.nth(rows_[i].levels + competency * layout_.levels));
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

        row.n_effective = sums.shortfall.n_effective();
        const ExactSum u = sums.shortfall.represented();
        row.represented = u.to_double();
        row.mean_score_0_100 = ratio(sums.u_score, u);
        row.largest_three_share = sums.largest.sum() / u.to_double();
        return row;
    }

    static RowReplicates replicates(const std::optional<Jackknife>& jackknife, std::size_t group, std::size_t competency) {
        if (!jackknife) return {};
        return {jackknife->share(group, competency), jackknife->mean(group, competency)};
    }

    std::vector<SetSums> of_group(const std::vector<std::vector<CompetencySums>>& sets, std::size_t group, std::size_t competency) const {
        std::vector<SetSums> out;
        for (std::size_t m = 0; m < sets.size(); ++m) out.push_back({sets[m][group], replicates(sets_[m]->jackknife, group, competency)});
        return out;
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
    const Analyses& sets_;
    const std::vector<bool>& modelled_;
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

/// Of one analysis. Classes come in one order, so the sums have the same bits.
std::vector<MovedShares> moved_shares(const GapCounts& counts, const Weights& weights) {
    const CountLayout& layout = counts.layout();
    std::vector<MovedShares> out(layout.competencies);
    std::vector<double> represented(layout.competencies, 0);
    std::size_t i = 0;
    for (const auto& [key, one] : counts.classes()) {
        const std::vector<double>& u = weights.u[i++];
        if (key.profile == Batch::no_profile || one.below_moved.empty()) continue;
        for (std::size_t c = 0; c < out.size(); ++c) {
            if (layout.targets[key.profile][c] == 0) continue;
            const std::int64_t people = one.slots.at(0).with_level(c);
            out[c].scored += people;
            represented[c] += u[c] * static_cast<double>(people);
            for (std::size_t way = 0; way < MovedCuts::ways; ++way) {
                out[c].below[way] += one.below_moved[c][way];
                out[c].share[way] += u[c] * one.below_moved[c][way];
            }
        }
    }
    for (std::size_t c = 0; c < out.size(); ++c) {
        for (double& share : out[c].share) share = represented[c] > 0 ? share / represented[c] : 0;
    }
    return out;
}

/// Means over the sets of what is modelled.
std::vector<MovedShares> moved_shares(const Analysis& answers, const Analyses& sets, const std::vector<bool>& modelled, const Weights& weights) {
    std::vector<MovedShares> out = moved_shares(answers.input.counts, weights);
    if (sets.empty()) return out;
    std::vector<std::vector<MovedShares>> of_sets;
    for (const auto& set : sets) of_sets.push_back(moved_shares(set->input.counts, weights));
    const auto number = static_cast<double>(sets.size());
    for (std::size_t c = 0; c < out.size(); ++c) {
        if (c >= modelled.size() || !modelled[c]) continue;
        for (std::size_t way = 0; way < MovedCuts::ways; ++way) {
            double people = 0;
            double share = 0;
            for (const auto& set : of_sets) {
                people += static_cast<double>(set[c].below[way]);
                share += set[c].share[way];
            }
            out[c].below[way] = std::llround(people / number);
            out[c].share[way] = share / number;
        }
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

Result<Checked<Tabulated>> tabulate(const TabulationInput& input) {
    const ReplicateGroups groups = deal_clusters(input.counts, input.clusters);
    Analysis answers(input.counts, input, groups);
    auto cells = make_cells(answers.input.counts, input.population, input.codebook, input.population_at);
    if (cells.has_error()) return cells.error();
    Checked<Tabulated> out{{{}, std::move(cells->value), {}, 0, {}, {}}, std::move(cells->remarks)};
    Tabulated& made = out.value;
    auto weights = make_weights(answers.input.counts, made.cells, input.population, input.codebook, input.weighting);
    if (weights.has_error()) return weights.error();
    made.weights = std::move(*weights);
    append(out.remarks, made.weights.remarks);
    made.replicate_groups = groups.groups;

    answers.make(made.cells, made.weights);
    if (answers.jackknife && answers.jackknife->failed()) {
        out.remarks.push_back(warning(codes::replicate_did_not_converge, input.weighting.at,
                                      "raking does not converge without one of the groups of clusters, so there are no intervals",
                                      "use fewer or coarser margins, or post_stratified"));
    }
    Analyses sets(input.sets.size());
    for (std::size_t m = 0; m < sets.size(); ++m) {
        sets[m] = std::make_unique<Analysis>(input.sets[m], input, groups);
        sets[m]->make(made.cells, made.weights);
    }
    made.tables = Tabulator(answers, sets, input.modelled).make();
    made.tables.places = answers.rollup->places();
    made.tables.pools = input.pools;
    made.moved = moved_shares(answers, sets, input.modelled, made.weights);
    std::vector<OrderInput> order;
    const auto add_to_order = [&order](Analysis& one) { order.push_back({std::move(one.differences), one.jackknife ? &*one.jackknife : nullptr}); };
    for (auto& set : sets) add_to_order(*set);
    if (sets.empty()) add_to_order(answers);
    made.tables.order = order_gaps(order, shares_of_the_whole(made.tables, input.counts.layout().competencies));
    made.weighting = weight_summary(answers.input.counts, made.weights);
    return out;
}

}  // namespace capgap
