#include <capgap/disclosure/cell_mask.hpp>

#include <capgap/base/parallel.hpp>
#include <capgap/disclosure/fellow_places.hpp>
#include <capgap/disclosure/series.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <new>
#include <tuple>

namespace capgap {

namespace {

/// Levels and steps are hidden before shares below target.
constexpr int share_rank = 5;

/// Intervals of the mean shortfall before levels.
constexpr int spread_rank = -5;

/// A unit for each row of a table that can be hidden by itself.
struct RowUnits {
    std::vector<std::uint32_t> rows;
    std::vector<AdditiveMask::Unit> units;

    AdditiveMask::Unit add(AdditiveMask& mask, std::size_t row, std::int64_t people, AdditiveMask::State state, int rank) {
        rows.push_back(static_cast<std::uint32_t>(row));
        units.push_back(mask.add_unit(people, state, rank));
        return units.back();
    }
    void write(const AdditiveMask& mask, std::vector<std::uint8_t>& out) const {
        for (std::size_t i = 0; i < rows.size(); ++i) out[rows[i]] = mask.hidden(units[i]) ? 1 : 0;
    }
};

struct Input {
    const Tables& tables;
    const std::vector<GroupSum>& sums;
    const GroupMask& groups;
    const Policy& policy;
    std::vector<std::size_t> place_of;               ///< by group
    std::vector<std::size_t> slice_of;               ///< by group: dimension, category and profile as one number
    std::vector<std::vector<std::size_t>> parts_of;  ///< by place
    std::size_t slices = 0;
};

/// Hides until numbers are safe from the others of their own place; then fellows; then until they are safe from all.
void close(AdditiveMask& mask, const Input& in, const std::vector<const Series*>& series) {
    for (const Series* one : series) one->add_sums(mask, in.sums, false);
    mask.close(0);
    FellowPlaces fellows(in.parts_of);
    for (std::size_t s = 0; s < series.size(); ++s) {
        for (std::size_t g = 0; g < in.place_of.size(); ++g) {
            const std::uint32_t variable = (*series[s])[g];
            if (Series::is_variable(variable)) fellows.add(in.place_of[g], static_cast<FellowPlaces::Slot>(s * in.slices + in.slice_of[g]), variable);
        }
    }
    fellows.hide(mask);
    for (const Series* one : series) one->add_sums(mask, in.sums, true);
    fellows.set_aside(mask);
    mask.close(0);
}

/// Of a number: whether it is of a few; and whether its row is hidden.
AdditiveMask::State state_of(bool of_few, bool row_hidden, bool joined) {
    using State = AdditiveMask::State;
    if (of_few) return State::hidden;
    if (!row_hidden) return State::shown;
    return joined ? State::company : State::hidden;
}

/// How dear a number is to hide: the fewer people the cheaper, but numbers under 5 last. Beside one under 3 they would leave it less than its three
/// possibilities: together 3 people can only be 0 and 3, where the other one is known to be no less than 3.
std::int64_t dearness(std::int64_t people) {
    constexpr std::int64_t last = std::int64_t{1} << 40;
    return people < 2 * few - 1 ? last : people;
}

/// Bytes, as threads write neighbours.
struct Found {
    std::vector<std::uint8_t> gaps, steps, spreads, means, levels, attitudes, wanted;
};

/// Rows of a competency by group, or of an item: those of a group stand together.
using RowList = std::vector<std::uint32_t>;
using RowsOf = std::vector<RowList>;

class CompetencyCells {
public:
    CompetencyCells(const Input& input, const RowList& gap_rows, const RowList& level_rows)
        : in_(input),
          gap_rows_(gap_rows),
          level_rows_(level_rows.size()),
          gap_of_(input.tables.groups.size(), none),
          first_level_(input.tables.groups.size(), none),
          below_(input.tables.groups.size()),
          steps_(input.tables.groups.size()),
          squares_(input.tables.groups.size()),
          scored_(input.tables.groups.size()) {
        for (const std::size_t row : gap_rows) gap_of_[in_.tables.gaps[row].group] = row;
        for (const std::size_t row : level_rows) {
            const LevelRow& level = in_.tables.levels[row];
            levels_ = std::max(levels_, static_cast<std::size_t>(level.level));
            if (level.level == 1) first_level_[level.group] = row;
        }
    }

    void run(Found& out) {
        constexpr std::size_t of_gaps = 4;  // below, steps, squares, scored
        mask_.reserve(level_rows_ + of_gaps * gap_rows_.size());
        add_levels();
        add_shares();
        add_scored();
        if (in_.policy.complementary) {
            std::vector<const Series*> series = {&below_, &steps_, &squares_, &scored_};
            for (const Series& level : level_series_) series.push_back(&level);
            close(mask_, in_, series);
        }
        level_units_.write(mask_, out.levels);
        gap_units_.write(mask_, out.gaps);
        step_units_.write(mask_, out.steps);
        spread_units_.write(mask_, out.spreads);
        close_means(out);
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    const Group& group(std::size_t index) const { return in_.tables.groups[index]; }

    /// The people at each level; together those scored, which a shown group tells.
    void add_levels() {
        for (std::size_t l = 0; l < levels_; ++l) level_series_.emplace_back(in_.tables.groups.size());
        for (std::size_t g = 0; g < first_level_.size(); ++g) {
            if (first_level_[g] == none || group(g).respondents == 0) continue;
            std::vector<LinearTerm> all;
            for (std::size_t l = 0; l < levels_; ++l) {
                const std::size_t row = first_level_[g] + l;
                const LevelRow& level = in_.tables.levels[row];
                const auto hidden =
                    state_of(level.scored > 0 && few_on_one_side(level.respondents, level.scored), in_.groups.hidden(g), in_.groups.joined(g));
                const auto unit = level_units_.add(mask_, row, dearness(level.respondents), hidden, importance(group(g), in_.tables));
                level_series_[l][g] = mask_.add_variable(unit);
                all.push_back({level_series_[l][g], 1});
            }
            // How many have a level in rows that no row of gaps.csv counts: the difference of two tables.
            const bool told = group(g).profile != Group::everyone && gap_of_[g] == none;
            if (told || !in_.groups.hidden(g)) mask_.add_equation(all);
        }
    }

    /// The people below the target, and their steps, which are not shown without them: share and steps together tell how many are two steps below.
    /// The interval of the mean shortfall is not shown without the steps: where all weigh the same it tells the sum of their squares.
    void add_shares() {
        for (const std::size_t r : gap_rows_) {
            const GapRow& row = in_.tables.gaps[r];
            if (row.respondents == 0) continue;
            const auto hidden = state_of(row.scored > 0 && few_on_one_side(row.below, row.scored), in_.groups.hidden(row.group, row.competency),
                                         in_.groups.joined(row.group));
            const auto unit = gap_units_.add(mask_, r, dearness(std::min<std::int64_t>(row.below, row.scored - row.below)), hidden,
                                             share_rank + importance(group(row.group), in_.tables));
            if (row.target_level == 1) continue;  // nobody can be below: no secret
            below_[row.group] = mask_.add_variable(unit);
            const auto step_unit = step_units_.add(mask_, r, row.respondents, hidden, importance(group(row.group), in_.tables));
            mask_.add_consequence(unit, step_unit);
            steps_[row.group] = mask_.add_variable(step_unit);
            const auto of_spread = hidden == AdditiveMask::State::shown ? AdditiveMask::State::spare : AdditiveMask::State::company;
            const auto spread_unit = spread_units_.add(mask_, r, row.respondents, of_spread, spread_rank + importance(group(row.group), in_.tables));
            mask_.add_consequence(step_unit, spread_unit);
            squares_[row.group] = mask_.add_variable(spread_unit);
            if (row.target_level) tie_to_levels(row, below_[row.group], steps_[row.group], squares_[row.group]);
        }
    }

    void tie_to_levels(const GapRow& row, std::uint32_t below, std::uint32_t steps, std::uint32_t squares) {
        if (first_level_[row.group] == none) return;
        std::vector<LinearTerm> people = {{below, -1}};
        std::vector<LinearTerm> missing = {{steps, -1}};
        std::vector<LinearTerm> squared = {{squares, -1}};
        for (int l = 1; l < *row.target_level && static_cast<std::size_t>(l) <= levels_; ++l) {
            const std::uint32_t at_level = level_series_[static_cast<std::size_t>(l - 1)][row.group];
            people.push_back({at_level, 1});
            missing.push_back({at_level, *row.target_level - l});
            squared.push_back({at_level, (*row.target_level - l) * (*row.target_level - l)});
        }
        mask_.add_equation(people);
        mask_.add_equation(missing);
        mask_.add_equation(squared);
    }

    /// Those scored whose profile has a target: a constant where the row is shown.
    void add_scored() {
        for (const std::size_t r : gap_rows_) {
            const GapRow& row = in_.tables.gaps[r];
            if (row.respondents == 0) continue;
            scored_[row.group] = Series::known;
            if (in_.groups.hidden(row.group, row.competency))
                scored_[row.group] = mask_.add_variable(mask_.add_unit(row.respondents, state_of(false, true, in_.groups.joined(row.group))));
            if (group(row.group).profile == Group::everyone || first_level_[row.group] == none || scored_[row.group] == Series::known) continue;
            std::vector<LinearTerm> all = {{scored_[row.group], -1}};
            for (const Series& level : level_series_) all.push_back({level[row.group], 1});
            mask_.add_equation(all);
        }
    }

    /// The mean of a few is nearly theirs. Sums of scores add up like people.
    void close_means(Found& out) const {
        AdditiveMask mask;
        mask.reserve(gap_rows_.size());
        RowUnits units;
        Series scores(in_.tables.groups.size());
        for (const std::size_t r : gap_rows_) {
            const GapRow& row = in_.tables.gaps[r];
            if (row.respondents == 0) continue;
            const auto hidden = state_of(row.scored > 0 && row.scored < in_.policy.min_cell, in_.groups.hidden(row.group, row.competency),
                                         in_.groups.joined(row.group));
            scores[row.group] = mask.add_variable(units.add(mask, r, row.respondents, hidden, importance(group(row.group), in_.tables)));
        }
        if (in_.policy.complementary) close(mask, in_, {&scores});
        units.write(mask, out.means);
    }

    const Input& in_;
    const RowList& gap_rows_;
    std::size_t level_rows_;
    std::vector<std::size_t> gap_of_;
    std::vector<std::size_t> first_level_;  ///< by group: the row of level 1
    std::size_t levels_ = 0;
    AdditiveMask mask_;
    RowUnits level_units_;
    RowUnits gap_units_;
    RowUnits step_units_;
    RowUnits spread_units_;
    std::vector<Series> level_series_;
    Series below_;
    Series steps_;
    Series squares_;
    Series scored_;
};

/// People who chose each option of one item, or named a competency.
template <class Row, class OptionOf, class All>
void close_choices(const Input& input, const TableRows<Row>& table, const RowList& rows, OptionOf option_of, All adds_up,
                   std::vector<std::uint8_t>& out) {
    AdditiveMask mask;
    mask.reserve(rows.size());
    RowUnits units;
    std::vector<Series> options;
    std::vector<std::vector<LinearTerm>> all(input.tables.groups.size());
    for (const std::size_t r : rows) {
        const Row& row = table[r];
        const std::size_t option = option_of(row);
        while (options.size() <= option) options.emplace_back(input.tables.groups.size());
        const Group& group = input.tables.groups[row.group];
        if (group.respondents == 0) continue;
        const auto hidden = state_of(row.answered > 0 && few_on_one_side(row.respondents, row.answered), input.groups.hidden(row.group),
                                     input.groups.joined(row.group));
        const auto variable = mask.add_variable(units.add(mask, r, dearness(row.respondents), hidden, importance(group, input.tables)));
        options[option][row.group] = variable;
        if (adds_up && !input.groups.hidden(row.group)) all[row.group].push_back({variable, 1});
    }
    for (const auto& terms : all) {
        if (!terms.empty()) mask.add_equation(terms);
    }
    std::vector<const Series*> series;
    series.reserve(options.size());
    for (const Series& option : options) series.push_back(&option);
    if (input.policy.complementary) close(mask, input, series);
    units.write(mask, out);
}

Input input_of(const Tables& tables, const std::vector<GroupSum>& sums, const GroupMask& groups, const Policy& policy) {
    Input out{tables, sums, groups, policy, places_of_groups(tables), {}, parts_of_places(tables), 0};
    std::map<std::tuple<int, int, int>, std::size_t> slices;
    for (const Group& group : tables.groups) {
        out.slice_of.push_back(slices.try_emplace({group.dimension, group.category, group.profile}, slices.size()).first->second);
    }
    out.slices = slices.size();
    return out;
}

template <class Row, class KeyOf>
RowsOf rows_by(const TableRows<Row>& table, KeyOf key_of) {
    if (table.size() > std::numeric_limits<std::uint32_t>::max()) throw std::bad_alloc();
    std::vector<std::size_t> sizes;
    for (const Row& row : table) {
        const std::size_t key = key_of(row);
        if (sizes.size() <= key) sizes.resize(key + 1);
        ++sizes[key];
    }
    RowsOf out(sizes.size());
    for (std::size_t key = 0; key < sizes.size(); ++key) out[key].reserve(sizes[key]);
    std::uint32_t r = 0;
    for (const Row& row : table) out[key_of(row)].push_back(r++);
    return out;
}

std::vector<bool> as_bools(const std::vector<std::uint8_t>& bytes) {
    return {bytes.begin(), bytes.end()};
}

}  // namespace

CellMask mask_cells(const Tables& tables, const std::vector<GroupSum>& sums, const GroupMask& groups, const Policy& policy, unsigned threads) {
    const Input input = input_of(tables, sums, groups, policy);
    Found found{std::vector<std::uint8_t>(tables.gaps.size()),   std::vector<std::uint8_t>(tables.gaps.size()),
                std::vector<std::uint8_t>(tables.gaps.size()),   std::vector<std::uint8_t>(tables.gaps.size()),
                std::vector<std::uint8_t>(tables.levels.size()), std::vector<std::uint8_t>(tables.attitudes.size()),
                std::vector<std::uint8_t>(tables.wanted.size())};
    RowsOf gaps = rows_by(tables.gaps, [](const GapRow& row) { return row.competency; });
    RowsOf levels = rows_by(tables.levels, [](const LevelRow& row) { return row.competency; });
    const RowsOf items = rows_by(tables.attitudes, [](const AttitudeRow& row) { return row.item; });
    const RowsOf wanted = rows_by(tables.wanted, [](const WantedRow& row) { return row.competency; });
    const std::size_t competencies = std::max(gaps.size(), levels.size());
    gaps.resize(competencies);
    levels.resize(competencies);
    parallel_for(competencies + items.size() + wanted.size(), threads, [&](std::size_t i) {
        if (i < competencies) {
            CompetencyCells(input, gaps[i], levels[i]).run(found);
        } else if (i < competencies + items.size()) {
            close_choices(
                input, tables.attitudes, items[i - competencies], [](const AttitudeRow& row) { return row.option; }, true, found.attitudes);
        } else {
            close_choices(
                input, tables.wanted, wanted[i - competencies - items.size()], [](const WantedRow&) { return std::size_t{0}; }, false, found.wanted);
        }
    });
    return {as_bools(found.gaps),   as_bools(found.steps),     as_bools(found.spreads), as_bools(found.means),
            as_bools(found.levels), as_bools(found.attitudes), as_bools(found.wanted)};
}

}  // namespace capgap
