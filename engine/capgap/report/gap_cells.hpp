#pragma once

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

    std::vector<LegendEntry> legend() const;

private:
    enum class Mark { suppressed, pooled, bound, low_response, indicative, everyone, no_interval, no_target, nobody };

    static const char* sign(Mark mark);
    static const char* name(Mark mark);
    ReportCell marked(Mark mark);
    void annotate(ReportCell& cell, Mark mark);
    void fill(ReportCell& cell, const ShownGap& gap, std::size_t competency);

    const ReportView& view_;
    std::vector<std::optional<double>> share_of_whole_;
    std::set<Mark> used_;
    bool filled_ = false;
    bool pale_ = false;
};

}  // namespace capgap
