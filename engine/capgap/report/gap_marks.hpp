#pragma once

#include <capgap/disclosure/protect.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace capgap {

/// What must be said of a share below the target, the share apart.
enum class GapMark { suppressed, pooled, bound, low_response, indicative, everyone, no_interval, no_target, nobody };

/// As tables print it.
[[nodiscard]] const char* sign_of(GapMark mark);
/// Below `marks` and `marks.spoken` in the texts.
[[nodiscard]] const char* name_of(GapMark mark);

[[nodiscard]] inline bool has_width(const Interval& interval) {
    return interval.high > interval.low;
}

/// Equal steps of 20 in 100: 1 for the lowest, ReportCell::max_shade for the highest.
[[nodiscard]] int shade_of(double share_0_1);

/// Whether a row may be compared with the whole at all, and by how much it differs.
enum class Comparison { none, not_told_apart, different };

/// With the share of the whole, if it is shown.
template <class Gap>
Comparison compare_with_whole(const Gap& gap, const std::optional<double>& whole) {
    if (!whole || !gap.below_target || gap.status == Status::low_response) return Comparison::none;
    return gap.below_target->low <= *whole && *whole <= gap.below_target->high ? Comparison::not_told_apart : Comparison::different;
}

/// The one mark that stands in the place of a share, or those behind it. `gap`: a row of gaps.csv in one of its forms, ShownGap or FinishedGap; null:
/// no target.
template <class Gap>
std::vector<GapMark> marks_of(const Gap* gap) {
    if (gap == nullptr) return {GapMark::no_target};
    if (gap->status == Status::suppressed) return {GapMark::suppressed};
    if (gap->status == Status::pooled) return {GapMark::pooled};
    if (gap->scored == std::int64_t{0}) return {GapMark::nobody};
    if (gap->below_target_share.kind == ShownShare::Kind::undefined) return {GapMark::suppressed};
    if (gap->below_target_share.kind != ShownShare::Kind::value) return {GapMark::bound};
    std::vector<GapMark> marks;
    if (!gap->below_target || !has_width(*gap->below_target)) {
        const bool counted = gap->below_target && !gap->n_effective;
        marks.push_back(counted ? GapMark::everyone : GapMark::no_interval);
    }
    if (gap->status == Status::low_response) marks.push_back(GapMark::low_response);
    if (gap->status == Status::indicative) marks.push_back(GapMark::indicative);
    return marks;
}

}  // namespace capgap
