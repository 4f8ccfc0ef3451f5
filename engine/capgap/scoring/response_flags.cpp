#include <capgap/scoring/response_flags.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>

namespace capgap {

namespace {

// At least 95 %: 20 x (items with the option) >= 19 x (items). So each item with it adds 1, each other takes 19, and the sum is not below 0.
constexpr std::int64_t with_option = 1;
constexpr std::int64_t without_option = -19;
constexpr std::size_t least_with_option = 19;  ///< of 20 items

}  // namespace

ResponseFlags::ResponseFlags(const Survey& survey) : survey_(survey) {
    struct Use {
        std::size_t items = 0;
        std::size_t reversed = 0;
    };
    std::map<const Scale*, Use> by_scale;
    for (std::size_t item = 0; item < survey.items().size(); ++item) {
        if (survey.is_vignette(item)) continue;
        Use& use = by_scale[&survey.scale_of(item)];
        ++use.items;
        use.reversed += survey.items()[item].reversed ? 1U : 0U;
    }
    for (const auto& [scale, use] : by_scale) may_straightline_ |= use.items >= least_items && use.reversed > 0 && use.reversed < use.items;
}

void ResponseFlags::find(const Batch& batch, const ScoredBatch& scored, std::vector<RowFlags>& out) const {
    out.assign(scored.rows, {});
    if (!may_straightline_ && batch.seconds.empty()) return;
    Stretch stretch;
    for (std::size_t row = 0; row < scored.rows; ++row) {
        if (scored.respondent[row] == 0) continue;
        if (may_straightline_) judge_straightlining(scored, row, stretch, out[row]);
        if (!batch.seconds.empty()) judge_speed(batch.seconds[row], scored, row, out[row]);
    }
}

void ResponseFlags::judge_straightlining(const ScoredBatch& scored, std::size_t row, Stretch& stretch, RowFlags& flags) const {
    stretch.clear();
    const Scale* scale = nullptr;
    for (std::size_t item = 0; item < scored.answer.size(); ++item) {
        const std::int8_t code = scored.answer[item][row];
        if (code == ScoredBatch::not_asked || code == Batch::not_applicable || survey_.is_vignette(item)) continue;
        if (&survey_.scale_of(item) != scale) {
            judge_stretch(stretch, flags);
            stretch.clear();
            scale = &survey_.scale_of(item);
        }
        stretch.push_back({code, survey_.items()[item].reversed});
    }
    judge_stretch(stretch, flags);
}

void ResponseFlags::judge_stretch(const Stretch& stretch, RowFlags& flags) {
    if (stretch.size() < least_items) return;
    const auto reversed = static_cast<std::size_t>(std::count_if(stretch.begin(), stretch.end(), [](const Answer& one) { return one.reversed; }));
    if (reversed == 0 || reversed == stretch.size()) return;
    flags.straightlining_judged = true;
    std::array<std::size_t, Survey::max_options> given{};
    for (const Answer& answer : stretch) {
        if (answer.code >= 0) ++given[static_cast<unsigned char>(answer.code)];
    }
    for (std::size_t code = 0; code < given.size(); ++code) {
        if (given[code] >= least_with_option && is_straight(stretch, static_cast<std::int8_t>(code))) flags.straightlining = true;
    }
}

/// Whether some part of the stretch, long enough and with both kinds of items among those that hold the option, has a sum that is not below 0. For
/// each end only the start with the least sum in front of it matters; how late it may lie only grows with the end.
bool ResponseFlags::is_straight(const Stretch& stretch, std::int8_t code) {
    std::vector<std::int64_t> sum_before{0};
    sum_before.reserve(stretch.size() + 1);
    std::optional<std::size_t> last_reversed;
    std::optional<std::size_t> last_plain;
    std::int64_t least_sum = std::numeric_limits<std::int64_t>::max();
    std::size_t starts = 0;  ///< looked at
    for (std::size_t i = 0; i < stretch.size(); ++i) {
        const bool holds = stretch[i].code == code;
        sum_before.push_back(sum_before.back() + (holds ? with_option : without_option));
        if (holds) (stretch[i].reversed ? last_reversed : last_plain) = i;
        if (i + 1 < least_items || !last_reversed || !last_plain) continue;
        const std::size_t latest_start = std::min({i + 1 - least_items, *last_reversed, *last_plain});
        for (; starts <= latest_start; ++starts) least_sum = std::min(least_sum, sum_before[starts]);
        if (least_sum <= sum_before.back()) return true;
    }
    return false;
}

void ResponseFlags::judge_speed(double seconds, const ScoredBatch& scored, std::size_t row, RowFlags& flags) {
    if (seconds == Batch::unknown_seconds) return;
    std::size_t ticked = 0;
    for (const auto& answers : scored.answer) ticked += answers[row] != ScoredBatch::not_asked && answers[row] != Batch::empty ? 1U : 0U;
    flags.speeding_judged = true;
    flags.speeding = seconds < least_seconds_per_item * static_cast<double>(ticked);
}

void FlagCounts::add(const RowFlags& flags, bool was_left_out) {
    straightlining_judged += flags.straightlining_judged ? 1 : 0;
    straightlining += flags.straightlining ? 1 : 0;
    speeding_judged += flags.speeding_judged ? 1 : 0;
    speeding += flags.speeding ? 1 : 0;
    left_out += was_left_out ? 1 : 0;
}

void FlagCounts::merge(const FlagCounts& other) {
    straightlining_judged += other.straightlining_judged;
    straightlining += other.straightlining;
    speeding_judged += other.speeding_judged;
    speeding += other.speeding;
    left_out += other.left_out;
}

}  // namespace capgap
