#include <capgap/disclosure/tested_mask.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

namespace capgap {

namespace {

/// What is told of a group (how many, sum, squares, and how many under the target) determines how many have each result where these are so few.
constexpr std::size_t few_different_results = 4;

/// The people whom a row counts and none below it.
struct TestedRest {
    std::int64_t rated = 0;
    std::int64_t tested = 0;
    std::int64_t below = 0;
    std::map<std::int64_t, std::int64_t> with_result;

    void merge(const TestedRest& other) {
        rated += other.rated;
        tested += other.tested;
        below += other.below;
        for (const auto& [result, people] : other.with_result) with_result[result] += people;
    }

    void add(const TestedStaff& staff) {
        rated += staff.rated;
        tested += static_cast<std::int64_t>(staff.results.size());
        for (const TestedStaff::Result& one : staff.results) {
            below += one.below ? 1 : 0;
            ++with_result[one.millionths];
        }
    }
};

class CompetencyMask {
public:
    CompetencyMask(const Tables& tables, const Policy& policy) : tables_(tables), min_cell_(policy.min_cell), least_(least_tested(policy.min_cell)) {}

    /// Of one competency: its rows from the whole down, parents before what lies in them.
    void set_rows(std::vector<std::size_t> rows, const std::vector<std::optional<std::size_t>>& parents) {
        rows_ = std::move(rows);
        above_.assign(rows_.size(), std::nullopt);
        std::map<int, std::size_t> row_of;
        for (std::size_t r = 0; r < rows_.size(); ++r) row_of[institution(r)] = r;
        const auto row_at_or_above = [&](int institution) {
            auto found = row_of.find(institution);
            while (found == row_of.end() && institution != Group::everyone) {
                const auto parent = parents[static_cast<std::size_t>(institution)];
                institution = parent ? static_cast<int>(*parent) : Group::everyone;
                found = row_of.find(institution);
            }
            return found == row_of.end() ? std::optional<std::size_t>() : std::optional(found->second);
        };
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            if (institution(r) == Group::everyone) continue;
            const auto parent = parents[static_cast<std::size_t>(institution(r))];
            above_[r] = row_at_or_above(parent ? static_cast<int>(*parent) : Group::everyone);
        }
        staff_.assign(rows_.size(), {});
        for (const TestedStaff& staff : tables_.tested_staff) {
            if (rows_.empty() || staff.competency != tables_.tested[rows_.front()].competency) continue;
            if (const auto row = row_at_or_above(static_cast<int>(staff.institution))) staff_[*row].push_back(&staff);
        }
    }

    /// Hides, of the rows that are told so far, one after the other until each rest is `safe`: from below, so that what is done stays done.
    template <class Safe>
    void hide_until(Safe safe, std::vector<bool>& told) const {
        std::vector<TestedRest> rests = rests_of(told);
        for (std::size_t r = rows_.size(); r-- > 0;) {
            while (told[rows_[r]] && !safe(rests[r])) {
                const std::size_t hidden = smallest_below(r, told).value_or(r);
                told[rows_[hidden]] = false;
                if (const auto to = told_above(hidden, told)) rests[*to].merge(rests[hidden]);
            }
        }
    }

    [[nodiscard]] bool enough(const TestedRest& rest) const {
        return (rest.rated == 0 || rest.rated >= least_) && (rest.tested == 0 || (rest.tested >= least_ && differ(rest)));
    }
    [[nodiscard]] bool on_both_sides(const TestedRest& rest) const {
        return rest.tested == 0 || (rest.below >= min_cell_ && rest.tested - rest.below >= min_cell_);
    }

private:
    int institution(std::size_t row) const { return tables_.groups[tables_.tested[rows_[row]].group].institution; }

    /// Many have another result than most; and where so few different ones are there that it follows how many have each, many have each.
    [[nodiscard]] bool differ(const TestedRest& rest) const {
        std::int64_t most = 0;
        std::int64_t fewest = rest.tested;
        for (const auto& [result, people] : rest.with_result) {
            most = std::max(most, people);
            fewest = std::min(fewest, people);
        }
        if (rest.tested - most < min_cell_) return false;
        return rest.with_result.size() > few_different_results || fewest >= min_cell_;
    }

    /// The nearest told row above.
    std::optional<std::size_t> told_above(std::size_t row, const std::vector<bool>& told) const {
        std::optional<std::size_t> out = above_[row];
        while (out && !told[rows_[*out]]) out = above_[*out];
        return out;
    }

    std::vector<TestedRest> rests_of(const std::vector<bool>& told) const {
        std::vector<TestedRest> out(rows_.size());
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            const auto to = told[rows_[r]] ? std::optional(r) : told_above(r, told);
            for (const TestedStaff* staff : staff_[r]) {
                if (to) out[*to].add(*staff);
            }
        }
        return out;
    }

    /// Of those told right below the row, that of the fewest tested; of two alike the first.
    std::optional<std::size_t> smallest_below(std::size_t row, const std::vector<bool>& told) const {
        std::optional<std::size_t> out;
        const auto tested = [this](std::size_t r) { return tables_.tested[rows_[r]].mean_result_0_100.tested; };
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            if (!told[rows_[r]] || told_above(r, told) != row) continue;
            if (!out || tested(r) < tested(*out)) out = r;
        }
        return out;
    }

    const Tables& tables_;
    std::int64_t min_cell_;
    std::int64_t least_;
    std::vector<std::size_t> rows_;                       ///< in Tables::tested
    std::vector<std::optional<std::size_t>> above_;       ///< by row: that of the nearest institution above that has one
    std::vector<std::vector<const TestedStaff*>> staff_;  ///< by row: of institutions that no row below it counts
};

/// By institution, as far as places tell.
std::vector<std::optional<std::size_t>> parents_of(const Tables& tables) {
    std::vector<std::optional<std::size_t>> out;
    for (const Place& place : tables.places) {
        if (place.institution == Group::everyone || place.own_staff || place.pool != 0) continue;
        const auto institution = static_cast<std::size_t>(place.institution);
        if (out.size() <= institution) out.resize(institution + 1);
        if (!place.parent) continue;
        const int parent = tables.places[*place.parent].institution;
        if (parent != Group::everyone) out[institution] = static_cast<std::size_t>(parent);
    }
    return out;
}

}  // namespace

TestedMask mask_tested(const Tables& tables, const std::vector<bool>& may_be_told, const Policy& policy) {
    TestedMask out{std::vector<bool>(tables.tested.size(), false), std::vector<bool>(tables.tested.size(), false)};
    const std::vector<std::optional<std::size_t>> parents = parents_of(tables);
    std::map<std::size_t, std::vector<std::size_t>> rows_of;
    for (std::size_t row = 0; row < tables.tested.size(); ++row) {
        rows_of[tables.tested[row].competency].push_back(row);
        out.means[row] = may_be_told[row] && tables.tested[row].mean_result_0_100.test_corrected;
    }
    CompetencyMask mask(tables, policy);
    for (auto& [competency, rows] : rows_of) {
        mask.set_rows(rows, parents);
        mask.hide_until([&](const TestedRest& rest) { return mask.enough(rest); }, out.means);
        for (const std::size_t row : rows) {
            const auto& share = tables.tested[row].below_target_share.test_corrected;
            out.shares[row] = out.means[row] && share && *share > 0 && *share < 1;
        }
        mask.hide_until([&](const TestedRest& rest) { return mask.enough(rest) && mask.on_both_sides(rest); }, out.shares);
    }
    return out;
}

}  // namespace capgap
