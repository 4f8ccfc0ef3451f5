#include <capgap/gaps/rollup.hpp>

#include <algorithm>
#include <new>
#include <numeric>

namespace capgap {

void CompetencySums::clear() {
    respondents = not_applicable = do_not_know = headcount = not_covered = 0;
    shortfall.clear();
    u_score = {};
    largest = largest_at_level = {};
    highest_target = 0;
    std::fill(at_level.begin(), at_level.end(), 0);
    std::fill(u_at_level.begin(), u_at_level.end(), ExactSum{});
}

void CompetencySums::merge(const CompetencySums& other) {
    respondents += other.respondents;
    not_applicable += other.not_applicable;
    do_not_know += other.do_not_know;
    for (std::size_t value = 0; value < other.shortfall.size(); ++value) shortfall.absorb(value, other.shortfall[value]);
    u_score.add(other.u_score);
    largest.merge(other.largest);
    highest_target = std::max(highest_target, other.highest_target);
    headcount += other.headcount;
    not_covered += other.not_covered;
    for (std::size_t level = 0; level < at_level.size(); ++level) {
        at_level[level] += other.at_level[level];
        u_at_level[level].add(other.u_at_level[level]);
    }
    largest_at_level.merge(other.largest_at_level);
}

void ChoiceSums::merge(const ChoiceSums& other) {
    answered += other.answered;
    w_answered.add(other.w_answered);
    largest.merge(other.largest);
    for (std::size_t option = 0; option < people.size(); ++option) {
        people[option] += other.people[option];
        w[option].add(other.w[option]);
    }
}

Rollup::Rollup(const TabulationInput& input, const Cells& cells, const Weights& weights)
    : input_(input),
      layout_(input.counts.layout()),
      cells_(cells),
      weights_(weights),
      places_(input.tree, input.pools),
      group_of_(places().size() * numbers(), none),
      answered_(cells.cells.size() * layout_.slots()) {
    if (group_of_.size() >= none) throw std::bad_alloc();  // four thousand million groups
    for (std::size_t place = 0; place < places().size(); ++place) mark(place, 0);
    take_counts();
    for (std::size_t i = 0; i < cells_.cells.size(); ++i) {
        const Cell& cell = cells_.cells[i];
        take_staff(cell, i, 0, cell.headcount);
        for (std::size_t b = 0; b < layout_.breakdowns.size(); ++b) {
            for (std::size_t category = 0; category <= layout_.breakdown_sizes[b]; ++category)
                take_staff(cell, i, layout_.slot(b, static_cast<std::uint16_t>(category)), cell.category_headcount[b][category]);
        }
    }
    order_groups();
    count_people();
}

/// Everyone, the profiles, those without, and the slots of the breakdowns.
std::size_t Rollup::numbers() const {
    return layout_.profiles() + 1 + layout_.slots();
}

void Rollup::take_counts() {
    std::size_t of_class = 0;
    for (const auto& [key, counts] : input_.counts.classes()) {
        const std::size_t index = of_class++;
        if (weights_.of_class[index] == 0) continue;
        const std::size_t cell = cells_.of(key);
        for (const auto& [slot, count] : counts.slots) {
            const std::size_t cell_slot = cell_slot_at(cell, slot);
            answered_[cell_slot] = true;
            counted_.push_back({index, key.profile, cell_slot, groups_of(key.institution, key.profile, slot), &count});
        }
    }
}

void Rollup::take_staff(const Cell& cell, std::size_t index, std::size_t slot, std::optional<std::int64_t> headcount) {
    // Who is in no cell of the population stands for themselves, and for nobody on its list.
    if (headcount && !cell.in_population) headcount = 0;
    const std::size_t cell_slot = cell_slot_at(index, slot);
    // An empty category makes no row.
    if (slot > 0 && headcount.value_or(0) == 0 && !answered_[cell_slot]) return;
    staff_.push_back({cell.profile, cell_slot, groups_of(cell.institution, cell.profile, slot), headcount});
}

/// Breakdowns are for all profiles together; profiles are not broken down. Numbers of marks, until order_groups().
Rollup::Counting Rollup::groups_of(std::size_t institution, std::uint16_t profile, std::size_t slot) {
    const std::size_t place = places_.place_of_staff(institution);
    const std::size_t profiles = layout_.profiles() + 1;  // with `none`
    if (slot > 0) return {mark(place, profiles + slot), none};
    return {mark(place, 0), mark(place, 1 + std::min<std::size_t>(profile, layout_.profiles()))};
}

/// Says that there is such a group, here, in the pool and all the way up. Gives back where it stands in group_of_.
std::uint32_t Rollup::mark(std::size_t place, std::size_t number) {
    const std::size_t at = place * numbers() + number;
    if (group_of_[at] != none) return static_cast<std::uint32_t>(at);
    group_of_[at] = 0;
    const Place& one = places()[place];
    if (one.pooled) group_of_[*one.pooled * numbers() + number] = 0;
    if (one.parent && one.pool == 0) mark(*one.parent, number);
    return static_cast<std::uint32_t>(at);
}

/// Gives the groups their indices, and the parts theirs.
void Rollup::order_groups() {
    for (std::uint32_t place = 0; place < places().size(); ++place) {
        for (std::uint32_t number = 0; number < numbers(); ++number) {
            std::uint32_t& group = group_of_[place * numbers() + number];
            if (group == none) continue;
            group = static_cast<std::uint32_t>(groups_.size());
            groups_.push_back({place, number, none, none, 0, 0, true});
        }
    }
    for (GroupPeople& group : groups_) {
        const Place& place = places()[group.place];
        if (place.parent && place.pool == 0) group.parent = group_of_[*place.parent * numbers() + group.number];
        if (place.pooled) group.pool = group_of_[*place.pooled * numbers() + group.number];
    }
    const auto to_indices = [this](Counting& groups) {
        for (std::uint32_t& group : groups) group = group == none ? none : group_of_[group];
    };
    for (CountedPart& part : counted_) to_indices(part.groups);
    for (StaffPart& part : staff_) to_indices(part.groups);
}

/// From below: what a place counts, its parent and its pool count too. A pool counts nothing of its own.
template <class Sums>
void Rollup::roll_up(std::vector<Sums>& sums) const {
    for (std::size_t g = groups_.size(); g-- > 0;) {
        if (groups_[g].parent != none) sums[groups_[g].parent].merge(sums[g]);
        if (groups_[g].pool != none) sums[groups_[g].pool].merge(sums[g]);
    }
}

void Rollup::count_people() {
    struct People {
        std::int64_t respondents = 0;
        std::int64_t headcount = 0;
        bool known = true;
        void merge(const People& other) {
            respondents += other.respondents;
            headcount += other.headcount;
            known = known && other.known;
        }
    };
    std::vector<People> people(groups_.size());
    for (const CountedPart& part : counted_) {
        for (const std::uint32_t group : part.groups) {
            if (group != none) people[group].respondents += part.counts->respondents;
        }
    }
    for (const StaffPart& part : staff_) {
        for (const std::uint32_t group : part.groups) {
            if (group != none) people[group].merge({0, part.headcount.value_or(0), part.headcount.has_value()});
        }
    }
    roll_up(people);
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        groups_[g].respondents = people[g].respondents;
        groups_[g].headcount = people[g].headcount;
        groups_[g].headcount_known = people[g].known;
    }
}

std::optional<std::size_t> Rollup::find(std::size_t place, std::size_t number) const {
    const std::uint32_t group = group_of_[place * numbers() + number];
    return group == none ? std::nullopt : std::optional<std::size_t>(group);
}

void Rollup::add_part(const CountedPart& part, std::size_t competency, CompetencySums& sums) const {
    const SlotCounts& counts = *part.counts;
    const double u = weights_.u[part.of_class][competency];
    const int target = part.profile == Batch::no_profile ? 0 : layout_.targets[part.profile][competency];
    const double g = weights_.calibrated ? finite_population_correction(u) : 1;
    for (std::size_t level = 1; level <= layout_.levels; ++level) {
        const std::int64_t people = counts.at_level(competency)[level - 1];
        if (people == 0) continue;
        sums.at_level[level - 1] += people;
        sums.u_at_level[level - 1].add(u, people);
        sums.largest_at_level.add(people, u);
        if (target == 0) continue;
        sums.shortfall.add(static_cast<std::size_t>(std::max(0, target - static_cast<int>(level))), people, u, g);
        sums.largest.add(people, u);
    }
    if (target == 0) return;
    sums.respondents += counts.respondents;
    sums.not_applicable += counts.not_applicable(competency);
    sums.do_not_know += counts.do_not_know(competency);
    sums.u_score.add(u * counts.score_0_100(competency).to_double());
    sums.highest_target = std::max(sums.highest_target, target);
}

std::vector<CompetencySums> Rollup::competency(std::size_t competency) const {
    std::vector<CompetencySums> sums;
    this->competency(competency, sums);
    return sums;
}

void Rollup::competency(std::size_t competency, std::vector<CompetencySums>& sums) const {
    for (CompetencySums& of_group : sums) of_group.clear();
    sums.resize(groups_.size(), CompetencySums(layout_.levels));
    std::vector<bool> covered(answered_.size());  // somebody has a level
    for (const CountedPart& part : counted_) {
        if (part.counts->with_level(competency) > 0) covered[part.cell_slot] = true;
        for (const std::uint32_t group : part.groups) {
            if (group != none) add_part(part, competency, sums[group]);
        }
    }
    add_staff(competency, covered, sums);
    roll_up(sums);
}

void Rollup::add_staff(std::size_t competency, const std::vector<bool>& covered, std::vector<CompetencySums>& sums) const {
    for (const StaffPart& part : staff_) {
        if (!part.headcount || part.profile == Batch::no_profile || layout_.targets[part.profile][competency] == 0) continue;
        for (const std::uint32_t group : part.groups) {
            if (group == none) continue;
            sums[group].headcount += *part.headcount;
            if (!covered[part.cell_slot]) sums[group].not_covered += *part.headcount;
        }
    }
}

/// `add_to(sums, counts, w)` adds what a class counts.
template <class AddTo>
std::vector<ChoiceSums> Rollup::choices(std::size_t options, AddTo add_to) const {
    std::vector<ChoiceSums> sums(groups_.size(), ChoiceSums(options));
    for (const CountedPart& part : counted_) {
        for (const std::uint32_t group : part.groups) {
            if (group != none) add_to(sums[group], *part.counts, weights_.of_class[part.of_class]);
        }
    }
    roll_up(sums);
    return sums;
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

}  // namespace

std::vector<ChoiceSums> Rollup::attitude(std::size_t item) const {
    return choices(layout_.attitude_items[item].options, [item](ChoiceSums& to, const SlotCounts& counts, double w) {
        const auto people = counts.attitude(item);
        add_choices(to, std::accumulate(people.begin(), people.end(), std::int64_t{0}), people, w);
    });
}

std::vector<ChoiceSums> Rollup::wanted() const {
    return choices(layout_.competencies,
                   [](ChoiceSums& to, const SlotCounts& counts, double w) { add_choices(to, counts.wanted_answered, counts.wanted(), w); });
}

Group Rollup::group(std::size_t index) const {
    const GroupPeople& one = groups_[index];
    Group out;
    out.institution = places()[one.place].institution;
    out.own_staff = places()[one.place].own_staff;
    out.pool = places()[one.place].pool;
    out.respondents = one.respondents;
    if (one.headcount_known && input_.population != nullptr) out.headcount = one.headcount;
    const std::size_t profiles = layout_.profiles() + 1;
    if (one.number == 0) return out;
    if (one.number <= profiles) {
        out.profile = static_cast<int>(one.number - 1);
        return out;
    }
    std::size_t slot = one.number - profiles - 1;
    std::size_t breakdown = 0;
    while (slot > layout_.breakdown_sizes[breakdown]) slot -= layout_.breakdown_sizes[breakdown++] + 1;
    out.dimension = static_cast<int>(breakdown);
    out.category = static_cast<int>(slot);
    return out;
}

}  // namespace capgap
