#include <capgap/gaps/tabulate.hpp>

#include <capgap/gaps/codes.hpp>
#include <capgap/gaps/jackknife.hpp>
#include <capgap/gaps/order.hpp>
#include <capgap/gaps/rollup.hpp>

#include <algorithm>

namespace capgap {

namespace {

double ratio(const ExactSum& part, const ExactSum& whole) {
    return part.to_double() / whole.to_double();
}

/// What would hold if every silent person were at, or below, the target.
std::optional<Interval> possible_range(const GapRow& row) {
    if (!row.headcount || !row.below_target_share.value) return std::nullopt;
    const std::int64_t n = std::max(*row.headcount - row.not_applicable, row.scored);
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

class Tabulator {
public:
    Tabulator(const TabulationInput& input, const Rollup& rollup, const std::optional<Jackknife>& jackknife)
        : layout_(input.counts.layout()), population_(input.population), rollup_(rollup), jackknife_(jackknife) {
        has_target_.assign(layout_.competencies, false);
        for (const auto& targets : layout_.targets) {
            for (std::size_t c = 0; c < targets.size(); ++c) has_target_[c] = has_target_[c] || targets[c] > 0;
        }
    }

    Tables make() {
        for (std::size_t place = 0; place < rollup_.places().size(); ++place) add_place(place);
        return std::move(tables_);
    }

private:
    void add_place(std::size_t place) {
        const PlaceSums& sums = rollup_.sums(place);
        // An institution is listed even where nobody works or answered; its own staff only where there are some.
        const bool nobody = sums.find(0) == sums.end();
        if (nobody && rollup_.places()[place].own_staff) return;
        if (nobody) {
            add_empty(place);
            return;
        }
        const auto none = static_cast<int>(layout_.profiles());
        for (const auto& [number, group] : sums) {
            const Group keys = rollup_.group(place, number, group);
            if (number > 0 && keys.respondents == 0 && (keys.headcount.value_or(0) == 0 || keys.profile == none)) continue;
            if (number == 0 && keys.own_staff && keys.respondents == 0 && keys.headcount.value_or(0) == 0) return;
            tables_.groups.push_back(keys);
            add_group({place, number, 0}, group, keys);
        }
    }

    void add_empty(std::size_t place) {
        GroupSums nothing;
        nothing.competencies.resize(layout_.competencies);
        for (CompetencySums& one : nothing.competencies) one.shortfall = WeightedDistribution(layout_.levels);
        for (CompetencySums& one : nothing.competencies) one.at_level.resize(layout_.levels), one.u_at_level.resize(layout_.levels);
        for (const CountLayout::AttitudeItem& item : layout_.attitude_items) {
            ChoiceSums& choice = nothing.attitudes.emplace_back();
            choice.people.resize(item.options);
            choice.w.resize(item.options);
        }
        nothing.wanted.people.resize(layout_.competencies);
        nothing.wanted.w.resize(layout_.competencies);
        const Group keys = rollup_.group(place, 0, nothing);
        tables_.groups.push_back(keys);
        add_group({place, 0, 0}, nothing, keys);
    }

    void add_group(RowKey key, const GroupSums& sums, const Group& keys) {
        const std::size_t group = tables_.groups.size() - 1;
        const auto none = static_cast<int>(layout_.profiles());
        for (std::size_t c = 0; c < layout_.competencies; ++c) {
            key[2] = c;
            const bool covers = keys.profile == Group::everyone ? has_target_[c] : keys.profile < none && target(keys, c) > 0;
            if (covers) tables_.gaps.push_back(gap_row(group, key, sums.competencies[c], keys));
            add_levels(group, c, sums.competencies[c]);
        }
        if (keys.profile != Group::everyone) return;
        for (std::size_t item = 0; item < sums.attitudes.size(); ++item) add_attitude(group, item, sums.attitudes[item]);
        if (keys.dimension == Group::everyone && layout_.asks_wanted) add_wanted(group, sums.wanted);
    }

    int target(const Group& keys, std::size_t competency) const { return layout_.targets[static_cast<std::size_t>(keys.profile)][competency]; }

    GapRow gap_row(std::size_t group, const RowKey& key, const CompetencySums& sums, const Group& keys) const {
        GapRow row;
        row.group = group;
        row.competency = key[2];
        if (keys.headcount) row.headcount = sums.headcount;
        if (keys.headcount) row.not_covered = sums.not_covered;
        row.respondents = sums.respondents;
        row.scored = sums.shortfall.people();
        row.not_applicable = sums.not_applicable;
        row.do_not_know = sums.do_not_know;
        if (keys.profile != Group::everyone) row.target_level = target(keys, key[2]);
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

        const int highest = sums.highest_target - 1;
        std::optional<ReplicateVariance> of_share;
        std::optional<ReplicateVariance> of_mean;
        if (jackknife_) {
            of_share = jackknife_->share(key);
            of_mean = jackknife_->mean(key);
        }
        row.below_target_share = share_above_zero(sums.shortfall, of_share);
        row.mean_shortfall_levels = mean_value(sums.shortfall, highest, of_mean);
        if (highest == 0) row.below_target_share.interval.reset();
        row.possible = possible_range(row);
        cut_to_possible(row);
        return row;
    }

    void add_levels(std::size_t group, std::size_t competency, const CompetencySums& sums) {
        std::int64_t scored = 0;
        ExactSum u;
        for (std::size_t level = 0; level < layout_.levels; ++level) {
            scored += sums.at_level[level];
            u.add(sums.u_at_level[level]);
        }
        for (std::size_t level = 0; level < layout_.levels; ++level) {
            LevelRow row{group,        competency, static_cast<int>(level + 1),       sums.at_level[level], scored,
                         std::nullopt, 0,          sums.u_at_level[level].to_double()};
            if (scored > 0) row.share = ratio(sums.u_at_level[level], u);
            if (scored > 0) row.largest_three_share = sums.largest_at_level.sum() / u.to_double();
            tables_.levels.push_back(row);
        }
    }

    void add_attitude(std::size_t group, std::size_t item, const ChoiceSums& sums) {
        for (std::size_t option = 0; option < sums.people.size(); ++option) {
            AttitudeRow row{group, layout_.attitude_items[item].item, option, sums.people[option], sums.answered, std::nullopt, 0};
            if (sums.answered > 0) row.share = ratio(sums.w[option], sums.w_answered);
            if (sums.answered > 0) row.largest_three_share = sums.largest.sum() / sums.w_answered.to_double();
            tables_.attitudes.push_back(row);
        }
    }

    void add_wanted(std::size_t group, const ChoiceSums& sums) {
        for (std::size_t c = 0; c < sums.people.size(); ++c) {
            WantedRow row{group, c, sums.people[c], sums.answered, std::nullopt, 0};
            if (sums.answered > 0) row.share = ratio(sums.w[c], sums.w_answered);
            if (sums.answered > 0) row.largest_three_share = sums.largest.sum() / sums.w_answered.to_double();
            tables_.wanted.push_back(row);
        }
    }

    const CountLayout& layout_;
    const Population* population_;
    const Rollup& rollup_;
    const std::optional<Jackknife>& jackknife_;
    std::vector<bool> has_target_;
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
    for (const GapRow& row : tables.gaps) {
        if (row.group == 0) shares[row.competency] = row.below_target_share.value;
    }
    return shares;
}

}  // namespace

Result<Checked<Tabulated>> tabulate(const TabulationInput& with_clusters) {
    // From here on a cluster matters only through its group.
    const ReplicateGroups groups = deal_clusters(with_clusters.counts, with_clusters.clusters);
    std::pair<GapCounts, std::vector<GapCounts>> folded{with_clusters.counts, {}};
    if (groups.groups > 0) folded = with_clusters.counts.fold_clusters(groups.of_cluster, groups.groups);
    const TabulationInput input(folded.first, with_clusters);

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
        jackknife = Jackknife::make(input, rollup, folded.second);
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
