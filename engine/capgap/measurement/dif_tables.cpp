#include <capgap/measurement/dif_tables.hpp>

#include <capgap/base/exact_sum.hpp>

#include <algorithm>
#include <cassert>
#include <stdexcept>
#include <utility>

namespace capgap {

namespace {

constexpr Decimal whole_score = Decimal::of_millionths(100 * Decimal::per_unit);

void check(const DifLayout& layout) {
    if (layout.groups < 1) throw std::invalid_argument("items are compared between groups; there is none");
    if (layout.most_points < 1) throw std::invalid_argument("most_points is at least 1");
    if (layout.matching.size() != layout.points.size()) throw std::invalid_argument("the items to match on are not those there are");
    for (const std::vector<std::int64_t>& item : layout.points) {
        if (item.size() < 2 || item.size() > AnswerTable::most_categories) throw std::invalid_argument("an item has 2 to 100 categories");
        if (std::any_of(item.begin(), item.end(), [&](std::int64_t one) { return one < 0 || one > layout.most_points; }))
            throw std::invalid_argument("points lie beyond 0..most_points");
    }
    for (std::size_t i = 0; i < layout.band_limits.size(); ++i) {
        const Decimal limit = layout.band_limits[i];
        if (limit <= Decimal{} || limit > whole_score || (i > 0 && limit <= layout.band_limits[i - 1]))
            throw std::invalid_argument("limits of bands rise, above 0 and up to 100");
    }
    if (layout.min_answered < Decimal{} || layout.min_answered > Decimal::of_millionths(Decimal::per_unit))
        throw std::invalid_argument("min_answered is a share");
}

/// The smallest whole number that is at least `numerator` / `denominator`, both not negative.
std::int64_t rounded_up(Int128 numerator, Int128 denominator) {
    return static_cast<std::int64_t>((numerator + denominator - 1) / denominator);
}

}  // namespace

DifTables::DifTables(DifLayout layout) : layout_(std::move(layout)) {
    if (layout_.matching.empty()) layout_.matching.assign(layout_.points.size(), true);
    check(layout_);
    matching_items_ = static_cast<std::size_t>(std::count(layout_.matching.begin(), layout_.matching.end(), true));
    const auto least = [&](std::size_t items) {
        const auto of = static_cast<std::int64_t>(items);
        return static_cast<std::size_t>(std::max<std::int64_t>(1, rounded_up(Int128{of} * layout_.min_answered.millionths(), Decimal::per_unit)));
    };
    least_answered_ = least(matching_items_);
    least_answered_own_ = least(matching_items_ + 1);
    // 100 points / (most_points answered) >= limit
    for (std::size_t answered = 0; answered <= matching_items_ + 1; ++answered) {
        const Int128 most = Int128{layout_.most_points} * static_cast<std::int64_t>(answered);
        for (const Decimal limit : layout_.band_limits) limits_.push_back(rounded_up(most * limit.millionths(), whole_score.millionths()));
    }
    std::size_t end = 0;
    for (const std::vector<std::int64_t>& item : layout_.points) {
        begin_.push_back(end);
        end += layout_.bands() * layout_.groups * item.size();
    }
    people_.assign(end, 0);
}

std::size_t DifTables::band_of(const Matched& matched) const {
    const std::size_t n = layout_.band_limits.size();
    const std::int64_t* const limits = limits_.data() + matched.answered * n;
    std::size_t band = 0;
    for (std::size_t i = 0; i < n; ++i) band += matched.points >= limits[i] ? 1 : 0;
    return band;
}

void DifTables::add(std::span<const std::uint8_t> codes, std::size_t group, std::int64_t people) {
    assert(codes.size() == items() && group < layout_.groups);
    Matched all;
    for (std::size_t j = 0; j < codes.size(); ++j) {
        if (!layout_.matching[j] || codes[j] >= layout_.points[j].size()) continue;
        all.points += layout_.points[j][codes[j]];
        ++all.answered;
    }
    const bool enough = all.answered >= least_answered_;
    const std::size_t band = enough ? band_of(all) : 0;
    for (std::size_t j = 0; j < codes.size(); ++j) {
        const std::size_t categories = layout_.points[j].size();
        if (codes[j] >= categories) continue;
        std::size_t own = band;
        if (!layout_.matching[j]) {
            const Matched with{all.points + layout_.points[j][codes[j]], all.answered + 1};
            if (with.answered < least_answered_own_) continue;
            own = band_of(with);
        } else if (!enough) {
            continue;
        }
        people_[begin_[j] + (own * layout_.groups + group) * categories + codes[j]] += people;
    }
}

void DifTables::add(const AnswerTable& answers) {
    if (answers.items() != items() || answers.groups() > layout_.groups)
        throw std::invalid_argument("the answers have other items or groups than the tables");
    for (std::size_t p = 0; p < answers.people(); ++p) {
        if (answers.weight(p) > 0) add(answers.person(p), answers.group(p));
    }
}

bool DifTables::merge(const DifTables& other) {
    if (other.layout_ != layout_) return false;
    for (std::size_t i = 0; i < people_.size(); ++i) people_[i] += other.people_[i];
    return true;
}

DifItemTable DifTables::item(std::size_t index) const {
    const std::vector<std::int64_t>& points = layout_.points[index];
    const std::size_t size = layout_.bands() * layout_.groups * points.size();
    return {layout_.bands(), layout_.groups, points, std::span(people_).subspan(begin_[index], size)};
}

}  // namespace capgap
