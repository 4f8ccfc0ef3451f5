#include <capgap/report/gap_cells.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace capgap {

GapCells::GapCells(const ReportView& view) : view_(view), share_of_whole_(view.input().framework.competencies().size()) {
    for (std::size_t c = 0; c < share_of_whole_.size(); ++c) {
        const ShownGap* gap = view.gap(ReportView::whole, c);
        if (gap != nullptr && gap->below_target_share.kind == ShownShare::Kind::value) share_of_whole_[c] = gap->below_target_share.share;
    }
}

Comparison GapCells::comparison(const ShownGap& gap, std::size_t competency) const {
    return gap.group == ReportView::whole ? Comparison::none : compare_with_whole(gap, share_of_whole_[competency]);
}

ReportCell GapCells::marked(GapMark mark) {
    used_.insert(mark);
    ReportCell cell;
    cell.kind = ReportCell::Kind::mark;
    cell.text = sign_of(mark);
    cell.spoken = view_.say(std::string("marks.spoken.") + name_of(mark));
    return cell;
}

ReportCell GapCells::bound(const ShownShare& share) {
    used_.insert(GapMark::bound);
    ReportCell cell;
    cell.kind = ReportCell::Kind::bound;
    const bool less = share.kind == ShownShare::Kind::less_than;
    const int bound = less ? phrase::ceil_in_100(share.share) : phrase::floor_in_100(share.share);
    cell.text = view_.say(less ? "format.less_than" : "format.more_than", {{"number", std::to_string(bound)}});
    return cell;
}

ReportCell GapCells::share(const ShownGap& gap, std::size_t competency) {
    ReportCell cell;
    cell.kind = ReportCell::Kind::share;
    cell.text = phrase::in_100(gap.below_target_share.share, view_.texts());
    if (gap.below_target && has_width(*gap.below_target)) cell.detail = phrase::in_100(*gap.below_target, view_.texts());
    const auto speak = [&](const std::string& id) { cell.spoken += (cell.spoken.empty() ? "" : ", ") + view_.say("marks.spoken." + id); };
    for (const GapMark mark : marks_of(&gap)) {
        used_.insert(mark);
        cell.mark += sign_of(mark);
        speak(name_of(mark));
    }
    const bool different = comparison(gap, competency) == Comparison::different;
    if (different) speak("different");
    const bool of_whole = gap.group == ReportView::whole;
    if (different || of_whole) cell.shade = shade_of(gap.below_target_share.share);
    if (!of_whole) (different ? filled_ : pale_) = true;
    return cell;
}

ReportCell GapCells::cell(const ShownGap* gap, std::size_t competency) {
    const auto marks = marks_of(gap);
    if (gap == nullptr) return marked(marks.front());
    switch (gap->below_target_share.kind) {
        case ShownShare::Kind::value: return share(*gap, competency);
        case ShownShare::Kind::undefined: return marked(marks.front());
        default: return marks.front() == GapMark::bound ? bound(gap->below_target_share) : marked(marks.front());
    }
}

std::vector<std::string> GapCells::remarks(const ShownGap* gap, std::size_t competency) const {
    std::vector<std::string> out;
    for (const GapMark mark : marks_of(gap)) out.push_back(view_.say(std::string("marks.") + name_of(mark)));
    if (gap == nullptr || gap->below_target_share.kind != ShownShare::Kind::value) return out;
    const char* volunteers = view_.volunteers() ? "_volunteer" : "";
    switch (comparison(*gap, competency)) {
        case Comparison::none: break;
        case Comparison::not_told_apart: out.push_back(view_.say(std::string("marks.remark.not_told_apart") + volunteers)); break;
        case Comparison::different: out.push_back(view_.say(std::string("marks.remark.different") + volunteers)); break;
    }
    return out;
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
    for (const GapMark mark : used_) entries.push_back({sign_of(mark), std::nullopt, view_.say(std::string("marks.") + name_of(mark))});
    return entries;
}

}  // namespace capgap
