#include <capgap/report/gap_marks.hpp>

#include <capgap/report/document.hpp>

#include <algorithm>

namespace capgap {

const char* sign_of(GapMark mark) {
    switch (mark) {
        case GapMark::suppressed: return "•";
        case GapMark::pooled: return "+";
        case GapMark::bound: return "<";
        case GapMark::low_response: return "†";
        case GapMark::indicative: return "°";
        case GapMark::everyone: return "‡";
        case GapMark::no_interval: return "¤";
        case GapMark::no_target: return "–";
        case GapMark::nobody: return "×";
    }
    return "";
}

const char* name_of(GapMark mark) {
    switch (mark) {
        case GapMark::suppressed: return "suppressed";
        case GapMark::pooled: return "pooled";
        case GapMark::bound: return "bound";
        case GapMark::low_response: return "low_response";
        case GapMark::indicative: return "indicative";
        case GapMark::everyone: return "everyone";
        case GapMark::no_interval: return "no_interval";
        case GapMark::no_target: return "no_target";
        case GapMark::nobody: return "nobody";
    }
    return "";
}

int shade_of(double share_0_1) {
    return std::clamp(static_cast<int>(share_0_1 * ReportCell::max_shade), 0, ReportCell::max_shade - 1) + 1;
}

}  // namespace capgap
