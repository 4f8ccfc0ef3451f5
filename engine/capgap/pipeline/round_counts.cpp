#include <capgap/pipeline/round_counts.hpp>

#include <capgap/survey/scoring_key.hpp>

#include <algorithm>
#include <span>
#include <utility>

namespace capgap {

RoundCounts::RoundCounts(const CountLayout& layout, const std::vector<std::size_t>& options_per_item,
                         const std::vector<std::size_t>& items_per_competency)
    : gaps(layout), items(options_per_item) {
    for (const std::size_t n : items_per_competency) covariances.emplace_back(n);
}

namespace {

/// Answers of a batch to the items of one competency: few different ones, so each is counted before anything is multiplied.
class CompleteCases {
public:
    CompleteCases(const std::vector<std::size_t>& items, const ScoredBatch& scored, const ScoringKey& key) : scored_(scored) {
        for (const std::size_t item : items) {
            columns_.push_back({scored.answer[item].data(), key.points(item), patterns_});
            patterns_ = std::min(patterns_ * columns_.back().points.size(), most_patterns + 1);
        }
    }

    void add_to(ItemCovariances& to) const {
        std::vector<std::int64_t> points(columns_.size());
        if (patterns_ > most_patterns) {
            for (std::size_t row = 0; row < scored_.rows; ++row) {
                if (is_complete(row) && take_points(points, [&](const Column& column) { return column.codes[row]; })) to.add(points);
            }
            return;
        }
        const std::vector<std::uint32_t> people = count();
        for (std::size_t pattern = 0; pattern < people.size(); ++pattern) {
            const auto code = [pattern](const Column& column) { return pattern / column.step % column.points.size(); };
            if (people[pattern] > 0 && take_points(points, code)) to.add(points, people[pattern]);
        }
    }

private:
    static constexpr std::size_t most_patterns = 4096;

    struct Column {
        const std::int8_t* codes;
        std::span<const std::int64_t> points;  ///< by option
        std::size_t step;                      ///< of a pattern from one option to the next
    };

    bool is_complete(std::size_t row) const {
        bool complete = scored_.respondent[row] != 0;
        for (const Column& column : columns_) complete = complete && column.codes[row] >= 0;
        return complete;
    }

    /// By pattern of options.
    std::vector<std::uint32_t> count() const {
        std::vector<std::uint32_t> people(patterns_);
        for (std::size_t row = 0; row < scored_.rows; ++row) {
            if (!is_complete(row)) continue;
            std::size_t pattern = 0;
            for (const Column& column : columns_) pattern += static_cast<std::size_t>(column.codes[row]) * column.step;
            ++people[pattern];
        }
        return people;
    }

    /// False where an option has no score.
    template <class CodeOf>
    bool take_points(std::vector<std::int64_t>& points, CodeOf code_of) const {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            points[i] = columns_[i].points[static_cast<std::size_t>(code_of(columns_[i]))];
            if (points[i] == ScoringKey::no_points) return false;
        }
        return true;
    }

    const ScoredBatch& scored_;
    std::vector<Column> columns_;
    std::size_t patterns_ = 1;  ///< or more than most_patterns
};

}  // namespace

void RoundCounts::add_items(const ScoredBatch& scored, const ScoringKey& key, const std::vector<std::vector<std::size_t>>& items_of) {
    for (std::size_t item = 0; item < scored.answer.size(); ++item) items.add(item, scored.answer[item], scored.respondent);
    for (std::size_t c = 0; c < covariances.size(); ++c) {
        if (!items_of[c].empty()) CompleteCases(items_of[c], scored, key).add_to(covariances[c]);
    }
}

bool RoundCounts::merge(RoundCounts&& other) {
    if (!(gaps.layout() == other.gaps.layout()) || covariances.size() != other.covariances.size()) return false;
    for (std::size_t c = 0; c < covariances.size(); ++c) {
        if (covariances[c].items() != other.covariances[c].items()) return false;
    }
    if (vignettes.size() != other.vignettes.size()) return false;
    for (std::size_t i = 0; i < vignettes.size(); ++i) {
        if (vignettes[i].vignettes() != other.vignettes[i].vignettes()) return false;
    }
    if (!items.merge(other.items) || !gaps.merge(std::move(other.gaps))) return false;
    for (std::size_t c = 0; c < covariances.size(); ++c) {
        if (!covariances[c].merge(other.covariances[c])) return false;
    }
    for (std::size_t i = 0; i < vignettes.size(); ++i) {
        if (!vignettes[i].merge(other.vignettes[i])) return false;
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
