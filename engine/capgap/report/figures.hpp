#pragma once

#include <capgap/report/gap_cells.hpp>

#include <map>
#include <utility>

namespace capgap {

/// The columns of what is said of a group in one competency: the share with its interval, the possible range, how many answered, what it adds up to.
[[nodiscard]] std::vector<ReportColumn> figure_columns(const ReportView& view);
/// The cells of these columns. `gap` may be null (no target): then the first alone, which says so.
[[nodiscard]] std::vector<ReportCell> figure_cells(const ShownGap* gap, std::size_t competency, GapCells& shares, const ReportView& view);

/// The share at each level, for those who may be shown; see ReportFigure::levels.
class LevelShares {
public:
    explicit LevelShares(const ReportView& view);
    std::vector<ReportShare> of(std::size_t group, std::size_t competency) const;
    /// What distributions over levels have in common; `id` and rows are the caller's.
    ReportDistribution distribution() const;

private:
    const ReportView& view_;
    std::map<std::pair<std::size_t, std::size_t>, std::vector<const ShownChoice*>> rows_;
};

/// Collects, while the sections are made, what is said of the groups in their tables beyond the cells. The whole is the first.
class GroupFigures {
public:
    explicit GroupFigures(const ReportView& view);

    /// The place of a group in ReportFigures::groups, where it is put if it is not there yet.
    std::size_t add(std::size_t group, const std::string& title, const std::string& note = {}, int depth = 0);
    /// The place of an institution, with those below it, in ReportFigures::groups; nothing where it has no page.
    std::optional<std::size_t> index_of(std::size_t institution) const;
    /// The place of a group of the tables that has a page: an institution, its own staff, a pool.
    std::optional<std::size_t> page_of(std::size_t group) const;
    ReportGroup& group(std::size_t index) { return figures_.groups[index]; }
    ReportFigures take();

private:
    ReportFigure figure(std::size_t group, std::size_t competency);

    const ReportView& view_;
    std::vector<std::size_t> competencies_;
    GapCells shares_;
    LevelShares levels_;
    std::map<std::size_t, std::size_t> index_;         ///< of a group of the tables
    std::map<std::size_t, std::size_t> institutions_;  ///< with their descendants
    ReportFigures figures_;
};

}  // namespace capgap
