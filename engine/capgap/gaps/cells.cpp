#include <capgap/gaps/cells.hpp>

#include <capgap/gaps/codes.hpp>

#include <algorithm>

namespace capgap {

namespace {

using CellKey = std::pair<std::uint32_t, std::uint16_t>;

class CellMaker {
public:
    CellMaker(const GapCounts& counts, const Population* population, const Codebook& codebook)
        : layout_(counts.layout()), population_(population), codebook_(codebook) {
        count_respondents(counts);
        if (population_ != nullptr) {
            add_headcounts();
            for (auto& [key, cell] : cells_) finish(key, cell);
        }
    }

    Result<Checked<Cells>> make(const Location& population_at) {
        Diagnostics found;
        Checked<Cells> out;
        for (auto& [key, cell] : cells_) {
            report(cell, population_at, found);
            out.value.index.emplace(key, out.value.cells.size());
            out.value.cells.push_back(std::move(cell));
        }
        if (has_errors(found)) return found;
        report_blank_profiles(out.value, population_at, found);
        out.remarks = std::move(found);
        return out;
    }

private:
    Cell& cell(CellKey key) {
        const auto [found, is_new] = cells_.try_emplace(key);
        if (is_new) {
            found->second.institution = key.first;
            found->second.profile = key.second;
            for (const std::size_t size : layout_.breakdown_sizes) {
                found->second.category_headcount.emplace_back(size + 1);
                respondents_by_category_[key].emplace_back(size + 1);
                staff_by_category_[key].emplace_back(size + 1);
            }
        }
        return found->second;
    }

    void count_respondents(const GapCounts& counts) {
        for (const auto& [key, one] : counts.classes()) {
            const CellKey where{key.institution, key.profile};
            cell(where).respondents += one.slots.at(0).respondents;
            for (std::size_t b = 0; b < layout_.breakdowns.size(); ++b) {
                for (std::size_t category = 0; category <= layout_.breakdown_sizes[b]; ++category) {
                    const auto slot = one.slots.find(layout_.slot(b, static_cast<std::uint16_t>(category)));
                    if (slot != one.slots.end()) respondents_by_category_[where][b][category] += slot->second.respondents;
                }
            }
        }
    }

    /// The column of the population that holds a breakdown, if it has one.
    std::optional<std::size_t> column(std::size_t breakdown) const {
        const auto& columns = population_->background;
        const auto found = std::find(columns.begin(), columns.end(), layout_.breakdowns[breakdown]);
        if (found == columns.end()) return std::nullopt;
        return static_cast<std::size_t>(found - columns.begin());
    }

    void add_headcounts() {
        has_unknown_.assign(layout_.breakdowns.size(), false);
        for (const Population::Row& row : population_->rows) {
            const CellKey key{row.institution, row.profile};
            Cell& one = cell(key);
            one.in_population = true;
            one.written_headcount += row.headcount;
            for (std::size_t b = 0; b < layout_.breakdowns.size(); ++b) {
                const auto in = column(b);
                if (!in) continue;
                const std::size_t category = std::min<std::size_t>(row.categories[*in], layout_.breakdown_sizes[b]);
                staff_by_category_[key][b][category] += row.headcount;
                if (category == layout_.breakdown_sizes[b]) has_unknown_[b] = true;
            }
        }
    }

    void finish(const CellKey& key, Cell& one) const {
        one.headcount = std::max(one.written_headcount, one.respondents);
        for (std::size_t b = 0; b < layout_.breakdowns.size(); ++b) {
            if (!column(b)) continue;
            for (std::size_t category = 0; category <= layout_.breakdown_sizes[b]; ++category) {
                if (category == layout_.breakdown_sizes[b] && !has_unknown_[b]) continue;
                one.category_headcount[b][category] =
                    std::max(staff_by_category_.at(key)[b][category], respondents_by_category_.at(key)[b][category]);
            }
        }
    }

    std::string name(const Cell& one) const {
        const std::string profile = one.profile == Batch::no_profile ? "without profile" : "profile '" + codebook_.profiles.name(one.profile) + "'";
        return "institution '" + codebook_.institutions.name(one.institution) + "', " + profile;
    }

    void report(const Cell& one, const Location& at, Diagnostics& found) const {
        if (population_ == nullptr || one.respondents == 0) return;
        const bool blank = one.profile == Batch::no_profile;
        if (!one.in_population && !blank) {
            found.push_back(error(codes::cell_not_in_population, at,
                                  name(one) + ": " + std::to_string(one.respondents) + " people answered, but the population has no such row",
                                  "add a row with the headcount"));
        } else if (one.in_population && one.respondents > one.written_headcount) {
            found.push_back(
                warning(codes::more_respondents_than_staff, at,
                        name(one) + ": " + std::to_string(one.respondents) + " people answered, more than the headcount",
                        "the headcount is taken as " + std::to_string(one.respondents) + "; correct the population if it is out of date"));
        }
    }

    static void report_blank_profiles(const Cells& cells, const Location& at, Diagnostics& found) {
        std::int64_t people = 0;
        for (const Cell& one : cells.cells) {
            if (one.profile == Batch::no_profile && !one.in_population && one.headcount) people += one.respondents;
        }
        if (people > 0) {
            found.push_back(
                warning(codes::more_respondents_than_staff, at,
                        std::to_string(people) + " people answered without naming their profile, and the population has no rows without profile",
                        "they stand for themselves only, and are counted in levels.csv under 'none'"));
        }
    }

    const CountLayout& layout_;
    const Population* population_;
    const Codebook& codebook_;
    std::map<CellKey, Cell> cells_;
    std::map<CellKey, std::vector<std::vector<std::int64_t>>> respondents_by_category_;
    std::map<CellKey, std::vector<std::vector<std::int64_t>>> staff_by_category_;
    std::vector<bool> has_unknown_;
};

}  // namespace

Result<Checked<Cells>> make_cells(const GapCounts& counts, const Population* population, const Codebook& codebook, const Location& population_at) {
    return CellMaker(counts, population, codebook).make(population_at);
}

}  // namespace capgap
