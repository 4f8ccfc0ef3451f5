#include <capgap/pipeline/vignette_quality.hpp>

#include <capgap/disclosure/shown_parts.hpp>
#include <capgap/measurement/answer_table.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace capgap {

namespace {

static_assert(Survey::max_vignettes == VignetteCounts::most_vignettes);

std::vector<std::uint8_t> codes_by_points(std::span<const std::int64_t> points) {
    std::set<std::int64_t> different(points.begin(), points.end());
    different.erase(ScoringKey::no_points);
    std::vector<std::uint8_t> out;
    for (const std::int64_t one : points) {
        const auto found = different.find(one);
        out.push_back(found == different.end() ? AnswerTable::missing : static_cast<std::uint8_t>(std::distance(different.begin(), found)));
    }
    return out;
}

struct RankPart {
    VignetteRank rank;
    std::int64_t people = 0;
    bool shown = true;
};

/// All single ranks, then the intervals that somebody has.
struct RankParts {
    std::vector<RankPart> single;
    std::vector<RankPart> intervals;
    bool one_rank_shown = true;  ///< how many have a single rank
    bool all_shown = true;
};

std::int64_t people_of(const std::vector<RankPart>& parts) {
    std::int64_t out = 0;
    for (const RankPart& part : parts) out += part.people;
    return out;
}

/// True if all of `parts` may be told.
bool protect_parts(const std::vector<RankPart*>& parts, std::int64_t min_cell) {
    std::vector<std::int64_t> people;
    people.reserve(parts.size());
    for (const RankPart* part : parts) people.push_back(part->people);
    const std::vector<bool> shown = shown_parts(people, min_cell);
    for (std::size_t i = 0; i < parts.size(); ++i) parts[i]->shown = shown[i];
    return std::find(shown.begin(), shown.end(), false) == shown.end();
}

/// Where it is told how many have a single rank, single ranks and intervals are each protected by themselves.
RankParts protected_ranks(const VignetteCounts& counts, std::int64_t min_cell) {
    RankParts out;
    for (std::size_t start = 1; start <= counts.ranks(); ++start) {
        out.single.push_back({{start, start}, counts.people({start, start})});
        for (std::size_t end = start + 1; end <= counts.ranks(); ++end) {
            if (const std::int64_t people = counts.people({start, end}); people > 0) out.intervals.push_back({{start, end}, people});
        }
    }
    std::vector<RankPart*> single;
    std::vector<RankPart*> intervals;
    for (RankPart& part : out.single) single.push_back(&part);
    for (RankPart& part : out.intervals) intervals.push_back(&part);
    const std::array kinds{people_of(out.single), people_of(out.intervals)};
    out.one_rank_shown = shown_parts(kinds, min_cell).front();
    if (!out.one_rank_shown) {
        single.insert(single.end(), intervals.begin(), intervals.end());
        intervals.clear();
    }
    const bool single_shown = protect_parts(single, min_cell);
    const bool intervals_shown = protect_parts(intervals, min_cell);
    out.all_shown = single_shown && intervals_shown;
    return out;
}

class VignetteRows {
public:
    VignetteRows(const Survey& survey, std::int64_t min_cell, std::int64_t respondents)
        : survey_(survey), min_cell_(min_cell), respondents_(respondents) {}

    void add(const AnchoredItem& anchored, const VignetteCounts& counts) {
        id_ = name(anchored.item);
        ranked_ = counts.ranked();
        const std::int64_t others = respondents_ - ranked_;
        const bool enough = ranked_ >= min_cell_;
        const bool told = respondents_ >= min_cell_ && (ranked_ == 0 || enough) && (others == 0 || others >= 3);
        n_ = told ? std::optional(ranked_) : std::nullopt;
        rows_.push_back({"vignettes", id_, "ranked_share", told ? std::optional(share(ranked_, respondents_)) : std::nullopt, respondents_,
                         told ? "" : "small_cell"});
        if (!enough) return;
        const bool all_ranks_shown = add_ranks(counts);
        // The ranks at the ends are had in any order of the vignettes; where nobody has them, the orders tell the other ranks.
        const bool pairs_told = all_ranks_shown || counts.people({1, 1}) > 0 || counts.people({counts.ranks(), counts.ranks()}) > 0;
        for (const VignettePair& pair : counts.pairs())
            add_pair(pair, name(anchored.vignettes[pair.lower]) + '/' + name(anchored.vignettes[pair.upper]), pairs_told);
    }

    std::vector<QualityRow> take() { return std::move(rows_); }

private:
    const std::string& name(std::size_t item) const { return survey_.items()[item].id.text(); }

    static double share(std::int64_t part, std::int64_t whole) { return static_cast<double>(part) / static_cast<double>(whole); }

    void row(const std::string& of, const char* statistic, std::int64_t people, bool shown, bool told = true) {
        const std::int64_t others = ranked_ - people;
        const char* const reason = told && others > 0 && others < min_cell_ ? "nearly_all" : "small_cell";
        rows_.push_back({"vignettes", of.empty() ? id_ : id_ + '/' + of, statistic, shown ? std::optional(share(people, ranked_)) : std::nullopt, n_,
                         shown ? "" : reason});
    }

    /// Whether all of them are shown.
    bool add_ranks(const VignetteCounts& counts) {
        const RankParts parts = protected_ranks(counts, min_cell_);
        row("", "one_rank_share", people_of(parts.single), parts.one_rank_shown);
        for (const RankPart& part : parts.single) row(std::to_string(part.rank.start), "rank_share", part.people, part.shown);
        for (const RankPart& part : parts.intervals) {
            row(std::to_string(part.rank.start) + '-' + std::to_string(part.rank.end), "rank_share", part.people, part.shown);
        }
        const VignetteReport report = vignette_report(counts);
        for (std::size_t rank = 1; rank <= counts.ranks(); ++rank) {
            rows_.push_back({"vignettes", id_ + '/' + std::to_string(rank), "allocated_share",
                             parts.all_shown ? std::optional(report.rank_shares[rank - 1]) : std::nullopt, n_, parts.all_shown ? "" : "small_cell"});
        }
        return parts.all_shown;
    }

    void add_pair(const VignettePair& pair, const std::string& of, bool told) {
        const std::array people{pair.as_intended, pair.tied, pair.violated};
        const std::vector<bool> shown = told ? shown_parts(people, min_cell_) : std::vector<bool>(people.size(), false);
        row(of, "as_intended_share", people[0], shown[0], told);
        row(of, "tied_share", people[1], shown[1], told);
        row(of, "violated_share", people[2], shown[2], told);
    }

    const Survey& survey_;
    std::int64_t min_cell_;
    std::int64_t respondents_;
    std::string id_;
    std::int64_t ranked_ = 0;
    std::optional<std::int64_t> n_;  ///< of rows on those who have a rank
    std::vector<QualityRow> rows_;
};

}  // namespace

VignetteCounter::VignetteCounter(const Survey& survey, const ScoringKey& key) : survey_(survey) {
    for (const AnchoredItem& one : survey.anchored_items()) code_.push_back(codes_by_points(key.points(one.item)));
}

std::vector<VignetteCounts> VignetteCounter::nobody() const {
    std::vector<VignetteCounts> out;
    for (const AnchoredItem& one : survey_.anchored_items()) out.emplace_back(one.vignettes.size());
    return out;
}

void VignetteCounter::add(const ScoredBatch& scored, std::vector<VignetteCounts>& to) const {
    for (std::size_t i = 0; i < to.size(); ++i) {
        const AnchoredItem& one = survey_.anchored_items()[i];
        std::vector<std::uint8_t> codes(one.vignettes.size());
        const std::vector<std::uint8_t> none(one.vignettes.size(), AnswerTable::missing);
        for (std::size_t row = 0; row < scored.rows; ++row) {
            if (scored.respondent[row] == 0) continue;
            const auto code_of = [&](std::size_t item) {
                const std::int8_t option = scored.answer[item][row];
                return option < 0 ? AnswerTable::missing : code_[i][static_cast<std::size_t>(option)];
            };
            std::transform(one.vignettes.begin(), one.vignettes.end(), codes.begin(), code_of);
            const std::uint8_t own = code_of(one.item);
            to[i].add(own, vignette_rank(own, codes) ? codes : none);
        }
    }
}

std::vector<QualityRow> vignette_rows(const AssessInput& input, const std::vector<VignetteCounts>& counts, std::int64_t respondents) {
    VignetteRows rows(input.instrument.survey, input.policy.min_cell, respondents);
    for (std::size_t i = 0; i < counts.size(); ++i) rows.add(input.instrument.survey.anchored_items()[i], counts[i]);
    return rows.take();
}

}  // namespace capgap
