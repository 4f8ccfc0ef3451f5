#include <capgap/training/needs.hpp>

#include <capgap/base/decimal.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace capgap {

namespace {

int steps_of(const ProfileCell& cell) {
    return std::max(0, cell.target - cell.level);
}

/// Hidden cells among which one sum of people is dealt out: those of one level, or of all levels whose sum is hidden.
struct Block {
    std::vector<ProfileCell*> hidden;
    double left = 0;

    /// In equal parts where nothing is expected anywhere.
    void deal() const {
        double expected = 0;
        for (const ProfileCell* cell : hidden) expected += cell->expected;
        for (ProfileCell* cell : hidden) {
            const double share = expected > 0 ? cell->expected / expected : 1 / static_cast<double>(hidden.size());
            cell->people = std::max(0.0, left) * share;
        }
    }
    /// Who they are does not matter where all have the same target.
    bool is_exact() const {
        return std::all_of(hidden.begin(), hidden.end(), [this](const ProfileCell* cell) {
            return cell->target == hidden.front()->target && cell->level == hidden.front()->level;
        });
    }
};

std::vector<Block> blocks_of(std::vector<ProfileCell>& cells, const CellSums& sums) {
    std::vector<Block> blocks(sums.at_level.size() + 1);  // the last: of all levels whose sum is hidden
    Block& rest = blocks.back();
    rest.left = sums.all;
    for (std::size_t l = 0; l < sums.at_level.size(); ++l) {
        blocks[l].left = sums.at_level[l].value_or(0);
        rest.left -= sums.at_level[l].value_or(0);
    }
    for (ProfileCell& cell : cells) {
        const auto level = static_cast<std::size_t>(cell.level - 1);
        Block& block = sums.at_level[level] ? blocks[level] : rest;
        if (cell.shown) {
            block.left -= cell.people;
        } else {
            block.hidden.push_back(&cell);
        }
    }
    return blocks;
}

/// log b such that the mean of `steps` under the weights people * b^steps is `mean`; it grows with b.
double tilt(const std::vector<ProfileCell*>& cells, double mean) {
    double low = -50;
    double high = 50;
    for (int halvings = 0; halvings < 100; ++halvings) {
        const double middle = (low + high) / 2;
        double people = 0;
        double steps = 0;
        for (const ProfileCell* cell : cells) {
            const double weight = cell->people * std::exp(middle * (steps_of(*cell) - mean));
            people += weight;
            steps += weight * steps_of(*cell);
        }
        (steps < mean * people ? low : high) = middle;
    }
    return (low + high) / 2;
}

/// The estimated cells under their target made to agree with how many people these are, and with their steps.
void agree(std::vector<ProfileCell>& cells, const CellSums& sums) {
    double people = sums.below;
    double steps = sums.steps.value_or(0);
    std::vector<ProfileCell*> free;
    for (ProfileCell& cell : cells) {
        if (steps_of(cell) == 0) continue;
        if (cell.estimated && cell.people > 0) {
            free.push_back(&cell);
        } else {
            people -= cell.people;
            steps -= cell.people * steps_of(cell);
        }
    }
    people = std::max(0.0, people);
    const double of_tilt = sums.steps && people > 0 ? tilt(free, steps / people) : 0;
    double tilted = 0;
    for (ProfileCell* cell : free) {
        cell->people *= std::exp(of_tilt * steps_of(*cell));
        tilted += cell->people;
    }
    for (ProfileCell* cell : free) cell->people *= people / tilted;
}

}  // namespace

std::string estimated_part(double part, double whole) {
    constexpr double noise = 1e-9;
    const auto hundredths = whole > 0 ? static_cast<std::int64_t>(std::ceil(100 * part / whole - noise)) : 0;
    return Decimal::of_millionths(std::max<std::int64_t>(1, hundredths) * (Decimal::per_unit / 100)).to_string();
}

void deal_out(std::vector<ProfileCell>& cells, const CellSums& sums) {
    for (const Block& block : blocks_of(cells, sums)) {
        block.deal();
        const bool exact = block.is_exact();
        for (ProfileCell* cell : block.hidden) cell->estimated = !exact;
    }
    agree(cells, sums);
}

Needs::Needs(const ShownTables& tables, const InstitutionTree& institutions, std::size_t levels)
    : tables_(tables), institutions_(institutions), levels_(static_cast<int>(levels)), rows_(tables.groups.size()) {
    for (const ShownGap& row : tables.gaps) rows_[row.group].gaps[row.competency] = &row;
    for (std::size_t i = 0; i < tables.levels.size(); ++i) {
        if (tables.levels[i].choice == 0) rows_[tables.levels[i].group].first_level[tables.levels[i].of] = i;
    }
    for (std::size_t g = 0; g < tables.groups.size(); ++g) {
        const Group& keys = tables.groups[g].keys;
        if (keys.dimension == Group::everyone) group_of_[place_key(keys)][keys.profile] = g;
    }
}

const ShownChoice* Needs::level_row(std::size_t group, std::size_t competency, int level) const {
    const auto first = rows_[group].first_level.find(competency);
    if (first == rows_[group].first_level.end()) return nullptr;
    const std::size_t at = first->second + static_cast<std::size_t>(level - 1);  // the levels of a group stand together
    const bool there = at < tables_.levels.size() && tables_.levels[at].group == group && tables_.levels[at].of == competency;
    return there ? &tables_.levels[at] : nullptr;
}

/// By any level that is shown, as all have one denominator.
std::optional<double> Needs::all_with_level(std::size_t group, std::size_t competency) const {
    for (int level = 1; level <= levels_; ++level) {
        const ShownChoice* row = level_row(group, competency, level);
        if (row != nullptr && row->represented && row->share.share > 0) return *row->represented / row->share.share;
    }
    return std::nullopt;
}

/// Of those with a level; levels that are hidden have equal parts of what is left.
double Needs::share_at(std::size_t group, std::size_t competency, int level) const {
    double left = 1;
    int hidden = 0;
    for (int l = 1; l <= levels_; ++l) {
        const ShownChoice* row = level_row(group, competency, l);
        const bool shown = row != nullptr && row->represented;
        if (shown && l == level) return row->share.share;
        if (shown) left -= row->share.share;
        hidden += shown ? 0 : 1;
    }
    return std::max(0.0, left) / hidden;
}

/// The nearest place above that shows something of the profile's levels.
std::optional<std::size_t> Needs::shown_above(std::size_t group, int profile, std::size_t competency) const {
    const Group& keys = tables_.groups[group].keys;
    for (const PlaceKey& place : up_from(keys, institutions_)) {
        const auto at = group_of_.find(place);
        if (place == place_key(keys) || at == group_of_.end()) continue;
        const auto found = at->second.find(profile);
        if (found != at->second.end() && all_with_level(found->second, competency)) return found->second;
    }
    return std::nullopt;
}

/// People of a hidden profile at a level, as there would be if they were like those of the same profile above.
double Needs::expected(std::size_t group, std::size_t of_profile, std::size_t competency, int level) const {
    const Group& keys = tables_.groups[of_profile].keys;
    const auto above = shown_above(group, keys.profile, competency);
    auto size = static_cast<double>(std::max<std::int64_t>(1, keys.headcount.value_or(1)));
    if (keys.headcount.value_or(0) == 0 && above) {
        const auto& place = group_of_.at(place_key(tables_.groups[*above].keys));
        const auto all_above = all_with_level(place.at(Group::everyone), competency);
        const auto all_here = all_with_level(group, competency);
        if (all_above && all_here) size = *all_with_level(*above, competency) * *all_here / *all_above;
    }
    return size * (above ? share_at(*above, competency, level) : 1.0 / levels_);
}

/// Of everybody at the nearest place above.
std::optional<std::size_t> Needs::group_above(std::size_t group) const {
    const Group& keys = tables_.groups[group].keys;
    for (const PlaceKey& place : up_from(keys, institutions_)) {
        const auto at = group_of_.find(place);
        if (place != place_key(keys) && at != group_of_.end()) return at->second.at(Group::everyone);
    }
    return std::nullopt;
}

/// As nobody is counted twice, whoever else belongs to the group above did not answer and is not known to work there.
std::size_t Needs::same_people_above(std::size_t group, std::size_t competency) const {
    while (const auto above = group_above(group)) {
        const ShownGap& here = *rows_[group].gaps.at(competency);
        const auto there = rows_[*above].gaps.find(competency);
        if (there == rows_[*above].gaps.end() || !here.respondents) break;
        if (here.respondents != there->second->respondents || here.headcount != there->second->headcount) break;
        group = *above;
    }
    return group;
}

GroupNeeds Needs::of(std::size_t group) const {
    GroupNeeds out;
    for (const auto& one : rows_[group].gaps) {
        const std::size_t competency = one.first;
        const std::size_t source = same_people_above(group, competency);
        const ShownGap* row = rows_[source].gaps.at(competency);
        const ShownShare& share = row->below_target_share;
        if (share.kind == ShownShare::Kind::more_than) out.nearly_everyone.insert(competency);
        if (share.kind != ShownShare::Kind::value || share.share == 0) continue;
        add(source, *row, out.needs);
        if (row->person_levels_missing) out.steps.emplace(competency, *row->person_levels_missing);
    }
    return out;
}

void Needs::add(std::size_t group, const ShownGap& row, std::vector<Need>& to) const {
    CellSums sums{{}, all_with_level(group, row.competency).value_or(0), *row.represented * row.below_target_share.share, row.person_levels_missing};
    for (int level = 1; level <= levels_; ++level) {
        const ShownChoice* all = level_row(group, row.competency, level);
        sums.at_level.push_back(all == nullptr ? std::nullopt : all->represented);
    }
    std::vector<ProfileCell> cells;
    for (const auto& [profile, of_profile] : group_of_.at(place_key(tables_.groups[group].keys))) {
        if (profile == Group::everyone) continue;
        const auto gap = rows_[of_profile].gaps.find(row.competency);
        const int target = gap == rows_[of_profile].gaps.end() ? 0 : gap->second->target_level.value_or(0);
        const bool guess = tables_.groups[of_profile].keys.headcount.value_or(0) == 0 && !all_with_level(of_profile, row.competency) &&
                           !shown_above(group, profile, row.competency);
        for (int level = 1; level <= levels_; ++level) {
            const ShownChoice* of_level = level_row(of_profile, row.competency, level);
            const bool shown = of_level != nullptr && of_level->represented;
            cells.push_back({target, level, shown ? *of_level->represented : 0, shown, shown ? 0 : expected(group, of_profile, row.competency, level),
                             false, guess});
        }
    }
    deal_out(cells, sums);
    std::map<std::pair<int, int>, Need> by_target;
    for (const ProfileCell& cell : cells) {
        if (cell.level >= cell.target || (cell.people <= 0 && !cell.estimated)) continue;
        Need& need = by_target.try_emplace({cell.target, cell.level}, Need{row.competency, cell.target, cell.level}).first->second;
        need.people += cell.people;
        need.estimated += cell.estimated ? cell.people : 0;
        need.guessed += cell.estimated && cell.guess ? cell.people : 0;
        need.exact = need.exact && !cell.estimated;
    }
    for (const auto& [key, need] : by_target) to.push_back(need);
}

}  // namespace capgap
