#include <capgap/gaps/rollup.hpp>

#include <algorithm>
#include <array>

namespace capgap {

Rollup::Rollup(const TabulationInput& input, const Cells& cells, const Weights& weights)
    : input_(input),
      layout_(input.counts.layout()),
      cells_(cells),
      weights_(weights),
      covered_(cells.cells.size()),
      place_of_(input.tree.size()),
      own_place_(input.tree.size()) {
    lay_out_places();
    sums_.resize(places_.size());
    std::size_t index = 0;
    for (const auto& [key, counts] : input.counts.classes()) add_class(index++, key, counts);
    for (const Cell& cell : cells_.cells) add_cell(cell);
}

void Rollup::add_pools_of(int parent) {
    for (const Pool& pool : input_.pools) {
        if (pool.parent == parent) places_.push_back({parent, false, pool.number, std::nullopt, std::nullopt});
    }
}

/// Parents before children, own staff first, pools last among the children.
void Rollup::lay_out_places() {
    const InstitutionTree& tree = input_.tree;
    if (tree.roots().size() > 1) places_.push_back({});
    std::vector<std::size_t> open;  // from a root down to the institution that is laid out
    const auto close_to = [&](std::optional<std::size_t> parent) {
        while (!open.empty() && open.back() != parent) {
            add_pools_of(static_cast<int>(open.back()));
            open.pop_back();
        }
    };
    for (const std::size_t institution : tree.in_tree_order()) {
        close_to(tree.parent(institution));
        open.push_back(institution);
        places_.push_back({static_cast<int>(institution), false, 0, std::nullopt, std::nullopt});
        if (!tree.children(institution).empty()) places_.push_back({static_cast<int>(institution), true, 0, std::nullopt, std::nullopt});
    }
    close_to(std::nullopt);
    add_pools_of(Group::everyone);
    tie_places();
    places_of_.resize(tree.size());
    for (const std::size_t institution : tree.in_tree_order()) places_of_[institution] = places_counting(institution);
}

/// Which place each adds to, and which pool it is a member of.
void Rollup::tie_places() {
    std::map<std::array<int, 3>, std::size_t> index;
    const auto find = [&](int institution, bool own, int pool) -> std::optional<std::size_t> {
        const auto found = index.find({institution, own ? 1 : 0, pool});
        return found == index.end() ? std::nullopt : std::optional(found->second);
    };
    for (std::size_t i = 0; i < places_.size(); ++i) index[{places_[i].institution, places_[i].own_staff ? 1 : 0, places_[i].pool}] = i;
    for (Place& place : places_) {
        if (place.institution == Group::everyone && place.pool == 0) continue;
        int parent = place.institution;
        if (!place.own_staff && place.pool == 0) {
            const auto above = input_.tree.parent(static_cast<std::size_t>(place.institution));
            parent = above ? static_cast<int>(*above) : Group::everyone;
        }
        place.parent = find(parent, false, 0);
    }
    for (const Pool& pool : input_.pools) {
        for (const Pool::Member& member : pool.members) {
            if (const auto at = find(static_cast<int>(member.institution), member.own_staff, 0))
                places_[*at].pooled = find(pool.parent, false, pool.number);
        }
    }
    for (std::size_t i = 0; i < places_.size(); ++i) {
        if (places_[i].own_staff) own_place_[static_cast<std::size_t>(places_[i].institution)] = i;
        if (!places_[i].own_staff && places_[i].pool == 0 && places_[i].institution != Group::everyone)
            place_of_[static_cast<std::size_t>(places_[i].institution)] = i;
    }
}

/// Every place that counts the institution's own staff: up the tree, with the pools on the way.
std::vector<std::size_t> Rollup::places_counting(std::size_t institution) const {
    std::vector<std::size_t> out;
    const auto add = [&](std::size_t place) {
        out.push_back(place);
        if (const auto pool = places_[place].pooled) out.push_back(*pool);
    };
    if (const auto own = own_place_[institution]) add(*own);
    for (std::optional<std::size_t> place = place_of_[institution]; place; place = places_[*place].parent) add(*place);
    std::sort(out.begin(), out.end());
    return out;
}

GroupSums& Rollup::sums_of(std::size_t place, std::size_t number) {
    const auto [found, is_new] = sums_[place].try_emplace(number);
    GroupSums& sums = found->second;
    if (!is_new) return sums;
    sums.competencies.resize(layout_.competencies);
    for (CompetencySums& one : sums.competencies) {
        one.shortfall = WeightedDistribution(layout_.levels);
        one.at_level.resize(layout_.levels);
        one.u_at_level.resize(layout_.levels);
    }
    const auto options = [](std::size_t n) {
        ChoiceSums choice;
        choice.people.resize(n);
        choice.w.resize(n);
        return choice;
    };
    for (const CountLayout::AttitudeItem& item : layout_.attitude_items) sums.attitudes.push_back(options(item.options));
    sums.wanted = options(layout_.competencies);
    return sums;
}

/// Breakdowns are for all profiles together; profiles are not broken down.
std::vector<std::size_t> Rollup::numbers_of(std::uint16_t profile, std::size_t slot) const {
    const std::size_t profiles = layout_.profiles() + 1;  // with `none`
    if (slot > 0) return {profiles + slot};
    return {0, 1 + std::min<std::size_t>(profile, layout_.profiles())};
}

void Rollup::add_class(std::size_t index, const ClassKey& key, const ClassCounts& counts) {
    if (weights_.of_class[index] == 0) return;
    const std::size_t cell = cells_.of(key);
    for (const auto& [slot, count] : counts.slots) {
        std::vector<bool>& covered = covered_[cell].try_emplace(slot, layout_.competencies, false).first->second;
        for (std::size_t c = 0; c < layout_.competencies; ++c) covered[c] = covered[c] || count.with_level(c) > 0;
        for (const std::size_t number : numbers_of(key.profile, slot)) {
            for (const std::size_t place : places_of_[key.institution]) add_slot(index, key, count, sums_of(place, number));
        }
    }
}

namespace {

/// `people` may go on behind the last option, with nobody.
void add_choices(ChoiceSums& to, std::int64_t answered, std::span<const std::uint32_t> people, double w) {
    to.answered += answered;
    to.w_answered.add(w, answered);
    to.largest.add(answered, w);
    for (std::size_t option = 0; option < to.people.size(); ++option) {
        to.people[option] += people[option];
        to.w[option].add(w, people[option]);
    }
}

std::int64_t sum_of(std::span<const std::uint32_t> counts) {
    std::int64_t sum = 0;
    for (const std::uint32_t count : counts) sum += count;
    return sum;
}

}  // namespace

void Rollup::add_slot(std::size_t index, const ClassKey& key, const SlotCounts& slot, GroupSums& to) const {
    const double w = weights_.of_class[index];
    to.respondents += slot.respondents;
    for (std::size_t c = 0; c < layout_.competencies; ++c) {
        CompetencySums& sums = to.competencies[c];
        const double u = weights_.u[index][c];
        const int target = key.profile == Batch::no_profile ? 0 : layout_.targets[key.profile][c];
        const double g = weights_.calibrated ? finite_population_correction(u) : 1;
        for (std::size_t level = 1; level <= layout_.levels; ++level) {
            const std::int64_t people = slot.at_level(c)[level - 1];
            if (people == 0) continue;
            sums.at_level[level - 1] += people;
            sums.u_at_level[level - 1].add(u, people);
            sums.largest_at_level.add(people, u);
            if (target == 0) continue;
            sums.shortfall.add(static_cast<std::size_t>(std::max(0, target - static_cast<int>(level))), people, u, g);
            sums.largest.add(people, u);
        }
        if (target == 0) continue;
        sums.respondents += slot.respondents;
        sums.not_applicable += slot.competencies[c].not_applicable;
        sums.do_not_know += slot.competencies[c].do_not_know;
        sums.u_score.add(u * slot.competencies[c].score_0_100.to_double());
        sums.highest_target = std::max(sums.highest_target, target);
    }
    for (std::size_t item = 0; item < to.attitudes.size(); ++item)
        add_choices(to.attitudes[item], sum_of(slot.attitude(item)), slot.attitude(item), w);
    add_choices(to.wanted, slot.wanted_answered, slot.wanted(), w);
}

void Rollup::add_cell(const Cell& cell) {
    const std::size_t index = cells_.index.at({cell.institution, cell.profile});
    const auto covered = [&](std::size_t slot) {
        const auto found = covered_[index].find(slot);
        return found == covered_[index].end() ? std::vector<bool>(layout_.competencies, false) : found->second;
    };
    const auto add = [&](std::size_t slot, std::optional<std::int64_t> headcount) {
        // Who is in no cell of the population stands for themselves, and for nobody on its list.
        if (headcount && !cell.in_population) headcount = 0;
        // An empty category makes no row.
        if (slot > 0 && headcount.value_or(0) == 0 && covered_[index].find(slot) == covered_[index].end()) return;
        for (const std::size_t number : numbers_of(cell.profile, slot)) {
            for (const std::size_t place : places_of_[cell.institution]) add_staff(cell, headcount, covered(slot), sums_of(place, number));
        }
    };
    add(0, cell.headcount);
    for (std::size_t b = 0; b < layout_.breakdowns.size(); ++b) {
        for (std::size_t category = 0; category <= layout_.breakdown_sizes[b]; ++category) {
            add(layout_.slot(b, static_cast<std::uint16_t>(category)), cell.category_headcount[b][category]);
        }
    }
}

void Rollup::add_staff(const Cell& cell, std::optional<std::int64_t> headcount, const std::vector<bool>& covered, GroupSums& to) const {
    if (!headcount) {
        to.headcount_known = false;
        return;
    }
    to.headcount += *headcount;
    if (cell.profile == Batch::no_profile) return;
    for (std::size_t c = 0; c < layout_.competencies; ++c) {
        if (layout_.targets[cell.profile][c] == 0) continue;
        to.competencies[c].headcount += *headcount;
        if (!covered[c]) to.competencies[c].not_covered += *headcount;
    }
}

Group Rollup::group(std::size_t place, std::size_t number, const GroupSums& sums) const {
    Group out;
    out.institution = places_[place].institution;
    out.own_staff = places_[place].own_staff;
    out.pool = places_[place].pool;
    out.respondents = sums.respondents;
    if (sums.headcount_known && input_.population != nullptr) out.headcount = sums.headcount;
    const std::size_t profiles = layout_.profiles() + 1;
    if (number == 0) return out;
    if (number <= profiles) {
        out.profile = static_cast<int>(number - 1);
        return out;
    }
    std::size_t slot = number - profiles - 1;
    std::size_t breakdown = 0;
    while (slot > layout_.breakdown_sizes[breakdown]) slot -= layout_.breakdown_sizes[breakdown++] + 1;
    out.dimension = static_cast<int>(breakdown);
    out.category = static_cast<int>(slot);
    return out;
}

}  // namespace capgap
