#include <capgap/pipeline/round_counts.hpp>

#include <capgap/survey/scoring_key.hpp>

#include <span>

namespace capgap {

RoundCounts::RoundCounts(const CountLayout& layout, const std::vector<std::size_t>& options_per_item,
                         const std::vector<std::size_t>& items_per_competency)
    : gaps(layout), items(options_per_item) {
    for (const std::size_t n : items_per_competency) covariances.emplace_back(n);
}

namespace {

/// Adds the points of those who answered every item of a competency.
void add_complete_cases(const std::vector<std::size_t>& items, const ScoredBatch& scored, const ScoringKey& key, ItemCovariances& to) {
    struct Column {
        const std::int8_t* codes;
        std::span<const std::int64_t> points;
    };
    std::vector<Column> columns;
    for (const std::size_t item : items) columns.push_back({scored.answer[item].data(), key.points(item)});
    std::vector<std::int64_t> points(columns.size());
    for (std::size_t row = 0; row < scored.rows; ++row) {
        bool complete = scored.respondent[row] != 0;
        for (std::size_t i = 0; i < columns.size() && complete; ++i) {
            const std::int8_t code = columns[i].codes[row];
            points[i] = code < 0 ? ScoringKey::no_points : columns[i].points[static_cast<std::size_t>(code)];
            complete = points[i] != ScoringKey::no_points;
        }
        if (complete) to.add(points);
    }
}

}  // namespace

void RoundCounts::add(const Batch& batch, const ScoredBatch& scored, const ScoringKey& key, const std::vector<std::vector<std::size_t>>& items_of) {
    gaps.add(batch, scored);
    for (std::size_t item = 0; item < scored.answer.size(); ++item) items.add(item, scored.answer[item], scored.respondent);
    for (std::size_t c = 0; c < covariances.size(); ++c) {
        if (!items_of[c].empty()) add_complete_cases(items_of[c], scored, key, covariances[c]);
    }
}

bool RoundCounts::merge(const RoundCounts& other) {
    if (!(gaps.layout() == other.gaps.layout()) || covariances.size() != other.covariances.size()) return false;
    for (std::size_t c = 0; c < covariances.size(); ++c) {
        if (covariances[c].items() != other.covariances[c].items()) return false;
    }
    if (!items.merge(other.items) || !gaps.merge(other.gaps)) return false;
    for (std::size_t c = 0; c < covariances.size(); ++c) {
        if (!covariances[c].merge(other.covariances[c])) return false;
    }
    flags.merge(other.flags);
    return true;
}

void count_flags(const std::vector<RowFlags>& found, const LeaveOut& which, ScoredBatch& scored, FlagCounts& counts) {
    for (std::size_t row = 0; row < found.size(); ++row) {
        const bool left_out = (which.straightlining && found[row].straightlining) || (which.speeding && found[row].speeding);
        counts.add(found[row], left_out);
        if (left_out) scored.respondent[row] = 0;
    }
}

std::vector<std::vector<std::size_t>> items_by_competency(const Survey& survey, std::size_t competencies, const std::vector<bool>& asked) {
    std::vector<std::vector<std::size_t>> out(competencies);
    for (std::size_t item = 0; item < survey.items().size(); ++item) {
        if (!asked[item]) continue;
        if (const auto competency = survey.competency_of(item)) out[*competency].push_back(item);
    }
    return out;
}

}  // namespace capgap
