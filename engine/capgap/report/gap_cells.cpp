#include <capgap/report/gap_cells.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace capgap {

namespace {

/// Equal steps of 20 in 100: 1 for the lowest.
int shade_of(double share) {
    return std::clamp(static_cast<int>(share * ReportCell::max_shade), 0, ReportCell::max_shade - 1) + 1;
}

bool has_width(const Interval& interval) {
    return interval.high > interval.low;
}

}  // namespace

GapCells::GapCells(const ReportView& view) : view_(view), share_of_whole_(view.input().framework.competencies().size()) {
    for (std::size_t c = 0; c < share_of_whole_.size(); ++c) {
        const ShownGap* gap = view.gap(ReportView::whole, c);
        if (gap != nullptr && gap->below_target_share.kind == ShownShare::Kind::value) share_of_whole_[c] = gap->below_target_share.share;
    }
}

const char* GapCells::sign(Mark mark) {
    switch (mark) {
        case Mark::suppressed: return "•";
        case Mark::pooled: return "+";
        case Mark::bound: return "<";
        case Mark::low_response: return "†";
        case Mark::indicative: return "°";
        case Mark::everyone: return "‡";
        case Mark::no_interval: return "¤";
        case Mark::no_target: return "–";
        case Mark::nobody: return "×";
    }
    return "";
}

const char* GapCells::name(Mark mark) {
    switch (mark) {
        case Mark::suppressed: return "suppressed";
        case Mark::pooled: return "pooled";
        case Mark::bound: return "bound";
        case Mark::low_response: return "low_response";
        case Mark::indicative: return "indicative";
        case Mark::everyone: return "everyone";
        case Mark::no_interval: return "no_interval";
        case Mark::no_target: return "no_target";
        case Mark::nobody: return "nobody";
    }
    return "";
}

ReportCell GapCells::marked(Mark mark) {
    used_.insert(mark);
    ReportCell cell;
    cell.kind = ReportCell::Kind::mark;
    cell.text = sign(mark);
    cell.spoken = view_.say(std::string("marks.spoken.") + name(mark));
    return cell;
}

void GapCells::annotate(ReportCell& cell, Mark mark) {
    used_.insert(mark);
    cell.mark += sign(mark);
    if (!cell.spoken.empty()) cell.spoken += ", ";
    cell.spoken += view_.say(std::string("marks.spoken.") + name(mark));
}

void GapCells::fill(ReportCell& cell, const ShownGap& gap, std::size_t competency) {
    const double share = gap.below_target_share.share;
    if (gap.group == ReportView::whole) {
        cell.shade = shade_of(share);
        return;
    }
    const auto& whole = share_of_whole_[competency];
    const bool compared = whole && gap.below_target && gap.status != Status::low_response;
    if (!compared || (gap.below_target->low <= *whole && *whole <= gap.below_target->high)) {
        pale_ = true;
        return;
    }
    filled_ = true;
    cell.shade = shade_of(share);
    cell.spoken += (cell.spoken.empty() ? "" : ", ") + view_.say("marks.spoken.different");
}

ReportCell GapCells::cell(const ShownGap* gap, std::size_t competency) {
    if (gap == nullptr) return marked(Mark::no_target);
    if (gap->status == Status::suppressed) return marked(Mark::suppressed);
    if (gap->status == Status::pooled) return marked(Mark::pooled);
    if (gap->scored == std::int64_t{0}) return marked(Mark::nobody);
    const ShownShare& share = gap->below_target_share;
    if (share.kind == ShownShare::Kind::undefined) return marked(Mark::suppressed);
    ReportCell cell;
    if (share.kind != ShownShare::Kind::value) {
        used_.insert(Mark::bound);
        cell.kind = ReportCell::Kind::bound;
        const bool less = share.kind == ShownShare::Kind::less_than;
        const int bound = less ? phrase::ceil_in_100(share.share) : phrase::floor_in_100(share.share);
        cell.text = view_.say(less ? "format.less_than" : "format.more_than", {{"number", std::to_string(bound)}});
        return cell;
    }
    cell.kind = ReportCell::Kind::share;
    cell.text = phrase::in_100(share.share, view_.texts());
    if (gap->below_target && has_width(*gap->below_target)) {
        cell.detail = phrase::in_100(*gap->below_target, view_.texts());
    } else {
        const bool counted = gap->below_target && !gap->n_effective;
        annotate(cell, counted ? Mark::everyone : Mark::no_interval);
    }
    if (gap->status == Status::low_response) annotate(cell, Mark::low_response);
    if (gap->status == Status::indicative) annotate(cell, Mark::indicative);
    fill(cell, *gap, competency);
    return cell;
}

std::vector<ReportCell> GapCells::row(std::size_t group, const std::vector<std::size_t>& competencies) {
    std::vector<ReportCell> cells;
    cells.reserve(competencies.size());
    for (const std::size_t c : competencies) cells.push_back(cell(view_.gap(group, c), c));
    return cells;
}

std::vector<LegendEntry> GapCells::legend() const {
    std::vector<LegendEntry> entries;
    if (filled_) {
        entries.push_back({"", std::nullopt, view_.say(view_.volunteers() ? "marks.filled_volunteer" : "marks.filled")});
        for (int shade = 1; shade <= ReportCell::max_shade; ++shade) {
            const int low = (shade - 1) * 100 / ReportCell::max_shade;
            const int high = shade * 100 / ReportCell::max_shade - (shade < ReportCell::max_shade ? 1 : 0);
            const std::string range = view_.say("format.interval", {{"low", std::to_string(low)}, {"high", std::to_string(high)}});
            entries.push_back({"", shade, range});
        }
    }
    if (pale_) entries.push_back({"", std::nullopt, view_.say("marks.pale")});
    for (const Mark mark : used_) entries.push_back({sign(mark), std::nullopt, view_.say(std::string("marks.") + name(mark))});
    return entries;
}

}  // namespace capgap
