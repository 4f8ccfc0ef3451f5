#pragma once

#include <capgap/report/gap_marks.hpp>
#include <capgap/report/view.hpp>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace capgap {

/// Turns rows of gaps.csv into cells, and remembers which marks the legend must explain.
class GapCells {
public:
    explicit GapCells(const ReportView& view);

    /// The cell of a group; `gap` may be null (no target). Filled where the share differs from the whole's by more than chance; the whole's own cells
    /// are filled for comparison.
    ReportCell cell(const ShownGap* gap, std::size_t competency);
    std::vector<ReportCell> row(std::size_t group, const std::vector<std::size_t>& competencies);

    /// How to read that cell, in words.
    std::vector<std::string> remarks(const ShownGap* gap, std::size_t competency) const;

    std::vector<LegendEntry> legend() const;

private:
    Comparison comparison(const ShownGap& gap, std::size_t competency) const;
    ReportCell marked(GapMark mark);
    ReportCell bound(const ShownShare& share);
    ReportCell share(const ShownGap& gap, std::size_t competency);
    void fill(ReportCell& cell, const ShownGap& gap, std::size_t competency);

    const ReportView& view_;
    std::vector<std::optional<double>> share_of_whole_;
    std::set<GapMark> used_;
    bool filled_ = false;
    bool pale_ = false;
};

}  // namespace capgap
