#include <capgap/pipeline/round_counts.hpp>

#include <capgap/survey/scoring_key.hpp>

#include <span>
#include <utility>

namespace capgap {

RoundCounts::RoundCounts(const CountLayout& layout, const std::vector<std::size_t>& options_per_item,
                         const std::vector<std::size_t>& items_per_competency)
    : gaps(layout), items(options_per_item) {
    for (const std::size_t n : items_per_competency) covariances.emplace_back(n);
}

namespace {

/// The points of a batch in one competency, of those who answered every item of it.
class CompleteCases {
public:
    CompleteCases(const std::vector<std::size_t>& items, const ScoredBatch& scored, const ScoringKey& key) : scored_(scored), points_(items.size()) {
        for (const std::size_t item : items) columns_.push_back({scored.answer[item].data(), key.points(item)});
    }

    template <class Visit>
    void visit(Visit visit_points) {
        for (std::size_t row = 0; row < scored_.rows; ++row) {
            bool complete = scored_.respondent[row] != 0;
            for (std::size_t i = 0; i < columns_.size() && complete; ++i) {
                const std::int8_t code = columns_[i].codes[row];
                points_[i] = code < 0 ? ScoringKey::no_points : columns_[i].points[static_cast<std::size_t>(code)];
                complete = points_[i] != ScoringKey::no_points;
            }
            if (complete) visit_points(points_);
        }
    }

private:
    struct Column {
        const std::int8_t* codes;
        std::span<const std::int64_t> points;
    };
    const ScoredBatch& scored_;
    std::vector<Column> columns_;
    std::vector<std::int64_t> points_;
};

/// In words of 64 bits, where the products of a whole batch fit.
void add_in_words(CompleteCases cases, ItemCovariances& to) {
    std::int64_t people = 0;
    std::vector<std::int64_t> sums(to.items());
    std::vector<std::int64_t> products(to.items() * (to.items() + 1) / 2);
    cases.visit([&](const std::vector<std::int64_t>& points) {
        ++people;
        std::size_t pair = 0;
        for (std::size_t b = 0; b < points.size(); ++b) {
            sums[b] += points[b];
            for (std::size_t a = 0; a <= b; ++a) products[pair++] += points[a] * points[b];
        }
    });
    to.add(people, sums, products);
}

void add_covariances(const std::vector<std::size_t>& items, const ScoredBatch& scored, const ScoringKey& key, std::int64_t most_points,
                     ItemCovariances& to) {
    constexpr std::int64_t most_in_words = std::int64_t{1} << 24U;  // squared, and 2^15 people: below 2^63
    static_assert(Batch::max_rows <= std::size_t{1} << 15U);
    CompleteCases cases(items, scored, key);
    if (most_points <= most_in_words) {
        add_in_words(std::move(cases), to);
    } else {
        cases.visit([&to](const std::vector<std::int64_t>& points) { to.add(points); });
    }
}

}  // namespace

void RoundCounts::add_items(const ScoredBatch& scored, const ScoringKey& key, const std::vector<std::vector<std::size_t>>& items_of) {
    for (std::size_t item = 0; item < scored.answer.size(); ++item) items.add(item, scored.answer[item], scored.respondent);
    for (std::size_t c = 0; c < covariances.size(); ++c) {
        if (!items_of[c].empty()) add_covariances(items_of[c], scored, key, key.points_per_item(c), covariances[c]);
    }
}

bool RoundCounts::merge(RoundCounts&& other) {
    if (!(gaps.layout() == other.gaps.layout()) || covariances.size() != other.covariances.size()) return false;
    for (std::size_t c = 0; c < covariances.size(); ++c) {
        if (covariances[c].items() != other.covariances[c].items()) return false;
    }
    if (!items.merge(other.items) || !gaps.merge(std::move(other.gaps))) return false;
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
